package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    private static final List<String> TWO = List.of("zero", "one");

    /** Predictions and targets; the model gives back what it is given. */
    private static Dataset data(Matrix predictions, Matrix targets) {
        return Dataset.of(predictions, targets);
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
        Dataset data = data(Matrix.column(0.1, 0.9, 0.5, 0.6, 0.7, 0.2), Matrix.column(0, 0, 0, 1, 1, 1));

        ConfusionMatrix confusion = ConfusionMatrix.of(Toy.echo(), data, TWO);

        assertThat(counts(confusion)).isEqualTo("2 1 1 2 ");
        assertThat(confusion.classes()).isEqualTo(TWO);
    }

    @Test
    void the_threshold_is_the_predictions_alone() {
        Dataset data = data(Matrix.column(-1, 0, 0.1, 3), Matrix.column(0, 0, 1, 1));

        assertThat(counts(ConfusionMatrix.of(Toy.echo(), data, TWO, 0))).isEqualTo("2 0 0 2 ");
        assertThat(counts(ConfusionMatrix.of(Toy.echo(), data, TWO))).isEqualTo("2 0 1 1 ");
        assertThat(counts(ConfusionMatrix.of(Toy.echo(), data, TWO, -2))).isEqualTo("0 2 0 2 ");
    }

    @Test
    void with_several_columns_the_largest_counts() {
        Dataset data = data(Matrix.of(new double[] {3, 1, 2}, new double[] {-3, -1, -2}, new double[] {0, 0, 1}),
                Matrix.oneHot(3, 0, 2, 2));

        assertThat(counts(ConfusionMatrix.of(Toy.echo(), data, List.of("a", "b", "c"))))
                .isEqualTo("1 0 0 0 0 0 0 1 1 ");
    }

    @Test
    void all_examples_are_counted_however_many_there_are() {
        ConfusionMatrix confusion = ConfusionMatrix.of(Toy.echo(), many(), TWO);

        assertThat(counts(confusion)).isEqualTo("1300 0 7 0 ");
    }

    private static Dataset many() {
        double[] targets = new double[1307];
        Arrays.fill(targets, 300, 307, 1);
        return data(Matrix.zeros(1307, 1), Matrix.column(targets));
    }

    @Test
    void the_text_is_a_table() {
        assertThat(ConfusionMatrix.of(Toy.echo(), many(), TWO)).hasToString("""
                         predicted
                          zero    one
                   zero  1,300      0
                    one      7      0
                """);
    }

    @Test
    void long_names_make_wide_columns() {
        Dataset data = data(Matrix.column(1, 0), Matrix.column(1, 0));

        assertThat(ConfusionMatrix.of(Toy.echo(), data, List.of("T-shirt", "bag"))).hasToString("""
                           predicted
                           T-shirt      bag
                  T-shirt        1        0
                      bag        0        1
                """);
    }

    @Test
    void the_table_looks_the_same_everywhere() {
        Locale before = Locale.getDefault();
        String expected = ConfusionMatrix.of(Toy.echo(), many(), TWO).toString();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ConfusionMatrix.of(Toy.echo(), many(), TWO)).hasToString(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void there_is_one_name_for_each_class() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(Toy.echo(), many(), List.of("a", "b", "c")))
                .withMessage("ConfusionMatrix: targets of 1 column mean 2 classes, but 3 names were given:"
                        + " [a, b, c].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(Toy.echo(), data(Matrix.zeros(2, 3), Matrix.oneHot(3, 0, 1)), TWO))
                .withMessage("ConfusionMatrix: targets of 3 columns mean 3 classes, but 2 names were given:"
                        + " [zero, one].");
    }
}
