// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.Arrays;
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
            System.out.println(KernelSelector.description());
        }
    }

    /** A number that depends on every bit: of products that are shared among threads, and of small ones. */
    static int hash() {
        Random random = new Random(9);
        Kernel kernel = KernelSelector.kernel();
        int hash = 0;
        for (Sizes s : SIZES) {
            double[] a = Operands.LEFT_SPARSE.left(s.leftSize(), random);
            double[] b = Operands.LEFT_SPARSE.right(s.rightSize(), random);
            double[] c = new double[s.rows() * s.cols()];
            kernel.times(s.rows(), s.inner(), s.cols(), a, b, new double[s.cols()], c);
            hash = 31 * hash + Arrays.hashCode(c);
            kernel.transposeTimes(s.rows(), s.inner(), s.cols(), a, b, c);
            hash = 31 * hash + Arrays.hashCode(c);
            kernel.timesTranspose(s.rows(), s.inner(), s.cols(), a, b, c);
            hash = 31 * hash + Arrays.hashCode(c);
        }
        return hash;
    }
}
