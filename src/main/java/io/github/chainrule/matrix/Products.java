// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands a product to the kernel, in one piece or, when it is large, in parts to several threads. No sum is divided, so
 * the number of threads changes no bit.
 *
 * <p>{@code -Dchainrule.threads} says how many threads may work on one product; as many as there are processors,
 * unless told otherwise.
 */
final class Products {

    private static final int THREADS = threads(System.getProperty("chainrule.threads"));
    /** So many multiplications at least: waking a thread that has fallen asleep takes about as long as two million. */
    static final long WORTH_SHARING = 4_000_000;
    /** Rows that are transposed at once. */
    static final int TOGETHER = 8;
    /** A thread that comes late, or that the system takes away for a while, leaves the others something to do. */
    private static final int PARTS_PER_THREAD = 4;

    private Products() {
    }

    static void times(int rows, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        Kernel kernel = Kernels.kernel();
        share(rows, inner, cols, part -> kernel.times(part, inner, cols, a, b, start, c));
    }

    static void transposeTimes(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        Kernel kernel = Kernels.kernel();
        share(rows, inner, cols, part -> kernel.transposeTimes(part, rows, inner, cols, a, b, c));
    }

    static void timesTranspose(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        Kernel kernel = Kernels.kernel();
        if (kernel.transposes(rows, cols)) {
            share(rows, inner, cols, part -> kernel.timesTranspose(part, inner, cols, a, b, c));
        } else {
            double[] transposed = new double[b.length];
            transpose(cols, inner, b, transposed);
            times(rows, inner, cols, a, transposed, new double[cols], c);
        }
    }

    /**
     * As {@link #times(int, int, int, double[], double[], double[], double[])}, over the lists of a's entries.
     *
     * @return whether that was done: not if it doesn't pay, or leaving out zeros could change a bit
     */
    static boolean times(NonZeros a, int cols, double[] b, double[] start, double[] c) {
        Optional<ZeroSkipping> way = way(cols, b);
        if (way.isEmpty() || !ZeroSkipping.noNegativeZero(start)) {
            return false;
        }
        share(a.rows(), a.count() / a.rows(), cols, FourColumns.BLOCK,
                part -> way.get().times(part, a, cols, b, start, c));
        return true;
    }

    /** As {@link #transposeTimes}, see {@link #times(NonZeros, int, double[], double[], double[])}. */
    static boolean transposeTimes(NonZeros a, int cols, double[] b, double[] c) {
        Optional<ZeroSkipping> way = way(cols, b);
        way.ifPresent(w -> share(a.cols(), a.count() / a.cols(), cols, part -> w.transposeTimes(part, a, cols, b, c)));
        return way.isPresent();
    }

    private static Optional<ZeroSkipping> way(int cols, double[] b) {
        return Kernels.kernel().zeroSkipping().filter(way -> way.pays(cols) && way.allSafe(b));
    }

    /**
     * Eight rows of a at a time, which are eight neighbours in each row of t and mostly one line of the cache. Rows of
     * a may lie a power of two apart, and then eight of them are what a cache has room for.
     */
    static void transpose(int rows, int cols, double[] a, double[] t) {
        int i = 0;
        for (; i + TOGETHER <= rows; i += TOGETHER) {
            transposeEight(i * cols, cols, cols, a, i, rows, t);
        }
        for (; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                t[j * rows + i] = a[i * cols + j];
            }
        }
    }

    /** Eight rows of a, each so long and the first at {@code a[p]}, become eight columns of t, from {@code t[q]} on. */
    static void transposeEight(int p, int size, int aRow, double[] a, int q, int tRow, double[] t) {
        for (int j = 0; j < size; j++, p++, q += tRow) {
            t[q] = a[p];
            t[q + 1] = a[p + aRow];
            t[q + 2] = a[p + 2 * aRow];
            t[q + 3] = a[p + 3 * aRow];
            t[q + 4] = a[p + 4 * aRow];
            t[q + 5] = a[p + 5 * aRow];
            t[q + 6] = a[p + 6 * aRow];
            t[q + 7] = a[p + 7 * aRow];
        }
    }

    private static void share(int rows, int inner, int cols, Consumer<Part> product) {
        share(rows, inner, cols, Part.TILE_ROWS, product);
    }

    private static void share(int rows, int inner, int cols, int together, Consumer<Part> product) {
        if (THREADS == 1 || (long) rows * inner * cols < WORTH_SHARING) {
            product.accept(Part.whole(rows, cols));
        } else {
            List<Part> parts = Part.divide(rows, cols, together, PARTS_PER_THREAD * THREADS);
            SharedProduct.compute(parts, THREADS, Workers.POOL, product);
        }
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

    /** Made when first used: small networks never start a thread. */
    private static final class Workers {

        /** The threads of a training find work before it is over; after it they end, and keep nothing alive. */
        private static final long IDLE_MILLIS = 100;
        private static final Executor POOL = pool(Math.max(1, THREADS - 1));

        private static Executor pool(int threads) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, IDLE_MILLIS, TimeUnit.MILLISECONDS,
                    new WatchedQueue(), work -> {
                        // With nothing of the thread that happened to be the first to need it.
                        Thread thread = new Thread(null, work, "chainrule-product", 0, false);
                        thread.setDaemon(true);
                        thread.setContextClassLoader(null);
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    /**
     * A thread that waits here keeps looking for a moment before it falls asleep. The next product of a training step
     * mostly comes within it, and finds a thread that needn't be woken.
     */
    private static final class WatchedQueue extends LinkedBlockingQueue<Runnable> {

        private static final long serialVersionUID = 1;
        private static final long SPIN_NANOS = 100_000;

        @Override
        public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
            long end = System.nanoTime() + SPIN_NANOS;
            do {
                Runnable work = poll();
                if (work != null) {
                    return work;
                }
                Thread.onSpinWait();
            } while (System.nanoTime() < end);
            return super.poll(timeout, unit);
        }
    }
}
