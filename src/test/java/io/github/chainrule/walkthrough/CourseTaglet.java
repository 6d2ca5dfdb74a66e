// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import io.github.chainrule.walkthrough.parts.QuizQuestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileManager;
import jdk.javadoc.doclet.Doclet;
import jdk.javadoc.doclet.DocletEnvironment;
import jdk.javadoc.doclet.Taglet;

/**
 * {@code {@course ...}} for Javadoc: what the pages of the course say about their place in it, from {@link Contents}.
 * {@code {@course top}} and {@code {@course bottom}} stand in a chapter, {@code {@course contents folder}} in a list of
 * all chapters, with the folder that they are in; {@code {@course path folder}} on the front page;
 * {@code {@course quiz}} in a chapter, for its questions of the quiz; {@code {@course see Chapter word}} in the
 * glossary, where that chapter explains it.
 */
public final class CourseTaglet implements Taglet {

    private JavaFileManager files;

    @Override
    public void init(DocletEnvironment environment, Doclet doclet) {
        files = environment.getJavaFileManager();
    }

    @Override
    public Set<Location> getAllowedLocations() {
        return EnumSet.allOf(Location.class);
    }

    @Override
    public boolean isInlineTag() {
        return true;
    }

    @Override
    public String getName() {
        return "course";
    }

    @Override
    public String toString(List<? extends DocTree> tags, Element element) {
        String[] words = tags.stream().map(tag -> ((UnknownInlineTagTree) tag).getContent().toString())
                .collect(Collectors.joining()).strip().split("\\s+");
        if (words[0].equals("path")) {      // once, on the front page
            writeFonts();
        }
        return html(words, element);
    }

