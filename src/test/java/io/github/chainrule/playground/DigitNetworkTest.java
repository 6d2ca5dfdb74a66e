// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Drawing;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A digit that a visitor draws. */
class DigitNetworkTest {

    private static final DigitNetwork NETWORK = new DigitNetwork();

    private static final int CELLS = DigitNetwork.CELLS;

    private interface Ink {
        boolean isAt(int row, int col);
    }

    private static double[] seen(Ink ink) {
        return new Drawing(CELLS, CELLS, cells(ink)).pixels();
    }

    private static byte[] cells(Ink ink) {
        byte[] cells = new byte[CELLS * CELLS];
        for (int k = 0; k < cells.length; k++) {
            cells[k] = (byte) (ink.isAt(k / CELLS, k % CELLS) ? 255 : 0);
        }
        return cells;
    }

    private static String answer(String drawing) throws IOException {
        JsonText answer = new JsonText();
        NETWORK.answer(drawing, answer);
        return answer.toString();
    }

    private static double p(double[] image) throws IOException {
        return NETWORK.ask(image).output().get(0, 0);
    }

    private static boolean stroke(int row, int col) {
        return row >= 16 && row < 80 && col >= 40 && col < 48;
    }

    private static boolean ring(int row, int col) {
        double radius = Math.hypot(row - 50, col - 40);
        return radius > 22 && radius < 30;
    }

    @Test
    void a_stroke_is_a_1_and_a_ring_is_a_0() throws IOException {
        assertThat(p(seen(DigitNetworkTest::stroke))).isGreaterThan(0.99);
        assertThat(p(seen(DigitNetworkTest::ring))).isLessThan(0.01);
    }

    /** The gradient that is shown, against a pixel that is made a little darker. */
    @Test
    void which_pixels_speak_for_and_against_is_the_derivative_of_p() throws IOException {
        double[] image = seen((row, col) -> row >= 16 && row < 80 && col >= 40 && col < 72);
        double[] gradient = NETWORK.ask(image).backwardToInput(Matrix.row(1)).gradient(0).copy().values();
        for (int pixel : new int[] {14 * 28 + 14, 10 * 28 + 8, 20 * 28 + 18}) {
            double[] darker = image.clone();
            darker[pixel] += 1e-5;
            double[] lighter = image.clone();
            lighter[pixel] -= 1e-5;

            assertThat(gradient[pixel]).isCloseTo(
                    (p(darker) - p(lighter)) / 2e-5, within(1e-7));
        }
    }

    @Test
    void the_page_gets_what_is_seen_and_which_neurons_fire() throws IOException {
        String answer = answer(Base64.getEncoder().encodeToString(cells(DigitNetworkTest::stroke)));
        byte[] seen = Base64.getDecoder().decode(answer.replaceFirst(".*\"seen\":\"([^\"]*)\".*", "$1"));

        assertThat(seen).hasSize(784);
        assertThat(seen[14 * 28 + 14] & 255).isEqualTo(255);
        byte[] gradient = Base64.getDecoder().decode(answer.replaceFirst(".*\"gradient\":\"([^\"]*)\".*", "$1"));
        assertThat(gradient[0] & 255).as("one that is always white").isBetween(127, 128);
        assertThat(answer.replaceFirst(".*\"hidden\":\\[([^]]*)].*", "$1").split(",")).hasSize(16);
    }

    @Test
    void a_drawing_of_another_size_and_an_empty_one_are_refused() throws IOException {
        assertThatThrownBy(() -> answer("!")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> answer(Base64.getEncoder().encodeToString(new byte[784])))
                .hasMessage("Drawing: expected rows x cols pixels, at least one, got 784 for 112 x 112.");
        assertThatThrownBy(() -> answer(Base64.getEncoder().encodeToString(new byte[CELLS * CELLS])))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("the picture is empty");
    }
}
