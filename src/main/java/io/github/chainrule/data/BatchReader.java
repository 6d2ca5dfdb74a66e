package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

/**
 * One way through the examples: which ones are in which batch.
 *
 * @param dataset   the examples
 * @param batchSize how many are in a batch; in the last one, what is left
 * @param rows      the order of the examples
 */
record BatchReader(Dataset dataset, int batchSize, int[] rows) {

    int batches() {
        return (rows.length - 1) / batchSize + 1;
    }

    /** The batch with the given number, from 0, in the buffer if it fits, else in a new one. */
    Batch read(int number, Batch buffer) {
        int from = number * batchSize;
        int size = Math.min(batchSize, rows.length - from);
        Batch batch = buffer != null && buffer.size() == size ? buffer
                : new Batch(Matrix.zeros(size, dataset.inputSize()), Matrix.zeros(size, dataset.targetSize()));
        dataset.read(rows, from, size, batch.inputs(), batch.targets());
        return batch;
    }

    /** How many numbers a full batch has. */
    long batchValues() {
        return (long) Math.min(batchSize, rows.length) * (dataset.inputSize() + dataset.targetSize());
    }
}
