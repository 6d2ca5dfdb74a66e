// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

class ToyDataTest {

    private static final Matrix CORNERS = Matrix.of(
            new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 0}, new double[] {1, 1});

    private static Batch all(Dataset data) {
        return Batches.inOrder(data, data.size()).iterator().next();
    }

    @Test
    void truth_tables_are_those_of_logic() {
        assertThat(all(ToyData.and()).targets()).isEqualTo(Matrix.column(0, 0, 0, 1));
        assertThat(all(ToyData.or()).targets()).isEqualTo(Matrix.column(0, 1, 1, 1));
        assertThat(all(ToyData.xor()).targets()).isEqualTo(Matrix.column(0, 1, 1, 0));
        assertThat(all(ToyData.xor()).inputs()).isEqualTo(CORNERS);
        assertThat(ToyData.xor().names())
                .isEqualTo(Names.NONE.withFeatures("a", "b").withClasses("false", "true"));
    }

    @Test
    void without_noise_points_lie_on_their_curves() {
        Batch circles = all(ToyData.circles(50, 0, 1));
        Batch moons = all(ToyData.moons(50, 0, 1));
        Batch spiral = all(ToyData.spiral(60, 3, 0, 1));
        for (int i = 0; i < 50; i++) {
            double x = circles.inputs().get(i, 0);
            double y = circles.inputs().get(i, 1);
            assertThat(Math.hypot(x, y)).isCloseTo(i % 2 == 0 ? 1 : 0.5, within(1e-12));
            x = moons.inputs().get(i, 0) - (i % 2 == 0 ? 0 : 1);
            y = (moons.inputs().get(i, 1) - (i % 2 == 0 ? 0 : 0.5)) * (i % 2 == 0 ? 1 : -1);
            assertThat(Math.hypot(x, y)).isCloseTo(1, within(1e-12));
            assertThat(y).isNotNegative();
            assertThat(moons.targets().get(i, 0)).isEqualTo(i % 2);
        }
        for (int i = 0; i < 60; i++) {
            double x = spiral.inputs().get(i, 0);
            double y = spiral.inputs().get(i, 1);
            double turns = Math.atan2(y, x) / (2 * Math.PI) - Math.hypot(x, y) - i % 3 / 3.0;
            assertThat(turns - Math.rint(turns)).isCloseTo(0, within(1e-9));
            assertThat(spiral.targets().get(i, i % 3)).isEqualTo(1);
        }
    }

    /** 3000 points: the deviation of a mean is 0.3/√1000. */
    @Test
    void blobs_have_their_centres_and_their_deviation() {
        Batch blobs = all(ToyData.blobs(3_000, 3, 0.3, 7));
        double[] center = new double[2];
        double squares = 0;
        for (int i = 1; i < 3_000; i += 3) {
            for (int j = 0; j < 2; j++) {
                center[j] += blobs.inputs().get(i, j) / 1_000;
                double distance = blobs.inputs().get(i, j) - new double[] {-1, Math.sqrt(3)}[j];
                squares += distance * distance / 2_000;
            }
        }

        assertThat(center[0]).isCloseTo(-1, within(0.05));
        assertThat(center[1]).isCloseTo(Math.sqrt(3), within(0.05));
        assertThat(Math.sqrt(squares)).isCloseTo(0.3, within(0.03));
    }

    @Test
    void the_seed_decides() {
        assertThat(all(ToyData.moons(20, 0.1, 1)).inputs()).isEqualTo(all(ToyData.moons(20, 0.1, 1)).inputs())
                .isNotEqualTo(all(ToyData.moons(20, 0.1, 2)).inputs());
    }

    /** Part of what a seed means, computed from the formulas in another language. */
    @Test
    void the_points_of_seed_42_never_change() {
        requireClose(ToyData.moons(2, 0.5, 42), 1.5536321218671167, 0.7118969935899638, 1.5036092758691553,
                0.5353767397630964);
        requireClose(ToyData.circles(2, 0.5, 42), 1.5191177726048974, 0.8602127584890005, -0.24447048783753836,
                0.5193159590521741);
        requireClose(ToyData.spiral(3, 3, 0.5, 42), 0.6115081607285225, 0.5746233464171787, 0.694973858575332,
                0.8604221627975468, -0.995919271428615, 0.8258655617248847);
    }

    private static void requireClose(Dataset points, double... expected) {
        assertThat(all(points).inputs().values()).containsExactly(expected, within(1e-12));
    }

    @Test
    void they_have_names_and_can_be_printed() {
        assertThat(ToyData.spiral(30, 3, 0.1, 1))
                .hasToString("30 examples of 2 inputs and 3 targets, classes [0, 1, 2]");
        assertThat(ToyData.circles(30, 0.1, 1).names().features()).containsExactly("x", "y");
    }

    @Test
    void numbers_that_are_too_small_are_refused() {
        assertRefused(() -> ToyData.blobs(10, 1, 0.1, 1), "ToyData.blobs: expected at least 2 classes, got 1.");
        assertRefused(() -> ToyData.moons(1, 0.1, 1), "ToyData.moons: expected at least 2 points, got 1.");
        assertThatIllegalArgumentException().isThrownBy(() -> ToyData.circles(10, Double.NaN, 1))
                .withMessage("ToyData.circles: expected a deviation of 0 or more, got NaN.");
    }
}
