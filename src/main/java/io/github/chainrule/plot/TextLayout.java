// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Text on pictures: how wide it is, and how it is made to fit. */
final class TextLayout {

    static final String ELLIPSIS = "\u2026";
    /** How much wider bold letters are. */
    static final double BOLD = 1.12;

    /**
     * The widths of the ASCII characters from space to tilde, two digits each, in hundredths of the font's size. They
     * are DejaVu Sans's, the widest among the fonts that browsers use for system-ui: what fits in it fits.
     */
    private static final String WIDTHS = "3240468464957827393950843236323464646464646464646464343484848453"
            + "996869707763587775292966568675796079696361736899696169393439845050616355636235636328285828976361"
            + "636341523963598259595264346484";
    private static final int OTHER = 64;
    private static final int WIDE = 100;

    private TextLayout() {
    }

    /** In one line, with minus signs, and only such characters as XML may hold: others would break the file. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> c >= 0x20 && c < 0x7F || c > 0x9F && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000).forEach(clean::appendCodePoint);
        return clean.toString().strip().replaceAll("(^| )-(?=[0-9])", "$1\u2212");
    }

    /** About how wide a text is, too much rather than too little. */
    static double width(String text) {
        return text.codePoints().mapToDouble(TextLayout::width).sum();
    }

    /** The width of the widest. */
    static double width(Collection<String> texts) {
        return texts.stream().mapToDouble(TextLayout::width).max().orElse(0);
    }

    private static double width(int c) {
        // Latin, Greek, Cyrillic and their like end before Hangul; what follows is mostly as wide as it is high.
        int hundredths = c >= ' ' && c <= '~' ? Integer.parseInt(WIDTHS, 2 * (c - ' '), 2 * (c - ' ') + 2, 10)
                : c < 0x1100 || c >= 0x2000 && c < 0x2100 && c != ELLIPSIS.charAt(0) ? OTHER : WIDE;
        return hundredths * Style.TEXT_SIZE / 100;
    }

    /** The text, or as much of its beginning as fits, with an ellipsis. */
    static String shorten(String text, double width) {
        return width(text) <= width ? text
                : text.substring(0, fitting(text, width - width(ELLIPSIS))).stripTrailing() + ELLIPSIS;
    }

    /** How many chars of the text's beginning fit. */
    private static int fitting(String text, double width) {
        int end = 0;
        double free = width;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            free -= width(c);
            if (free < 0) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** The text in lines that fit, broken between words; what doesn't fit into the last line is omitted. */
    static List<String> wrap(String text, double width, int maxLines) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (lines.size() < maxLines - 1 && width(rest) > width) {
            int fitting = Math.max(Character.charCount(rest.codePointAt(0)), fitting(rest, width));
            int space = rest.lastIndexOf(' ', fitting);
            int end = space > 0 ? space : fitting;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(shorten(rest, width));
        return lines;
    }
}
