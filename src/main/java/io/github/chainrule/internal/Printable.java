// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text from files and users, for messages. */
public final class Printable {

    private static final int MAX_NAMES = 16;
    private static final int MAX_LENGTH = 40;

    private Printable() {
    }

    /** A number of things, as in {@code 1 example} and {@code 2 examples}. */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Names for a message, as in {@code [a, b, c]}: if over 16, the first three; each of at most 40 characters. */
    public static String list(Collection<String> names) {
        boolean all = names.size() <= MAX_NAMES;
        return names.stream().limit(all ? MAX_NAMES : 3).map(Printable::field)
                .collect(Collectors.joining(", ", "[", all ? "]" : ", ... (" + names.size() + ")]"));
    }

    /** A name or a field for a message, of at most 40 characters. */
    public static String field(String text) {
        String printable = printable(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH + 1) : text);
        return printable.length() > MAX_LENGTH ? printable.substring(0, MAX_LENGTH - 3) + "..." : printable;
    }

    /**
     * A name or a field for a message: what would move the cursor or break the line is escaped as in Java.
     *
     * @param text any text
     * @return the text with {@code \\n}, {@code \\t} and the like for control characters and other invisible ones
     */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            int escape = "\n\r\t".indexOf(c);
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> printable.append(escape >= 0
                                ? "\\" + "nrt".charAt(escape) : String.format(Locale.ROOT, "\\u%04x", c));
                default -> printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    /**
     * The beginning of a text that may be long: a message must stay readable whatever is in a file.
     *
     * @param text any text
     * @param max  how many characters to keep
     * @return the text; of a longer one, its beginning and {@code ...}
     */
    public static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max) + "...";
    }
}
