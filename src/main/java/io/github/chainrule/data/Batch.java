package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

/**
 * The examples of one step: row i of both matrices is the same example.
 *
 * <p>{@link Batches} fills the same two matrices again and again: a batch is valid until the next one is asked for.
 * What should last longer must be {@linkplain Matrix#copy() copied}.
 *
 * @param inputs  n × inputSize
 * @param targets n × targetSize
 */
public record Batch(Matrix inputs, Matrix targets) {

    /**
     * A batch around two matrices, which are kept, not copied.
     *
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public Batch {
        if (inputs.rows() != targets.rows()) {
            throw new IllegalArgumentException("Batch: inputs have " + inputs.rows() + " rows and targets have "
                    + targets.rows() + ". Row i of both is the same example, so the numbers must be equal.");
        }
    }

    /** {@return how many examples these are; the last batch of an epoch may have fewer than the others} */
    public int size() {
        return inputs.rows();
    }
}
