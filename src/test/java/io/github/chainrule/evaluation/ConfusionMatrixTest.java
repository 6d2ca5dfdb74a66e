// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets the default locale")
class ConfusionMatrixTest {

    private static final List<String> TWO = List.of("zero", "one");

    /** The model gives back what it is given, so that a test chooses the predictions. */
    private static ConfusionMatrix confusion(Matrix predictions, Matrix targets, List<String> classes) {
        return confusion(new MeanSquaredError(), predictions, targets, classes);
    }

    private static ConfusionMatrix confusion(Loss loss, Matrix predictions, Matrix targets, List<String> classes) {
        return Evaluation.of(new Sequential(new LeakyReLU(1)), loss, Dataset.of(predictions, targets)
                .withNames(Names.NONE.withClasses(classes.toArray(String[]::new)))).confusionMatrix();
    }

    private static String counts(ConfusionMatrix confusion) {
        StringBuilder text = new StringBuilder();
        for (int actual = 0; actual < confusion.classes().size(); actual++) {
            for (int predicted = 0; predicted < confusion.classes().size(); predicted++) {
                text.append(confusion.count(actual, predicted)).append(' ');
            }
        }
        return text.toString();
    }

    @Test
    void rows_are_what_is_right_and_columns_what_was_said() {
        ConfusionMatrix confusion = confusion(Matrix.column(0.1, 0.9, 0.5, 0.6, 0.7, 0.2),
                Matrix.column(0, 0, 0, 1, 1, 1), TWO);

        assertThat(counts(confusion)).isEqualTo("2 1 1 2 ");
        assertThat(confusion.classes()).isEqualTo(TWO);
    }

    @Test
    void a_logit_counts_as_the_probability_that_it_means() {
        Matrix outputs = Matrix.column(-1, 0, 0.1, 3);
        Matrix targets = Matrix.column(0, 0, 1, 1);

        assertThat(counts(confusion(new BinaryCrossEntropyWithLogits(), outputs, targets, TWO))).isEqualTo("2 0 0 2 ");
        assertThat(counts(confusion(new MeanSquaredError(), outputs, targets, TWO))).isEqualTo("2 0 1 1 ");
    }

    @Test
    void with_several_columns_the_largest_counts() {
        ConfusionMatrix confusion = confusion(new CrossEntropy(),
                Matrix.of(new double[] {3, 1, 2}, new double[] {-3, -1, -2}, new double[] {0, 0, 1}),
                Matrix.oneHot(3, 0, 2, 2), List.of("a", "b", "c"));

        assertThat(counts(confusion)).isEqualTo("1 0 0 0 0 0 0 1 1 ");
    }

    @Test
    void all_examples_are_counted_however_many_there_are() {
        assertThat(counts(many())).isEqualTo("1300 0 7 0 ");
    }

    private static ConfusionMatrix many() {
        double[] targets = new double[1307];
        Arrays.fill(targets, 300, 307, 1);
        return confusion(Matrix.zeros(1307, 1), Matrix.column(targets), TWO);
    }

    @Test
    void the_text_is_a_table() {
        assertThat(many()).hasToString("""
                         predicted
                          zero    one
                   zero  1,300      0
                    one      7      0
                """);
    }

    @Test
    void long_names_make_wide_columns() {
        assertThat(confusion(Matrix.column(1, 0), Matrix.column(1, 0), List.of("T-shirt", "bag"))).hasToString("""
                           predicted
                           T-shirt      bag
                  T-shirt        1        0
                      bag        0        1
                """);
    }

    @Test
    void the_table_looks_the_same_everywhere() {
        Locale before = Locale.getDefault();
        String expected = many().toString();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(many()).hasToString(expected);
        } finally {
            Locale.setDefault(before);
        }
    }
}
