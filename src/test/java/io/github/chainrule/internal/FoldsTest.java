// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {

    /** Six rows of class 0 and four of class 1. */
    private static final int[] CLASSES = {0, 0, 1, 0, 1, 0, 1, 0, 1, 0};

    private static List<int[][]> folds(int count, long seed) {
        return RandomOrder.folds(CLASSES, count, seed, (training, test) -> new int[][] {training, test});
    }

    @Test
    void each_row_is_tested_once_and_trained_on_otherwise_and_each_fold_has_its_share_of_each_class() {
        List<int[][]> folds = folds(2, 7);

        assertThat(folds).hasSize(2).allSatisfy(fold -> {
            assertThat(IntStream.concat(IntStream.of(fold[0]), IntStream.of(fold[1])).sorted().toArray())
                    .isEqualTo(IntStream.range(0, 10).toArray());
            assertThat(IntStream.of(fold[1]).map(row -> CLASSES[row]).sorted().toArray())
                    .containsExactly(0, 0, 0, 1, 1);
        });
        assertThat(folds.get(0)[1]).doesNotContain(folds.get(1)[1]);
        assertThat(folds(2, 7).get(0)).isDeepEqualTo(folds.get(0));
    }

    @Test
    void there_are_two_folds_at_least_and_one_row_in_each() {
        assertThat(folds(10, 1)).hasSize(10).allSatisfy(fold -> assertThat(fold[1]).hasSize(1));
        for (int count : new int[] {1, 11}) {
            assertRefused(() -> folds(count, 1), "folds: expected from 2 folds to one for each of the 10 examples, got "
                    + count + ".");
        }
    }
}
