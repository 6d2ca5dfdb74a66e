// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mean, deviation, minimum and maximum of each column, from two ways through the rows. */
final class ColumnStatistics {

    private final double[] sum;
    private final double[] min;
    private final double[] max;
    private final double[] squares;
    private int rows;

    ColumnStatistics(int columns) {
        sum = new double[columns];
        min = new double[columns];
        max = new double[columns];
        squares = new double[columns];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /** The first way: every row once. */
    void add(Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += x.get(i, j);
                min[j] = Math.min(min[j], x.get(i, j));
                max[j] = Math.max(max[j], x.get(i, j));
            }
        }
        rows += x.rows();
    }

    /** The second way: squared distances from the mean, which is known by now. */
    void addDistances(Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < sum.length; j++) {
                double distance = x.get(i, j) - sum[j] / rows;
                squares[j] += distance * distance;
            }
        }
    }

    /** Mean and deviation. */
    Scaling standard() {
        List<Double> shift = new ArrayList<>();
        List<Double> scale = new ArrayList<>();
        for (int j = 0; j < sum.length; j++) {
            shift.add(isConstant(j) ? min[j] : sum[j] / rows);
            scale.add(isConstant(j) ? 1 : Math.sqrt(squares[j] / rows));
        }
        return new Scaling(shift, scale);
    }

    /** Minimum and range. */
    Scaling minMax() {
        List<Double> shift = new ArrayList<>();
        List<Double> scale = new ArrayList<>();
        for (int j = 0; j < sum.length; j++) {
            shift.add(min[j]);
            scale.add(isConstant(j) ? 1 : max[j] - min[j]);
        }
        return new Scaling(shift, scale);
    }

    /** Asked of the values: the deviation of equal ones may be a rounding error. */
    private boolean isConstant(int column) {
        return min[column] == max[column];
    }
}
