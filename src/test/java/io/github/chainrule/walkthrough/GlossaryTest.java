// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the course: each is explained once, found by the search, and leads to the chapter that explains it. */
class GlossaryTest {

    private static final Path FOLDER = Path.of("src/main/java/io/github/chainrule/walkthrough");
    private static final Pattern ENTRY = Pattern.compile(
            "<dt>\\{@index (?:\"([^\"]+)\"|([^ }]+))}(?: <span lang=\"ko\">[^<]+</span>)?</dt>"
                    + " <dd>[A-Z0-9][^<]+\\. \\{@course see (\\w+) ([\\w-]+)}</dd>");

    private record Entry(String word, String chapter, String id) {
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file)).replaceAll("\\s*\\R \\* *", " ");
    }

    private static List<Entry> entries() throws IOException {
        return ENTRY.matcher(text("package-info.java")).results().map(match -> new Entry(
                match.group(1) == null ? match.group(2) : match.group(1), match.group(3), match.group(4))).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"perceptron", "multi-layer perceptron", "input layer", "hidden layer", "output layer",
        "feature", "linear model", "non-linear model", "deep learning", "gradient descent", "learning rate", "epoch",
        "batch", "loss", "activation", "activation function", "weight", "bias", "back-propagation", "chain rule",
        "vanishing gradient", "linear separability", "XOR", "overfitting", "neuron", "target", "training", "sigmoid",
        "ReLU", "gradient", "derivative", "parameter", "optimizer", "Adam", "accuracy", "test set", "MNIST"})
    void each_word_of_the_lecture_is_explained(String word) throws IOException {
        assertThat(entries()).extracting(Entry::word).containsOnlyOnce(word);
    }

    @Test
    void every_entry_is_a_word_a_sentence_and_a_chapter_and_they_are_in_alphabetical_order() throws IOException {
        assertThat(entries()).hasSameSizeAs(
                Pattern.compile("<dt>").matcher(text("package-info.java")).results().toList());
        assertThat(entries()).extracting(entry -> entry.word().toLowerCase(Locale.ROOT)).isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void a_chapter_s_words_and_the_glossary_s_links_to_them_are_the_same(Contents chapter) throws IOException {
        List<String> ids = Pattern.compile(" id=\"([\\w-]+)\"").matcher(text(chapter.className + ".java")).results()
                .map(match -> match.group(1)).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(entries()).filteredOn(entry -> entry.chapter().equals(chapter.className)).extracting(Entry::id)
                .containsAll(ids).isSubsetOf(ids);
    }
}
