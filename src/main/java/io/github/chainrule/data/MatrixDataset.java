// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Indices;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Examples that are doubles already: example i is row i of both matrices. */
final class MatrixDataset implements Dataset {

    private final Matrix inputs;
    private final Matrix targets;
    private final Names names;

    MatrixDataset(Matrix inputs, Matrix targets) {
        if (inputs.rows() != targets.rows()) {
            throw new IllegalArgumentException("Dataset.of: inputs have " + inputs.rows() + " rows and targets have "
                    + targets.rows() + ". Row i of both is example i, so the numbers must be equal.");
        }
        if (inputs.rows() == 0) {
            throw new IllegalArgumentException("Dataset.of: expected at least one example, got inputs "
                    + inputs.shape() + " and targets " + targets.shape() + ".");
        }
        requireFinite("Dataset.of", inputs, targets, "It would turn every weight into NaN: replace it, or remove the"
                + " row.");
        this.inputs = inputs;
        this.targets = targets;
        this.names = areClasses(targets) ? Names.NONE.withClasses(numbered("", Math.max(2, targets.cols())))
                : targets.cols() < 2 ? Names.NONE : Names.NONE.withTargets(numbered("target ", targets.cols()));
    }

    private static void requireFinite(String where, Matrix inputs, Matrix targets, String advice) {
        Checks.requireFinite(where, "inputs", inputs, advice);
        Checks.requireFinite(where, "targets", targets, advice);
    }

    /** Whether the targets can only be classes: zeros and ones, in several columns a single 1 in each row. */
    private static boolean areClasses(Matrix targets) {
        int cols = targets.cols();
        return cols > 0 && Arrays.stream(targets.values()).allMatch(t -> t == 0 || t == 1)
                && (cols == 1 || IntStream.range(0, targets.rows()).allMatch(i ->
                        IntStream.range(0, cols).mapToDouble(j -> targets.get(i, j)).sum() == 1));
    }

    /** The numbers from 0 to count − 1 as names. */
    static String[] numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    @Override
    public int size() {
        return inputs.rows();
    }

    @Override
    public int inputSize() {
        return inputs.cols();
    }

    @Override
    public int targetSize() {
        return targets.cols();
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
        Indices.requireRange(indices, offset, length, size());
        copyRows("inputs", this.inputs, indices, offset, length, inputs);
        copyRows("targets", this.targets, indices, offset, length, targets);
        if (!inputs.isFinite() || !targets.isFinite()) {
            requireFinite("Dataset", this.inputs, this.targets, "It was finite when the dataset was made: the matrix"
                    + " has been changed since. Dataset.of keeps its matrices; give it copies.");
        }
    }

    private static void copyRows(String name, Matrix from, int[] indices, int offset, int length, Matrix to) {
        int cols = from.cols();
        Checks.requireShape("read", name, to, length, cols);
        double[] source = from.values();
        double[] result = to.values();
        for (int r = 0; r < length; r++) {
            System.arraycopy(source, indices[offset + r] * cols, result, r * cols, cols);
        }
    }

    /** The class of each example; all 0 where targets are numeric. */
    static int[] classes(Dataset dataset) {
        int[] classes = new int[dataset.size()];
        if (!dataset.names().hasClasses()) {
            return classes;
        }
        int row = 0;
        for (Batch batch : Batches.inOrder(dataset, 256)) {
            for (int i = 0; i < batch.size(); i++, row++) {
                for (int j = 0; j < dataset.targetSize(); j++) {
                    classes[row] += batch.targets().get(i, j) > 0.5 ? j + 1 : 0;
                }
            }
        }
        return classes;
    }

    @Override
    public String toString() {
        return text(this);
    }

    /** How many examples, inputs and targets there are, and what the targets are called. */
    static String text(Dataset dataset) {
        Names names = dataset.names();
        return Printable.count(dataset.size(), "example") + " of " + Printable.count(dataset.inputSize(), "input")
                + " and " + Printable.count(dataset.targetSize(), "target") + (names.hasClasses()
                ? ", classes " + Printable.list(names.classes()) : names.targets().get(0).startsWith("target") ? ""
                : ", " + Printable.shortened(String.join(", ", names.targets()), 200));
    }
}
