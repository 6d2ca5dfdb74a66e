// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When there is a thread that reads, and what it reads. */
@Timeout(60)
class ReadAheadTest {

    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final ReadAhead noted = new ReadAhead(task -> {
        threads.add(new Thread(task));
        return threads.get(threads.size() - 1);
    });

    @Test
    void the_thread_ends_a_moment_after_the_iteration() throws InterruptedException {
        Numbers.copies(new PrefetchingIterator(Numbers.epoch(-1), noted));

        awaitEnd();
    }

    @Test
    void the_thread_ends_when_the_iteration_is_left_early_and_a_new_one_begins_when_it_is_taken_up_again()
            throws InterruptedException {
        Iterator<Batch> ahead = new PrefetchingIterator(Numbers.inOrder(-1), noted);
        ahead.next();
        ahead.next();
        awaitEnd();
        int first = threads.size();

        assertThat(Numbers.copies(ahead))
                .isEqualTo(Numbers.copies(new SequentialIterator(Numbers.inOrder(-1))).subList(4, 2 * 143));
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
            assertThat(Numbers.copies(new PrefetchingIterator(Numbers.epoch(-1), noted)))
                    .isEqualTo(Numbers.copies(new SequentialIterator(Numbers.epoch(-1))));
        }
    }

    /** As in a loop within a loop: the thread reads for whoever has asked last. */
    @Test
    void two_iterations_at_once_have_their_own_batches_each() {
        Iterator<Batch> one = new PrefetchingIterator(Numbers.epoch(-1), noted);
        Iterator<Batch> other = new PrefetchingIterator(Numbers.inOrder(-1), noted);
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

        assertThat(batches).isEqualTo(Numbers.copies(new SequentialIterator(Numbers.epoch(-1))));
        assertThat(others).isEqualTo(Numbers.copies(new SequentialIterator(Numbers.inOrder(-1))));
    }

    @Test
    void a_look_at_the_first_batch_costs_no_thread() {
        Iterator<Batch> ahead = new PrefetchingIterator(Numbers.inOrder(-1), noted);

        assertThat(ahead.next().targets().get(0, 0)).isZero();
        assertThat(threads).isEmpty();
    }

    @Test
    void two_batches_cost_no_thread_either() {
        BatchReader halves = new BatchReader(new Numbers(-1), Numbers.SIZE / 2, IntStream.range(0, Numbers.SIZE).toArray());

        assertThat(Numbers.copies(new PrefetchingIterator(halves, noted))).hasSize(4);
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
        return new PrefetchingIterator(new BatchReader(numbers, 10, IntStream.range(0, Numbers.SIZE).toArray()), noted);
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
        Numbers.copies(ahead(numbers));
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
        Iterator<Batch> ahead = new PrefetchingIterator(Numbers.epoch(-1), new ReadAhead(task -> new Thread(task) {
            @Override
            @SuppressWarnings("UnsynchronizedOverridesSynchronized")    // started once
            public void start() {
                asked.incrementAndGet();
                throw new OutOfMemoryError("unable to create native thread");
            }
        }));

        assertThat(Numbers.copies(ahead)).isEqualTo(Numbers.copies(new SequentialIterator(Numbers.epoch(-1))));
        assertThat(asked).hasValue(1);
    }

    @Test
    void loops_that_are_left_early_leave_no_thread_behind() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Iterator<Batch> left = new PrefetchingIterator(Numbers.inOrder(-1), noted);
            left.next();
            left.next();
        }

        awaitEnd();
    }
}
