// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The lecture, whole: its points and its words, English and Korean, each where the tables say. */
class LectureTest {

    private static final Path CHAPTERS = Path.of("src/main/java/io/github/chainrule/walkthrough");
    private static final Pattern FORMULA = Pattern.compile("<pre class=\"math\">\n(.*?) \\* </pre>", Pattern.DOTALL);
    /** What the page's script can read as a formula. */
    private static final Pattern READABLE = Pattern.compile("[\\w\\sα-ωΔ∂Σ√()\\[\\]/·⊙…+−=<>,.≈≤≥→←⁰¹²³⁴-⁹⁻⁺ᶻˣᵀⁿᵏᵗ₀-₉ᵢⱼₖₙ]+");

    private static final Set<Contents> WITHOUT_FORMULA = EnumSet.of(Contents.OVERFITTING, Contents.OWN_LAYER,
            Contents.QUIZ);

    private static Stream<String[]> table(String file) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources", file)).stream().filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| "));
    }

    static Stream<String[]> points() throws IOException {
        return table("course-lecture.txt");
    }

    static Stream<String[]> words() throws IOException {
        return table("course-words.txt");
    }

    private static String source(String chapter) throws IOException {
        return Files.readString(CHAPTERS.resolve(chapter + ".java")).replace("\r\n", "\n");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\n \\* *", " ").replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @MethodSource("points")
    void each_point_stands_in_its_section(String point, String chapter, String section, String words) throws IOException {
        String text = oneLine(source(chapter));
        int start = text.indexOf("<h2>" + section + "</h2>");
        int end = text.indexOf("<h2>", start + 1);

        assertThat(start).as("the section %s of %s", section, chapter).isPositive();
        assertThat(text.substring(start, end < 0 ? text.length() : end)).as(point).contains(words);
    }

    @ParameterizedTest
    @MethodSource("words")
    void each_word_is_in_the_glossary_and_found_by_the_search_in_both_languages(String english, String korean)
            throws IOException {
        String entry = Arrays.stream(oneLine(source("package-info")).split("<dt>"))
                .filter(text -> text.startsWith("{@index " + quoted(english) + "}")).findFirst().orElse("");

        assertThat(entry).as(english).contains("{@course see ")
                .contains(Arrays.stream(korean.split(", ")).map(word -> "{@index " + quoted(word) + "}").toList());
    }

    private static String quoted(String word) {
        return word.contains(" ") ? '"' + word + '"' : word;
    }

    @Test
    void what_people_ask_is_found_by_the_search() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/io/github/chainrule/file/package-info.java")))
                .contains("{@index \"How do I save a model\"}");
        assertThat(source("package-info")).contains("{@index \"learning rate\"}");
    }

    /** So that the page's script makes MathML of each, and none stays text unnoticed. */
    @ParameterizedTest
    @EnumSource
    void each_formula_can_be_read_by_the_script_of_the_page(Contents chapter) throws IOException {
        List<MatchResult> formulas = FORMULA.matcher(source(chapter.className)).results().toList();
        assertThat(formulas).hasSize(source(chapter.className).split("class=\"math\"", -1).length - 1);
        assertThat(formulas.isEmpty()).isEqualTo(WITHOUT_FORMULA.contains(chapter));
        List<String> lines = formulas.stream().flatMap(match -> match.group(1).lines())
                .map(line -> line.replaceFirst("^ \\*", "").replace("&gt;", ">").strip()).toList();

        assertThat(lines).allMatch(line -> READABLE.matcher(line).matches())
                .allMatch(line -> count(line, '(') == count(line, ')') && count(line, '[') == count(line, ']'))
                .noneMatch(line -> line.matches(".*[·/+−=]$|^[·/=].*"));
    }

    private static long count(String text, char c) {
        return text.chars().filter(d -> d == c).count();
    }

    /** After its text a chapter's file is short enough to be read, and what it prints and draws lies in the parts. */
    @ParameterizedTest
    @EnumSource
    void a_chapter_has_about_100_lines_of_code_after_its_text(Contents chapter) throws IOException {
        String code = source(chapter.className).replaceAll("(?s)/\\*.*?\\*/|//[^\\n]*", "");

        assertThat(code.lines().filter(line -> !line.isBlank() && !line.matches("(package|import) .*")).count())
                .isLessThanOrEqualTo(112);
    }

    /** The parts know no chapter. */
    @Test
    void the_parts_name_no_chapter_s_class() throws IOException {
        String names = Contents.list().stream().map(chapter -> chapter.className).collect(Collectors.joining("|"));
        try (Stream<Path> parts = Files.list(CHAPTERS.resolve("parts"))) {
            assertThat(parts.filter(file -> {
                try {
                    return Pattern.compile("(?m)^import .*walkthrough\\.(" + names + ")\\b").matcher(Files.readString(file))
                            .find();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            })).isEmpty();
        }
    }
}
