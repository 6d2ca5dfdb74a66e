// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.chainrule.walkthrough.BinaryMnist;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it takes System.out for itself")
class ReadmeTest {

    private static final String PAGE = "src/main/javadoc/io/github/chainrule/model/doc-files/own-project.html";
    private static final String PROGRAM = "src/test/java/io/github/chainrule/readme/Xor.java";

    @Test
    void the_program_in_the_readme_is_the_one_that_is_compiled_here() throws IOException {
        String program = read(PROGRAM).replaceFirst("package .*;\n\n", "").strip();

        assertThat(read("README.md")).contains("```java\n" + program + "\n```");
    }

    /** Which is built, run and tested in verify; see src/it. */
    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java/Xor.java", "src/test/java/XorTest.java", "chainrule.jsh"})
    void the_project_in_the_documentation_is_the_student_s_word_for_word(String file) throws IOException {
        assertThat(read(PAGE).replace("&#64;", "@").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .contains("<pre>\n" + read("src/it/student/" + file) + "</pre>\n");
    }

    @Test
    void the_documentation_shows_what_the_project_prints_and_how_to_use_the_library_otherwise() throws IOException {
        assertThat(read(PAGE)).contains("<pre>\n" + output(() -> Xor.main(new String[0])) + "\n</pre>",
                "-Dexec.mainClass=", "build.gradle.kts", "jbang Xor.java", "jshell --class-path", "<code>target</code>");
        assertThat(read("README.md")).contains(PAGE);
    }

    /** The workflow "playground" publishes there; .github/RELEASING.md says what is to be done then. */
    @Test
    void nothing_leads_to_the_published_course_and_playground_before_they_are_there() throws IOException {
        try (Stream<Path> main = Files.walk(Path.of("src", "main"))) {
            assertThat(Stream.concat(Stream.of(Path.of("README.md")), main).filter(Files::isRegularFile)).allSatisfy(file ->
                    assertThat(Files.readString(file)).doesNotContain("chainrule.github.io"));
        }
        assertThat(read("README.md")).contains("](#watch-it-learn)", "mvn -q compile exec:exec -Dchapter=Playground",
                "mvn -q -Pweb test-compile exec:exec");
    }

    @Test
    void from_a_table_to_an_answer_the_readme_shows_what_runs_here(@TempDir Path folder) throws IOException {
        String program = read(PROGRAM.replace("Xor", "Survivors")).replaceFirst("package .*;\n\n", "").strip();
        String printed = output(() -> assertThatCode(() -> Survivors.main(new String[] {
            "src/test/resources/passengers.csv", folder.resolve("model").toString()})).doesNotThrowAnyException());

        assertThat(read("README.md")).contains("```java\n" + program + "\n```", "```\n" + printed + "\n```");
        assertThat(program.substring(program.indexOf("Split<Table>")).lines()).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void the_moving_picture_is_what_the_library_draws_today() throws IOException {
        String picture = read(Spiral.FILE.toString());

        assertThat(Spiral.draw().equals(picture)).as("renew it with java -cp target/classes"
                + " src/test/java/io/github/chainrule/readme/Spiral.java").isTrue();
        assertThat(picture.length()).isLessThan(300_000);
        assertThat(picture).doesNotContain("<image", "href", "<script").contains("prefers-reduced-motion");
        assertThat(read("README.md")).contains(Spiral.FILE.toString().replace('\\', '/'));
    }

    @Test
    void the_student_s_version_is_the_library_s() throws IOException {
        Matcher version = Pattern.compile("<artifactId>chainrule</artifactId>\\s+(<version>.*</version>)")
                .matcher(read("pom.xml"));
        assertThat(version.find()).isTrue();
        assertThat(read("src/it/student/pom.xml")).contains("<artifactId>chainrule</artifactId>\n      "
                + version.group(1));
    }

    @Test
    void the_output_in_the_readme_is_what_it_prints() throws IOException {
        assertThat(read("README.md")).contains("```\n" + output(() -> Xor.main(new String[0])) + "\n```");
    }

    @Test
    void the_output_of_the_main_job_is_what_it_prints_but_for_times_and_kernel() throws IOException {
        String printed = output(() -> BinaryMnist.main(new String[0]));

        assertThat(masked(read("README.md"))).contains("```\n" + masked(printed) + "\n```");
    }

    private static String masked(String text) {
        return text.replaceAll("\\d+\\.\\d\\d s\\b", "n s").replaceAll("\\(kernel: [^)]*\\)", "(kernel)");
    }

    private static String output(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").stripTrailing();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file)).replace("\r\n", "\n");
    }
}
