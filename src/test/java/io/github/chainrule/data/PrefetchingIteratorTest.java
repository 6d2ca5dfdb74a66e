// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.matrix.Matrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that are read beside the training are those that would be read in turn. */
@Timeout(60)
class PrefetchingIteratorTest {

    private static final int SIZE = 1_000;

    /** Numbers whose reading can be made to fail. */
    private static class Numbers implements Dataset {

        private final int failsAt;

        Numbers(int failsAt) {
            this.failsAt = failsAt;
        }

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public int inputSize() {
            return 3;
        }

        @Override
        public int targetSize() {
            return 1;
        }

        void fail() {
            throw new IllegalStateException("number " + failsAt + " can't be read");
        }

        @Override
        public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
            for (int r = 0; r < count; r++) {
                if (rows[from + r] == failsAt) {
                    fail();
                }
                for (int j = 0; j < 3; j++) {
                    inputs.set(r, j, rows[from + r] * 3 + j);
                }
                targets.set(r, 0, rows[from + r]);
            }
        }
    }

    private static BatchReader epoch(int failsAt) {
        return new BatchReader(new Numbers(failsAt), 7, Permutation.shuffled(SIZE, 42, 0));
    }

    private static BatchReader inOrder(int failsAt) {
        return new BatchReader(new Numbers(failsAt), 7, Permutation.ascending(SIZE));
    }

    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final ReadAhead noted = new ReadAhead(task -> {
        threads.add(new Thread(task));
        return threads.get(threads.size() - 1);
    });

    private static Iterator<Batch> ahead(BatchReader reader) {
        return new PrefetchingIterator(reader, new ReadAhead());
    }

    private static List<Matrix> copies(Iterator<Batch> batches) {
        List<Matrix> copies = new ArrayList<>();
        batches.forEachRemaining(batch -> {
            copies.add(batch.inputs().copy());
            copies.add(batch.targets().copy());
        });
        return copies;
    }

    @Test
    void the_batches_and_their_order_are_the_same_as_in_turn() {
        List<Matrix> expected = copies(new SequentialIterator(epoch(-1)));

        assertThat(copies(ahead(epoch(-1)))).isEqualTo(expected);
    }

    @Test
    void a_batch_stays_as_it_is_until_the_next_one_is_asked_for() throws InterruptedException {
        Iterator<Batch> ahead = ahead(inOrder(-1));
        for (int number = 0; number < 20; number++) {
            Batch batch = ahead.next();
            Matrix before = batch.inputs().copy();
            Thread.sleep(5);    // time enough for a reader that overwrote it
            assertThat(batch.inputs()).isEqualTo(before);
            assertThat(before.get(0, 0)).isEqualTo(number * 7 * 3);
        }
    }

    @Test
    void an_exception_comes_out_where_its_batch_would_and_again_after_it() {
        Iterator<Batch> ahead = ahead(inOrder(4 * 7 + 2));
        for (int number = 0; number < 4; number++) {
            assertThat(ahead.next().targets().get(0, 0)).isEqualTo(number * 7);
        }
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class)
                    .hasMessage("number 30 can't be read");
        }
    }

    @Test
    void after_the_last_batch_there_is_none() {
        Iterator<Batch> ahead = ahead(epoch(-1));
        copies(ahead);

        assertThat(ahead.hasNext()).isFalse();
        assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("Batches: all 143 batches of this epoch were handed out.");
    }

    @Test
    void the_thread_ends_a_moment_after_the_iteration() throws InterruptedException {
        copies(new PrefetchingIterator(epoch(-1), noted));

        awaitEnd();
    }

    @Test
    void the_thread_ends_when_the_iteration_is_left_early_and_a_new_one_begins_when_it_is_taken_up_again()
            throws InterruptedException {
        Iterator<Batch> ahead = new PrefetchingIterator(inOrder(-1), noted);
        ahead.next();
        ahead.next();
        awaitEnd();
        int first = threads.size();

        assertThat(copies(ahead)).isEqualTo(copies(new SequentialIterator(inOrder(-1))).subList(4, 2 * 143));
        assertThat(threads).hasSizeGreaterThan(first);
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(threads).isNotEmpty();
        for (Thread thread : threads) {
            assertThat(thread.isDaemon()).isTrue();
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void epochs_that_share_a_thread_have_their_own_batches_each() {
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(copies(new PrefetchingIterator(epoch(-1), noted)))
                    .isEqualTo(copies(new SequentialIterator(epoch(-1))));
        }
    }

    @Test
    void a_batch_that_takes_long_is_waited_for() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Dataset slow = new Numbers(-1) {
            @Override
            public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
                if (Thread.currentThread() != caller) {
                    begun.countDown();
                    LockSupport.parkNanos(20_000_000);      // long enough for the caller to fall asleep
                }
                super.read(rows, from, count, inputs, targets);
            }
        };
        Iterator<Batch> ahead = ahead(new BatchReader(slow, 10, Permutation.ascending(SIZE)));
        ahead.next();
        ahead.next();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(ahead.next().targets().get(0, 0)).isEqualTo(20);
    }

    /** As in a loop within a loop: the thread reads for whoever has asked last. */
    @Test
    void two_iterations_at_once_have_their_own_batches_each() {
        Iterator<Batch> one = new PrefetchingIterator(epoch(-1), noted);
        Iterator<Batch> other = new PrefetchingIterator(inOrder(-1), noted);
        List<Matrix> batches = new ArrayList<>();
        List<Matrix> others = new ArrayList<>();
        while (one.hasNext()) {
            Batch batch = one.next();
            batches.add(batch.inputs().copy());
            batches.add(batch.targets().copy());
            batch = other.next();
            others.add(batch.inputs().copy());
            others.add(batch.targets().copy());
        }

        assertThat(batches).isEqualTo(copies(new SequentialIterator(epoch(-1))));
        assertThat(others).isEqualTo(copies(new SequentialIterator(inOrder(-1))));
    }

    @Test
    void a_look_at_the_first_batch_costs_no_thread() {
        Iterator<Batch> ahead = new PrefetchingIterator(inOrder(-1), noted);

        assertThat(ahead.next().targets().get(0, 0)).isZero();
        assertThat(threads).isEmpty();
    }

    @Test
    void two_batches_cost_no_thread_either() {
        BatchReader halves = new BatchReader(new Numbers(-1), SIZE / 2, Permutation.ascending(SIZE));

        assertThat(copies(new PrefetchingIterator(halves, noted))).hasSize(4);
        assertThat(threads).isEmpty();
    }

    /** The first numbers of batches, by who read them. */
    private static final class Recorded extends Numbers {

        private final Thread caller = Thread.currentThread();
        private final List<Integer> byCaller = Collections.synchronizedList(new ArrayList<>());
        private final List<Integer> byThread = Collections.synchronizedList(new ArrayList<>());

        Recorded() {
            super(-1);
        }

        @Override
        public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
            super.read(rows, from, count, inputs, targets);
            (Thread.currentThread() == caller ? byCaller : byThread).add(from);
        }
    }

    private Iterator<Batch> ahead(Recorded numbers) {
        return new PrefetchingIterator(new BatchReader(numbers, 10, Permutation.ascending(SIZE)), noted);
    }

    @Test
    void the_thread_reads_two_batches_ahead_and_no_more() throws InterruptedException {
        Recorded numbers = new Recorded();
        Iterator<Batch> ahead = ahead(numbers);
        ahead.next();
        ahead.next();
        awaitEnd();

        assertThat(numbers.byCaller).containsExactly(0, 10);
        assertThat(numbers.byThread).containsExactly(20, 30);
    }

    @Test
    void each_batch_is_read_once() throws InterruptedException {
        Recorded numbers = new Recorded();
        copies(ahead(numbers));
        awaitEnd();

        List<Integer> all = new ArrayList<>(numbers.byCaller);
        all.addAll(numbers.byThread);
        assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).mapToObj(i -> 10 * i).toList());
    }

    /** It waits a moment for a caller who works. On a machine that stands still for longer it ends, but not always. */
    @Test
    void a_thread_that_is_ahead_goes_on_when_the_next_batch_is_asked_for() throws InterruptedException {
        boolean wentOn = false;
        for (int attempt = 0; attempt < 100 && !wentOn; attempt++) {
            threads.clear();
            Recorded numbers = new Recorded();
            Iterator<Batch> ahead = ahead(numbers);
            ahead.next();
            ahead.next();
            while (numbers.byThread.size() < 2) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(1_000_000);
            ahead.next();
            awaitEnd();
            wentOn = threads.size() == 1 && numbers.byThread.contains(40);
        }

        assertThat(wentOn).isTrue();
    }

    @Test
    void where_no_thread_can_be_had_the_caller_reads() {
        AtomicInteger asked = new AtomicInteger();
        Iterator<Batch> ahead = new PrefetchingIterator(epoch(-1), new ReadAhead(task -> new Thread(task) {
            @Override
            @SuppressWarnings("UnsynchronizedOverridesSynchronized")    // started once
            public void start() {
                asked.incrementAndGet();
                throw new OutOfMemoryError("unable to create native thread");
            }
        }));

        assertThat(copies(ahead)).isEqualTo(copies(new SequentialIterator(epoch(-1))));
        assertThat(asked).hasValue(1);
    }

    /** A dataset in another language, or with a trick, can throw what it doesn't declare. */
    @Test
    void a_checked_exception_comes_out_as_itself() {
        IOException checked = new IOException("the disk is gone");
        Dataset failing = new Numbers(4 * 7 + 2) {
            @Override
            void fail() {
                throwUndeclared(checked);
            }
        };
        Iterator<Batch> ahead = ahead(new BatchReader(failing, 7, Permutation.ascending(SIZE)));
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
    void an_exception_in_the_first_batch_comes_out_of_the_caller_s_reading() {
        Iterator<Batch> ahead = ahead(inOrder(3));

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(ahead::next).hasMessage("number 3 can't be read");
        }
    }

    @Test
    void loops_that_are_left_early_leave_no_thread_behind() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Iterator<Batch> left = new PrefetchingIterator(inOrder(-1), noted);
            left.next();
            left.next();
        }

        awaitEnd();
    }

    @Test
    void a_caller_that_is_interrupted_gets_all_batches_and_stays_interrupted() throws InterruptedException {
        List<Matrix> batches = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        boolean[] interrupted = {false};
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            batches.addAll(copies(ahead(epoch(-1))));
            interrupted[0] = Thread.currentThread().isInterrupted();
            done.countDown();
        });
        caller.start();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(batches).isEqualTo(copies(new SequentialIterator(epoch(-1))));
        assertThat(interrupted[0]).isTrue();
    }
}
