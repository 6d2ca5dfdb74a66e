// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThresholdCurvesTest {

    /** A model that predicts its input. */
    private static Evaluation evaluation(double threshold, double... targets) {
        return new Predictor(new Sequential(new Linear(Matrix.row(1), Matrix.row(0))), new BinaryCrossEntropy(),
                Names.NONE.withClasses("ill", "well"), Optional.empty()).withThreshold(threshold)
                .evaluate(Dataset.of(Matrix.column(0.8, 0.9, 0.8, 0.3, 0.1), Matrix.column(targets))
                        .withNames(Names.NONE.withClasses("ill", "well")));
    }

    /** At 0.9 one of three is found; at 0.8 two of them and a wrong one; then the rest. */
    @Test
    void both_curves_of_five_examples() {
        Evaluation evaluation = evaluation(0.5, 1, 1, 0, 1, 0);
        assertThat(Picture.rocCurve("ROC", evaluation).svg()).contains("false positive rate", "true positive rate", "well");
        assertThat(Picture.precisionRecallCurve("PR", evaluation).svg()).contains("recall", "precision", "well");
        double step = 1 / 3.0;
        LineChart roc = new LineChart("ROC").axes("false positive rate", "true positive rate")
                .line("well", new double[] {0, 0, 0.5, 0.5, 1}, new double[] {0, step, 2 * step, 1, 1});
        assertThat(Picture.rocCurve("ROC", evaluation).svg()).isEqualTo(roc.svg());
        LineChart both = new LineChart("PR").axes("recall", "precision")
                .line("well", new double[] {step, 2 * step, 1, 1}, new double[] {1, 2 * step, 0.75, 0.6});
        assertThat(Picture.precisionRecallCurve("PR", evaluation).svg()).isEqualTo(both.svg());
    }

    /** The threshold is a number of the evaluation. */
    @Test
    void a_lower_threshold_finds_more_and_a_higher_one_errs_less() {
        assertThat(evaluation(0.2, 1, 1, 0, 1, 0).score(Metric.recall())).isEqualTo(1);
        assertThat(evaluation(0.5, 1, 1, 0, 1, 0).score(Metric.recall())).isEqualTo(2 / 3.0);
        Evaluation sure = evaluation(0.85, 1, 1, 0, 1, 0);
        assertThat(sure.score(Metric.precision("well"))).isEqualTo(1);
        assertThat(sure.confusionMatrix().count("well", "ill")).isEqualTo(2);
        assertThat(sure.correctCount()).isEqualTo(3);
        assertThat(sure.hardest(1).get(0).isCorrect()).isFalse();
        assertThat(sure.score(Metric.rocAuc())).isEqualTo(evaluation(0.2, 1, 1, 0, 1, 0).score(Metric.rocAuc()));
        assertRefused(() -> evaluation(1, 1, 0, 0, 0, 0), "Predictor: expected a threshold between 0 and 1, got 1.0.");
    }

    @Test
    void a_class_without_examples_has_no_curve() {
        assertThatIllegalArgumentException().isThrownBy(() -> Picture.rocCurve("ROC", evaluation(0.5, 1, 1, 1, 1, 1)))
                .withMessage("Picture: column 0 of the targets needs examples of both 0 and 1, and no others.");
    }
}
