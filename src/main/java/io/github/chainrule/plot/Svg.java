// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A picture in the making: elements one after the other, at places in units from the top left corner, y downward. */
final class Svg {

    /** Nearly all pictures have it, so their letters have one size when one is below the other. */
    static final double WIDTH = 600;
    /** Left free at the edges. */
    static final double MARGIN = 12;
    private static final int TITLE_LINES = 3;
    private static final double TITLE_LEADING = 25;

    private final String title;
    private final boolean titled;
    private final StringBuilder body = new StringBuilder();
    private double width = WIDTH;
    private double top = MARGIN;

    Svg(String title, boolean titled) {
        this.title = title;
        this.titled = titled;
        if (titled) {
            double room = (width - 2 * MARGIN) / TextLayout.BOLD * Style.TEXT_SIZE / Style.TITLE_SIZE;
            for (String line : TextLayout.wrap(title, room, TITLE_LINES)) {
                top += TITLE_LEADING;
                text(MARGIN, top - 7, "cr-title", line);
            }
        }
    }

    /** Where the title ends. */
    double top() {
        return top;
    }

    double width() {
        return width;
    }

    /** Whether it stands by itself, and not below a heading that says the same. */
    boolean isTitled() {
        return titled;
    }

    /** Takes the paper that is needed: less than usual only where pictures aren't one below the other. */
    void fit(double needed) {
        width = titled ? Math.max(WIDTH, needed) : needed;
    }

    /** One element with nothing in it; attributes are names and values in turn, numbers are places. */
    Svg add(String element, Object... attributes) {
        start(element, attributes);
        body.append("/>");
        return this;
    }

    private void start(String element, Object... attributes) {
        body.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            body.append(' ').append(attributes[i]).append("=\"");
            body.append(value instanceof Number n ? TypesetNumber.place(n.doubleValue()) : escape(value.toString()));
            body.append('"');
        }
    }

    Svg path(String classes, SvgPath d) {
        return add("path", "class", classes, "d", d);
    }

    Svg line(String classes, double x1, double y1, double x2, double y2) {
        return path(classes, new SvgPath().to(x1, y1).to(x2, y2));
    }

    /** A text that begins at x, its letters standing on y. Class {@code cr-mid} centers it, {@code cr-end} ends it. */
    Svg text(double x, double y, String classes, String text) {
        if (!text.isEmpty()) {
            start("text", "x", x, "y", y);
            body.append(classes.isEmpty() ? ">" : " class=\"" + classes + "\">").append(escape(text)).append("</text>");
        }
        return this;
    }

    /** A text in the middle of x, with paper below it, so that no line crosses it out. */
    Svg words(double x, double y, String classes, String text) {
        double width = TextLayout.width(text);
        path("cr-paper", new SvgPath().box(x - width / 2, y - 0.8 * Style.TEXT_SIZE, width, Style.TEXT_SIZE));
        return text(x, y, ("cr-mid " + classes).strip(), text);
    }

    /** Lines one below the other, the first standing on y. */
    Svg lines(double x, double y, String classes, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            text(x, y + i * Style.LEADING, classes, lines.get(i));
        }
        return this;
    }

    /** Lines one below the other, the middle of all at y. */
    Svg middle(double x, double y, String classes, List<String> lines) {
        return lines(x, y + 5 - (lines.size() - 1) * Style.LEADING / 2, classes, lines);
    }

    /** An image that fills the rectangle, whatever its own proportions. */
    Svg image(String classes, double x, double y, double width, double height, byte[] png) {
        return add("image", "class", classes, "x", x, "y", y, "width", width, "height", height,
                "preserveAspectRatio", "none", "href", Png.dataUri(png));
    }

    /** The whole element. Its ids come from what is in it, so two pictures in one page have different ones. */
    String finish(double height, String description) {
        String id = "cr-" + UUID.nameUUIDFromBytes((title + description + body).getBytes(StandardCharsets.UTF_8))
                .toString().substring(0, 13);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cr\" role=\"img\" width=\""
                + (titled ? "100%" : TypesetNumber.place(width)) + "\" viewBox=\"0 0 "
                + TypesetNumber.place(width) + " " + TypesetNumber.place(height) + "\" aria-labelledby=\"" + id + "-t "
                + id + "-d\">\n<title id=\"" + id + "-t\">" + escape(title) + "</title>\n<desc id=\"" + id + "-d\">"
                + escape(description) + "</desc>\n<style>" + Style.CSS + "</style>\n"
                + "<rect class=\"cr-paper\" width=\"100%\" height=\"100%\"/>\n"
                + body + "\n</svg>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
