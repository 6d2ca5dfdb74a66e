// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A matrix is its array: no array that a program holds is ever stale, whatever the reader of images knows. */
class ArrayOfMatrixTest {

    private static Dataset digits;
    private static Matrix weight;

    private final Matrix x = Matrix.zeros(64, 784);

    @BeforeAll
    static void load() throws IOException {
        digits = Mnist.load().training(Task.evenVsOdd());
        Random random = new Random(1);
        weight = Matrix.zeros(784, 16).map(zero -> random.nextGaussian());
    }

    private static void read(Dataset dataset, Matrix inputs, int from) {
        dataset.read(IntStream.range(from, from + 64).toArray(), 0, 64, inputs, Matrix.zeros(64, 1));
    }

    /** The products of what get(…) returns, entry by entry. */
    private static void assertProductsFollow(Matrix x) {
        Matrix entries = Matrix.zeros(64, 784);
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 784; j++) {
                entries.set(i, j, x.get(i, j));
            }
        }
        assertThat(x.times(weight)).isEqualTo(entries.times(weight));
        Matrix dy = entries.times(weight);
        assertThat(x.transposeTimes(dy)).isEqualTo(entries.transposeTimes(dy));
    }

    private boolean isSparse() {
        return x.sparseToFill().isValid();
    }

    /** Otherwise all would be right and nothing faster. */
    @Test
    void a_batch_of_digits_goes_forward_and_back_without_its_zeros() {
        read(digits, x, 0);
        Linear layer = new Linear(784, 16, new Random(8));
        Matrix y = layer.forward(x);
        layer.computeParameterGradients(x, y, y);
        assertThat(x.isFinite()).isTrue();
        assertThat(x).isEqualTo(x.copy()).hasSameHashCodeAs(x.copy());
        assertThat(isSparse()).isTrue();
        assertThat(y).isEqualTo(layer.forward(x.copy()));
        assertThat(layer.weight().gradient()).isEqualTo(x.copy().transposeTimes(y));
        assertProductsFollow(x);
    }

    @Test
    void an_array_asked_for_before_a_read_has_what_was_read_and_what_is_written_to_it_counts() {
        double[] values = x.values();
        read(digits, x, 0);
        assertThat(values).isEqualTo(x.copy().values()).isNotEqualTo(new double[values.length]);
        values[5 * 784 + 400] = 7;
        assertThat(x.get(5, 400)).isEqualTo(7);
        assertProductsFollow(x);
        read(digits, x, 64);
        values[0] = -3;
        assertProductsFollow(x);
        assertThat(isSparse()).isFalse();
    }

    @Test
    void an_array_asked_for_after_a_read_is_what_the_products_use_also_after_the_next_read() {
        read(digits, x, 0);
        double[] values = x.values();
        assertProductsFollow(x);
        values[69] = 5;
        assertProductsFollow(x);
        read(digits, x, 64);
        assertThat(values[69]).isEqualTo(x.get(0, 69));
        values[784] = 2;
        assertProductsFollow(x);
    }

    @Test
    void a_wrapped_array_stays_the_matrix() {
        double[] values = new double[64 * 784];
        Matrix wrapped = Matrix.wrap(64, 784, values);
        read(digits, wrapped, 0);
        assertThat(values).isEqualTo(wrapped.copy().values()).isNotEqualTo(new double[values.length]);
        values[100] = 9;
        assertProductsFollow(wrapped);
    }

    @Test
    void set_and_results_written_into_a_matrix_count_until_the_next_read() {
        read(digits, x, 0);
        x.set(0, 3, 2);
        assertProductsFollow(x);
        assertThat(isSparse()).isFalse();
        read(digits, x, 0);
        assertThat(isSparse()).as("no array was handed out").isTrue();
        Matrix.zeros(1, 64).map(v -> 1).transposeTimesInto(Matrix.zeros(1, 784).map(v -> 3), x);
        assertThat(x.get(7, 7)).isEqualTo(3);
        assertProductsFollow(x);
        read(digits, x, 64);
        assertProductsFollow(x);
    }

    /** As a student writes it: reads with the library's dataset, then changes values where they are. */
    private record Brighter(Dataset original) implements Dataset {

        @Override
        public int size() {
            return original.size();
        }

        @Override
        public int inputSize() {
            return original.inputSize();
        }

        @Override
        public int targetSize() {
            return original.targetSize();
        }

        @Override
        public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
            double[] v = inputs.values();
            original.read(rows, from, count, inputs, targets);
            for (int i = 0; i < v.length; i++) {
                v[i] = 0.5 + v[i] / 2;
            }
        }
    }

    @Test
    void an_augmenting_dataset_changes_what_the_products_use() {
        for (int from = 0; from < 192; from += 64) {
            read(new Brighter(digits), x, from);
            assertThat(x.get(0, 0)).isEqualTo(0.5);
            assertProductsFollow(x);
        }
        read(digits, x, 0);
        assertProductsFollow(x);
    }

    @Test
    void reading_again_replaces_what_was_there() {
        for (int from : new int[] {20, 0, 640, 60, 20}) {
            read(digits, x, from);
            Matrix fresh = Matrix.zeros(64, 784);
            read(digits, fresh, from);
            assertThat(x).isEqualTo(fresh);
            assertProductsFollow(x);
        }
    }

    /** A matrix may be read by many threads while none writes to it. */
    @Test
    void threads_that_ask_at_once_all_see_the_entries() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 20; round++) {
                Matrix shared = Matrix.zeros(64, 784);
                read(digits, shared, 64 * round);
                Matrix expected = shared.copy().times(weight);
                List<Future<Boolean>> equal = new ArrayList<>();
                for (int t = 0; t < 3; t++) {
                    int thread = t;
                    equal.add(threads.submit(() -> {
                        Matrix m = thread == 0 ? Matrix.wrap(64, 784, shared.values()) : shared;
                        return m.times(weight).equals(expected);
                    }));
                }
                for (Future<Boolean> result : equal) {
                    assertThat(result.get()).isTrue();
                }
            }
        } finally {
            threads.shutdown();
        }
    }
}
