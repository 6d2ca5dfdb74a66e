// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Compares what the code says with what is right. The checks know what the usual slips would say, and name them.
 */
final class Check {

    private static final double TOLERANCE = 1e-9;

    private record Slip(double[][] says, String hint) {
    }

    private final String what;
    private final Supplier<double[][]> code;
    private final List<Slip> slips = new ArrayList<>();
    private String whenItThrows;

    private Check(String what, Supplier<double[][]> code) {
        this.what = what;
        this.code = code;
    }

    static Check matrix(String what, Supplier<double[][]> code) {
        return new Check(what, code);
    }

    static Check row(String what, Supplier<double[]> code) {
        return new Check(what, () -> {
            double[] row = code.get();
            return row == null ? null : new double[][] {row};
        });
    }

    static Check number(String what, Supplier<Double> code) {
        return new Check(what, () -> new double[][] {{code.get()}});
    }

    /** What the code would say if it had this slip. */
    Check slip(String hint, double[]... says) {
        slips.add(new Slip(says, hint));
        return this;
    }

    Check slip(String hint, double says) {
        return slip(hint, new double[] {says});
    }

    /** The slip that makes the code run out of an array. */
    Check slipIfItThrows(String hint) {
        whenItThrows = hint;
        return this;
    }

    void is(double says) {
        is(new double[] {says});
    }

    void is(double[]... right) {
        double[][] actual;
        try {
            actual = code.get();
        } catch (NotWrittenYet e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": your code ended with " + e + place(e) + hint(whenItThrows), e);
        }
        if (actual == null) {
            throw new AssertionError(what + ": your code returned null.");
        }
        if (equal(actual, right)) {
            return;
        }
        String hint = slips.stream().filter(slip -> equal(actual, slip.says())).map(Slip::hint).findFirst()
                .orElse(hasNaN(actual) && !hasNaN(right) ? "A result is NaN: somewhere 0 is divided by 0, 0 multiplied"
                        + " by infinity, or infinity divided by infinity." : null);
        throw new AssertionError(what + ":\n  expected " + text(right) + "\n  got      " + text(actual) + hint(hint));
    }

    /** Where in the student's file that was. */
    private static String place(RuntimeException e) {
        return Arrays.stream(e.getStackTrace())
                .filter(call -> call.getClassName().matches("exercises\\.Task\\d\\d\\w*(?<!Test)(\\$.*)?")).findFirst()
                .map(call -> ", in line " + call.getLineNumber() + " of " + call.getFileName()).orElse("");
    }

    private static String hint(String hint) {
        return hint == null ? "" : "\n  Hint: " + hint;
    }

    static boolean equal(double[][] a, double[][] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (a[i] == null || a[i].length != b[i].length) {
                return false;
            }
            for (int j = 0; j < a[i].length; j++) {
                boolean close = Math.abs(a[i][j] - b[i][j]) <= TOLERANCE * Math.max(1, Math.abs(b[i][j]))
                        && Double.isFinite(b[i][j]);
                if (!close && Double.compare(a[i][j], b[i][j]) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasNaN(double[][] m) {
        return Arrays.stream(m).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
    }

    private static String text(double[][] m) {
        return m.length + " x " + (m.length == 0 || m[0] == null ? 0 : m[0].length) + " " + Arrays.stream(m)
                .map(row -> row == null ? "null" : Arrays.stream(row)
                        .mapToObj(v -> String.format(Locale.ROOT, "%.6g", v)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | ", "[", "]"));
    }

    // What slips would say

    static double[][] map(double[][] a, java.util.function.DoubleUnaryOperator f) {
        return Arrays.stream(a).map(row -> Arrays.stream(row).map(f).toArray()).toArray(double[][]::new);
    }

    static double[] scaled(double factor, double... a) {
        return Arrays.stream(a).map(v -> factor * v).toArray();
    }
}
