// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.internal.RandomOrder;
import io.github.chainrule.matrix.Matrix;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches that are read ahead are those that would be read in turn, by any thread, and nothing hangs or leaks. */
@Timeout(60)
class PrefetchingIteratorTest {

    private static final int[] IN_ORDER = IntStream.range(0, Numbers.SIZE).toArray();
    private static final int[] SHUFFLED = RandomOrder.shuffled(Numbers.SIZE, 42, 0);

    /** What a pool may do with a task. */
    private enum Pool implements Executor {
        COMMON {
            @Override
            public void execute(Runnable task) {
                ForkJoinPool.commonPool().execute(task);
            }
        },
        BUSY {
            @Override
            public void execute(Runnable task) {
            }
        },
        AT_ONCE {
            @Override
            public void execute(Runnable task) {
                task.run();
            }
        },
        OUT_OF_THREADS {
            @Override
            public void execute(Runnable task) {
                throw new OutOfMemoryError("unable to create native thread");
            }
        }
    }

    private static Iterator<Batch> ahead(Dataset dataset, int[] order, Executor pool) {
        return new PrefetchingIterator(dataset, 7, order, 4, pool);
    }

    private static Iterator<Batch> inTurn(int[] order) {
        return new PrefetchingIterator(new Numbers(-1), 7, order, 0, task -> {
            throw new AssertionError("the caller reads");
        });
    }

    @ParameterizedTest
    @EnumSource
    void the_batches_and_their_order_are_the_same_as_in_turn(Pool pool) {
        assertThat(Numbers.copies(ahead(new Numbers(-1), SHUFFLED, pool)))
                .isEqualTo(Numbers.copies(inTurn(SHUFFLED))).hasSize(2 * 143);
    }

