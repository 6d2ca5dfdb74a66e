// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The first examples that were looked at: enough to tell how inputs and targets are scaled, and what a mean costs. */
final class Sample {

    static final int SIZE = 64;
    /** The variance of this many is off by 5 %. */
    private static final int TARGETS = 1024;

    private final List<double[]> inputs = new ArrayList<>();
    private final List<double[]> targets = new ArrayList<>();

    /** As many examples from everywhere in a dataset. */
    static Sample of(Dataset data) {
        Matrix[] both = evenly(data, SIZE);
        Sample sample = new Sample();
        sample.add(both[0], both[1]);
        return sample;
    }

    /** The inputs and the targets of up to n examples, from everywhere. */
    static Matrix[] evenly(Dataset data, int n) {
        int count = Math.min(n, data.size());
        return read(data, IntStream.range(0, count).map(i -> (int) ((long) i * data.size() / count)).toArray());
    }

    /** The inputs and the targets of some examples. */
    static Matrix[] read(Dataset data, int[] rows) {
        Matrix[] both = {Matrix.zeros(rows.length, data.inputSize()), Matrix.zeros(rows.length, data.targetSize())};
        data.read(rows, 0, rows.length, both[0], both[1]);
        return both;
    }

    void add(Matrix inputs, Matrix targets) {
        keep(inputs, this.inputs, SIZE);
        keep(targets, this.targets, TARGETS);
    }

    /** Entry by entry: values() would make the products of a batch slower. */
    private static void keep(Matrix m, List<double[]> rows, int max) {
        for (int i = 0; i < m.rows() && rows.size() < max; i++) {
            int row = i;
            rows.add(IntStream.range(0, m.cols()).mapToDouble(j -> m.get(row, j)).toArray());
        }
    }

    int size() {
        return inputs.size();
    }

    /** The mean |x| of each column of the inputs. */
    double[] meanInputs() {
        return IntStream.range(0, inputs.isEmpty() ? 0 : inputs.get(0).length)
                .mapToDouble(j -> inputs.stream().mapToDouble(x -> Math.abs(x[j])).sum() / size()).toArray();
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
        double[] means = IntStream.range(0, all.cols())
                .mapToDouble(j -> targets.stream().mapToDouble(t -> t[j]).sum() / all.rows()).toArray();
        double[][] rows = new double[all.rows()][];
        Arrays.fill(rows, means);
        return rows.length == 0 ? all : Matrix.of(rows);
    }
}
