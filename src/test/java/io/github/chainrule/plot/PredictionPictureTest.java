// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictionPictureTest {

    /** The model returns its input. */
    private static Evaluation evaluation(Matrix predictions, Matrix targets) {
        return Predictor.of(new Sequential(new LeakyReLU(1)), new MeanSquaredError())
                .evaluate(Dataset.of(predictions, targets).withNames(Names.NONE.withTargets("price")));
    }

    /** Where circles are, by their left edge and their middle's height. */
    private static List<double[]> circles(Drawn drawn) {
        String d = drawn.all("path", "cr-f6").get(0).getAttribute("d");
        return List.of(d.substring(1).split("M")).stream().map(circle -> circle.split("a")[0].split(" "))
                .map(xy -> new double[] {Double.parseDouble(xy[0]) + 3.5, Double.parseDouble(xy[1])}).toList();
    }

    @Test
    void equal_ones_lie_on_the_diagonal_and_others_above_or_below() {
        Drawn drawn = Drawn.of(Picture.predictions("Flats",
                evaluation(Matrix.column(1, 3, 5), Matrix.column(1, 4, 4))));
        double[][] diagonal = Drawn.lines(drawn.all("path", "cr-thin").get(0).getAttribute("d")).get(0);
        List<Double> below = circles(drawn).stream().map(xy -> xy[0] - diagonal[0][0] - (diagonal[0][1] - xy[1]))
                .toList();

        assertThat(below.get(0)).isCloseTo(0, within(0.2));
        assertThat(below.get(1)).as("too low").isGreaterThan(50);
        assertThat(below.get(2)).as("too high").isLessThan(-50);
        assertThat(drawn.texts()).contains("price", "predicted", "no error");
        assertThat(drawn.description()).isEqualTo("3 examples: predicted against actual values, and the diagonal on"
                + " which both are equal. Actual values are from 1 to 4; 1 are predicted too high, 1 too low.");
    }

    @Test
    void each_of_several_targets_has_a_plot() {
        Evaluation two = evaluation(Matrix.of(new double[] {1, 7}, new double[] {2, 8}),
                Matrix.of(new double[] {1, 9}, new double[] {2, 9}));

        assertThat(Drawn.of(Picture.predictions("Flats", two)).texts()).contains("price, column 0", "price, column 1");
    }

    @Test
    void classes_are_refused() {
        Evaluation classes = Predictor.of(new Sequential(new LeakyReLU(1)), new MeanSquaredError())
                .evaluate(Dataset.of(Matrix.column(0.2, 0.9), Matrix.column(0, 1)));

        assertRefused(() -> Picture.predictions("Flats", classes), "Picture.predictions \"Flats\": the target is one of"
                + " the classes [0, 1], not a number. Use Picture.confusionMatrix.");
    }

    @Test
    void a_single_example_and_a_hundred_thousand_make_a_sensible_picture() {
        assertThat(circles(Drawn.of(Picture.predictions("One", evaluation(Matrix.column(3), Matrix.column(3))))))
                .hasSize(1);
        Matrix many = Matrix.column(new Random(1).doubles(100_000).toArray());
        assertThat(Picture.predictions("Many", evaluation(many, many.map(v -> v * v))).svg().length())
                .isLessThan(100_000);
    }
}
