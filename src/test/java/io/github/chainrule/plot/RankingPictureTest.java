// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Comparison;
import io.github.chainrule.training.Ranking;
import io.github.chainrule.training.Trainer;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class RankingPictureTest {

    private static final Dataset ONE = Dataset.of(Matrix.column(0), Matrix.column(0));

    /** Its two runs have the squares of these as losses. */
    private static LongFunction<Trainer> losses(double first, double second, double rate) {
        return seed -> {
            double b = seed == Seeds.derive(0, 0) ? first : second;
            Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(b)));
            return new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), rate)).epochs(3);
        };
    }

    private static Ranking ranking(double factor) {
        return new Comparison(ONE, ONE).repeats(2).candidate("far", losses(2 * factor, 3 * factor, Double.MIN_VALUE))
                .candidate("near", losses(1, 2, Double.MIN_VALUE)).candidate("gone", losses(1, 1, 1e300)).run();
    }

    @Test
    void the_best_is_at_the_top_in_a_colour_of_its_own_with_its_mean() {
        Drawn drawn = Drawn.of(Picture.ranking("Settings", ranking(1)));

        assertThat(drawn.texts()).containsSubsequence("near", "2.5", "far", "6.5", "gone", "diverged")
                .contains("validation loss");
        assertThat(drawn.all("path", "cr-f1")).hasSize(2);
        assertThat(drawn.all("path", "cr-f0")).hasSize(2);
        assertThat(drawn.description()).isEqualTo("Validation loss, the best first. near: mean 2.5, from 1 to 4. far:"
                + " mean 6.5, from 4 to 9. gone: diverged.");
    }

    @Test
    void a_dot_stands_for_each_run_and_a_line_joins_them() {
        Drawn drawn = Drawn.of(Picture.ranking("Settings", ranking(1)));
        double[][] near = Drawn.lines(drawn.all("path", "cr-s1").get(0).getAttribute("d")).get(0);
        double[][] far = Drawn.lines(drawn.all("path", "cr-s0").get(0).getAttribute("d")).get(0);

        // From 1 to 4 and from 4 to 9: the one ends where the other begins, and is 3/5 as long.
        assertThat(near[1][0]).isEqualTo(far[0][0]);
        assertThat((near[1][0] - near[0][0]) / (far[1][0] - far[0][0])).isBetween(0.599, 0.601);
        assertThat(near[0][1]).isEqualTo(near[1][1]).isLessThan(far[0][1]);
        assertThat(drawn.all("path", "cr-f1").get(0).getAttribute("d").split("M")).hasSize(1 + 2);
    }

    @Test
    void losses_that_span_orders_of_magnitude_get_a_logarithmic_axis() {
        assertThat(Drawn.of(Picture.ranking("Settings", ranking(100))).texts())
                .contains("validation loss (log scale)", "100", "1,000", "10,000");
    }

    @Test
    void of_very_many_the_best_are_shown() {
        assertThat(Drawn.of(Gallery.all().get("ranking-awkward")).texts())
                .contains("and 3 more, with worse scores").doesNotContain("setting 31");
    }

    @Test
    void where_everything_diverged_there_is_nothing_to_plot() {
        Ranking ranking = new Comparison(ONE, ONE).repeats(2).candidate("gone", losses(1, 1, 1e300)).run();
        assertThatThrownBy(() -> Picture.ranking("Settings", ranking).svg()).isInstanceOf(IllegalStateException.class)
                .hasMessage("Picture.ranking \"Settings\": nothing to plot: each candidate diverged with at least one"
                        + " seed.");
    }
}
