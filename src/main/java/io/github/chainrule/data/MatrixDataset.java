// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

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
        Checks.requireFinite("inputs", inputs);
        Checks.requireFinite("targets", targets);
        this.inputs = inputs;
        this.targets = targets;
        this.names = areClasses(targets)
                ? Names.NONE.withClasses(Names.numbers(Math.max(2, targets.cols())).toArray(String[]::new))
                : Names.NONE;
    }

    /** Whether the targets can only be classes: zeros and ones, in several columns a single 1 in each row. */
    private static boolean areClasses(Matrix targets) {
        for (int i = 0; i < targets.rows(); i++) {
            int ones = 0;
            for (int j = 0; j < targets.cols(); j++) {
                double t = targets.get(i, j);
                if (t != 0 && t != 1) {
                    return false;
                }
                ones += t == 1 ? 1 : 0;
            }
            if (targets.cols() > 1 && ones != 1) {
                return false;
            }
        }
        return targets.cols() > 0;
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
    public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
        Checks.requireRead(this, rows, from, count, inputs, targets);
        for (int r = 0; r < count; r++) {
            copyRow("inputs", this.inputs, rows[from + r], inputs, r);
            copyRow("targets", this.targets, rows[from + r], targets, r);
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
    static String text(Dataset data) {
        Names names = data.names();
        return count(data.size(), "example") + " of " + count(data.inputSize(), "input") + " and "
                + count(data.targetSize(), "target") + (names.hasClasses() ? ", classes " + names.classes()
                : names.targets().equals(Names.NONE.targets()) ? "" : ", " + names.targets());
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** They were finite once, but whoever made the matrix may have changed it since. */
    private static void copyRow(String name, Matrix source, int sourceRow, Matrix target, int targetRow) {
        int cols = source.cols();
        for (int j = 0; j < cols; j++) {
            double value = source.values()[sourceRow * cols + j];
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Dataset: " + name + ", row " + sourceRow + ", column " + j + ": "
                        + value + " isn't a finite number. It was one when the dataset was made: the matrix has been"
                        + " changed since. Dataset.of keeps its matrices; give it copies.");
            }
            target.values()[targetRow * cols + j] = value;
        }
    }
}
