// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's files, as far as they can be judged without a browser. */
class PageTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/github/chainrule/playground/page");
    private static final String IMPORT = "(?:from|import) '\\./([^']+)'";
    private static final int MAX_LINES = 250;
    private static final int MAX_COLUMNS = 120;

    private static String read(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    void the_server_knows_each_file_and_no_other() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("files.txt")).containsExactlyInAnyOrderElementsOf(Page.names());
        }
    }

    @Test
    void a_file_is_what_its_name_ends_in() {
        assertThat(Stream.of("page.css", "a.b.js", "icon.svg", "index.html").map(Page::type)).containsExactly(
                "text/css; charset=utf-8", "text/javascript; charset=utf-8", "image/svg+xml; charset=utf-8",
                "text/html; charset=utf-8");
    }

    @Test
    void what_a_module_imports_is_there() throws IOException {
        assertThat(found(IMPORT, read("main.js"))).isNotEmpty();
        for (String name : Page.names()) {
            assertThat(found(IMPORT, read(name))).as(name).isSubsetOf(Page.names());
        }
        assertThat(found("(?:src|href)=\"([^\"]+)\"", read("index.html")))
                .filteredOn(name -> !name.equals("data:,")).contains("main.js").isSubsetOf(Page.names());
    }

    /** The server's policy forbids them: they would fail in the browser, and there silently. */
    @Test
    void nothing_is_written_into_the_page_that_its_policy_forbids() throws IOException {
        assertThat(read("index.html")).doesNotContain("style=").doesNotContain("<style").doesNotContain("javascript:")
                .doesNotContainPattern("\\son[a-z]+=").doesNotContainPattern("<script(?![^>]*\\ssrc=)");
        for (String name : Page.names()) {
            assertThat(read(name)).as(name).doesNotContain("innerHTML").doesNotContain("insertAdjacentHTML")
                    .doesNotContain("eval(").doesNotContain("document.write")
                    .doesNotContainPattern("https?://(?!www\\.w3\\.org/|github\\.com/chainrule/)");
        }
    }

    @Test
    void a_file_has_one_concern_and_fits_on_a_few_screens() throws IOException {
        for (String name : Page.names()) {
            assertThat(read(name).lines()).as(name).hasSizeLessThanOrEqualTo(MAX_LINES)
                    .allMatch(line -> line.length() <= MAX_COLUMNS);
        }
    }
}
