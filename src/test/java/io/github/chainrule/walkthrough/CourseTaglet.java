// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import jdk.javadoc.doclet.Taglet;

/**
 * {@code {@course ...}} for Javadoc: what the pages of the course say about their place in it, from {@link Contents}.
 * {@code {@course top}} and {@code {@course bottom}} stand in a chapter, {@code {@course contents folder}} in a list of
 * all chapters, with the folder that they are in; {@code {@course see Chapter word}} in the glossary, where that
 * chapter explains it.
 */
public final class CourseTaglet implements Taglet {

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
        return html(words, element);
    }

    private static String html(String[] words, Element element) {
        return switch (words[0]) {
            case "top" -> top(chapter(element));
            case "bottom" -> neighbours(chapter(element));
            case "contents" -> contents(words.length == 1 ? "" : words[1]);
            case "see" -> see(find(words[1]), words[2]);
            default -> throw new IllegalArgumentException("{@course " + words[0]
                    + "}: expected top, bottom, contents or see");
        };
    }

    private static Contents chapter(Element element) {
        return find(element.getSimpleName().toString());
    }

    private static Contents find(String name) {
        return Contents.find(name).orElseThrow(() -> new IllegalArgumentException(name + " isn't listed in Contents"));
    }

    private static String top(Contents chapter) {
        return "<div class=\"chapter-title\">" + chapter.number() + " · " + text(chapter.title) + "</div>"
                + path(chapter) + neighbours(chapter);
    }

    /** The whole course as a line of numbers, this one marked. */
    private static String path(Contents here) {
        return Contents.list().stream().map(chapter -> chapter.equals(here)
                ? "<b aria-current=\"page\" title=\"" + text(chapter.title) + "\">" + chapter.number() + "</b>"
                : "<a href=\"" + chapter.className + ".html\" title=\"" + text(chapter.title) + "\">" + chapter.number()
                + "</a>").collect(Collectors.joining("", "<nav class=\"path\" aria-label=\"all chapters\">", "</nav>"));
    }

    private static String neighbours(Contents chapter) {
        return "<nav class=\"neighbours\" aria-label=\"next and previous chapter\">"
                + chapter.previous().map(other -> "<a rel=\"prev\" href=\"" + other.className + ".html\">&larr; "
                        + other.number() + " · " + text(other.title) + "</a>").orElse("<span></span>")
                + "<span><a href=\"package-summary.html\">contents</a> &middot; "
                + "<a href=\"package-summary.html#glossary\">words</a></span>"
                + chapter.next().map(other -> "<a rel=\"next\" href=\"" + other.className + ".html\">" + other.number()
                        + " · " + text(other.title) + " &rarr;</a>").orElse("<span></span>") + "</nav>";
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
