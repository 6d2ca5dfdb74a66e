package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products that several threads work on. */
@Timeout(60)
class SharedProductsTest {

    private static final int ROWS = 100;
    /** A thread for each part. */
    private static final Executor THREADS = part -> new Thread(part, "part").start();

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "7, 2", "8, 2", "9, 2", "16, 2", "100, 3", "100, 1", "20, 99"})
    void each_row_is_computed_once_whatever_the_number_of_threads(int rows, int threads) {
        AtomicIntegerArray computed = new AtomicIntegerArray(rows);
        Products.share(rows, threads, THREADS, (from, to) -> {
            for (int i = from; i < to; i++) {
                computed.incrementAndGet(i);
            }
        });
        for (int i = 0; i < rows; i++) {
            assertThat(computed.get(i)).as("row %d", i).isEqualTo(1);
        }
    }

    @Test
    void where_the_system_has_no_thread_to_give_the_caller_does_all_the_work() {
        AtomicInteger computed = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Products.share(ROWS, 4, part -> {
            throw new OutOfMemoryError("unable to create native thread");
        }, (from, to) -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            computed.addAndGet(to - from);
        });
        assertThat(computed).hasValue(ROWS);
    }

    @Test
    void an_interruption_is_kept_for_later_and_the_result_is_whole() {
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch othersWait = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        Products.share(ROWS, 2, THREADS, (from, to) -> {
            if (from == 0) {
                othersWait.countDown();
            } else {
                awaitUninterrupted(othersWait);
            }
            computed.addAndGet(to - from);
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(computed).hasValue(ROWS);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_fails_in_another_thread_comes_out_of_the_product_as_it_is() {
        for (Throwable failure : new Throwable[] {new IllegalStateException("a bug"), new StackOverflowError()}) {
            assertThatThrownBy(() -> Products.share(ROWS, 2, THREADS, (from, to) -> {
                if (from > 0) {
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
        assertThatThrownBy(() -> Products.share(ROWS, 4, THREADS, (from, to) -> {
            if (from == 0) {
                throw failure;
            }
            pause();
            computed.addAndGet(to - from);
        })).isSameAs(failure);
        assertThat(computed).as("rows but for the caller's 24").hasValue(ROWS - 24);
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
}
