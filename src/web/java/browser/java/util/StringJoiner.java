// SPDX-License-Identifier: Apache-2.0
package browser.java.util;

/** Stands in for {@link java.util.StringJoiner} in the browser, which the JDK's own version doesn't run in. */
public final class StringJoiner {

    private final String separator;
    private final String end;
    private final StringBuilder text;
    private boolean empty = true;

    /** Puts the separator between two texts. */
    public StringJoiner(CharSequence separator, CharSequence start, CharSequence end) {
        this.separator = separator.toString();
        this.end = end.toString();
        text = new StringBuilder(start);
    }

    /** Adds a text. */
    public StringJoiner add(CharSequence next) {
        text.append(empty ? "" : separator).append(next);
        empty = false;
        return this;
    }

    @Override
    public String toString() {
        return text + end;
    }
}
