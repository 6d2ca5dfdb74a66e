// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.matrix.Matrix;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that several threads work on. */
@Timeout(60)
class ParallelBlocksTest {

    private static final int ROWS = 100;
    private static final List<Block> FOUR = Block.partition(ROWS, 5, 4);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void each_block_is_computed_once_whatever_the_number_of_threads(int threads) {
        for (int round = 0; round < 100; round++) {
            Queue<Block> computed = new ConcurrentLinkedQueue<>();
            ProductDispatcher.compute(FOUR, threads, computed::add);
            assertThat(computed).containsExactlyInAnyOrderElementsOf(FOUR);
        }
    }

    @Test
    void the_caller_waits_for_no_thread_that_is_busy_elsewhere() {
        CountDownLatch release = new CountDownLatch(1);
        List<ForkJoinTask<?>> busy = new ArrayList<>();
        for (int i = 0; i < 2 * ForkJoinPool.getCommonPoolParallelism(); i++) {
            busy.add(ForkJoinPool.commonPool().submit(() -> {
                release.await();
                return null;
            }));
        }
        try {
            Queue<Block> computed = new ConcurrentLinkedQueue<>();
            ProductDispatcher.compute(FOUR, 4, computed::add);
            assertThat(computed).containsExactlyInAnyOrderElementsOf(FOUR);
        } finally {
            release.countDown();
        }
        busy.forEach(ForkJoinTask::join);
    }

    @Test
    void an_interruption_is_kept_for_later_and_the_result_is_whole() {
        AtomicInteger computed = new AtomicInteger();
        Thread.currentThread().interrupt();
        ProductDispatcher.compute(FOUR, 2, block -> computed.addAndGet(block.rows()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(computed).hasValue(ROWS);
    }

    @Test
    void what_fails_in_a_block_comes_out_of_the_product() {
        assertThatThrownBy(() -> ProductDispatcher.compute(FOUR, 2, block -> {
            if (block.fromRow() > 0) {
                throw new IllegalStateException("a bug");
            }
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("a bug");
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
}
