// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RangeCheckTest {

    /** A column x0 from 0 to 10, x1 from −4 to 4, and so on in turn. */
    private static Predictor predictor(int cols, Optional<Scaler> scaler) {
        Matrix range = Matrix.zeros(2, cols);
        for (int j = 0; j < cols; j++) {
            range.set(0, j, j % 2 == 0 ? 0 : -4);
            range.set(1, j, j % 2 == 0 ? 10 : 4);
        }
        Names names = Names.NONE.withFeatures(Stream.iterate(0, j -> j + 1).limit(cols).map(j -> "x" + j)
                .toArray(String[]::new));
        return new Predictor(new Sequential(new Linear(cols, 1, new Random(1))), new MeanSquaredError(), names, scaler,
                Optional.empty(), range, 0.5);
    }

    @Test
    void far_outside_is_more_than_half_the_range_away() {
        Predictor predictor = predictor(2, Optional.empty());

        assertThat(predictor.predict(-5, -8).warnings()).isEmpty();
        assertThat(predictor.predict(15, 8).warnings()).isEmpty();
        assertThat(predictor.predict(-5.01, 0).warnings())
                .containsExactly("x0: -5.010 is far outside of 0.000 to 10.00, its range in training.");
        assertThat(predictor.predict(15.01, -8.01).warnings())
                .containsExactly("x0: 15.01 is far outside of 0.000 to 10.00, its range in training.",
                        "x1: -8.010 is far outside of -4.000 to 4.000, its range in training.");
    }

    @Test
    void of_several_rows_each_column_is_counted_with_its_last_example() {
        RangeCheck check = new RangeCheck(predictor(3, Optional.empty()), 4);
        check.add(Matrix.of(new double[][] {{5, 17, 20}, {5, 18, 0}}));
        check.add(Matrix.of(new double[][] {{5, 0, 0}, {5, 19, 0}}));

        assertThat(check.warnings())
                .containsExactly("x1: 3 of 4 values, such as 19.00, are far outside of -4.000 to 4.000, its range in"
                        + " training.", "x2: 1 of 4 values, such as 20.00, are far outside of 0.000 to 10.00, its"
                        + " range in training.");
    }

    @Test
    void more_than_five_columns_are_not_listed() {
        double[] far = new double[8];
        Arrays.fill(far, 100);

        assertThat(predictor(8, Optional.empty()).predict(far).warnings()).hasSize(5);
    }

    /** Scaled by a mean of 20 and a deviation of 10, a measured 170 is 15, and 175 more than half the range away. */
    @Test
    void warnings_are_in_the_unit_that_was_measured() {
        Scaler scaler = Scaler.standard(Dataset.of(Matrix.column(10, 30), Matrix.column(0, 1)));
        Predictor predictor = predictor(1, Optional.of(scaler));

        assertThat(predictor.predict(170).warnings()).isEmpty();
        assertThat(predictor.predict(175).warnings())
                .containsExactly("x0: 175.0 is far outside of 20.00 to 120.0, its range in training.");
    }

    /** 1.5 million values: every second batch is checked, beginning with the first. */
    @Test
    void of_many_examples_batches_from_everywhere_are_checked() {
        RangeCheck check = new RangeCheck(predictor(1, Optional.empty()), 1_500_000);
        for (double x : new double[] {100, 200, 300, 400, 1}) {
            check = check.add(Matrix.row(x));
        }

        assertThat(check.warnings()).containsExactly("x0: 2 of 3 values, such as 300.0, are far outside of 0.000 to"
                + " 10.00, its range in training.");
    }

    /** Where nearly all training data is equal, less than 1 is not far. */
    @Test
    void a_narrow_range_has_a_tolerance_of_1() {
        Predictor narrow = new Predictor(Given.IDENTITY, new MeanSquaredError(), Names.NONE, Optional.empty(),
                Optional.empty(), Matrix.column(20, 20.5), 0.5);

        assertThat(narrow.predict(19).warnings()).isEmpty();
        assertThat(narrow.predict(21.51).warnings()).hasSize(1);
        assertThat(narrow.evaluate(Dataset.of(Matrix.row(30), Matrix.row(30)))).asString()
                .endsWith("\nwarning: x0: 30.00 is far outside of 20.00 to 20.50, its range in training.");
    }
}
