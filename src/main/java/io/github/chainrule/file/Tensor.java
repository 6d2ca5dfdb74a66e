// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Numbers in a file, with a shape of any number of dimensions: {@code [16, 784]} is a matrix, {@code [16]} a list of
 * numbers and {@code []} a single one. The numbers stand row after row: the last index moves fastest.
 *
 * @see Safetensors
 */
public final class Tensor {

    /** What a number is in the file. Here it is always a double. */
    public enum Type {
        /** 64 bits: a double as it is. */
        F64(Double.BYTES),
        /** 32 bits: half the size, and 7 digits instead of 16. */
        F32(Float.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** {@return how many bytes of the file one number takes} */
        public int bytes() {
            return bytes;
        }
    }

    private final Type type;
    private final List<Long> shape;
    private final double[] values;

    /**
     * A tensor.
     *
     * @param type   what its numbers are in the file; F32 rounds them
     * @param shape  how many there are in each dimension, each at least 0
     * @param values as many as the product of the shape; <b>kept, not copied</b>, unless they must be rounded
     * @throws IllegalArgumentException if there are more or fewer values than that, or one is too large for F32
     */
    public Tensor(Type type, List<Long> shape, double... values) {
        this.type = type;
        this.shape = List.copyOf(shape);
        long count = count(this.shape);
        if (count != values.length) {
            throw new IllegalArgumentException("Tensor: the shape " + shape + " holds " + (count < 0 ? "no number of"
                    : count) + " values, but there are " + values.length + ".");
        }
        this.values = type == Type.F64 ? values : Arrays.stream(values).map(Tensor::round).toArray();
    }

    private static double round(double value) {
        float rounded = (float) value;
        if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
            throw new IllegalArgumentException("Tensor: " + value + " is too large for 32 bits. Keep it as F64.");
        }
        return rounded;
    }

    /**
     * A matrix as a tensor of F64.
     *
     * @param matrix only read
     * @return its copy, with the shape [rows, cols]
     */
    public static Tensor of(Matrix matrix) {
        Objects.requireNonNull(matrix, "Tensor.of: matrix is null.");
        return new Tensor(Type.F64, List.of((long) matrix.rows(), (long) matrix.cols()), matrix.values().clone());
    }

    /**
     * The numbers as a row.
     *
     * @param values only read
     * @return a tensor of F64 with the shape [values.length]
     */
    public static Tensor of(double... values) {
        return new Tensor(Type.F64, List.of((long) values.length), values.clone());
    }

    /**
     * The same numbers in another type.
     *
     * @param other what they shall be in the file
     * @return a tensor; this one if it has that type already
     * @throws IllegalArgumentException if one is too large for F32
     */
    public Tensor as(Type other) {
        return type == other ? this : new Tensor(other, shape, values);
    }

    /** The product of a shape; −1 if it is below 0 somewhere, or too large for a long. */
    static long count(List<Long> shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0 || Math.multiplyHigh(count, size) != 0 || count * size < 0) {
                return -1;
            }
            count *= size;
        }
        return count;
    }

    /** {@return what a number is in the file} */
    public Type type() {
        return type;
    }

    /** {@return how many numbers there are in each dimension} */
    public List<Long> shape() {
        return shape;
    }

    /** {@return the numbers themselves, not a copy, row after row} */
    public double[] values() {
        return values;
    }

    /**
     * The numbers as a matrix.
     *
     * @param rows how many rows, at least 0
     * @param cols how many columns
     * @return a new matrix
     * @throws IllegalArgumentException if it holds another number of values
     */
    public Matrix matrix(int rows, int cols) {
        return Matrix.wrap(rows, cols, values.clone());
    }

    /** {@return whether the other is a tensor of the same type, shape and bits} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t && type == t.type && shape.equals(t.shape) && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, shape, Arrays.hashCode(values));
    }

    /** {@return type and shape, as in {@code F64 [16, 784]}} */
    @Override
    public String toString() {
        return type + " " + shape;
    }
}
