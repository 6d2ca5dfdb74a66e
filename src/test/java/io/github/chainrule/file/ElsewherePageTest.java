// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page "Taking your model elsewhere" shows the very programs that src/check/run runs.
 * {@code -Dchainrule.page=write} puts them into the page.
 */
class ElsewherePageTest {

    private static final Path PAGE = Path.of("src/main/javadoc/io/github/chainrule/file/doc-files/elsewhere.html");
    private static final Path PROGRAMS = Path.of("src/check/elsewhere");
    private static final Path SNIPPETS = Path.of("src/main/java/io/github/chainrule/file/snippet-files");
    private static final Pattern PROGRAM =
            Pattern.compile("<pre data-file=\"([^\"]+)\"(?: data-region=\"([^\"]+)\")?>\n(.*?)</pre>", Pattern.DOTALL);

    private static String code(String file, String region) throws IOException {
        if (region == null) {
            return Files.readString(SNIPPETS.resolve(file));
        }
        List<String> lines = Files.readAllLines(PROGRAMS.resolve(file));
        int from = -1;
        int to = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().matches("(//|#) @start region=" + region)) {
                from = i + 1;
            } else if (from >= 0 && to < 0 && lines.get(i).strip().matches("(//|#) @end")) {
                to = i;
            }
        }
        assertThat(to).as("%s, region %s", file, region).isGreaterThan(from);
        return lines.subList(from, to).stream().collect(Collectors.joining("\n")).stripIndent() + "\n";
    }

    @Test
    void it_shows_the_programs_that_are_run() throws IOException {
        String page = Files.readString(PAGE);
        Matcher program = PROGRAM.matcher(page);
        StringBuilder right = new StringBuilder();
        int count = 0;
        while (program.find()) {
            String code = code(program.group(1), program.group(2)).replace("&", "&amp;").replace("<", "&lt;");
            program.appendReplacement(right, Matcher.quoteReplacement(
                    program.group().substring(0, program.start(3) - program.start()) + code + "</pre>"));
            count++;
        }
        program.appendTail(right);
        if (System.getProperty("chainrule.page", "").equals("write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(count).isEqualTo(11);
        assertThat(page).isEqualTo(right.toString());
    }

    @Test
    void each_program_is_run() throws IOException {
        String script = Files.readString(Path.of("src/check/run"));
        String page = Files.readString(PAGE);
        try (Stream<Path> programs = Files.list(PROGRAMS)) {
            assertThat(programs.map(program -> program.getFileName().toString())).isNotEmpty().allSatisfy(name -> {
                assertThat(script).contains("$page/" + name);
                assertThat(page).contains("data-file=\"" + name + "\"");
            });
        }
    }
}
