// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.chainrule.OwnDataset;
import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {

    /** Example i has the input (i, 2i) and the target −i. */
    private static Dataset numbered(int size) {
        Matrix inputs = Matrix.zeros(size, 2);
        Matrix targets = Matrix.zeros(size, 1);
        for (int i = 0; i < size; i++) {
            inputs.set(i, 0, i);
            inputs.set(i, 1, 2 * i);
            targets.set(i, 0, -i);
        }
        return Dataset.of(inputs, targets);
    }

    /** The numbers of the examples in the order in which they come, checked for being whole. */
    private static List<Integer> examples(Iterator<Batch> batches) {
        List<Integer> examples = new ArrayList<>();
        while (batches.hasNext()) {
            Batch batch = batches.next();
            for (int i = 0; i < batch.size(); i++) {
                double number = batch.inputs().get(i, 0);
                assertThat(batch.inputs().get(i, 1)).isEqualTo(2 * number);
                assertThat(batch.targets().get(i, 0)).isEqualTo(-number);
                examples.add((int) number);
            }
        }
        return examples;
    }

    private static List<Integer> sizes(Batches batches) {
        List<Integer> sizes = new ArrayList<>();
        for (Batch batch : batches) {
            sizes.add(batch.size());
        }
        return sizes;
    }

    private static List<Integer> ascending(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    @Test
    void the_last_batch_holds_what_is_left() {
        Batches batches = Batches.inOrder(numbered(10), 4);

        assertThat(sizes(batches)).containsExactly(4, 4, 2);
        assertThat(batches.batchesPerEpoch()).isEqualTo(3);
    }

    @Test
    void there_is_no_empty_batch_where_the_size_divides_evenly() {
        Batches batches = Batches.inOrder(numbered(8), 4);

        assertThat(sizes(batches)).containsExactly(4, 4);
        assertThat(batches.batchesPerEpoch()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, Integer.MAX_VALUE})
    void a_large_batch_size_makes_one_batch_of_all(int batchSize) {
        Batches batches = Batches.inOrder(numbered(10), batchSize);

        assertThat(sizes(batches)).containsExactly(10);
        assertThat(batches.batchesPerEpoch()).isEqualTo(1);
    }

    @Test
    void in_order_every_epoch_is_the_dataset_from_first_to_last() {
        Batches batches = Batches.inOrder(numbered(10), 3);

        assertThat(examples(batches.iterator())).isEqualTo(ascending(10));
        assertThat(examples(batches.iterator())).isEqualTo(ascending(10));
        assertThat(examples(batches.startingAt(7).iterator())).isEqualTo(ascending(10));
    }

    @Test
    void shuffled_every_example_comes_once_in_an_epoch() {
        Batches batches = Batches.shuffled(numbered(100), 7, 1);
        List<Integer> first = examples(batches.iterator());
        List<Integer> second = examples(batches.iterator());

        assertThat(first).containsExactlyInAnyOrderElementsOf(ascending(100)).isNotEqualTo(ascending(100));
        assertThat(second).containsExactlyInAnyOrderElementsOf(ascending(100)).isNotEqualTo(first);
    }

    /** The orders are part of what a seed means: computed with another implementation of the formulas. */
    @Test
    void the_orders_of_seed_42_never_change() {
        Batches batches = Batches.shuffled(numbered(10), 4, 42);

        assertThat(examples(batches.startingAt(0).iterator())).containsExactly(0, 4, 1, 2, 7, 8, 9, 5, 3, 6);
        assertThat(examples(batches.startingAt(1).iterator())).containsExactly(2, 8, 1, 3, 5, 9, 0, 4, 7, 6);
    }

    @Test
    void the_order_depends_on_seed_and_epoch_alone() {
        List<Integer> third = examples(Batches.shuffled(numbered(50), 4, 5).startingAt(2).iterator());
        Batches batches = Batches.shuffled(numbered(50), 9, 5);
        assertThat(batches.iterator()).hasNext();
        batches.iterator().next();

        assertThat(examples(batches.iterator())).isEqualTo(third);
        assertThat(examples(batches.startingAt(2).iterator())).isEqualTo(third);
        assertThat(examples(Batches.shuffled(numbered(50), 4, 6).startingAt(2).iterator())).isNotEqualTo(third);
    }

    @Test
    void a_later_start_changes_nothing_but_the_epoch() {
        for (Dataset data : List.of(numbered(50), numbered(3000))) {     // read by the caller, and by a thread
            Batches all = Batches.shuffled(data, data.size() / 3, 5);
            Batches fromTwo = all.startingAt(2);
            List<List<Integer>> epochs = new ArrayList<>();
            for (int epoch = 0; epoch < 4; epoch++) {
                epochs.add(examples(all.iterator()));
            }

            assertThat(examples(fromTwo.iterator())).isEqualTo(epochs.get(2));
            assertThat(examples(fromTwo.iterator())).isEqualTo(epochs.get(3));
        }
    }

    @Test
    void two_epochs_at_once_do_not_disturb_each_other() {
        Batches batches = Batches.inOrder(numbered(4), 2);
        Batch first = batches.iterator().next();
        Iterator<Batch> other = batches.iterator();
        other.next();
        other.next();

        assertThat(first.targets()).isEqualTo(Matrix.column(0, -1));
    }

    /** 4! = 24 orders, each expected 1000 times; ±150 is nearly five standard deviations. */
    @Test
    void all_orders_are_equally_likely() {
        Batches batches = Batches.shuffled(numbered(4), 4, 3);
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int epoch = 0; epoch < 24_000; epoch++) {
            counts.merge(examples(batches.startingAt(epoch).iterator()), 1, Integer::sum);
        }

        assertThat(counts).hasSize(24);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    /** Random's first number hardly changes from one seed to the next; unmixed, the same example would come last. */
    @Test
    void neighboring_seeds_give_unrelated_orders() {
        List<Integer> last = IntStream.range(0, 100)
                .mapToObj(seed -> examples(Batches.shuffled(numbered(64), 64, seed).startingAt(0).iterator()).get(63)).toList();

        assertThat(last.stream().distinct().count()).isGreaterThan(40);
        assertThat(IntStream.range(0, 100).map(seed -> new Random(seed).nextInt(64)).distinct().count())
                .isLessThan(40);
    }

    @Test
    void the_matrices_are_filled_again_and_the_short_batch_has_its_own() {
        Iterator<Batch> batches = Batches.inOrder(numbered(5), 2).iterator();
        Matrix firstInputs = batches.next().inputs();
        Batch second = batches.next();

        assertThat(second.inputs()).isSameAs(firstInputs);
        assertThat(second.targets()).isEqualTo(Matrix.column(-2, -3));
        assertThat(batches.next().inputs()).isEqualTo(Matrix.row(4, 8));
    }

    /** In small batches, which the caller reads, and in large ones, which a thread reads. */
    @ParameterizedTest
    @ValueSource(ints = {2, 2_000})
    void a_batch_that_was_kept_is_refused_and_its_copy_is_not(int batchSize) {
        Iterator<Batch> batches = Batches.inOrder(numbered(10_000), batchSize).iterator();
        batches.next();
        batches.next();
        Batch kept = batches.next();
        Batch copied = kept.copy();
        assertThat(kept.targets().get(1, 0)).isEqualTo(-2.0 * batchSize - 1);
        assertThat(kept).hasToString("Batch: inputs (" + batchSize + " x 2), targets (" + batchSize + " x 1)");

        batches.next();
        String message = "Batch: the next batch was asked for, and overwrites the matrices of this one. To keep a"
                + " batch, keep batch.copy().";
        assertThatThrownBy(kept::inputs).isInstanceOf(IllegalStateException.class).hasMessage(message);
        assertThatThrownBy(kept::targets).isInstanceOf(IllegalStateException.class).hasMessage(message);
        assertThatThrownBy(kept::weights).isInstanceOf(IllegalStateException.class).hasMessage(message);
        assertThatThrownBy(kept::copy).hasMessage(message);
        assertThat(kept).asString().endsWith(", no longer valid");
        assertThat(kept.size()).isEqualTo(batchSize);
        assertThat(copied.targets().get(1, 0)).isEqualTo(-2.0 * batchSize - 1);
    }

    /** From 4096 numbers on, here 1024 examples of 4, if there is another batch to be read beside the work on one. */
    @ParameterizedTest
    @CsvSource({"1024, true", "1023, false", "3000, false"})
    void a_thread_reads_large_batches_and_the_caller_small_ones(int batchSize, boolean ahead)
            throws InterruptedException {
        assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
        Set<Thread> readers = Collections.synchronizedSet(new HashSet<>());
        Dataset data = new Numbers(-1) {
            @Override
            public int size() {
                return 3000;
            }

            @Override
            public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
                readers.add(Thread.currentThread());
            }
        };
        Iterator<Batch> batches = Batches.inOrder(data, batchSize).iterator();
        for (int number = 0; batches.hasNext(); number++) {
            batches.next();
            for (int i = 0; ahead && number == 1 && readers.size() < 2 && i < 2000; i++) {
                Thread.sleep(10);       // until the third batch has been read
            }
        }

        assertThat(readers).contains(Thread.currentThread());
        assertThat(readers.size() > 1).isEqualTo(ahead);
    }

    @Test
    void the_last_batch_stays_valid() {
        Iterator<Batch> batches = Batches.inOrder(numbered(3), 2).iterator();
        batches.next();
        Batch last = batches.next();
        assertThat(batches.hasNext()).isFalse();

        assertThat(last.inputs()).isEqualTo(Matrix.row(2, 4));
    }

    @Test
    void what_they_are_can_be_printed() {
        assertThat(Batches.shuffled(numbered(10), 4, 42)).hasToString(
                "Batches: 3 of 4, shuffled with seed 42, from 10 examples of 2 inputs and 1 target");
        assertThat(Batches.inOrder(numbered(3), 64)).hasToString(
                "Batches: 1 of 3, in order, from 3 examples of 2 inputs and 1 target");
    }

    @Test
    void after_the_last_batch_there_is_none() {
        Iterator<Batch> batches = Batches.inOrder(numbered(3), 2).iterator();
        batches.next();
        batches.next();

        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class)
                .hasMessage("Batches: all 2 batches of this epoch were returned. Call iterator() for the next epoch.");
    }

    @ParameterizedTest
    @CsvSource({"0", "-64"})
    void a_batch_size_below_one_is_refused(int batchSize) {
        String message = "Batches: expected a batch size of at least 1, got " + batchSize + ". It is the number of"
                + " examples that one step of training looks at; 64 is a good start.";
        assertRefused(() -> Batches.inOrder(numbered(3), batchSize), message);
        assertRefused(() -> Batches.shuffled(numbered(3), batchSize, 1), message);
    }

    @Test
    void a_negative_epoch_and_a_dataset_without_examples_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Batches.shuffled(numbered(3), 1, 1).startingAt(-1).iterator())
                .withMessage("Batches: expected an epoch from 0 on, got -1. The first epoch has number 0.");
        Dataset empty = new OwnDataset(0, 1, 1, (example, r, inputs, targets) -> { });
        assertRefused(() -> Batches.inOrder(empty, 1), "Batches: expected a dataset with at least one example, got 0.");
    }
}
