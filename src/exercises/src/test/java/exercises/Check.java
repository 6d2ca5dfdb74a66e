// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Compares what the code says with what is right. The checks know what the usual slips would say, and name them. Hints
 * are ASCII, for terminals that have nothing else.
 */
final class Check {

    private static final double TOLERANCE = 1e-9;

    private record Slip(Predicate<double[][]> fits, String hint) {
    }

    /** An array that the code may only read: its rows, and what was in them. */
    private record Argument(String name, double[][] array, double[][] rows, double[][] values) {

        /** Puts back what was there, so that the tests that follow find it. */
        boolean hasChanged() {
            boolean changed = !Arrays.deepEquals(array, values);
            for (int i = 0; i < rows.length; i++) {
                array[i] = rows[i];
                System.arraycopy(values[i], 0, rows[i], 0, values[i].length);
            }
            return changed;
        }
    }

    private final String what;
    private final Supplier<double[][]> code;
    private final List<Slip> slips = new ArrayList<>();
    private final List<Argument> arguments = new ArrayList<>();
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

    static Check integers(String what, Supplier<int[][]> code) {
        return new Check(what, () -> doubles(code.get()));
    }

    static double[][] doubles(int[]... rows) {
        return rows == null ? null : Arrays.stream(rows).map(row -> row == null ? null
                : Arrays.stream(row).asDoubleStream().toArray()).toArray(double[][]::new);
    }

    /** Fails, with a hint, unless something holds that can't be compared entry by entry. */
    static void require(boolean condition, String what, String hint) {
        if (!condition) {
            throw new AssertionError(what + hint(hint));
        }
    }

    /** Requires the right one of several numbers; each of the others has a hint. */
    static void choice(String what, int number, int right, List<String> hints) {
        require(number >= 1 && number <= hints.size(), what + ": " + number + ". They are numbered from 1 to "
                + hints.size() + ".", null);
        require(number == right, what + ": it isn't number " + number + ".", hints.get(number - 1));
    }

    /** {@return a matrix's rows, or null} */
    static double[][] rows(Matrix m) {
        return m == null ? null : Given.rows(m);
    }

    /** To as many digits as a numeric derivative has. */
    static double rounded(double v) {
        return Double.isFinite(v) ? Math.round(1e7 * v) / 1e7 : v;
    }

    /** What the code would say if it had this slip. */
    Check slip(String hint, double[]... says) {
        return slipIf(hint, actual -> equal(actual, says));
    }

    Check slip(String hint, double says) {
        return slip(hint, new double[] {says});
    }

    Check slipIf(String hint, Predicate<double[][]> fits) {
        slips.add(new Slip(fits, hint));
        return this;
    }

    /** The slip that makes the code run out of an array. */
    Check slipIfItThrows(String hint) {
        whenItThrows = hint;
        return this;
    }

    /** An argument that the code must leave unchanged. */
    Check keeps(String name, double[]... array) {
        arguments.add(new Argument(name, array, array.clone(), copy(array)));
        return this;
    }

    void is(double says) {
        is(new double[] {says});
    }

    void is(double[]... right) {
        double[][] result = null;
        String problem = null;
        try {
            result = code.get();
        } catch (NotWrittenYet e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            problem = what + ": " + Grade.ending(e) + hint(whenItThrows);
        }
        boolean oneRow = result != null && result.length > 1 && result[0] != null && result[0] == result[1];
        double[][] actual = result == null ? null : copy(result);
        String changed = arguments.stream().filter(Argument::hasChanged).map(Argument::name)
                .collect(Collectors.joining(" and "));
        if (problem != null) {
            throw new AssertionError(problem);
        }
        if (!changed.isEmpty()) {
            throw new AssertionError(what + ": your code changed " + changed + "." + hint("Only read " + changed
                    + ", which others still need. Write into an array of your own, and beware: b = a makes no copy."));
        }
        if (actual == null) {
            throw new AssertionError(what + ": your code returned null.");
        }
        if (equal(actual, right)) {
            return;
        }
        int digits = text(right, 6).equals(text(actual, 6)) ? 17 : 6;
        String hint = slips.stream().filter(slip -> slip.fits().test(actual)).map(Slip::hint).findFirst().orElse(null);
        throw new AssertionError(what + ":\n  expected " + text(right, digits) + "\n  got      " + text(actual, digits)
                + (hint == null ? remark(actual, right, oneRow) : hint(hint)));
    }

