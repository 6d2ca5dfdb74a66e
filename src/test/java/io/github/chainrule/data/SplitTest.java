// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    /** Sorted by class, as many files are: example i has the input i. */
    private static Dataset sorted(int... examplesOfClass) {
        int[] classes = IntStream.range(0, examplesOfClass.length)
                .flatMap(c -> IntStream.generate(() -> c).limit(examplesOfClass[c])).toArray();
        Matrix targets = examplesOfClass.length == 2
                ? Matrix.column(IntStream.of(classes).asDoubleStream().toArray())
                : Matrix.oneHot(examplesOfClass.length, classes);
        return Dataset.of(numbers(classes.length), targets);
    }

    private static Matrix numbers(int size) {
        return Matrix.column(IntStream.range(0, size).asDoubleStream().toArray());
    }

    private static int[] inputs(Dataset data) {
        return DoubleStream.of(all(data).inputs().values()).mapToInt(x -> (int) x).toArray();
    }

    private static Batch all(Dataset data) {
        return Batches.inOrder(data, data.size()).iterator().next();
    }

    private static int[] countsOfClasses(Dataset data) {
        Matrix targets = all(data).targets();
        int[] counts = new int[Math.max(2, targets.cols())];
        for (int i = 0; i < targets.rows(); i++) {
            counts[targets.cols() == 1 ? (int) targets.get(i, 0) : classOf(targets, i)]++;
        }
        return counts;
    }

    private static int classOf(Matrix targets, int row) {
        return IntStream.range(0, targets.cols()).filter(j -> targets.get(row, j) == 1).findFirst().orElseThrow();
    }

    @Test
    void every_example_is_in_exactly_one_part() {
        Split<Dataset> split = sorted(40, 30, 30).split(0.1, 0.2, 42);
        List<Integer> examples = new ArrayList<>();
        for (Dataset part : List.of(split.training(), split.validation(), split.test())) {
            IntStream.of(inputs(part)).forEach(examples::add);
        }

        assertThat(examples).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(split.training().size()).isEqualTo(70);
        assertThat(split.validation().size()).isEqualTo(10);
        assertThat(split.test().size()).isEqualTo(20);
    }

    @Test
    void each_part_has_its_share_of_each_class() {
        Split<Dataset> iris = sorted(50, 50, 50).split(0.2, 1);
        assertThat(countsOfClasses(iris.training())).containsExactly(40, 40, 40);
        assertThat(countsOfClasses(iris.test())).containsExactly(10, 10, 10);

        Split<Dataset> rare = sorted(95, 5).split(0.2, 1);
        assertThat(countsOfClasses(rare.test())).containsExactly(19, 1);
    }

    @ParameterizedTest
    @CsvSource({"0.29, 29", "0.1, 10", "0.7, 70", "0.333, 33", "0.005, 1"})
    void shares_are_rounded(double share, int test) {
        assertThat(sorted(60, 40).split(share, 7).test().size()).isEqualTo(test);
    }

    @Test
    void quantities_are_split_at_random() {
        Split<Dataset> split = Dataset.of(numbers(100), numbers(100)).split(0.3, 42);

        int[] test = inputs(split.test());
        assertThat(test).hasSize(30);
        assertThat(IntStream.of(test)).anyMatch(i -> i < 30).anyMatch(i -> i >= 70);
    }

    @Test
    void a_part_is_in_no_order() {
        int[] part = inputs(sorted(50, 50).split(0.5, 3).training());

        assertThat(IntStream.of(part).sorted().toArray()).isNotEqualTo(part);
    }

    @Test
    void the_seed_decides() {
        int[] first = inputs(sorted(50, 50).split(0.2, 1).test());

        assertThat(inputs(sorted(50, 50).split(0.2, 1).test())).isEqualTo(first);
        assertThat(inputs(sorted(50, 50).split(0.2, 2).test())).isNotEqualTo(first);
    }

    /** Part of what a seed means: computed with another implementation of the formulas. */
    @Test
    void the_parts_of_seed_42_never_change() {
        assertThat(inputs(sorted(5, 5).split(0.4, 42).test())).containsExactly(8, 0, 3, 6);
        assertThat(inputs(sorted(5, 5).split(0.4, 42).training())).containsExactly(4, 5, 2, 9, 1, 7);
        assertThat(inputs(sorted(3, 6).split(0.4, 42).test())).containsExactly(8, 1, 7, 6);
        Split<Dataset> three = sorted(3, 4, 5).split(0.25, 0.25, 42);
        assertThat(inputs(three.training())).containsExactly(7, 1, 10, 4, 5, 8);
        assertThat(inputs(three.validation())).containsExactly(9, 2, 3);
        assertThat(inputs(three.test())).containsExactly(11, 0, 6);
    }

    @Test
    void names_stay() {
        Dataset named = sorted(5, 5).withNames(Names.NONE.withClasses("no", "yes"));

        assertThat(named.split(0.2, 1).test().names().classes()).containsExactly("no", "yes");
        assertThat(named.split(0.2, 1)).hasToString("training: 8 of 10 examples of 1 input and 1 target, classes"
                + " [no, yes]\ntest: 2 of 10 examples of 1 input and 1 target, classes [no, yes]");
    }

    @Test
    void two_sets_have_no_validation_set() {
        assertRefusedState(() -> sorted(5, 5).split(0.2, 1).validation(), "Split: there is no validation set. Give its"
                + " fraction before that of the test set: data.split(0.1, 0.2, seed).");
    }

    @Test
    void all_sets_are_changed_alike() {
        assertThat(Split.of(1, 2, 3).map(i -> "set " + i))
                .hasToString("training: set 1\nvalidation: set 2\ntest: set 3");
        Split<Integer> two = Split.of("a", "bc").map(String::length);
        assertThat(two).hasToString("training: 1\ntest: 2");
        assertThatThrownBy(two::validation).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shares_that_leave_nothing_are_refused() {
        assertRefused(() -> sorted(5, 5).split(1.2, 1), "split: expected fractions above 0 and together below 1, got"
                + " test 1.2. 0.2 means 20 %; the rest is the training set.");
        assertThatIllegalArgumentException().isThrownBy(() -> sorted(5, 5).split(0.5, 0.5, 1))
                .withMessageContaining("got validation 0.5 and test 0.5.");
        for (double share : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> sorted(5, 5).split(share, 1))
                    .withMessageContaining("got test " + share + ".");
            assertThatIllegalArgumentException().isThrownBy(() -> sorted(5, 5).split(share, 0.5, 1))
                    .withMessageContaining("got validation " + share + " and test 0.5.");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> sorted(2, 2).split(0.1, 1)).withMessage("split: with"
                + " 4 examples the test set would be empty. Use a larger fraction or more examples.");
        assertThatIllegalArgumentException().isThrownBy(() -> sorted(2, 2).split(0.1, 0.5, 1))
                .withMessageContaining("the validation set would be empty");
    }
}
