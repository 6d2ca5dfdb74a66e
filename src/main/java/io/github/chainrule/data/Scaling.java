// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Another scale for each column of a matrix: {@code x' = (x − shift) / scale}, and back, {@code x = x' · scale +
 * shift}.
 *
 * @param shift what becomes 0, for each column
 * @param scale what has size 1 afterwards, for each column; above 0
 */
public record Scaling(List<Double> shift, List<Double> scale) {

    /**
     * A scaling that can't change.
     *
     * @param shift what becomes 0, for each column
     * @param scale what has size 1 afterwards, for each column; above 0
     * @throws IllegalArgumentException if the lists differ in length, a number isn't finite, or a scale isn't above 0
     */
    public Scaling {
        shift = List.copyOf(shift);
        scale = List.copyOf(scale);
        if (shift.size() != scale.size()) {
            throw new IllegalArgumentException("Scaling: got " + shift.size() + " shifts and " + scale.size()
                    + " scales. Each column needs one of both.");
        }
        for (int j = 0; j < shift.size(); j++) {
            if (!Double.isFinite(shift.get(j)) || !(scale.get(j) > 0) || scale.get(j).isInfinite()) {
                throw new IllegalArgumentException("Scaling: column " + j + ": expected a finite shift and a scale"
                        + " above 0, got " + shift.get(j) + " and " + scale.get(j) + ".");
            }
        }
    }

    /**
     * A scaling that changes nothing.
     *
     * @param columns how many columns there are
     * @return shift 0 and scale 1 for each
     */
    public static Scaling none(int columns) {
        return new Scaling(Collections.nCopies(columns, 0.0), Collections.nCopies(columns, 1.0));
    }

    /**
     * The numbers on the new scale.
     *
     * @param x one row per example; only read
     * @return {@code (x − shift) / scale}
     * @throws IllegalArgumentException if there is another number of columns
     */
    public Matrix apply(Matrix x) {
        Objects.requireNonNull(x, "Scaling.apply: x is null.");
        Matrix scaled = x.copy();
        overwrite(scaled);
        return scaled;
    }

    /**
     * The numbers on the scale that they had.
     *
     * @param x one row per example; only read
     * @return {@code x · scale + shift}
     * @throws IllegalArgumentException if there is another number of columns
     */
    public Matrix undo(Matrix x) {
        Objects.requireNonNull(x, "Scaling.undo: x is null.");
        requireColumns(x.cols());
        Matrix unscaled = x.copy();
        double[] v = unscaled.values();
        for (int k = 0; k < v.length; k++) {
            v[k] = v[k] * scale.get(k % x.cols()) + shift.get(k % x.cols());
        }
        return unscaled;
    }

    /** Overwrites numbers with those on the new scale. */
    void overwrite(Matrix x) {
        requireColumns(x.cols());
        double[] v = x.values();
        for (int k = 0; k < v.length; k++) {
            v[k] = (v[k] - shift.get(k % x.cols())) / scale.get(k % x.cols());
        }
    }

    void requireColumns(int columns) {
        if (columns != shift.size()) {
            throw new IllegalArgumentException("Scaling: expected " + shift.size() + " columns, as in the data that it"
                    + " was learned from, got " + columns + ".");
        }
    }

    /** {@return shift and scale of each column, as in {@code 5.8 0.82, 3.1 0.43}} */
    @Override
    public String toString() {
        StringJoiner columns = new StringJoiner(", ");
        for (int j = 0; j < shift.size(); j++) {
            columns.add(shift.get(j) + " " + scale.get(j));
        }
        return columns.toString();
    }

    /**
     * The inverse of {@link #toString}, to the last bit.
     *
     * @param text shift and scale of each column, as in {@code 5.8 0.82, 3.1 0.43}
     * @return the scaling
     * @throws IllegalArgumentException if it isn't that
     */
    public static Scaling parse(String text) {
        Objects.requireNonNull(text, "Scaling.parse: text is null.");
        List<Double> shift = new ArrayList<>();
        List<Double> scale = new ArrayList<>();
        for (String column : text.isBlank() ? new String[0] : text.split(",")) {
            String[] numbers = column.strip().split(" ");
            try {
                shift.add(Double.valueOf(numbers[0]));
                scale.add(Double.valueOf(numbers[1]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("Scaling: expected a shift and a scale, such as 5.8 0.82, for"
                        + " column "
                        + scale.size() + ", got \"" + Printable.printable(column.strip()) + "\".", e);
            }
        }
        return new Scaling(shift, scale);
    }
}
