// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.NoSuchElementException;

/**
 * Reads the batches of one epoch.
 *
 * @param dataset   the examples
 * @param batchSize how many are in a batch; in the last one, what is left
 * @param rows      the order of the examples
 */
record BatchReader(Dataset dataset, int batchSize, int[] rows) {

    /** A buffer that no batch fits into. */
    static Batch noBuffer() {
        return new Batch(Matrix.zeros(0, 0), Matrix.zeros(0, 0));
    }

    int batches() {
        return (rows.length - 1) / batchSize + 1;
    }

    /** The batch with the given number, from 0, in the buffer's matrices if it fits, else in new ones. */
    Batch read(int number, Batch buffer) {
        int from = number * batchSize;
        int size = Math.min(batchSize, rows.length - from);
        Batch batch = buffer.size() == size ? buffer.again()
                : new Batch(Matrix.zeros(size, dataset.inputSize()), Matrix.zeros(size, dataset.targetSize()));
        dataset.read(rows, from, size, batch.inputs(), batch.targets());
        return batch;
    }

    /** How many numbers a full batch has. */
    long batchValues() {
        return (long) Math.min(batchSize, rows.length) * (dataset.inputSize() + dataset.targetSize());
    }

    NoSuchElementException allDealt() {
        return new NoSuchElementException("Batches: all " + batches() + " batches of this epoch were handed out."
                + " Call iterator() for the next epoch.");
    }
}