    @Test
    void after_the_pool_has_failed_once_it_is_not_asked_again() {
        AtomicInteger asked = new AtomicInteger();
        Numbers.copies(ahead(new Numbers(-1), SHUFFLED, task -> {
            asked.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread");
        }));

        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_batch_is_unchanged_until_the_next_one_is_asked_for(Pool pool) {
        Iterator<Batch> ahead = ahead(new Numbers(-1), IN_ORDER, pool);
        for (int number = 0; number < 20; number++) {
            Batch batch = ahead.next();
            Matrix before = batch.inputs().copy();
            assertThat(ForkJoinPool.commonPool().awaitQuiescence(20, TimeUnit.SECONDS)).isTrue();
            assertThat(batch.inputs()).isEqualTo(before);
            assertThat(before.get(0, 0)).isEqualTo(number * 7 * 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_exception_comes_out_where_its_batch_would_and_again_after_it(Pool pool) {
        Iterator<Batch> ahead = ahead(new Numbers(4 * 7 + 2), IN_ORDER, pool);
        for (int number = 0; number < 4; number++) {
            assertThat(ahead.next().targets().get(0, 0)).isEqualTo(number * 7);
        }
        for (int again = 0; again < 2; again++) {
            assertRefusedState(ahead::next, "number 30 can't be read");
        }
    }

    /** A dataset in another language, or with a trick, can throw what it doesn't declare. */
    @ParameterizedTest
    @EnumSource
    void a_checked_exception_comes_out_as_itself(Pool pool) {
        IOException checked = new IOException("the disk is gone");
        Iterator<Batch> ahead = ahead(new Numbers(4 * 7 + 2) {
            @Override
            void fail() {
                throwUndeclared(checked);
            }
        }, IN_ORDER, pool);
        for (int number = 0; number < 4; number++) {
            ahead.next();
        }

        assertThatThrownBy(ahead::next).isSameAs(checked);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwUndeclared(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void after_the_last_batch_there_is_none() {
        Iterator<Batch> ahead = ahead(new Numbers(-1), SHUFFLED, Pool.COMMON);
        Numbers.copies(ahead);

        assertThat(ahead.hasNext()).isFalse();
        assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class)
                .hasMessage("Batches: all 143 batches of this epoch were returned. Call iterator() for the next"
                        + " epoch.");
    }

    /** The numbers of the first examples of the batches that were read, by the caller and by others. */
    private static final class Recorded extends Numbers {

        private final Thread caller = Thread.currentThread();
        private final List<Integer> byCaller = Collections.synchronizedList(new ArrayList<>());
        private final List<Integer> byOthers = Collections.synchronizedList(new ArrayList<>());

        Recorded() {
            super(-1);
        }

        @Override
        public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
            super.read(indices, offset, length, inputs, targets);
            (Thread.currentThread() == caller ? byCaller : byOthers).add(offset / 7);
        }
    }

    @Test
    void a_look_at_the_first_batch_costs_no_thread_and_then_a_thread_is_woken_for_every_second_batch() {
        Recorded numbers = new Recorded();
        Iterator<Batch> ahead = ahead(numbers, IN_ORDER, Pool.COMMON);
        ahead.next();
        assertThat(ForkJoinPool.commonPool().awaitQuiescence(20, TimeUnit.SECONDS)).isTrue();
        assertThat(numbers.byCaller).containsExactly(0);
        assertThat(numbers.byOthers).isEmpty();

        Deque<Runnable> tasks = new ArrayDeque<>();
        Recorded others = new Recorded();
        ahead = ahead(others, IN_ORDER, tasks::add);
        for (int read : new int[] {1, 6, 6, 8, 8, 10}) {
            ahead.next();
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            assertThat(others.byCaller).hasSize(read).startsWith(0);
        }
        assertThat(others.byCaller).isSorted();
    }

    @Test
    void each_batch_is_read_once() {
        Recorded numbers = new Recorded();
        Numbers.copies(ahead(numbers, IN_ORDER, Pool.COMMON));

        List<Integer> all = new ArrayList<>(numbers.byCaller);
        all.addAll(numbers.byOthers);
        assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 143).boxed().toList());
    }

    /** A batch that another thread has begun is waited for, also by a caller who is interrupted, and stays so. */
    @Test
    void an_interrupted_caller_gets_all_batches_and_stays_interrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Iterator<Batch> ahead = ahead(new Numbers(-1) {
            @Override
            public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
                if (Thread.currentThread() != caller) {
                    begun.countDown();
                    awaitUninterrupted(free);
                }
                super.read(indices, offset, length, inputs, targets);
            }
        }, IN_ORDER, task -> new Thread(task).start());
        List<Matrix> batches = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            batches.add(ahead.next().inputs().copy());
        }
        begun.await();
        new Thread(() -> {
            while (caller.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            free.countDown();
        }).start();
        caller.interrupt();
        ahead.forEachRemaining(batch -> batches.add(batch.inputs().copy()));

        assertThat(Thread.interrupted()).isTrue();
        List<Matrix> expected = new ArrayList<>();
        inTurn(IN_ORDER).forEachRemaining(batch -> expected.add(batch.inputs().copy()));
        assertThat(batches).isEqualTo(expected);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As in a loop within a loop. */
    @Test
    void two_iterations_at_once_have_their_own_batches_each() {
        Iterator<Batch> one = ahead(new Numbers(-1), SHUFFLED, Pool.COMMON);
        Iterator<Batch> other = ahead(new Numbers(-1), IN_ORDER, Pool.COMMON);
        List<Matrix> batches = new ArrayList<>();
        List<Matrix> others = new ArrayList<>();
        while (one.hasNext()) {
            batches.add(one.next().targets().copy());
            others.add(other.next().targets().copy());
        }

        assertThat(batches).isEqualTo(targets(inTurn(SHUFFLED)));
        assertThat(others).isEqualTo(targets(inTurn(IN_ORDER)));
    }

    private static List<Matrix> targets(Iterator<Batch> batches) {
        List<Matrix> targets = new ArrayList<>();
        batches.forEachRemaining(batch -> targets.add(batch.targets().copy()));
        return targets;
    }

    /** Each batch goes to one of them; a batch that another thread has made invalid says so. */
    @Test
    void four_threads_on_one_iterator_share_its_batches_and_none_hangs() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            Iterator<Batch> shared = ahead(new Numbers(-1), IN_ORDER, Pool.COMMON);
            AtomicInteger batches = new AtomicInteger();
            Thread[] threads = new Thread[4];
            Arrays.setAll(threads, i -> new Thread(() -> {
                try {
                    while (true) {
                        shared.next();
                        batches.incrementAndGet();
                    }
                } catch (NoSuchElementException e) {
                    // the end of the epoch
                }
            }));
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join(20_000);
                assertThat(thread.isAlive()).isFalse();
            }
            assertThat(batches).hasValue(143);
        }
    }

    /** Not by luck: the second comes while the first reads. */
    @Test
    @Timeout(60)
    void a_thread_that_comes_while_another_one_reads_gets_the_next_batch() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Iterator<Batch> shared = ahead(new Numbers(0) {
            @Override
            void fail() {       // but take a long time
                begun.countDown();
                awaitUninterrupted(free);
            }
        }, IN_ORDER, Pool.BUSY);
        FutureTask<Batch> first = new FutureTask<>(shared::next);
        FutureTask<Batch> second = new FutureTask<>(shared::next);
        new Thread(first).start();
        begun.await();
        Thread later = new Thread(second);
        later.start();
        while (later.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        free.countDown();

        assertThat(second.get()).isNotSameAs(first.get());
        assertThat(second.get().targets().get(0, 0)).isEqualTo(7);
    }

    @Test
    void an_iterator_that_is_left_early_is_forgotten() throws InterruptedException {
        List<WeakReference<Iterator<Batch>>> left = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Iterator<Batch> iterator = ahead(new Numbers(-1), IN_ORDER, Pool.COMMON);
            iterator.next();
            iterator.next();
            left.add(new WeakReference<>(iterator));
        }
        assertThat(ForkJoinPool.commonPool().awaitQuiescence(20, TimeUnit.SECONDS)).isTrue();
        for (int attempt = 0; attempt < 100 && left.stream().anyMatch(reference -> reference.get() != null); attempt++) {
            System.gc();
            Thread.sleep(20);
        }

        // the pool's queue may hold on to the last task that went through it
        assertThat(left.stream().filter(reference -> reference.get() != null).count()).isLessThan(5);
    }
}
