// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.matrix.Matrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that are read beside the training are those that would be read in turn. */
@Timeout(60)
class PrefetchingIteratorTest {

    private static Iterator<Batch> ahead(BatchReader reader) {
        return new PrefetchingIterator(reader, new ReadAhead());
    }

    @Test
    void the_batches_and_their_order_are_the_same_as_in_turn() {
        List<Matrix> expected = Numbers.copies(new SequentialIterator(Numbers.epoch(-1)));

        assertThat(Numbers.copies(ahead(Numbers.epoch(-1)))).isEqualTo(expected);
    }

    @Test
    void a_batch_stays_as_it_is_until_the_next_one_is_asked_for() throws InterruptedException {
        Iterator<Batch> ahead = ahead(Numbers.inOrder(-1));
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
        Iterator<Batch> ahead = ahead(Numbers.inOrder(4 * 7 + 2));
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
        Iterator<Batch> ahead = ahead(Numbers.epoch(-1));
        Numbers.copies(ahead);

        assertThat(ahead.hasNext()).isFalse();
        assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("Batches: all 143 batches of this epoch were handed out.");
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
        Iterator<Batch> ahead = ahead(new BatchReader(slow, 10, IntStream.range(0, Numbers.SIZE).toArray()));
        ahead.next();
        ahead.next();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(ahead.next().targets().get(0, 0)).isEqualTo(20);
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
        Iterator<Batch> ahead = ahead(new BatchReader(failing, 7, IntStream.range(0, Numbers.SIZE).toArray()));
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
        Iterator<Batch> ahead = ahead(Numbers.inOrder(3));

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(ahead::next).hasMessage("number 3 can't be read");
        }
    }

    @Test
    void a_caller_that_is_interrupted_gets_all_batches_and_stays_interrupted() throws InterruptedException {
        List<Matrix> batches = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        boolean[] interrupted = {false};
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            batches.addAll(Numbers.copies(ahead(Numbers.epoch(-1))));
            interrupted[0] = Thread.currentThread().isInterrupted();
            done.countDown();
        });
        caller.start();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(batches).isEqualTo(Numbers.copies(new SequentialIterator(Numbers.epoch(-1))));
        assertThat(interrupted[0]).isTrue();
    }
}
