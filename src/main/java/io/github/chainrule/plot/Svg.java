// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A picture in the making: paper with a title, and elements one after the other. Places are in units from the top
 * left corner, y downwards.
 */
final class Svg {

    /** Of all pictures, so that their letters are of one size where they stand one below the other. */
    static final double WIDTH = 600;
    /** Left free at the edges. */
    static final double MARGIN = 12;
    private static final int TITLE_LINES = 3;
    private static final double TITLE_LEADING = 25;

    private final String title;
    private final double width;
    private final StringBuilder body = new StringBuilder();
    private double top = MARGIN;

    Svg(String title, double width) {
        this.title = title;
        this.width = width;
        for (String line : TextLayout.wrap(title, (width - 2 * MARGIN) / TextLayout.BOLD, Style.TITLE_SIZE, TITLE_LINES)) {
            top += TITLE_LEADING;
            text(MARGIN, top - 7, "cr-title", line);
        }
    }

    /** Where the title ends. */
    double top() {
        return top;
    }

    double width() {
        return width;
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

    /** A text that begins at x, its letters standing on y. Class {@code cr-mid} centres it, {@code cr-end} ends it. */
    Svg text(double x, double y, String classes, String text) {
        return write(text, classes, "x", x, "y", y);
    }

    /** A text in the middle of x, with paper behind it, so that no line crosses it out. */
    Svg words(double x, double y, String classes, String text) {
        double width = TextLayout.width(text, Style.TEXT_SIZE);
        add("path", "class", "cr-paper", "d",
                new SvgPath().box(x - width / 2, y - 0.8 * Style.TEXT_SIZE, width, Style.TEXT_SIZE));
        return text(x, y, ("cr-mid " + classes).strip(), text);
    }

    /** A text that goes upwards from (x, y). */
    Svg upright(double x, double y, String classes, String text) {
        return write(text, classes, "transform",
                "translate(" + TypesetNumber.place(x) + " " + TypesetNumber.place(y) + ")rotate(-90)");
    }

    private Svg write(String text, String classes, Object... attributes) {
        if (!text.isEmpty()) {
            start("text", attributes);
            if (!classes.isEmpty()) {
                body.append(" class=\"").append(classes).append('"');
            }
            body.append('>').append(escape(text)).append("</text>");
        }
        return this;
    }

    Svg line(String classes, double x1, double y1, double x2, double y2) {
        return add("path", "class", classes, "d", "M" + TypesetNumber.place(x1) + " " + TypesetNumber.place(y1)
                + "L" + TypesetNumber.place(x2) + " " + TypesetNumber.place(y2));
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
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cr\" role=\"img\" width=\"100%\" viewBox=\"0 0 "
                + TypesetNumber.place(width) + " " + TypesetNumber.place(height) + "\" aria-labelledby=\"" + id + "-t " + id
                + "-d\">\n<title id=\"" + id + "-t\">" + escape(title) + "</title>\n<desc id=\"" + id + "-d\">"
                + escape(description) + "</desc>\n<style>" + Style.CSS + "</style>\n"
                + "<rect class=\"cr-paper\" width=\"100%\" height=\"100%\"/>\n"
                + body + "\n</svg>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** Lines one below the other, the first standing on y. */
    Svg lines(double x, double y, String classes, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            text(x, y + i * Style.LEADING, classes, lines.get(i));
        }
        return this;
    }
}
