// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.List;

/** What people write on pictures: how wide it is, and how it is made to fit. */
final class TextLayout {

    static final String ELLIPSIS = "\u2026";

    /**
     * The widths of the ASCII characters from space to tilde, two digits each, in hundredths of the font's size. They
     * are DejaVu Sans's, which is the widest among the fonts that browsers take for system-ui: what fits in it fits.
     */
    private static final String WIDTHS = "3240468464957827393950843236323464646464646464646464343484848453"
            + "996869707763587775292966568675796079696361736899696169393439845050616355636235636328285828976361"
            + "636341523963598259595264346484";
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final int OTHER = 64;
    private static final int WIDE = 100;
    /** How much wider bold letters are. */
    static final double BOLD = 1.12;

    private TextLayout() {
    }

    /** In one line, with only such characters as XML may hold: others would break the file. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> Character.isWhitespace(c) ? ' ' : c).filter(TextLayout::isXml)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF && !(c >= 0x7F && c <= 0x9F) || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    /** About how wide a text is in a font of this size, rather too much than too little. */
    static double width(String text, double size) {
        return text.codePoints().map(TextLayout::hundredths).sum() / 100.0 * size;
    }

    static double boldWidth(String text, double size) {
        return BOLD * width(text, size);
    }

    private static int hundredths(int c) {
        if (c >= ' ' && c <= '~') {
            int i = 2 * (c - ' ');
            return 10 * (WIDTHS.charAt(i) - '0') + WIDTHS.charAt(i + 1) - '0';
        }
        if (c == NO_BREAK_SPACE) {
            return hundredths(' ');
        }
        if (Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.FORMAT) {
            return 0;
        }
        // Latin, Greek, Cyrillic and their like end before Hangul; what follows is mostly as wide as it is high.
        return c < 0x1100 ? OTHER : c < 0x2000 ? WIDE : c < 0x2100 && c != ELLIPSIS.charAt(0) ? OTHER : WIDE;
    }

    /** The text, or as much of its beginning as fits, with an ellipsis. */
    static String shorten(String text, double width, double size) {
        if (width(text, size) <= width) {
            return text;
        }
        int end = 0;
        double used = width(ELLIPSIS, size);
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += hundredths(c) / 100.0 * size;
            if (used > width) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** The text in lines that fit, broken between words; what doesn't fit into the last line is left out. */
    static List<String> wrap(String text, double width, double size, int maxLines) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (lines.size() < maxLines - 1 && width(rest, size) > width) {
            int end = lineEnd(rest, width, size);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(shorten(rest, width, size));
        return lines;
    }

    /** Where the line's last whole word ends, or, where a word is too long for a line, its last character that fits. */
    private static int lineEnd(String text, double width, double size) {
        int end = 0;
        int word = 0;
        double used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += hundredths(c) / 100.0 * size;
            if (c == ' ' && end > 0) {
                word = end;
            }
            if (used > width && c != ' ') {
                break;
            }
            end += Character.charCount(c);
        }
        return word > 0 && end < text.length() ? word : Math.max(end, Character.charCount(text.codePointAt(0)));
    }
}
