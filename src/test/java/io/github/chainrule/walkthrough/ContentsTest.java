// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two pages that list the chapters: the Javadoc's front page and the course's contents. */
class ContentsTest {

    private static final String FRONT_PAGE = "src/main/javadoc/overview.html";
    private static final String CONTENTS = "src/main/java/io/github/chainrule/walkthrough/package-info.java";
    private static final Pattern PICTURE = Pattern.compile("src=\"([^\"]+\\.svg)\"");

    private static String chapter(Contents chapter) throws IOException {
        return Files.readString(Path.of(CONTENTS).resolveSibling(chapter.className + ".java"));
    }

    @Test
    void both_pages_that_list_the_chapters_have_the_list_made() throws IOException {
        assertThat(Files.readString(Path.of(FRONT_PAGE))).containsOnlyOnce("{@course path");
        assertThat(Files.readString(Path.of(CONTENTS))).containsOnlyOnce("{@course contents");
    }

    @Test
    void the_readme_lists_the_chapters_in_their_order() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String list = readme.substring(readme.indexOf("The chapters are"), readme.indexOf("If you teach"));

        assertThat(Pattern.compile("`(\\w+)`").matcher(list).results().map(match -> match.group(1)))
                .containsExactlyElementsOf(Contents.list().stream().map(chapter -> chapter.className).toList());
    }

    @Test
    void each_chapter_is_listed_and_nothing_else_is_public() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(CONTENTS).getParent())) {
            List<String> names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .filter(name -> !name.equals("Contents.java") && !name.equals("package-info.java")).toList();

            assertThat(names).containsExactlyInAnyOrderElementsOf(
                    Contents.list().stream().map(chapter -> chapter.className + ".java").toList());
        }
    }

    /** Readers who arrive from a search must see where in the course they are, and find their way. */
    @ParameterizedTest
    @EnumSource
    void each_chapter_shows_its_place_at_the_top_and_at_the_bottom(Contents chapter) throws IOException {
        assertThat(chapter(chapter)).containsOnlyOnce("\n *\n * {@course top}\n *\n")
                .containsOnlyOnce("\n *\n * {@course bottom}\n */\npublic final class " + chapter.className + " {");
    }

    @Test
    void a_chapter_s_neighbors_are_those_of_the_list() {
        assertThat(CourseTaglet.other(Contents.list().get(0), -1)).isEmpty();
        assertThat(CourseTaglet.other(Contents.XOR_PROBLEM, -1)).contains(Contents.GRADIENT_DESCENT);
        assertThat(CourseTaglet.other(Contents.XOR_PROBLEM, 1)).contains(Contents.HAND_CALCULATION);
        assertThat(CourseTaglet.other(Contents.QUIZ, 1)).isEmpty();
        assertThat(Contents.QUIZ.number()).isEqualTo(Contents.list().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"XorProblem", "xorproblem"})
    void a_chapter_is_found_by_name_and_by_number(String name) {
        assertThat(Contents.find(name)).contains(Contents.XOR_PROBLEM);
        assertThat(Contents.find(String.valueOf(Contents.XOR_PROBLEM.number()))).contains(Contents.XOR_PROBLEM);
    }

    @Test
    void a_misspelt_name_lists_the_chapters() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Contents.list("XorProblme", new PrintStream(out, true, StandardCharsets.US_ASCII));
        String printed = out.toString(StandardCharsets.US_ASCII);

        assertThat(Contents.find("XorProblme")).isEmpty();
        assertThat(printed).startsWith("There is no chapter 'XorProblme'. The chapters are:")
                .contains(Contents.list().stream().map(chapter -> chapter.className).toList());
        assertThat(printed.lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUIZ")
    void each_chapter_ends_with_three_exercises_and_what_one_should_see(Contents chapter) throws IOException {
        String text = chapter(chapter).replaceAll("\\s+\\*?\\s*", " ");
        String exercises = text.substring(text.indexOf("<h2>Exercises</h2>"), text.indexOf("{@course bottom}"));

        assertThat(exercises.split("<li>", -1)).hasSize(4).filteredOn(part -> part.contains("What you should see"))
                .hasSize(3);
    }

    @Test
    void the_pictures_of_the_front_page_are_there() throws IOException {
        String text = Files.readString(Path.of(FRONT_PAGE));

        assertThat(PICTURE.matcher(text).results().map(match -> match.group(1))).isNotEmpty()
                .allMatch(picture -> Files.exists(Path.of(FRONT_PAGE).resolveSibling(picture)));
    }

    @Test
    void every_package_has_a_line_on_the_front_page() throws IOException {
        String text = Files.readString(Path.of(FRONT_PAGE));
        try (var folders = Files.list(Path.of("src/main/java/io/github/chainrule"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString())).isNotEmpty()
                    .filteredOn(name -> !List.of("kernel", "internal").contains(name))
                    .allMatch(name -> text.contains("{@link io.github.chainrule." + name + " " + name + "}"));
        }
    }
}