    private static String hint(String hint) {
        return hint == null ? "" : "\n  Hint: " + hint;
    }

    /** What can be said without knowing the slip. */
    private static String remark(double[][] actual, double[][] right, boolean oneRow) {
        if (Arrays.asList(actual).contains(null)) {
            return "\n  A row is null: new double[m][] makes no rows, new double[m][n] does.";
        }
        if (oneRow) {
            return "\n  All rows of the result are one and the same array: make a new one for each.";
        }
        if (!shape(actual).equals(shape(right))) {
            return "\n  The shape is wrong: " + shape(actual) + " instead of " + shape(right) + " (rows x columns).";
        }
        if (hasNaN(actual) && !hasNaN(right)) {
            return "\n  A result is NaN: somewhere 0 is divided by 0, 0 multiplied by infinity, or infinity divided by"
                    + " infinity.";
        }
        boolean rectangular = Arrays.stream(right).allMatch(row -> row.length == right[0].length)
                && Arrays.stream(actual).allMatch(row -> row.length == right[0].length);
        if (!rectangular || right[0].length == 0) {
            return "";
        }
        return factor(actual, right) + leftOut(actual, right, "row")
                + leftOut(Given.transpose(actual), Given.transpose(right), right.length == 1 ? "entry" : "column");
    }

    /** Whether all entries differ by one factor; a single number always does, so of it only the sign is told. */
    private static String factor(double[][] actual, double[][] right) {
        double[] all = Arrays.stream(right).flatMapToDouble(Arrays::stream).filter(v -> v != 0).toArray();
        double sum = Arrays.stream(all).map(Math::abs).sum();
        double factor = Arrays.stream(actual).flatMapToDouble(Arrays::stream).map(Math::abs).sum() / sum;
        if (all.length > 0 && equal(actual, map(right, v -> -v))) {
            return all.length == 1 ? "\n  The sign is wrong." : "\n  Every sign is wrong.";
        }
        return all.length > 1 && factor > 0 && equal(actual, map(right, v -> factor * v))
                ? "\n  Every entry is " + number(factor, 6) + " times what it should be." : "";
    }

    /** Whether only the first or last row was never written. */
    private static String leftOut(double[][] actual, double[][] right, String row) {
        for (int i : right.length < 2 ? new int[0] : new int[] {0, right.length - 1}) {
            double[][] without = copy(right);
            Arrays.fill(without[i], 0);
            if (equal(actual, without)) {
                return "\n  All is right, but the " + (i == 0 ? "first " : "last ") + row + " is 0: where does the loop "
                        + (i == 0 ? "begin?" : "end?");
            }
        }
        return "";
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

    static boolean hasNaN(double[][] m) {
        return Arrays.stream(m).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
    }

    private static double[][] copy(double[][] m) {
        return Arrays.stream(m).map(row -> row == null ? null : row.clone()).toArray(double[][]::new);
    }

    private static String shape(double[][] m) {
        return m.length + " x " + (m.length == 0 || m[0] == null ? 0 : m[0].length);
    }

    private static String text(double[][] m, int digits) {
        return shape(m) + " " + Arrays.stream(m).map(row -> row == null ? "null" : Arrays.stream(row)
                .mapToObj(v -> number(v, digits)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | ", "[", "]"));
    }

    /** 19 and 0.5 rather than 19.0000 and 0.500000. */
    private static String number(double v, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "g", v).replaceFirst("(\\.\\d*?)0+(e.*)?$", "$1$2")
                .replaceFirst("\\.(e.*)?$", "$1");
    }

    // What slips would say

    static double[][] map(double[][] a, DoubleUnaryOperator f) {
        return Arrays.stream(a).map(row -> Arrays.stream(row).map(f).toArray()).toArray(double[][]::new);
    }

    static double[] scaled(double factor, double... a) {
        return Arrays.stream(a).map(v -> factor * v).toArray();
    }
}
