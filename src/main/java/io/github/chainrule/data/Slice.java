package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

/** A stretch of another dataset: example i is the other one's example from + i. */
final class Slice implements Dataset {

    private final Dataset whole;
    private final int start;
    private final int size;

    Slice(Dataset whole, int from, int to) {
        Checks.requireSlice(from, to, whole.size());
        this.whole = whole;
        this.start = from;
        this.size = to - from;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int inputSize() {
        return whole.inputSize();
    }

    @Override
    public int targetSize() {
        return whole.targetSize();
    }

    @Override
    public Names names() {
        return whole.names();
    }

    @Override
    public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
        Checks.requireRead(this, rows, from, count, inputs, targets);
        int[] rowsOfWhole = new int[count];
        for (int r = 0; r < count; r++) {
            rowsOfWhole[r] = start + rows[from + r];
        }
        whole.read(rowsOfWhole, 0, count, inputs, targets);
    }

    @Override
    public String toString() {
        return "examples " + start + " to " + (start + size - 1) + " of " + whole;
    }
}
