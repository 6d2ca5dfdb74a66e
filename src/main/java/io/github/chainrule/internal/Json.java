// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * As much of JSON as the files here need: objects, arrays, strings, and whole numbers from 0 on. A reader says what it
 * expects next, and so nothing is kept that nobody asked for, and no nesting is deeper than the reader's own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class Json {

    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final int LONGEST_SHOWN = 60;

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

    /** Reads an object. A key that is there twice is refused. */
    public void object(Member member) throws IOException {
        Set<String> keys = new HashSet<>();
        expect('{');
        if (next() == '}') {
            at++;
            return;
        }
        do {
            next();
            String key = string();
            if (!keys.add(key)) {
                throw new IOException(where + ": " + shown(key) + " is there twice.");
            }
            expect(':');
            member.read(key);
        } while (another('}'));
    }

    /** Reads an array of at most {@code most} elements. */
    public <T> List<T> array(int most, Element<T> element) throws IOException {
        List<T> elements = new ArrayList<>();
        expect('[');
        if (next() == ']') {
            at++;
            return List.of();
        }
        do {
            if (elements.size() == most) {
                throw unexpected("at most " + most + " elements");
            }
            elements.add(element.read());
        } while (another(']'));
        return elements;
    }

    /** Reads a whole number from 0 on. */
    public long number() throws IOException {
        next();
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        boolean more = at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0;
        if (at == from || more || text.charAt(from) == '0' && at > from + 1) {
            at = from;
            throw unexpected("a whole number of at least 0");
        }
        try {
            return Long.parseLong(text, from, at, 10);
        } catch (NumberFormatException e) {
            at = from;
            throw unexpected("a number below 9,223,372,036,854,775,808");
        }
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
        requirePairs(string);
        return string.toString();
    }

    private char escape() throws IOException {
        int i = at < text.length() ? ESCAPES.indexOf(text.charAt(at)) : -1;
        if (i >= 0) {
            at++;
            return ESCAPED.charAt(i);
        }
        if (text.startsWith("u", at) && at + 5 <= text.length()) {
            String digits = text.substring(at + 1, at + 5);
            if (digits.chars().allMatch(HexFormat::isHexDigit)) {
                at += 5;
                return (char) HexFormat.fromHexDigits(digits);
            }
        }
        throw unexpected("one of the escapes of JSON");
    }

    /** Half a character can only come from escapes: the decoder of UTF-8 refuses it. */
    private void requirePairs(CharSequence string) throws IOException {
        if (string.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IOException(where + ": a string that ends before character " + at
                    + " holds half a surrogate pair, which is no text.");
        }
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
        char c = next();
        if (c != ',' && c != end) {
            throw unexpected("',' or '" + end + "'");
        }
        at++;
        return c == ',';
    }

    private void expect(char expected) throws IOException {
        if (next() != expected) {
            throw unexpected("'" + expected + "'");
        }
        at++;
    }

    /** The next character that isn't white space; 0 at the end, which is nothing that JSON allows. */
    private char next() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IOException unexpected(String expected) {
        return new IOException(where + ": expected " + expected + " at character " + at + ", got "
                + (at < text.length() ? shown(text.substring(at, Math.min(text.length(), at + 10))) : "the end") + ".");
    }

    /**
     * A string as JSON: every control character is escaped, and everything else stands for itself.
     *
     * @param string any text
     * @return the text in quotes
     */
    public static String quote(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Strings as a JSON array. */
    public static String quote(List<String> strings) {
        return strings.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
    }

    /** A name for a message: in quotes, without control characters, and not longer than a line. */
    public static String shown(String name) {
        return quote(name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "..." : name);
    }
}
