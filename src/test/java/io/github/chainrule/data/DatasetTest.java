// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.OwnDataset;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {

    private final Dataset dataset = Dataset.of(
            Matrix.of(new double[] {0, 1}, new double[] {2, 3}, new double[] {4, 5}, new double[] {6, 7}),
            Matrix.column(10, 20, 30, 40));

    private final Matrix inputs = Matrix.wrap(2, 2, 9, 9, 9, 9);
    private final Matrix targets = Matrix.column(9, 9);

    @Test
    void sizes_are_those_of_the_matrices() {
        assertThat(dataset.size()).isEqualTo(4);
        assertThat(dataset.inputSize()).isEqualTo(2);
        assertThat(dataset.targetSize()).isEqualTo(1);
    }

    @Test
    void read_overwrites_row_r_with_example_indices_offset_plus_r() {
        dataset.read(new int[] {0, 3, 1, 2}, 1, 2, inputs, targets);

        assertThat(inputs).isEqualTo(Matrix.of(new double[] {6, 7}, new double[] {2, 3}));
        assertThat(targets).isEqualTo(Matrix.column(40, 20));
    }

    @Test
    void no_example_may_be_read_too() {
        dataset.read(new int[] {0, 3}, 2, 0, Matrix.zeros(0, 2), Matrix.zeros(0, 1));

        assertThatThrownBy(() -> dataset.read(new int[] {0, 3}, 3, 0, Matrix.zeros(0, 2), Matrix.zeros(0, 1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void an_example_may_be_read_twice() {
        dataset.read(new int[] {2, 2}, 0, 2, inputs, targets);

        assertThat(targets).isEqualTo(Matrix.column(30, 30));
    }

    @Test
    void read_refuses_inputs_and_targets_of_another_shape() {
        assertRefused(() -> dataset.read(new int[] {0, 1}, 0, 2, Matrix.zeros(2, 3), targets), "read: expected inputs"
                + " of shape (2 x 2), got (2 x 3).");
        assertThatThrownBy(() -> dataset.read(new int[] {0, 1}, 0, 2, inputs, Matrix.zeros(3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("read: expected targets of shape (2 x 1), got (3 x 1).");
    }

    @ParameterizedTest
    @CsvSource({"-1", "4", "2147483647"})
    void read_refuses_examples_that_are_not_there_and_overwrites_nothing(int row) {
        assertThatThrownBy(() -> dataset.read(new int[] {0, row}, 0, 2, inputs, targets))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("read: indices[1] is " + row + ", but indices run from 0 to 3.");
        assertThat(inputs).isEqualTo(Matrix.wrap(2, 2, 9, 9, 9, 9));
        assertThat(targets).isEqualTo(Matrix.column(9, 9));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "-1, 2", "2147483647, 2", "0, -2"})
    void read_refuses_indices_that_are_not_there(int offset, int length) {
        assertThatThrownBy(() -> dataset.read(new int[] {0, 1, 2}, offset, length, inputs, targets))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("read: expected " + length + " indices from offset " + offset + ", but there are 3"
                        + " indices.");
    }

    @Test
    void a_dataset_and_a_batch_need_equally_many_inputs_and_targets_and_a_dataset_at_least_one() {
        assertRefused(() -> Dataset.of(Matrix.zeros(3, 2), Matrix.zeros(4, 1)), "Dataset.of: inputs have 3 rows and"
                + " targets have 4. Row i of both is example i, so the numbers must be equal.");
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.of(Matrix.zeros(0, 2), Matrix.zeros(0, 1)))
                .withMessage("Dataset.of: expected at least one example, got inputs (0 x 2) and targets (0 x 1).");
        assertRefused(() -> new Batch(Matrix.zeros(3, 2), Matrix.zeros(2, 1)), "Batch: inputs have 3 rows and targets"
                + " have 2. Row i of both is the same example, so the numbers must be equal.");
    }

    @Test
    void inputs_must_be_finite_and_stay_so() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.of(Matrix.row(1, Double.NaN), Matrix.row(1)))
                .withMessageStartingWith("Dataset.of: inputs").withMessageContaining("replace it, or remove the row.");
        Matrix inputs = Matrix.row(1, 2);
        Matrix targets = Matrix.row(3);
        Dataset dataset = Dataset.of(inputs, targets);
        for (Matrix changed : List.of(inputs, targets)) {
            changed.set(0, 0, Double.NaN);
            assertThatIllegalArgumentException().isThrownBy(() -> dataset.read(new int[1], 0, 1, Matrix.zeros(1, 2),
                    Matrix.zeros(1, 1))).withMessageContaining("Dataset.of keeps its matrices; give it copies.");
            changed.set(0, 0, 1);
        }
    }

    @Test
    void targets_must_be_finite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dataset.of(Matrix.zeros(2, 2), Matrix.column(1, Double.NEGATIVE_INFINITY)))
                .withMessageStartingWith("Dataset.of: targets at row 1, column 0 is -Infinity;");
    }

    @Test
    void a_subset_counts_from_its_own_first_example() {
        Dataset subset = dataset.subset(1, 2);
        subset.read(new int[] {7, 1, 0}, 1, 2, inputs, targets);

        assertThat(subset.size()).isEqualTo(2);
        assertThat(subset.inputSize()).isEqualTo(2);
        assertThat(subset.targetSize()).isEqualTo(1);
        assertThat(inputs).isEqualTo(Matrix.of(new double[] {4, 5}, new double[] {2, 3}));
        assertThat(targets).isEqualTo(Matrix.column(30, 20));
        assertThat(subset).hasToString("2 of 4 examples of 2 inputs and 1 target");
        subset.subset(1, 1).read(new int[] {0, 1}, 0, 2, inputs, targets);
        assertThat(targets).isEqualTo(Matrix.column(30, 30));
    }

    @ParameterizedTest
    @CsvSource({"2", "-1"})
    void a_subset_does_not_reach_into_what_was_left_out(int index) {
        assertThatThrownBy(() -> dataset.subset(1, 2).read(new int[] {0, index}, 0, 2, inputs, targets))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("read: indices[1] is " + index + ", but indices run from 0 to 1.");
    }

    @Test
    void a_subset_has_the_examples_in_the_order_given() {
        Dataset subset = dataset.subset(3, 0, 3);
        Matrix three = Matrix.zeros(3, 1);
        subset.read(new int[] {0, 1, 2}, 0, 3, Matrix.zeros(3, 2), three);

        assertThat(three).isEqualTo(Matrix.column(40, 10, 40));
    }

    @Test
    void a_subset_lies_inside_and_is_not_empty() {
        assertRefused(dataset::subset, "subset: expected at least one index, got none.");
        assertThatThrownBy(() -> dataset.subset(0, 4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("subset: indices[1] is 4, but indices run from 0 to 3.");
        assertThatThrownBy(() -> dataset.subset(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void what_it_is_can_be_printed() {
        Dataset named = dataset.withNames(Names.NONE.withFeatures("length", "width").withTargets("price"));
        Dataset xor = Dataset.of(Matrix.of(new double[] {0, 1}, new double[] {1, 1}), Matrix.column(1, 0));

        assertThat(dataset).hasToString("4 examples of 2 inputs and 1 target");
        assertThat(named).hasToString("4 examples of 2 inputs and 1 target, price");
        assertThat(named.names()).hasToString("features [length, width], target price");
        assertThat(xor).hasToString("2 examples of 2 inputs and 1 target, classes [0, 1]");
        assertThat(Names.NONE).hasToString("features without names, target target");
        String[] features = IntStream.range(0, 17).mapToObj(i -> "f" + i).toArray(String[]::new);
        assertThat(Names.NONE.withFeatures(features)).hasToString("features [f0, f1, f2, ... (17)], target target");
        assertThat(Names.NONE.withFeatures(Arrays.copyOf(features, 16))).hasToString("features [f0, f1, f2, f3, f4, f5,"
                + " f6, f7, f8, f9, f10, f11, f12, f13, f14, f15], target target");
    }

    @Test
    void control_characters_are_written_as_java_writes_them() {
        assertThat(Printable.printable("a\tb\u0007c\u200bd \u00e4\ud83d\ude00"))
                .isEqualTo("a\\tb\\u0007c\\u200bd \u00e4\ud83d\ude00");
    }

    @Test
    void several_numeric_targets_have_names_each() {
        Dataset two = Dataset.of(Matrix.zeros(2, 1), Matrix.of(new double[] {1, 2}, new double[] {3, 4}));

        assertThat(two.names().targets()).containsExactly("target 0", "target 1");
        assertThat(two).hasToString("2 examples of 1 input and 2 targets");
        Dataset named = two.withNames(Names.NONE.withTargets("price", "area"));
        assertThat(named).hasToString("2 examples of 1 input and 2 targets, price, area");
        assertThat(named.names()).hasToString("features without names, targets [price, area]");
        assertThat(two.withNames(Names.NONE.withFeatures("x")).names().targets()).containsExactly("target");
    }

    /** As a model with an output for each of two classes needs them. */
    @Test
    void two_classes_may_have_a_column_each() {
        Names names = Names.NONE.withClasses("a", "b");

        assertThat(Dataset.of(Matrix.zeros(2, 1), Matrix.oneHot(2, 0, 1)).withNames(names).names()).isEqualTo(names);
    }

    /** Zeros and ones alone don't make classes: what belongs to two of them, or to none, is something else. */
    @Test
    void targets_of_a_single_one_in_each_row_are_classes_and_others_are_not() {
        assertThat(classes(Matrix.of(new double[] {0, 1, 0}, new double[] {0, 0, 1}))).containsExactly("0", "1", "2");
        assertThat(classes(Matrix.of(new double[] {0, 1, 0}, new double[] {0, 1, 1}))).isEmpty();
        assertThat(classes(Matrix.of(new double[] {0, 1, 0}, new double[] {0, 0, 0}))).isEmpty();
        assertThat(classes(Matrix.of(new double[] {0, 1, 0}, new double[] {0, 0.5, 0.5}))).isEmpty();
        assertThat(classes(Matrix.column(1, 0))).containsExactly("0", "1");
        assertThat(classes(Matrix.column(1, 2))).isEmpty();
        assertThat(classes(Matrix.zeros(2, 0))).isEmpty();
    }

    private static List<String> classes(Matrix targets) {
        return Dataset.of(Matrix.zeros(targets.rows(), 1), targets).names().classes();
    }

    @Test
    void a_dataset_of_one_s_own_has_no_names_and_is_not_scaled_unless_it_says_so() {
        Dataset own = new OwnDataset(1, 1, 1, (example, r, inputs, targets) -> { });

        assertThat(own.names()).isEqualTo(Names.NONE);
        assertThat(own.scaler()).isEmpty();
    }

    @Test
    void a_feature_without_a_name_is_called_by_its_number() {
        assertThat(Names.NONE.featureName(2)).isEqualTo("x2");
        assertThat(Names.NONE.withFeatures("length", "width").featureName(1)).isEqualTo("width");
    }
}
