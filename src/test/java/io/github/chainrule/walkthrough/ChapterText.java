// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A chapter as it is read: the text in its source, what its program prints, and the pictures that it draws. */
final class ChapterText {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "chainrule", "walkthrough");
    private static final Path SHOWN =
            Path.of("src", "main", "javadoc", "io", "github", "chainrule", "walkthrough", "doc-files");
    private static final String USUAL_FOLDER = "target/pictures";
    private static final Pattern IMAGE = Pattern.compile("<img\\s+src=\"doc-files/([^\"]+)\"");
    private static final Pattern BLOCK = Pattern.compile("<pre( class=\"(\\w+)\")?>\n(.*?)\\s*</pre>", Pattern.DOTALL);

    /** A chapter's run method. */
    @FunctionalInterface
    interface Program {
        int run(String[] args, PrintStream out, PrintStream err);
    }

    private final String name;
    private final Program program;
    private final Locale locale;
    private final String text;

    /** What is printed should be the same in every locale, so one is taken in which most numbers look different. */
    ChapterText(Class<?> chapter, Program program) {
        this(chapter, program, Locale.forLanguageTag("ar-EG-u-nu-arab"));
    }

    ChapterText(Class<?> chapter, Program program, Locale locale) {
        this.name = chapter.getSimpleName();
        this.program = program;
        this.locale = locale;
        try {
            String source = Files.readString(SOURCES.resolve(name + ".java")).replace("\r\n", "\n");
            int end = source.indexOf("\n */\npublic");
            this.text = end < 0 ? "" // a program without a page
                    : source.substring(source.indexOf("/**\n"), end).replaceAll("\n \\* ?", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text, in one line, so that a sentence is found wherever its lines break. */
    String text() {
        return text.replaceAll("\\s+", " ");
    }

    /** All that stands between {@code <pre>}, with or without a class, and {@code </pre>}. */
    List<String> blocks() {
        return BLOCK.matcher(text).results().map(match -> unescaped(match.group(3))).toList();
    }

    /** All that stands between {@code <pre class="kind">} and {@code </pre>}. */
    List<String> blocks(String kind) {
        return BLOCK.matcher(text).results().filter(match -> kind.equals(match.group(2)))
                .map(match -> unescaped(match.group(3))).toList();
    }

    /** What stands between {@code <pre class="kind">} and {@code </pre>}. */
    String block(String kind) {
        return unescaped(BLOCK.matcher(text).results().filter(match -> kind.equals(match.group(2))).findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no <pre class=\"" + kind + "\">")).group(3));
    }

    private static String unescaped(String block) {
        return plain(block.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }

    /** Printed text as it stands in a block: indentation and spaces at the ends of lines don't count. */
    static String plain(String printed) {
        return printed.replaceAll(" *\\R", "\n").stripTrailing().stripIndent().strip();
    }

    /** Runs the program in the chapter's locale. */
    Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Locale before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            int status = program.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Run(status, lines(out), lines(err));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** What the program prints when all goes well, as if it saved its pictures where it usually does. */
    String printed(Path folder, String... options) {
        Run run = run(Stream.concat(Stream.of("--pictures", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run.out().replace(folder.toString(), USUAL_FOLDER).replace(USUAL_FOLDER + "\\", USUAL_FOLDER + "/")
                .replace(folder.toString().replace('\\', '/'), USUAL_FOLDER);
    }

    /** Printed text is ASCII, and not wider than the given number of columns. */
    static void assertFits(int columns, String printed) {
        assertThat(printed.lines()).allMatch(line -> line.length() <= columns);
        assertThat(printed.chars()).allMatch(c -> c == '\n' || c >= ' ' && c <= '~');
    }

    /** Runs the program, and compares what it prints and draws with what the page shows. */
    String assertShowsWhatTheProgramDoes(Path folder) throws IOException {
        String printed = printed(folder);
        assertFits(80, printed);
        assertThat(plain(printed)).as("what %s prints", name).isEqualTo(block("output"));
        List<String> shown = IMAGE.matcher(text).results().map(match -> match.group(1)).toList();
        try (Stream<Path> drawn = Files.list(folder)) {
            assertThat(drawn.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(shown);
        }
        for (String picture : shown) {
            assertShows(picture, folder, "");
        }
        return printed;
    }

    /** Whether the page shows the picture that lies in the folder; the options are needed to draw it. */
    void assertShows(String picture, Path folder, String options) throws IOException {
        assertShows(picture, read(folder.resolve(picture)), options);
    }

    /** Whether the page shows what is drawn; the options are needed to draw it. */
    void assertShows(String picture, String drawn, String options) throws IOException {
        assertThat(drawn.replace("\r\n", "\n").equals(read(SHOWN.resolve(picture)))).as("%s is what the code draws"
                + " today. If not, look at it, and renew it with mvn -q compile exec:exec -Dchapter=%s -Dargs=\"%s"
                + "--pictures %s\"", picture, name, options, SHOWN.toString().replace('\\', '/')).isTrue();
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "(there is no such file)";
    }

    /** Something that is kept beside the pictures. */
    static List<String> kept(String file) throws IOException {
        return Files.readAllLines(SHOWN.resolve(file));
    }
}
