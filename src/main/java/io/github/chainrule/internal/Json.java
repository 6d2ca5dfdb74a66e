// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of JSON as the files here need: objects, arrays, strings, and whole numbers from 0 on. A reader says what it
 * expects next, so nothing is kept that it didn't ask for, and no nesting is deeper than the reader's own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class Json {

    static final Pattern NUMBER = Pattern.compile("(?:0|[1-9][0-9]{0,17})(?![0-9.eE])");
    private static final Pattern ESCAPE = Pattern.compile("[\"\\\\/bfnrt]|u([0-9a-fA-F]{4})");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final int MAX_SHOWN = 60;
    /** A member of a few bytes takes hundreds in memory. */
    private static final int MAX_MEMBERS = 100_000;

    private final String where;
    private final String text;
    private int at;

    /** Reads what belongs to a key. */
    @FunctionalInterface
    public interface Member {
        void read(String key) throws IOException;
    }

    /** Reads an element of an array. */
    @FunctionalInterface
    public interface Element<T> {
        T read() throws IOException;
    }

    /** A reader of a text, which the messages call {@code where}. */
    public Json(String where, String text) {
        this.where = where;
        this.text = text;
    }

    /** Reads an object of at most 100,000 members, each key once; {@return how many there are} */
    public int object(Member member) throws IOException {
        Set<String> keys = new HashSet<>();
        expect('{');
        for (boolean more = !skip('}'); more; more = another('}')) {
            String key = string();
            if (!keys.add(key)) {
                throw new IOException(where + ": " + shown(key) + " appears twice.");
            }
            if (keys.size() > MAX_MEMBERS) {
                throw unexpected("at most " + MAX_MEMBERS + " names");
            }
            expect(':');
            member.read(key);
        }
        return keys.size();
    }

    /** Reads an array of at most {@code max} elements. */
    public <T> List<T> array(int max, Element<T> element) throws IOException {
        List<T> elements = new ArrayList<>();
        expect('[');
        for (boolean more = !skip(']'); more; more = another(']')) {
            if (elements.size() == max) {
                throw unexpected("at most " + max + " elements");
            }
            elements.add(element.read());
        }
        return elements;
    }

    /** Reads a whole number from 0 on, of up to 18 digits: a long holds them, and no file has a larger one. */
    public long number() throws IOException {
        next();
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw unexpected("a whole number of at least 0");
        }
        at = number.end();
        return Long.parseLong(number.group());
    }

    /** Reads a string. */
    public String string() throws IOException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw unexpected("no control character in a string");
            }
            at++;
            string.append(c == '\\' ? escape() : c);
        }
        expect('"');
        // Only escapes can make them: the decoder of UTF-8 refuses them.
        if (hasUnpairedSurrogate(string)) {
            throw new IOException(where + ": a string that ends before character " + at
                    + " has an unpaired surrogate, which is no character.");
        }
        return string.toString();
    }

    private char escape() throws IOException {
        Matcher escape = ESCAPE.matcher(text).region(at, text.length());
        if (!escape.lookingAt()) {
            throw unexpected("one of JSON's escapes");
        }
        at = escape.end();
        int known = ESCAPES.indexOf(escape.group());
        return known >= 0 ? ESCAPED.charAt(known) : (char) Integer.parseInt(escape.group(1), 16);
    }

    /** Refuses anything but spaces after the last value. */
    public void end() throws IOException {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length()) {
            throw unexpected("nothing but spaces after the end");
        }
    }

    private boolean another(char end) throws IOException {
        boolean more = skip(',');
        if (!more && !skip(end)) {
            throw unexpected("',' or '" + end + "'");
        }
        return more;
    }

    private void expect(char expected) throws IOException {
        if (!skip(expected)) {
            throw unexpected("'" + expected + "'");
        }
    }

    private boolean skip(char c) {
        boolean found = next() == c;
        at += found ? 1 : 0;
        return found;
    }

    /** The next character that isn't white space; 0 at the end, which JSON allows nowhere. */
    private char next() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IOException unexpected(String expected) {
        return new IOException(where + ": expected " + expected + " at character " + at + ", got "
                + (at < text.length() ? escaped(text.substring(at, Math.min(text.length(), at + 10))) : "the end")
                + ".");
    }

    private static boolean hasUnpairedSurrogate(CharSequence text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /**
     * A string as JSON: every control character is escaped, and everything else stands for itself.
     *
     * @param string any text
     * @return the text in quotes
     * @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 can't write
     */
    public static String quote(String string) {
        if (hasUnpairedSurrogate(string)) {
            String shown = Printable.printable(Printable.shortened(string, MAX_SHOWN));
            throw new IllegalArgumentException("the text \"" + shown + "\" has an unpaired surrogate, which UTF-8 can't"
                    + " write. Remove or replace it.");
        }
        return escaped(string);
    }

    private static String escaped(String string) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (Character.isISOControl(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return text.append('"').toString();
    }

    /** Strings as a JSON array. */
    public static String quote(List<String> strings) {
        return strings.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
    }

    /** A name for a message: in quotes, without control characters, and not longer than a line. */
    public static String shown(String name) {
        return escaped(Printable.shortened(name, MAX_SHOWN));
    }
}
