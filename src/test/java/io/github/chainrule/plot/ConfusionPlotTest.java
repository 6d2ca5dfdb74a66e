// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.ConfusionMatrix;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionPlotTest {

    @Test
    void shows_counts_shares_and_names() {
        // 2 of class 0 are right and 1 is taken for class 1; both of class 1 are right.
        Sequential copy = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)));
        ConfusionMatrix matrix = Predictor.of(copy, new MeanSquaredError())
                .evaluate(Dataset.of(Matrix.column(0, 0, 1, 1, 1), Matrix.column(0, 0, 0, 1, 1))
                        .withNames(Names.NONE.withClasses("cat", "<dog>"))).confusionMatrix();
        Drawn drawn = Drawn.of(new ConfusionPlot("Test", matrix));
        assertThat(drawn.texts()).containsExactly("Test", "predicted", "cat", "<dog>", "actual",
                "cat", "2", "66.7 %", "1", "33.3 %", "<dog>", "0", "0 %", "2", "100 %", "4 of 5 correct (80 %)");
        assertThat(drawn.description()).isEqualTo("Confusion matrix of 2 classes: 4 of 5 correct (80 %)."
                + " Mistakes: cat predicted as <dog>: 1.");
        assertThat(drawn.all("rect", "cr-neg")).hasSize(2);
        assertThat(drawn.all("rect", "cr-pos")).hasSize(1);
    }

    @Test
    void names_the_commonest_mistakes_first() {
        String description = Drawn.of(Gallery.all().get("confusion-many")).description();
        assertThat(description.split("Mistakes: ")[1].split("; ")).hasSize(12);
    }

    @Test
    void more_classes_than_can_be_read_are_refused() {
        List<String> names = IntStream.range(0, 41).mapToObj(i -> "c" + i).toList();
        ConfusionMatrix matrix = Gallery.confusion(names, new Random(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfusionPlot("Test", matrix))
                .withMessage("ConfusionPlot \"Test\": 41 classes can't be read; expected at most 40. Put several into"
                        + " one.");
    }
}
