// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chapters say of runs that take too long for a test, compared with what these runs printed. */
class KeptRunsTest {

    private static final Path RUNS = Path.of("src", "test", "resources", "course-runs.txt");
    private static final Path CHAPTERS = Path.of("src/main/java/io/github/chainrule/walkthrough");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    /** A line of the file. */
    record KeptRun(String chapter, String how, String gave, String said) {
    }

    static Stream<KeptRun> runs() throws IOException {
        return Files.readAllLines(RUNS).stream().filter(line -> !line.startsWith("#")).map(line -> line.split(" \\| "))
                .map(parts -> new KeptRun(parts[0], parts[1], parts[2], parts[3]));
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text.replaceAll("(\\d),(\\d{3})", "$1$2")).results().map(match -> match.group()).toList();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void the_chapter_says_what_the_run_gave(KeptRun run) throws IOException {
        String text = Files.readString(CHAPTERS.resolve(run.chapter + ".java")).replaceAll("\\s+\\*\\s+", " ");

        assertThat(text).contains(run.said);
        for (String number : numbers(run.said)) {
            int digits = number.contains(".") ? number.length() - number.indexOf('.') - 1 : 0;
            assertThat(numbers(run.gave).stream().map(given -> String.format(Locale.ROOT, "%." + digits + "f",
                    Double.parseDouble(given)))).as(run.how).contains(number);
        }
    }
}
