// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that several threads work on. */
@Timeout(60)
class SharedProductsTest {

    private static final int ROWS = 100;
    private static final List<Part> FOUR = Part.divide(ROWS, 5, 4);
    /** A thread for each that is asked for. */
    private static final Executor THREADS = work -> new Thread(work, "helper").start();

    @ParameterizedTest
    @CsvSource({"0, 5, 4", "1, 5, 4", "7, 1, 2", "8, 1, 2", "9, 1, 2", "100, 16, 3", "100, 16, 1", "20, 16, 99",
            "128, 512, 8", "128, 300, 8", "1, 784, 4", "3, 200, 8", "130, 127, 8", "64, 0, 2", "33, 1000, 64"})
    void parts_cover_each_entry_once(int rows, int cols, int wanted) {
        int[][] covered = new int[rows][cols];
        for (Part part : Part.divide(rows, cols, wanted)) {
            for (int i = part.top(); i < part.bottom(); i++) {
                for (int j = part.left(); j < part.right(); j++) {
                    covered[i][j]++;
                }
            }
        }
        int[][] once = new int[rows][cols];
        for (int[] row : once) {
            Arrays.fill(row, 1);
        }
        assertThat(covered).isDeepEqualTo(once);
    }

    @Test
    void parts_lie_side_by_side_where_the_product_is_wide_and_one_below_the_other_where_it_is_not() {
        assertThat(Part.divide(128, 512, 8)).hasSize(8).contains(new Part(0, 128, 64, 128));
        assertThat(Part.divide(128, 300, 8)).hasSize(8).contains(new Part(64, 128, 224, 300));
        assertThat(Part.divide(128, 16, 8)).hasSize(8).contains(new Part(16, 32, 0, 16));
        assertThat(Part.divide(9, 16, 8)).containsExactly(new Part(0, 8, 0, 16), new Part(8, 9, 0, 16));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void each_part_is_computed_once_whatever_the_number_of_threads(int threads) {
        for (int round = 0; round < 100; round++) {
            Queue<Part> computed = new ConcurrentLinkedQueue<>();
            SharedProduct.compute(FOUR, threads, THREADS, computed::add);
            assertThat(computed).containsExactlyInAnyOrderElementsOf(FOUR);
        }
    }

    @Test
    void where_the_system_has_no_thread_to_give_the_caller_does_all_the_work() {
        assertCallerComputesAll(work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
    }

    @Test
    void the_caller_waits_for_no_thread_that_is_late_and_who_comes_too_late_finds_nothing_to_do() {
        List<Runnable> late = new ArrayList<>();
        assertCallerComputesAll(late::add);
        assertThat(late).hasSize(3);
        late.forEach(Runnable::run);
    }

    private static void assertCallerComputesAll(Executor workers) {
        Thread caller = Thread.currentThread();
        List<Part> computed = new ArrayList<>();
        SharedProduct.compute(FOUR, 4, workers, part -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            computed.add(part);
        });
        assertThat(computed).isEqualTo(FOUR);
    }

    @Test
    void an_interruption_is_kept_for_later_and_the_result_is_whole() {
        Thread caller = Thread.currentThread();
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch helperWorks = new CountDownLatch(1);
        caller.interrupt();
        SharedProduct.compute(FOUR, 2, THREADS, part -> {
            if (Thread.currentThread() == caller) {
                awaitUninterrupted(helperWorks);
            } else {
                helperWorks.countDown();
                pause();
            }
            computed.addAndGet(part.rows());
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(computed).hasValue(ROWS);
    }

    /** The flag stays as it is. */
    private static void awaitUninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void what_fails_in_a_part_comes_out_of_the_product_as_it_is() {
        for (Throwable failure : new Throwable[] {new IllegalStateException("a bug"), new StackOverflowError()}) {
            assertThatThrownBy(() -> SharedProduct.compute(FOUR, 2, THREADS, part -> {
                if (part.top() > 0) {
                    throwUnchecked(failure);
                }
            })).isSameAs(failure);
        }
    }

    private static void throwUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void a_failure_waits_until_no_thread_writes_any_more() {
        IllegalStateException failure = new IllegalStateException("a bug");
        AtomicInteger computed = new AtomicInteger();
        assertThatThrownBy(() -> SharedProduct.compute(FOUR, 4, THREADS, part -> {
            if (part.top() == 0) {
                throw failure;
            }
            pause();
            computed.addAndGet(part.rows());
        })).isSameAs(failure);
        assertThat(computed).as("rows but for the first part's 24").hasValue(ROWS - 24);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The library as an application server loads it: it must be possible to throw it away. */
    @Test
    void after_a_shared_product_nothing_keeps_the_library_alive() throws Exception {
        WeakReference<ClassLoader> loader = loadAndMultiply();
        long end = System.nanoTime() + 20_000_000_000L;
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> loadAndMultiply() throws Exception {
        URL classes = Matrix.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> matrix = loader.loadClass(Matrix.class.getName());
            assertThat(matrix).isNotSameAs(Matrix.class);
            Object a = matrix.getMethod("zeros", int.class, int.class).invoke(null, 400, 200);
            Object c = matrix.getMethod("timesTranspose", matrix).invoke(a, a);
            assertThat(matrix.getMethod("shape").invoke(c)).isEqualTo("(400 x 400)");
            return new WeakReference<>(loader);
        }
    }

    @Test
    void large_products_are_shared_and_have_the_bits_of_the_textbook() {
        Sizes s = new Sizes(203, 200, 200);
        assertThat((long) s.rows() * s.inner() * s.cols()).isGreaterThan(Products.WORTH_SHARING);
        Random random = new Random(1);
        double[] a = Operands.NORMAL.left(s.leftSize(), random);
        double[] b = Operands.NORMAL.right(s.rightSize(), random);
        Matrix product = Matrix.wrap(s.rows(), s.inner(), a).times(Matrix.wrap(s.inner(), s.cols(), b));
        Expected.assertSameBits(() -> "times", s.cols(), product.values(),
                Expected.times(s, a, b, new double[s.cols()]));
    }

    @Test
    void the_number_of_threads_is_that_of_the_processors_unless_told_otherwise() {
        assertThat(Products.threads(null)).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Products.threads("3")).isEqualTo(3);
        assertThat(Products.threads("9999")).isEqualTo(9999);
        for (String wrong : new String[] {"0", "-1", "10000", "two", ""}) {
            assertThatThrownBy(() -> Products.threads(wrong)).isInstanceOf(ExceptionInInitializerError.class)
                    .hasMessage("-Dchainrule.threads=" + wrong + ": expected a whole number from 1 to 9999.");
        }
    }
}
