// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Mean, deviation, minimum and maximum of each column, from two passes through the rows. */
final class ColumnStatistics {

    private final double[] sum;
    private final double[] min;
    private final double[] max;
    private final double[] squares;
    private int rows;
    private boolean isBinary = true;

    ColumnStatistics(int columns) {
        sum = new double[columns];
        min = new double[columns];
        max = new double[columns];
        squares = new double[columns];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /** The first pass: every row once. */
    void add(Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += x.get(i, j);
                isBinary &= x.get(i, j) == 0 || x.get(i, j) == 1;
                min[j] = Math.min(min[j], x.get(i, j));
                max[j] = Math.max(max[j], x.get(i, j));
            }
        }
        rows += x.rows();
    }

    /** The second pass: squared distances from the mean, which is known by now. */
    void addSquares(Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < sum.length; j++) {
                double distance = x.get(i, j) - sum[j] / rows;
                squares[j] += distance * distance;
            }
        }
    }

    /** Whether each value is 0 or 1. */
    boolean isBinary() {
        return isBinary;
    }

    /** The mean of each column, or its minimum. */
    List<Double> shift(boolean standard) {
        return each(j -> standard && !isConstant(j) ? sum[j] / rows : min[j]);
    }

    /** The deviation of each column, or its range. */
    List<Double> scale(boolean standard) {
        return each(j -> isConstant(j) ? 1 : standard ? Math.sqrt(squares[j] / rows) : max[j] - min[j]);
    }

    /** By its values: the deviation of equal ones may be a rounding error. */
    private boolean isConstant(int column) {
        return min[column] == max[column];
    }

    private List<Double> each(IntToDoubleFunction number) {
        return IntStream.range(0, sum.length).mapToDouble(number).boxed().toList();
    }
}
