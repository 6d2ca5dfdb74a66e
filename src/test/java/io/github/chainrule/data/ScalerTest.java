// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalerTest {

    /** By hand: means 4 and 7, deviations 2 and 0; of the targets 30 and 10. */
    private final Dataset prices = Dataset.of(
            Matrix.of(new double[] {2, 7}, new double[] {6, 7}, new double[] {2, 7}, new double[] {6, 7}),
            Matrix.column(20, 40, 40, 20));

    private static Batch all(Dataset data) {
        return Batches.inOrder(data, data.size()).iterator().next();
    }

    @Test
    void standard_makes_mean_zero_and_deviation_one_of_inputs_and_quantities() {
        Scaler scaler = Scaler.standard(prices);
        Batch scaled = all(scaler.transform(prices));

        assertThat(scaler).isEqualTo(new Scaler(List.of(4.0, 7.0), List.of(2.0, 1.0), List.of(30.0), List.of(10.0)));
        assertThat(scaled.inputs()).isEqualTo(Matrix.of(
                new double[] {-1, 0}, new double[] {1, 0}, new double[] {-1, 0}, new double[] {1, 0}));
        assertThat(scaled.targets()).isEqualTo(Matrix.column(-1, 1, 1, -1));
    }

    @Test
    void min_max_makes_zero_the_smallest_and_one_the_largest() {
        Scaler scaler = Scaler.minMax(Dataset.of(Matrix.column(-1, 3, 1), Matrix.column(10, 30, 25)));

        assertThat(scaler.transformInputs(Matrix.column(-1, 1, 3, 5))).isEqualTo(Matrix.column(0, 0.5, 1, 1.5));
        assertThat(scaler.inverseTargets(Matrix.column(0, 1, 0.5))).isEqualTo(Matrix.column(10, 30, 20));
        Dataset below = Dataset.of(Matrix.column(-30, -10, -20), Matrix.column(1, 2, 3));
        assertThat(Scaler.minMax(below)).isEqualTo(
                new Scaler(List.of(-30.0), List.of(20.0), List.of(1.0), List.of(2.0)));
    }

    @Test
    void classes_stay_as_they_are() {
        Dataset classes = Dataset.of(Matrix.column(10, 20), Matrix.column(0, 1)).withNames(
                Names.NONE.withClasses("no", "yes"));
        Scaler scaler = Scaler.standard(classes);

        assertThat(scaler.targetShift()).containsExactly(0.0);
        assertThat(scaler.targetScale()).containsExactly(1.0);
        assertThat(all(scaler.transform(classes)).targets()).isEqualTo(Matrix.column(0, 1));
        assertThat(scaler.transform(classes).names().classes()).containsExactly("no", "yes");
        assertThat(scaler.transform(classes)).hasToString("scaled: 2 examples of 1 input and 1 target, classes [no,"
                + " yes]");
    }

    /** 0.1 summed up and divided isn't 0.1, and the deviation not 0: dividing by it would blow the rounding up. */
    @Test
    void a_constant_column_becomes_zero() {
        Dataset constant = Dataset.of(Matrix.column(0.1, 0.1, 0.1), Matrix.column(1, 2, 3));

        assertThat(all(Scaler.standard(constant).transform(constant)).inputs()).isEqualTo(Matrix.column(0, 0, 0));
        assertThat(all(Scaler.minMax(constant).transform(constant)).inputs()).isEqualTo(Matrix.column(0, 0, 0));
    }

    @Test
    void other_data_is_scaled_by_what_was_learned_from_the_training_part() {
        Dataset test = Dataset.of(Matrix.row(8, 8), Matrix.column(0));
        Batch scaled = all(Scaler.standard(prices).transform(test));

        assertThat(scaled.inputs()).isEqualTo(Matrix.row(2, 1));
        assertThat(scaled.targets()).isEqualTo(Matrix.column(-3));
    }

    @Test
    void the_inverse_restores_what_was_scaled() {
        Matrix x = Matrix.of(new double[] {1.5, -2}, new double[] {100, 0.25});
        Scaler scaler = new Scaler(List.of(0.5, -4.0), List.of(2.0, 0.5), List.of(1.0), List.of(3.0));

        assertThat(scaler.transformInputs(x)).isEqualTo(Matrix.of(new double[] {0.5, 4}, new double[] {49.75, 8.5}));
        assertThat(scaler.inverseInputs(scaler.transformInputs(x))).isEqualTo(x);
        assertThat(scaler.inverseTargets(Matrix.column(2))).isEqualTo(Matrix.column(7));
    }

    @Test
    void a_part_of_a_dataset_is_read_scaled_too() {
        Matrix inputs = Matrix.zeros(1, 2);
        Scaler.standard(prices).transform(prices).subset(1).read(new int[] {0}, 0, 1, inputs, Matrix.zeros(1, 1));

        assertThat(inputs).isEqualTo(Matrix.row(1, 0));
    }

    /** Metrics and predictions ask for it, to be on the scale that was measured. */
    @Test
    void a_part_and_one_with_other_names_remember_the_scaler() {
        Scaler scaler = Scaler.standard(prices);
        Dataset scaled = scaler.transform(prices);

        assertThat(scaled.subset(1, 2).scaler()).contains(scaler);
        assertThat(scaled.withNames(Names.NONE.withTargets("price")).scaler()).contains(scaler);
    }

    @Test
    void numbers_that_cannot_scale_are_refused() {
        List<Double> one = List.of(1.0);

        assertRefused(() -> new Scaler(List.of(2.0, 1.0), List.of(1.0, 0.0), one, one), "Scaler: input column 1:"
                + " expected a finite shift and a scale above 0, got 1.0 and 0.0.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaler(one, one, List.of(Double.NaN), one))
                .withMessage("Scaler: target column 0: expected a finite shift and a scale above 0, got NaN and 1.0.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaler(one, List.of(), one, one))
                .withMessage("Scaler: got 1 input shifts and 0 scales. Each column needs one of each.");
    }

    @Test
    void another_number_of_columns_is_refused() {
        String message = "Scaler: expected 2 inputs, as in the data that it was fitted to, got 3.";
        Scaler scaler = Scaler.standard(prices);

        assertRefused(() -> scaler.transformInputs(Matrix.row(1, 2, 3)), message);
        assertRefused(() -> scaler.inverseInputs(Matrix.row(1, 2, 3)), message);
        assertRefused(() -> scaler.transform(Dataset.of(Matrix.row(1, 2, 3), Matrix.row(1))), message);
        assertThatIllegalArgumentException().isThrownBy(() -> scaler.transform(
                Dataset.of(Matrix.row(1, 2), Matrix.row(1, 2)))).withMessageStartingWith("Scaler: expected 1 targets,");
    }

    @Test
    void numbers_too_large_to_be_summed_are_refused() {
        Dataset large = Dataset.of(Matrix.column(1e308, 1.5e308), Matrix.column(2, 3));

        assertThatIllegalArgumentException().isThrownBy(() -> Scaler.standard(large)).withMessageStartingWith(
                "Scaler: input column 0: expected a finite shift and a scale above 0, got Infinity");
    }

    @Test
    void labels_of_0_and_1_are_no_numbers_to_be_scaled() {
        Matrix x = Matrix.column(10, 20, 30);
        Matrix labels = Matrix.of(new double[][] {{1, 1}, {0, 0}, {1, 0}});
        Scaler scaler = Scaler.standard(Dataset.of(x, labels));
        assertThat(scaler.targetScale()).containsExactly(1.0, 1.0);
        assertThat(scaler.inverseTargets(labels)).isEqualTo(labels);
        assertThat(Scaler.minMax(Dataset.of(x, Matrix.of(new double[][] {{1, 1}, {0, 0}, {1, 0.5}}))).targetShift())
                .containsExactly(0.0, 0.0);
        assertThat(Scaler.standard(Dataset.of(x, Matrix.of(new double[][] {{1, 1}, {0, 0}, {1, 2}}))).targetShift().get(1))
                .isEqualTo(1);
    }
}
