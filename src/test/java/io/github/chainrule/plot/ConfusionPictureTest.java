// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.ConfusionMatrix;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import org.junit.jupiter.api.Test;

class ConfusionPictureTest {

    @Test
    void shows_counts_shares_and_names() {
        // 2 of class 0 are correct and 1 is predicted as class 1; both of class 1 are correct.
        Sequential copy = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)));
        ConfusionMatrix matrix = Predictor.of(copy, new MeanSquaredError()).evaluate(
                Dataset.of(Matrix.column(0, 0, 1, 1, 1), Matrix.column(0, 0, 0, 1, 1))
                        .withNames(Names.NONE.withClasses("cat", "<dog>"))).confusionMatrix();
        Drawn drawn = Drawn.of(Picture.confusionMatrix("Test", matrix));
        assertThat(drawn.texts()).containsExactly("Test", "predicted", "cat", "<dog>", "actual",
                "cat", "2", "66.67\u00a0%", "1", "33.33\u00a0%", "<dog>", "0", "0\u00a0%", "2", "100\u00a0%",
                "4 of 5 correct (80.00\u00a0%)");
        assertThat(new ConfusionPicture("Small", matrix).svg(false)).contains("66.67\u00a0%");
        assertThat(drawn.description()).isEqualTo("Confusion matrix of 2 classes: 4 of 5 correct (80.00\u00a0%)."
                + " Mistakes: cat predicted as <dog>: 1.");
        assertThat(drawn.all("path", "cr-f7")).hasSize(4).filteredOn(ConfusionPictureTest::isEmpty).hasSize(1);
        assertThat(drawn.all("path", "cr-strong")).as("the mistake has a frame").hasSize(1);
    }

    @Test
    void names_the_commonest_mistakes_first() {
        String description = Drawn.of(Gallery.all().get("confusion-many")).description();
        assertThat(description.split("Mistakes: ")[1].split("; ")).hasSize(12);
    }

    private static boolean isEmpty(Element cell) {
        return cell.getAttribute("fill-opacity").equals("0.00");
    }
}
