// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.Objects;

/** What every picture asks of its arguments, and what it says when they are something else. */
final class ChartArguments {

    /** Differences of larger numbers don't fit into a double. */
    static final double LARGEST = 1e300;

    private ChartArguments() {
    }

    /** A title, without which a picture can't be told from another, and those who listen hear nothing. */
    static String title(String picture, String title) {
        Objects.requireNonNull(title, () -> picture + ": title is null.");
        String clean = TextLayout.clean(title);
        if (clean.isEmpty()) {
            throw new IllegalArgumentException(picture
                    + ": the title is blank. Say in a few words what the picture shows.");
        }
        return clean;
    }

    /** How a picture is called in messages. */
    static String named(String picture, String title) {
        return picture + " \"" + title + "\"";
    }

    static String name(String picture, String what, String name) {
        Objects.requireNonNull(name, () -> picture + ": the name of a " + what + " is null.");
        String clean = TextLayout.clean(name);
        if (clean.isEmpty()) {
            throw new IllegalArgumentException(picture + ": the name of a " + what
                    + " is blank. Say in a few words what it is.");
        }
        return clean;
    }

    /** Values that have a place on paper. */
    static void finite(String picture, String what, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= LARGEST)) {
                throw new IllegalArgumentException(picture + ": " + what + " is " + values[i] + " at index " + i
                        + "; expected finite numbers" + (Double.isFinite(values[i]) ? " up to 1e300" : "")
                        + ". Leave it out, or find out where it comes from: a training run that diverged, or a division"
                        + " by 0.");
            }
        }
    }

    /** Values that have a logarithm. */
    static void positive(String picture, String what, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= 0) {
                throw new IllegalStateException(picture + ": " + what + " is " + values[i] + " at index " + i
                        + ", but a logarithmic axis has no place for 0 or less. Leave the value out, or don't ask for"
                        + " a logarithmic axis.");
            }
        }
    }
}
