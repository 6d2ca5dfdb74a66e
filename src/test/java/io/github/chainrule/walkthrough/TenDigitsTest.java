// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** All ten digits, with one hidden layer. */
@Isolated("it sets the default locale")
@Tag("long")
class TenDigitsTest {

    private final ChapterText page = new ChapterText(TenDigits.class, TenDigits.CHAPTER::run);

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        assertThat(page.assertShowsWhatTheProgramDoes(folder)).contains("accuracy 0.9717 (9,717 of 10,000 correct)");
    }

    @Test
    void the_softmax_by_hand_is_the_library_s_and_the_same_for_shifted_logits() {
        double[] z = {-2, 0, 5, 700};

        assertThat(TenDigits.softmax(z)).containsExactly(
                new CrossEntropy().predictions(Matrix.row(z)).values(), within(1e-15));
        assertThat(TenDigits.softmax(3, 5, 10, 705)).containsExactly(TenDigits.softmax(z), within(1e-15));
        assertThat(TenDigits.softmax(0, Math.log(3))).containsExactly(new double[] {0.25, 0.75}, within(1e-15));
    }

    @Test
    void with_two_classes_it_is_the_sigmoid_of_the_difference() {
        assertThat(TenDigits.softmax(0.3, 1.7)[1]).isCloseTo(1 / (1 + Math.exp(-1.4)), within(1e-15));
    }

    @Test
    void the_gradient_is_the_prediction_minus_the_target() {
        Matrix z = Matrix.row(0.5, -1, 2);
        double[] p = TenDigits.softmax(z.values());

        assertThat(new CrossEntropy().gradient(z, Matrix.oneHot(3, 2)).values())
                .containsExactly(new double[] {p[0], p[1], p[2] - 1}, within(1e-15));
    }

    @Test
    void a_network_with_1_000_images_is_less_often_right_than_it_says(@TempDir Path folder) {
        String printed = page.printed(folder, "--images", "1000", "--epochs", "60");

        assertThat(printed).containsPattern("0\\.9 +to 0\\.99 +1991 +0\\.961 +0\\.851");
        assertThat(page.text()).contains("with p from 0.9 to 0.99, for example, about 85 %");
    }
}
