// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.walkthrough.parts.Descents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it sets the default locale")
class GradientDescentTest {

    private final ChapterText page = new ChapterText(GradientDescent.class, GradientDescent.CHAPTER::run);

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        page.assertShowsWhatTheProgramDoes(folder);
    }

    @ParameterizedTest
    @CsvSource({"0.02, 0.96", "0.3, 0.4", "0.5, 0", "0.9, -0.8", "1, -1", "1.05, -1.1"})
    void each_step_multiplies_the_distance_by_one_number(double rate, double factor) {
        double[] w = GradientDescent.descend(rate, 10);

        for (int step = 0; step < 10; step++) {
            assertThat(w[step + 1] - 3).isCloseTo(factor * (w[step] - 3), within(1e-12));
        }
    }

    @Test
    void after_five_steps_with_a_rate_of_0_3_a_hundredth_of_the_distance_is_left() {
        assertThat((3 - GradientDescent.descend(0.3, 5)[5]) / 3).isCloseTo(0.01, within(0.0005));
    }

    /** The matrix of second derivatives of the mean squared error is 2/N times the sum of (x, 1) by (x, 1). */
    @Test
    void the_valley_is_fourteen_times_as_steep_across_as_along_and_0_238_is_the_limit() {
        double trace = 2 * (3.5 + 1);
        double determinant = 4 * (3.5 - 1.5 * 1.5);
        double root = Math.sqrt(trace * trace / 4 - determinant);

        assertThat((trace / 2 + root) / (trace / 2 - root)).isCloseTo(14, within(0.5));
        assertThat(2 / (trace / 2 + root)).isCloseTo(0.238, within(0.0005));
        assertThat(loss(0.23, 2000)).isLessThan(1e-20);
        assertThat(loss(0.245, 2000)).isGreaterThan(1e6);
    }

    private static double loss(double rate, int steps) {
        return GradientDescent.fit(model -> GradientDescent.plain(model, rate), steps)[steps][2];
    }

    @Test
    void momentum_is_faster_than_the_same_rate_without() {
        assertThat(withMomentum(0.02)).isCloseTo(0.000035, within(5e-7));
        assertThat(loss(0.02, 100)).isCloseTo(0.095, within(0.0005));
        assertThat(page.text()).contains("with 0.02, the loss after 100 steps is 0.000035 instead of 0.095",
                "With 0.1 it is worse, 0.000028 instead of 0.0000049");
    }

    private static double withMomentum(double rate) {
        return GradientDescent.fit(model -> GradientDescent.momentum(model, rate), 100)[100][2];
    }

    @Test
    void momentum_is_worse_at_0_1_and_at_no_rate_as_good_as_0_2_without() {
        assertThat(withMomentum(0.1)).isCloseTo(0.000028, within(5e-7)).isGreaterThan(loss(0.1, 100));
        assertThat(loss(0.1, 100)).isCloseTo(0.0000049, within(5e-8));
        assertThat(IntStream.rangeClosed(1, 200).mapToDouble(i -> withMomentum(0.005 * i)).filter(Double::isFinite))
                .allMatch(loss -> loss > 100 * loss(0.2, 100));
    }

    /** With the inputs' mean at 0 the valley is nearly round, and its lowest point is at b = 1.75. */
    @Test
    void in_the_exercise_the_rate_0_2_arrives_within_100_steps() {
        double b = -0.5;
        double w = 1.7;
        for (int step = 0; step < 100; step++) {
            w -= 0.2 * 2 * 1.25 * (w - 0.5);
            b -= 0.2 * 2 * (b - 1.75);
        }
        assertThat(1.25 * (w - 0.5) * (w - 0.5) + (b - 1.75) * (b - 1.75)).isLessThan(1e-16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 2.5, 4})
    void the_lines_of_the_map_join_places_of_equal_loss(double angle) {
        double r = Descents.radius(angle, 1.2, 3.5, 1.5);
        Linear line = new Linear(Matrix.row(0.5 + r * Math.cos(angle)), Matrix.row(1 + r * Math.sin(angle)));

        assertThat(new MeanSquaredError().value(line.forward(GradientDescent.pointsX()), GradientDescent.pointsY()))
                .isCloseTo(1.2, within(1e-12));
    }
}
