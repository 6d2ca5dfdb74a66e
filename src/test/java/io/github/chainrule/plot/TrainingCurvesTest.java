// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.training.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Histories made by hand: their curves are the charts that one would draw oneself. */
class TrainingCurvesTest {

    private static Scores scores(double loss, double accuracy) {
        return new Scores(4, loss, Map.of("accuracy", accuracy));
    }

    private static History.Epoch epoch(int number, Scores training, Scores validation) {
        return new History.Epoch(number, training, Optional.of(validation), Duration.ZERO);
    }

    /** From each step's loss, which is also its accuracy, and the epochs between which they are shared out. */
    private static TrainingCurves curves(double[] losses, History.Epoch... epochs) {
        return TrainingCurves.of(new History(List.of(epochs), IntStream.range(0, losses.length).mapToObj(i ->
                new History.Step(1 + i * epochs.length / losses.length, i, scores(losses[i], losses[i]))).toList()));
    }

    @Test
    void of_a_hundred_steps_a_mean_of_25_is_drawn_and_no_log_scale_if_one_loss_is_0() {
        double[] losses = IntStream.range(0, 100).mapToDouble(i -> 99 - i).toArray();
        TrainingCurves curves = curves(losses, epoch(1, scores(3, 0), scores(7, 0)), epoch(2, scores(2, 0),
                scores(8, 0)));
        assertThat(curves.loss("Loss", OptionalDouble.of(6)).svg()).isEqualTo(new LineChart("Loss").axes("step", "loss")
                .line("each batch", Style.NOISE, Curve.counted(100), losses)
                .line("mean of 25", Style.INK, Curve.counted(100), IntStream.range(0, 100)
                        .mapToDouble(i -> i < 24 ? 99 - i / 2.0 : 99 - i + 12).toArray())
                .line("validation", Style.UNSEEN, new double[] {50, 100}, new double[] {7, 8})
                .line("test 6", Style.UNSEEN, new double[] {100}, new double[] {6}).epochs(50, 100).svg());
    }

    @Test
    void a_loss_that_is_too_large_for_paper_ends_the_curve_even_if_no_epoch_was_finished() {
        TrainingCurves curves = curves(new double[] {2, 1e300, 1e301, 1});
        assertThat(curves.loss("Loss", OptionalDouble.empty()).svg()).isEqualTo(new LineChart("Loss")
                .axes("step", "loss").logScale()
                .line("each batch", Style.INK, Curve.counted(2), new double[] {2, 1e300}).svg());
        assertThat(curves.last()).isEqualTo(scores(1, 1));
    }

    /** Half of the least share above 0 is 1.5625 %, and the axis ends below that, at 1 %. */
    @Test
    void where_no_prediction_is_wrong_the_line_runs_along_the_lower_edge() {
        assertThat(curves(new double[] {0.5, 1, 0.96875}).errors(OptionalDouble.of(0)).orElseThrow().svg())
                .isEqualTo(new LineChart("Wrong predictions").axes("step", "wrong predictions, %").logScale()
                        .line("each batch", Style.INK, Curve.counted(3), new double[] {50, 1, 3.125})
                        .line("test 0", Style.UNSEEN, new double[] {3}, new double[] {1}).svg());
    }

    @Test
    void each_epoch_has_its_figures_in_a_table_and_a_metric_is_drawn_where_it_is_defined() {
        TrainingCurves curves = curves(new double[] {1, 1}, epoch(1, scores(0.5, Double.NaN), scores(2, 0.5)),
                epoch(2, scores(0.25, 0.125), scores(3, 1)));
        assertThat(curves.table()).hasSize(2).last().isEqualTo(Map.of("Epoch", "2", "Loss", "0.25",
                "Accuracy", "12.50\u00a0%", "Validation loss", "3", "Validation accuracy", "100\u00a0%"));
        assertThat(curves.metric("accuracy").svg()).isEqualTo(new LineChart("Accuracy").axes("epoch", "Accuracy")
                .line("training", Style.INK, new double[] {2}, new double[] {0.125})
                .line("validation", Style.UNSEEN, new double[] {1, 2}, new double[] {0.5, 1}).svg());
    }
}
