// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Objects;

/**
 * The examples of one step: row i of both matrices is the same example.
 *
 * <p>{@link Batches} reads into the same few matrices again and again, so a batch is valid until you ask for the next
 * one, and refuses to be used after that. To keep it longer, {@linkplain #copy() copy} it.
 */
public final class Batch {

    private final Matrix inputs;
    private final Matrix targets;
    private Matrix weights;
    private boolean invalid;

    /**
     * A batch around two matrices, which are kept, not copied. All examples count the same.
     *
     * @param inputs  n × inputSize
     * @param targets n × targetSize
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public Batch(Matrix inputs, Matrix targets) {
        Objects.requireNonNull(inputs, "Batch: inputs is null.");
        Objects.requireNonNull(targets, "Batch: targets is null.");
        if (inputs.rows() != targets.rows()) {
            throw new IllegalArgumentException("Batch: inputs have " + inputs.rows() + " rows and targets have "
                    + targets.rows() + ". Row i of both is the same example, so the numbers must be equal.");
        }
        this.inputs = inputs;
        this.targets = targets;
        this.weights = Matrix.zeros(inputs.rows(), 1);
        Arrays.fill(weights.values(), 1);
    }

    /**
     * What the network is given.
     *
     * @return n × inputSize
     * @throws IllegalStateException if the next batch was asked for since
     */
    public Matrix inputs() {
        requireValid();
        return inputs;
    }

    /**
     * What the network should return.
     *
     * @return n × targetSize
     * @throws IllegalStateException if the next batch was asked for since
     */
    public Matrix targets() {
        requireValid();
        return targets;
    }

    /**
     * How much each example counts in the loss, for {@code loss.withWeights}.
     *
     * @return n × 1, all 1 unless the dataset has {@linkplain Dataset#withWeights weights}
     * @throws IllegalStateException if the next batch was asked for since
     */
    public Matrix weights() {
        requireValid();
        return weights;
    }

    /** {@return how many examples these are; the last batch of an epoch may have fewer than the others} */
    public int size() {
        return inputs.rows();
    }

    /**
     * The same examples in matrices of their own.
     *
     * @return a batch that stays valid
     * @throws IllegalStateException if the next batch was asked for since
     */
    public Batch copy() {
        Batch copy = new Batch(inputs().copy(), targets().copy());
        copy.weights = weights.copy();
        return copy;
    }

    private void requireValid() {
        if (invalid) {
            throw new IllegalStateException("Batch: the next batch was asked for, and overwrites the matrices of this"
                    + " one. To keep a batch, keep batch.copy().");
        }
    }

    /** From now on its matrices may be overwritten. */
    void invalidate() {
        invalid = true;
    }

    /** A valid batch around the same matrices. */
    Batch renewed() {
        return new Batch(inputs, targets);
    }

    /** {@return how many examples of what size these are} */
    @Override
    public String toString() {
        return "Batch: inputs " + inputs.shape() + ", targets " + targets.shape()
                + (invalid ? ", no longer valid" : "");
    }
}
