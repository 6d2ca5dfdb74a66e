package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.regex.Pattern;

/** What a chapter prints, and what its reader sees: the blocks of its text that show output, and its pictures. */
final class ChapterText {

    private static final Path PICTURES =
            Path.of("src", "main", "javadoc", "io", "github", "chainrule", "walkthrough", "doc-files");
    private static final Pattern BLOCK = Pattern.compile("<pre>\\R(.*?) \\*\\s*</pre>", Pattern.DOTALL);

    private ChapterText() {
    }

    /** Runs a chapter, and keeps what it prints. */
    static Run run(ToIntBiFunction<PrintStream, PrintStream> chapter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = chapter.applyAsInt(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(status, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** The blocks between {@code <pre>} and {@code </pre>} in a chapter's source. */
    static List<String> blocks(Class<?> chapter) throws IOException {
        String source = Files.readString(Path.of("src", "main", "java").resolve(
                chapter.getName().replace('.', '/') + ".java"));
        return BLOCK.matcher(source).results().map(match -> plain(match.group(1).replaceAll("(?m)^ \\*", "")
                .replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))).toList();
    }

    /** Printed text as it stands in a block: line ends, indentation and spaces at the ends of lines don't count. */
    static String plain(String printed) {
        return printed.replaceAll(" *\\R", "\n").stripTrailing().stripIndent().strip();
    }

    /** Something that is kept beside the pictures. */
    static List<String> lines(String name) throws IOException {
        return Files.readAllLines(PICTURES.resolve(name));
    }

    /** Whether the chapter's page shows what the chapter draws. */
    static void assertIsShown(String name, String drawn, String command) throws IOException {
        String shown = Files.readString(PICTURES.resolve(name)).replace("\r\n", "\n");
        assertThat(drawn.replace("\r\n", "\n").equals(shown)).as("%s in %s is what is drawn today; if that is better:"
                + " %s", name, PICTURES, command).isTrue();
    }
}
