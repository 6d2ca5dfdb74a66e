// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Random;

/** The program of {@link JvmOptionsTest}: what its JVM computes on or, with an argument, every bit of its products. */
final class PrintedBits {

    /** The first two are shared among threads. */
    static final Sizes[] SIZES = {new Sizes(270, 257, 129), new Sizes(4003, 500, 5), new Sizes(64, 784, 16),
            new Sizes(3, 5, 7)};

    private PrintedBits() {
    }

    public static void main(String[] args) {
        if (args.length > 0) {
            System.out.println(hash());
        } else {
            System.out.println(Kernels.description());
            Kernels.warning().ifPresent(System.out::println);
        }
    }

    /** A number that depends on every bit: of products that are shared among threads, and of small ones. */
    static int hash() {
        Random random = new Random(9);
        int hash = 0;
        for (Sizes s : SIZES) {
            double[] a = Operands.LEFT_SPARSE.left(s.leftSize(), random);
            double[] b = Operands.LEFT_SPARSE.right(s.rightSize(), random);
            Matrix left = Matrix.wrap(s.rows(), s.inner(), a);
            Matrix right = Matrix.wrap(s.inner(), s.cols(), b);
            hash = 31 * hash + left.times(right).hashCode();
            hash = 31 * hash + Matrix.wrap(s.inner(), s.rows(), a).transposeTimes(right).hashCode();
            hash = 31 * hash + left.timesTranspose(Matrix.wrap(s.cols(), s.inner(), b)).hashCode();
        }
        return hash;
    }
}
