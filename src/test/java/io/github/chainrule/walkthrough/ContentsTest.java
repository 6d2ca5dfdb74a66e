package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.walkthrough.parts.Chapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two pages that list the chapters: the Javadoc's front page and the course's contents. */
class ContentsTest {

    private static final List<String> COURSE = List.of("LinearSeparability", "XorProblem", "HandCalculation",
            "ChainRule", "Backpropagation", "BinaryMnist", "HiddenNeurons", "VanishingGradient", "OwnLayer", "Quiz");
    private static final String FRONT_PAGE = "src/main/javadoc/overview.html";
    private static final String CONTENTS = "src/main/java/io/github/chainrule/walkthrough/package-info.java";
    private static final Pattern LISTED =
            Pattern.compile("(?:<li>|<th scope=\"row\">)\\{@link io\\.github\\.chainrule\\.walkthrough\\.(\\w+)}");
    private static final Pattern PICTURE = Pattern.compile("src=\"([^\"]+\\.svg)\"");

    @ParameterizedTest
    @ValueSource(strings = {FRONT_PAGE, CONTENTS})
    void the_ten_chapters_are_listed_in_the_order_of_the_course(String page) throws IOException {
        String text = Files.readString(Path.of(page));

        assertThat(LISTED.matcher(text).results().map(match -> match.group(1))).containsExactlyElementsOf(COURSE);
    }

    @Test
    void each_chapter_that_is_listed_is_there() {
        assertThat(COURSE).allMatch(chapter -> Files.exists(Path.of(CONTENTS).resolveSibling(chapter + ".java")));
    }

    /** Who arrives from a search must see where in the course he is. */
    @Test
    void each_chapter_says_its_number_and_what_comes_before() throws IOException {
        for (int k = 0; k < COURSE.size(); k++) {
            String text = Files.readString(Path.of(CONTENTS).resolveSibling(COURSE.get(k) + ".java"))
                    .replaceAll("\\s+(\\* )?", " ");
            assertThat(text).contains("<p><small>Chapter " + (k + 1) + " of " + COURSE.size()
                    + " · <a href=\"package-summary.html\">contents</a>"
                    + (k == 0 ? "" : " · before: {@link " + COURSE.get(k - 1) + "}") + "</small></p>");
        }
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
                    .allMatch(name -> text.contains("{@link io.github.chainrule." + name + " " + name + "}"));
        }
    }
}
