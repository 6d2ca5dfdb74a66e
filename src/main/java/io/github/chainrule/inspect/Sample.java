// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first examples that were looked at: enough to tell how inputs and targets are scaled, and what a mean costs. */
final class Sample {

    static final int SIZE = 64;
    /** The variance of so many is off by 5 %. */
    private static final int TARGETS = 1024;

    private int size;
    private double[] inputSums = new double[0];
    private final List<double[]> inputs = new ArrayList<>();
    private final List<double[]> targets = new ArrayList<>();

    /** Of a dataset, as many examples from everywhere in it. */
    static Sample of(Dataset data) {
        int count = Math.min(SIZE, data.size());
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = (int) ((long) i * data.size() / count);
        }
        Matrix inputs = Matrix.zeros(count, data.inputSize());
        Matrix targets = Matrix.zeros(count, data.targetSize());
        data.read(rows, 0, count, inputs, targets);
        Sample sample = new Sample();
        sample.add(inputs, targets);
        return sample;
    }

    void add(Matrix inputs, Matrix targets) {
        keep(targets, this.targets, TARGETS);
        if (size >= SIZE) {
            return;
        }
        keep(inputs, this.inputs, SIZE);
        inputSums = size == 0 ? new double[inputs.cols()] : inputSums;
        for (int i = 0; i < inputs.rows(); i++) {
            for (int j = 0; j < inputSums.length; j++) {
                inputSums[j] += Math.abs(inputs.get(i, j));
            }
        }
        size += inputs.rows();
    }

    private static void keep(Matrix m, List<double[]> rows, int most) {
        for (int i = 0; i < m.rows() && rows.size() < most; i++) {
            double[] row = new double[m.cols()];
            for (int j = 0; j < row.length; j++) {
                row[j] = m.get(i, j);
            }
            rows.add(row);
        }
    }

    int size() {
        return size;
    }

    /** The mean |x| of each column of the inputs. */
    double[] meanInputs() {
        return Arrays.stream(inputSums).map(sum -> sum / size).toArray();
    }

    /** The mean |x| of all columns together. */
    double meanInput() {
        return Arrays.stream(meanInputs()).average().orElse(Double.NaN);
    }

    /** The first rows, those of the first targets. */
    Matrix inputs() {
        return matrix(inputs);
    }

    /** One row per example, of more than {@link #size()}; without rows if none was looked at. */
    Matrix targets() {
        return matrix(targets);
    }

    private static Matrix matrix(List<double[]> rows) {
        return rows.isEmpty() ? Matrix.zeros(0, 0) : Matrix.of(rows.toArray(double[][]::new));
    }

    /** The mean target of each column, in as many rows as there are examples. */
    Matrix meanTargets() {
        Matrix all = targets();
        double[] sums = all.columnSumsInto(Matrix.zeros(1, all.cols())).values();
        Matrix means = Matrix.zeros(all.rows(), all.cols());
        for (int i = 0; i < means.values().length; i++) {
            means.values()[i] = sums[i % sums.length] / all.rows();
        }
        return means;
    }
}
