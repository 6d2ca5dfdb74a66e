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

/** A chapter as it is read: the text in its source, what it prints, and the pictures that it draws. */
final class ShownChapter {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "chainrule", "walkthrough");
    private static final Path SHOWN = Path.of("src", "main", "javadoc", "io", "github", "chainrule", "walkthrough",
            "doc-files");
    private static final Pattern IMAGE = Pattern.compile("<img src=\"doc-files/([^\"]+)\"");

    /** A chapter's run method. */
    @FunctionalInterface
    interface Program {
        int run(String[] args, PrintStream out, PrintStream err);
    }

    private final String name;
    private final Program program;
    private final String text;

    ShownChapter(Class<?> chapter, Program program) {
        this.name = chapter.getSimpleName();
        this.program = program;
        try {
            String source = Files.readString(SOURCES.resolve(name + ".java")).replace("\r\n", "\n");
            this.text = source.substring(source.indexOf("/**\n"), source.indexOf("\n */\npublic"))
                    .replaceAll("\n \\* ?", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text, in one line, so that a sentence is found wherever its lines break. */
    String text() {
        return text.replaceAll("\\s+", " ");
    }

    /** The lines between {@code <pre class="...">} and its end. */
    String block(String kind) {
        String begin = "<pre class=\"" + kind + "\">\n";
        int from = text.indexOf(begin);
        assertThat(from).as("%s has a %s", name, begin).isNotNegative();
        return text.substring(from + begin.length(), text.indexOf("</pre>", from)).replace("&lt;", "<")
                .replace("&gt;", ">").replace("&amp;", "&");
    }

    /** What the program prints; the same in every locale, so one is taken in which most numbers look different. */
    String run(String... args) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            return printed(args);
        } finally {
            Locale.setDefault(before);
        }
    }

    private String printed(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = program.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** Runs the program, and compares what it prints and draws with what the page shows. */
    String assertShowsWhatTheProgramDoes(Path folder) throws IOException {
        String printed = run("--pictures", folder.toString()).replace(folder.toString(), "target/pictures")
                .replace("target/pictures\\", "target/pictures/");
        assertThat(block("output")).as("what the text of %s says that it prints", name).isEqualTo(printed);
        assertThat(printed.lines()).allMatch(line -> line.length() <= 80);
        assertThat(printed.chars()).allMatch(c -> c < 128);

        List<String> shown = IMAGE.matcher(text).results().map(match -> match.group(1)).toList();
        try (Stream<Path> drawn = Files.list(folder)) {
            assertThat(drawn.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(shown);
        }
        for (String file : shown) {
            assertThat(read(SHOWN.resolve(file))).as("%s is not what the code draws today: look at it, and renew it"
                    + " with mvn -q compile exec:exec -Dchapter=%s -Dargs=\"--pictures %s\"", file, name,
                    SHOWN.toString().replace('\\', '/')).isEqualTo(read(folder.resolve(file)));
        }
        return printed;
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "(there is no such file)";
    }
}
