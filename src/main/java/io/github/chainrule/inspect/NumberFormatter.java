// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers as people write them on a terminal. */
final class NumberFormatter {

    private static final int DECIMALS = 4;

    private NumberFormatter() {
    }

    /** One number with four significant digits. */
    static String text(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
    }

    /** Numbers of units, the first few: {@code number 3} or {@code numbers 0, 3, 7}. */
    static String numbers(int[] units) {
        int shown = Math.min(8, units.length);
        return (units.length == 1 ? "number " : "numbers ") + Arrays.stream(units, 0, shown).mapToObj(String::valueOf)
                .collect(Collectors.joining(", ")) + (shown < units.length ? " and others" : "");
    }

    /** Every entry of a matrix, row after row, with one number of decimals for all, so that they can be compared. */
    static List<String> texts(Matrix m) {
        String format = format(m);
        return Arrays.stream(m.values()).mapToObj(v -> String.format(Locale.ROOT, format, v + 0.0))
                .toList();  // no −0.0
    }

    /** As few decimals as are exact; otherwise four, or more when all is small. */
    private static String format(Matrix m) {
        double largest = Statistics.max(m);
        if (largest != 0 && !(largest >= 1e-3 && largest < 1e5)) {
            return "%.3e";
        }
        return "%." + IntStream.range(0, DECIMALS).filter(decimals -> exactWith(decimals, m)).findFirst()
                .orElse(DECIMALS + (largest < 0.1 ? 1 : 0) + (largest < 0.01 ? 1 : 0)) + "f";
    }

    private static boolean exactWith(int decimals, Matrix m) {
        double scale = Math.pow(10, decimals);
        return Arrays.stream(m.values()).allMatch(v -> Math.abs(v * scale - Math.rint(v * scale)) <= 1e-9);
    }
}
