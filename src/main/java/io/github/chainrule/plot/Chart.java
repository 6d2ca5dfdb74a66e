// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.Objects;

/** What all pictures share: a title, a description, and checks of what they are given. */
abstract class Chart implements Picture {

    /** Differences of larger numbers don't fit into a double. */
    static final double LARGEST = 1e300;

    private final String title;
    /** Kind and title, as messages begin. */
    final String me;

    Chart(String kind, String title) {
        this.title = title(kind, title);
        this.me = kind + " \"" + this.title + "\"";
    }

    /** Draws what is below the title, and returns the picture's height. */
    abstract double draw(Svg svg);

    /** What there is to see, in words; called after {@link #draw}. */
    abstract String description();

    @Override
    public final String svg() {
        return svg(true);
    }

    /** With or without its title: where a heading above it already says the same, it is only read out. */
    final String svg(boolean titled) {
        Svg svg = new Svg(title, titled);
        double height = draw(svg);
        return svg.finish(height, description());
    }

    /** A title, without which a picture can't be told from another, and a screen reader has nothing to say. */
    static String title(String kind, String title) {
        Objects.requireNonNull(title, () -> kind + ": title is null.");
        return notBlank(kind + ": the title is blank. Say in a few words what the picture shows.", title);
    }

    final String name(String what, String name) {
        Objects.requireNonNull(name, () -> me + ": the name of a " + what + " is null.");
        return notBlank(me + ": the name of a " + what + " is blank. Say in a few words what it is.", name);
    }

    private static String notBlank(String message, String text) {
        String clean = TextLayout.clean(text);
        if (clean.isEmpty()) {
            throw new IllegalArgumentException(message);
        }
        return clean;
    }

    /** Values that have a place on paper. */
    final void requireFinite(String what, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= LARGEST)) {
                throw new IllegalArgumentException(me + ": " + what + " is " + values[i] + " at index " + i
                        + "; expected finite numbers" + (Double.isFinite(values[i]) ? " up to 1e300" : "")
                        + ". Omit the value, or find its cause: a run that diverged, or a division by 0.");
            }
        }
    }

    /** Values that have a logarithm. */
    final void requirePositive(String what, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= 0) {
                throw new IllegalStateException(me + ": " + what + " is " + values[i] + " at index " + i + ", but a"
                        + " logarithmic axis has no place for 0 or less. Omit the value, or don't call logScale().");
            }
        }
    }

    /** {@return kind and title, as in {@code LineChart "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
