// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Hands a product to the kernel that computes it fastest: with or without its zeros, in one piece or, when it is large,
 * in blocks to several threads. No sum is divided, so neither changes a bit.
 *
 * <p>{@code -Dchainrule.threads} says how many threads may work on one product; as many as there are processors,
 * unless set.
 */
record ProductDispatcher(BlockKernel dense) implements Kernel {

    private static final int THREADS = threads(System.getProperty("chainrule.threads"));
    /** In multiplications: waking a thread takes about as long as two million. */
    static final long PARALLEL_THRESHOLD = 4_000_000;
    /** If a thread starts late or the system suspends it, the others take over its blocks. */
    private static final int BLOCKS_PER_THREAD = 4;
    /** This many neighbors in a row of the transpose mostly share a cache line. */
    private static final int TRANSPOSE_ROWS = 8;

    @Override
    public void times(int rows, int inner, int cols, double[] a, double[] b, double[] initial, double[] c) {
        inParallel(inner, rows, cols, block -> dense.times(block, inner, cols, a, inner, 1, b, initial, c));
    }

    @Override
    public void transposeTimes(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        double[] initial = new double[cols];
        inParallel(inner, rows, cols, block -> dense.times(block, inner, cols, a, 1, rows, b, initial, c));
    }

    @Override
    public void prepare(SparseMatrix a) {
        dense.sparse().prepare(a);
    }

    @Override
    public boolean timesSkippingZeros(SparseMatrix a, int cols, double[] b, double[] initial, double[] c) {
        boolean skips = canSkip(a, cols, b) && SparseKernel.noNegativeZero(initial);
        if (skips) {
            inParallel(a.count(), 1, cols, columns -> dense.sparse().times(columns, a, cols, b, initial, c));
        }
        return skips;
    }

    @Override
    public boolean transposeTimesSkippingZeros(SparseMatrix a, int cols, double[] b, double[] c) {
        boolean skips = canSkip(a, cols, b);
        if (skips) {
            inParallel(a.count(), 1, cols, columns -> dense.sparse().transposeTimes(columns, a, cols, b, c));
        }
        return skips;
    }

    private boolean canSkip(SparseMatrix a, int cols, double[] b) {
        return a.isValid() && dense.sparse().isWorthwhile(cols) && dense.sparse().allZeroSafe(b);
    }

    @Override
    public void timesTranspose(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        double[] transposed = new double[b.length];
        transpose(cols, inner, b, transposed);
        times(rows, inner, cols, a, transposed, new double[cols], c);
    }

    private static void inParallel(int inner, int rows, int cols, Consumer<Block> product) {
        if (THREADS == 1 || (long) rows * inner * cols < PARALLEL_THRESHOLD) {
            product.accept(Block.whole(rows, cols));
        } else {
            compute(Block.partition(rows, cols, BLOCKS_PER_THREAD * THREADS), THREADS, product);
        }
    }

    /** Each thread takes the next block until none is left, so no thread waits for a late one. */
    static void compute(List<Block> blocks, int threads, Consumer<Block> product) {
        AtomicInteger nextBlock = new AtomicInteger();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            for (int b = nextBlock.getAndIncrement(); b < blocks.size(); b = nextBlock.getAndIncrement()) {
                product.accept(blocks.get(b));
            }
        });
    }

    static int threads(String property) {
        if (property == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!property.matches("[1-9][0-9]{0,3}")) {
            throw new ExceptionInInitializerError("-Dchainrule.threads=" + property
                    + ": expected a whole number from 1 to 9999.");
        }
        return Integer.parseInt(property);
    }

    /** Rows of a may lie a power of two apart; a cache then has room for eight of them. */
    @Override
    public void transpose(int rows, int cols, double[] a, double[] t) {
        for (int top = 0; top < rows; top += TRANSPOSE_ROWS) {
            for (int j = 0; j < cols; j++) {
                for (int i = top; i < Math.min(top + TRANSPOSE_ROWS, rows); i++) {
                    t[j * rows + i] = a[i * cols + j];
                }
            }
        }
    }

    @Override
    public boolean allFinite(double[] values) {
        return dense.allFinite(values);
    }

    @Override
    public String description() {
        return dense.description();
    }
}