    /** Javadoc's style sheet imports a file with fonts even where there are none: an empty one, so that none is missing. */
    private void writeFonts() {
        try {
            files.getFileForOutput(DocumentationTool.Location.DOCUMENTATION_OUTPUT, "",
                    "resource-files/fonts/dejavu.css", null).openOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String html(String[] words, Element element) {
        return switch (words[0]) {
            case "top" -> top(chapter(element));
            case "bottom" -> neighbours(chapter(element));
            case "quiz" -> quiz(chapter(element));
            case "path" -> stages(words[1]);
            case "contents" -> contents(words.length == 1 ? "" : words[1]);
            case "see" -> see(find(words[1]), words[2]);
            default -> throw new IllegalArgumentException("{@course " + words[0]
                    + "}: expected top, bottom, quiz, contents, path or see");
        };
    }

    private static Contents chapter(Element element) {
        return find(element.getSimpleName().toString());
    }

    private static Contents find(String name) {
        return Contents.find(name).orElseThrow(() -> new IllegalArgumentException(name + " isn't listed in Contents"));
    }

    private static String top(Contents chapter) {
        return "<div class=\"chapter-title\" data-of=\"" + Contents.list().size() + "\">" + chapter.number() + " \u00b7 "
                + text(chapter.title) + "</div>" + chapters(chapter) + "<aside class=\"note\"><p><b>Run it</b> in a clone of the"
                + " project:</p><pre>mvn -q compile exec:exec <span class=\"nb\">-Dchapter=</span><wbr><span class=\"nb\">"
                + chapter.className + "</span></pre></aside>";
    }

    /** The whole course as a list of links, this one marked. The script moves it into the sidebar. */
    private static String chapters(Contents here) {
        return Contents.list().stream().map(chapter -> "<li>" + (chapter.equals(here)
                ? "<b aria-current=\"page\">" + text(chapter.title) + "</b>" : link("", chapter)) + "</li>")
                .collect(Collectors.joining("", "<nav class=\"chapters\" aria-label=\"All chapters\"><h2>The course</h2><ol>",
                        "</ol></nav>"));
    }

    private static String link(String folder, Contents chapter) {
        return "<a href=\"" + folder + chapter.className + ".html\">" + text(chapter.title) + "</a>";
    }

    private static String neighbours(Contents chapter) {
        return "<nav class=\"neighbours\" aria-label=\"Chapters before and after\">"
                + other(chapter, -1).map(other -> neighbour("prev", "&larr; Chapter " + other.number(), other))
                .orElse("<span></span>")
                + other(chapter, 1).map(other -> neighbour("next", "Chapter " + other.number() + " &rarr;", other))
                .orElse("<a href=\"package-summary.html#glossary\"><small>All chapters</small>The glossary</a>")
                + "</nav>";
    }

    static Optional<Contents> other(Contents chapter, int steps) {
        return Contents.find(String.valueOf(chapter.number() + steps));
    }

    private static String neighbour(String rel, String number, Contents other) {
        return "<a rel=\"" + rel + "\" href=\"" + other.className + ".html\"><small>" + number + "</small>"
                + text(other.title) + "</a>";
    }

    /** The chapter's questions; in the quiz itself, all. Each has its answer folded below it. */
    private static String quiz(Contents chapter) {
        List<QuizQuestion> all = QuizQuestion.all();
        return all.stream().filter(q -> chapter == Contents.QUIZ || q.chapter().equals(chapter.className))
                .map(q -> question(q, all.indexOf(q) + 1, all.size())).collect(Collectors.joining());
    }

    private static String question(QuizQuestion question, int number, int count) {
        String from = "<a href=\"" + question.chapter() + ".html\">" + text(find(question.chapter()).title) + "</a>";
        return "<div class=\"quiz\" role=\"group\" aria-label=\"A question to answer here\" data-answer=\""
                + question.answer() + "\"><p class=\"q\">" + text(question.text()) + "</p>"
                + (question.isChoice() ? question.choices().stream().map(choice -> "<li>" + text(choice) + "</li>")
                .collect(Collectors.joining("", "<ol>", "</ol>")) : "")
                + "<details><summary>I don't know: show me</summary><p><b>" + text(question.solution()) + "</b> "
                + text(question.explanation()) + "</p></details><p class=\"by\">Question " + number + " of " + count
                + " of <a href=\"Quiz.html\">the quiz</a>, from " + from + "</p></div>";
    }

    /** The path through the course in four stages, for the front page. */
    private static String stages(String folder) {
        return Contents.list().stream().collect(Collectors.groupingBy(CourseTaglet::stage, LinkedHashMap::new,
                Collectors.mapping(chapter -> "<li><a href=\"" + folder + chapter.className + ".html\"><i>"
                        + chapter.number() + "</i><strong>" + text(chapter.title) + "</strong><span>"
                        + text(chapter.question) + "</span></a></li>", Collectors.joining())))
                .entrySet().stream().map(stage -> "<li><b>" + text(stage.getKey()) + "</b><ol>" + stage.getValue()
                        + "</ol></li>").collect(Collectors.joining("", "<ol class=\"stages\">", "</ol>"));
    }

    private static String stage(Contents chapter) {
        return chapter.compareTo(Contents.HAND_CALCULATION) < 0 ? "What a network is"
                : chapter.compareTo(Contents.BINARY_MNIST) < 0 ? "How it learns"
                : chapter.compareTo(Contents.VANISHING_GRADIENT) < 0 ? "Real handwriting" : "Deeper, and on your own";
    }

    private static String see(Contents chapter, String word) {
        return "<a href=\"" + chapter.className + ".html#" + word + "\">" + chapter.number() + " \u00b7 "
                + text(chapter.title) + "</a>";
    }

    private static String contents(String folder) {
        return Contents.list().stream().map(chapter -> "<li><a href=\"" + folder + chapter.className + ".html\">"
                + text(chapter.title) + "</a> <span>" + text(chapter.question) + "</span></li>\n")
                .collect(Collectors.joining("", "<ol class=\"chapters\">\n", "</ol>\n"));
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
