// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import java.util.Locale;

/**
 * What one metric said.
 *
 * @param metric the metric's name
 * @param value  its value
 */
public record Score(String metric, double value) {

    /** {@return the value with four digits, as in {@code 0.9995}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
