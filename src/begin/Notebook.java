// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The course as a notebook for a Java kernel: each chapter's text and pictures, its code, and a cell that runs it.
 *
 * <pre>
 *   java src/begin/Notebook.java target/course.ipynb
 * </pre>
 *
 * <p>The first cell is JJava's line for dependencies; rapaio's kernel has {@code %dependency} for it. All other cells are
 * what jshell takes.
 */
public final class Notebook {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path CHAPTERS = MAIN.resolve("io/github/chainrule/walkthrough");
    private static final Path PICTURES = Path.of("src/main/javadoc/io/github/chainrule/walkthrough");

    /** A cell; {@code code} is Java, and all else is text as HTML, which notebooks show unchanged. */
    public record Cell(boolean code, String source) {
    }

    private Notebook() {
    }

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json(cells()));
    }

    public static List<Cell> cells() throws IOException {
        String version = first("(?s)<artifactId>chainrule</artifactId>\\s*<version>(.*?)</version>", Path.of("pom.xml"));
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(false, "# Chainrule: the course\n\nRun the first two cells, then any chapter's. (With rapaio's"
                + " kernel, write `%dependency /add` for `%maven`, and `%dependency /resolve` after it.)"));
        cells.add(new Cell(true, "%maven io.github.chainrule:chainrule:" + version + "\n%maven io.github.chainrule:"
                + "chainrule:jar:mnist:" + version));
        cells.add(new Cell(true, imports()));
        Matcher chapter = Pattern.compile("(?m)^    [A-Z_]+\\(\"(\\w+)\", \"([^\"]+)\",\\s+\"([^\"]+)\"")
                .matcher(Files.readString(CHAPTERS.resolve("Contents.java")));
        while (chapter.find()) {
            cells.add(new Cell(false, "## " + chapter.group(2) + "\n\n" + chapter.group(3)));
            cells.addAll(text(chapter.group(1)));
            cells.add(new Cell(true, chapter.group(1) + ".main(new String[0]);"));
        }
        return cells;
    }

    /** The imports for jshell, and the chapters. */
    private static String imports() throws IOException {
        return Pattern.compile("(?m)^import io\\.github\\.chainrule\\.\\w+\\.\\*;?$")
                .matcher(Files.readString(Path.of("src/it/student/chainrule.jsh"))).results().map(MatchResult::group)
                .reduce("", (all, line) -> all + line.replace(";", "") + ";\n") + "import io.github.chainrule.walkthrough.*;\n"
                + "import java.util.*;";
    }

    /** A chapter's text, cut where it shows code. */
    private static List<Cell> text(String name) throws IOException {
        String javadoc = first("(?s)\n/\\*\\*\n(.*?)\n \\*/\n", CHAPTERS.resolve(name + ".java"))
                .replaceAll("(?m)^ \\* ?", "");
        List<Cell> cells = new ArrayList<>();
        Matcher snippet = Pattern.compile("\\{@snippet file=\"([^\"]+)\"\\s+region=\"([^\"]+)\"\\s*}").matcher(javadoc);
        int from = 0;
        while (snippet.find()) {
            cells.add(new Cell(false, html(javadoc.substring(from, snippet.start()))));
            cells.add(new Cell(false, "```java\n" + region(snippet.group(1), snippet.group(2)) + "```"));
            from = snippet.end();
        }
        cells.add(new Cell(false, html(javadoc.substring(from))));
        cells.removeIf(cell -> cell.source().isBlank());
        return cells;
    }

    private static String html(String javadoc) throws IOException {
        String text = javadoc;
        for (String before = ""; !before.equals(text);) {      // from the inside out
            before = text;
            text = text.replaceAll("\\{@course\\s[^{}]*}", "").replaceAll("\\{@index\\s+\"?([^{}\"]*)\"?}", "$1")
                    .replaceAll("\\{@code\\s+([^{}]*)}", "<code>$1</code>")
                    .replaceAll("\\{@link(?:plain)?\\s+[^{}\\s]+\\s+([^{}]+)}", "$1")
                    .replaceAll("\\{@link(?:plain)?\\s+[^{}]*?([\\w.()]+)}", "<code>$1</code>")
                    .replaceAll("\\{@[a-z]+\\s*([^{}]*)}", "$1");
        }
        text = text.replaceAll("(?s)<a\\s+href=\"doc-files/[^\"]*\"[^>]*>(.*?)</a>", "$1");
        Matcher image = Pattern.compile("src=\"(doc-files/[^\"]+\\.svg)\"").matcher(text);
        StringBuilder all = new StringBuilder();
        while (image.find()) {
            image.appendReplacement(all, "src=\"data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(Files.readAllBytes(PICTURES.resolve(image.group(1)))) + "\"");
        }
        return image.appendTail(all).toString().strip();
    }

    private static String region(String file, String name) throws IOException {
        StringBuilder code = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(MAIN.resolve(file))) {
            inside &= !line.strip().startsWith("// @end");
            if (inside) {
                code.append(line).append('\n');
            }
            inside |= line.strip().equals("// @start region=" + name);
        }
        return code.toString().stripIndent();
    }

    private static String first(String regex, Path file) throws IOException {
        return Pattern.compile(regex).matcher(Files.readString(file).replace("\r\n", "\n")).results().findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " has no " + regex)).group(1);
    }

    /** Notebook format 4.5. */
    private static String json(List<Cell> cells) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            all.add(String.format(Locale.ROOT, "  {\"cell_type\": \"%s\", \"id\": \"cell-%d\", \"metadata\": {},%s"
                    + " \"source\": %s}", cell.code() ? "code" : "markdown", i,
                    cell.code() ? " \"execution_count\": null, \"outputs\": []," : "", quoted(cell.source())));
        }
        return "{\n \"cells\": [\n" + String.join(",\n", all) + "\n ],\n \"metadata\": {\"kernelspec\": {\"display_name\":"
                + " \"Java\", \"language\": \"java\", \"name\": \"java\"}, \"language_info\": {\"name\": \"java\"}},\n"
                + " \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            json.append(c == '"' || c == '\\' ? "\\" + c : c < 32 || c > 126 ? String.format("\\u%04x", (int) c)
                    : String.valueOf(c));
        }
        return json.append('"').toString();
    }
}
