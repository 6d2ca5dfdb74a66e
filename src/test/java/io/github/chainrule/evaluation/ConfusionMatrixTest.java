// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets the default locale")
class ConfusionMatrixTest {

    private static ConfusionMatrix confusion(Matrix predictions, Matrix targets, String... classes) {
        return Given.evaluation(new MeanSquaredError(), predictions, targets, classes).confusionMatrix();
    }

    private static String counts(ConfusionMatrix confusion) {
        StringBuilder text = new StringBuilder();
        for (String actual : confusion.classes()) {
            for (String predicted : confusion.classes()) {
                text.append(confusion.count(actual, predicted)).append(' ');
            }
        }
        return text.toString();
    }

    @Test
    void rows_are_actual_classes_and_columns_predicted_ones() {
        ConfusionMatrix confusion = confusion(Matrix.column(0.1, 0.9, 0.5, 0.6, 0.7, 0.2),
                Matrix.column(0, 0, 0, 1, 1, 1), "zero", "one");

        assertThat(counts(confusion)).isEqualTo("2 1 1 2 ");
        assertThat(confusion.classes()).containsExactly("zero", "one");
    }

    @Test
    void with_several_columns_the_largest_counts() {
        ConfusionMatrix confusion = Given.evaluation(new CrossEntropy(),
                Matrix.of(new double[] {3, 1, 2}, new double[] {-3, -1, -2}, new double[] {0, 0, 1}),
                Matrix.oneHot(3, 0, 2, 2), "a", "b", "c").confusionMatrix();

        assertThat(counts(confusion)).isEqualTo("1 0 0 0 0 0 0 1 1 ");
    }

    @Test
    void a_class_that_is_not_there_is_refused() {
        assertRefused(() -> many().count("zero", "two"), "there is no class \"two\". The classes are [zero, one].");
    }

    @Test
    void all_examples_are_counted_however_many_there_are() {
        assertThat(counts(many())).isEqualTo("1300 0 7 0 ");
    }

    private static ConfusionMatrix many() {
        double[] targets = new double[1307];
        Arrays.fill(targets, 300, 307, 1);
        return confusion(Matrix.zeros(1307, 1), Matrix.column(targets), "zero", "one");
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
        assertThat(confusion(Matrix.column(1, 0), Matrix.column(1, 0), "T-shirt", "bag")).hasToString("""
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

    @Test
    void of_3000_classes_messages_and_texts_show_the_first() {
        Names names = Names.NONE.withClasses(
                IntStream.range(0, 3000).mapToObj(c -> "class " + c).toArray(String[]::new));
        Predictor predictor = new Predictor(new Sequential(new Linear(1, 3000, new Random(1))), new CrossEntropy(),
                names, Optional.empty());
        Dataset one = Dataset.of(Matrix.row(1), Matrix.oneHot(3000, 7)).withNames(names);
        String first = "[class 0, class 1, class 2, ... (3000)]";
        assertRefused(() -> predictor.evaluate(one).confusionMatrix().recall("x".repeat(1000)), "there is no class \""
                + "x".repeat(37) + "...\". The classes are " + first + ".");
        assertThat(predictor).hasToString("Sequential(Linear(1, 3000)) for " + first);
        assertThat(one.toString()).endsWith(", classes " + first);
        Predictor numeric = new Predictor(predictor.model(), new MeanSquaredError(),
                Names.NONE.withTargets(names.classes().toArray(String[]::new)), Optional.empty());
        assertRefused(() -> numeric.predict(1).value("y"), "Prediction: there is no target \"y\". The targets are "
                + first + ".");
        assertThat(numeric.toString()).hasSizeLessThan(300).endsWith("...");
    }
}
