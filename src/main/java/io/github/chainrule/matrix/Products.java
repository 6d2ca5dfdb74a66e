package io.github.chainrule.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hands a product to the kernel, in one piece or, when it is large, by blocks of rows to several threads. No sum is
 * divided, so the number of threads changes no bit.
 *
 * <p>{@code -Dchainrule.threads} says how many threads may work on one product; as many as there are processors,
 * unless told otherwise.
 */
final class Products {

    private static final int THREADS = threads(System.getProperty("chainrule.threads"));
    /**
     * So many multiplications at least. Waking another thread and waiting for it took 45 µs: with SIMD on two cores
     * 2.1 million took 73 instead of 43 µs by it, 4.2 million 101 instead of 94, 8.4 million 152 instead of 184.
     */
    static final long WORTH_SHARING = 8_000_000;
    /** A block of whole tiles for every thread. */
    private static final int ROWS_TOGETHER = 8;

    private Products() {
    }

    /** A part of a product: the output's rows from … to − 1. */
    interface Rows {
        void compute(int from, int to);
    }

    static void times(int rows, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        Kernel kernel = Kernels.kernel();
        share(rows, inner, cols, (from, to) -> kernel.times(from, to, inner, cols, a, b, start, c));
    }

    static void transposeTimes(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        Kernel kernel = Kernels.kernel();
        share(rows, inner, cols, (from, to) -> kernel.transposeTimes(from, to, rows, inner, cols, a, b, c));
    }

    /**
     * Eight rows of a at a time, which are eight neighbours in each row of t and mostly one line of the cache. Rows of
     * a may lie a power of two apart, and then eight of them are what a cache has room for.
     */
    static void transpose(int rows, int cols, double[] a, double[] t) {
        int i = 0;
        for (; i + 7 < rows; i += 8) {
            transposeEight(i, rows, cols, a, t);
        }
        for (; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                t[j * rows + i] = a[i * cols + j];
            }
        }
    }

    private static void transposeEight(int i, int rows, int cols, double[] a, double[] t) {
        for (int j = 0; j < cols; j++) {
            int p = i * cols + j;
            int q = j * rows + i;
            t[q] = a[p];
            t[q + 1] = a[p + cols];
            t[q + 2] = a[p + 2 * cols];
            t[q + 3] = a[p + 3 * cols];
            t[q + 4] = a[p + 4 * cols];
            t[q + 5] = a[p + 5 * cols];
            t[q + 6] = a[p + 6 * cols];
            t[q + 7] = a[p + 7 * cols];
        }
    }

    private static void share(int rows, int inner, int cols, Rows product) {
        if (THREADS == 1 || (long) rows * inner * cols < WORTH_SHARING) {
            product.compute(0, rows);
        } else {
            share(rows, THREADS, Workers.POOL, product);
        }
    }

    /** The caller takes the first part, and each part for which there is no thread. */
    static void share(int rows, int threads, Executor workers, Rows product) {
        int blocks = (rows + ROWS_TOGETHER - 1) / ROWS_TOGETHER;
        int parts = Math.max(1, Math.min(threads, blocks));
        List<FutureTask<?>> others = new ArrayList<>();
        for (int part = 1; part < parts; part++) {
            int from = firstRow(blocks, part, parts);
            int to = Math.min(rows, firstRow(blocks, part + 1, parts));
            others.add(new FutureTask<>(() -> product.compute(from, to), null));
        }
        try {
            others.forEach(part -> handOver(part, workers));
            product.compute(0, Math.min(rows, firstRow(blocks, 1, parts)));
        } finally {
            others.forEach(Products::await);    // none may still be writing when the caller goes on
        }
        others.forEach(Products::requireDone);
    }

    private static int firstRow(int blocks, int part, int parts) {
        return (int) ((long) blocks * part / parts) * ROWS_TOGETHER;
    }

    private static void handOver(FutureTask<?> part, Executor workers) {
        try {
            workers.execute(part);
        } catch (OutOfMemoryError e) {      // the system has no thread to give
            part.run();
        }
    }

    private static void await(Future<?> part) {
        boolean interrupted = false;
        while (!part.isDone()) {
            try {
                part.get();
            } catch (InterruptedException e) {
                interrupted = true;     // the result must be whole; whoever interrupted finds the flag set again
            } catch (ExecutionException e) {
                break;                  // said below, when all have ended
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was thrown in a part is thrown again as it is. */
    private static void requireDone(Future<?> part) {
        try {
            part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();     // it is done all the same
        }
    }

    private static int threads(String property) {
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
                    new LinkedBlockingQueue<>(), work -> {
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
}
