package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A digit that somebody draws. */
class DrawnDigitTest {

    private static final DigitNetwork NETWORK = new DigitNetwork();

    /** An upright stroke, somewhere. */
    private static byte[] stroke(int top, int bottom, int left, int width) {
        byte[] cells = new byte[DrawnDigit.DRAWN * DrawnDigit.DRAWN];
        for (int row = top; row < bottom; row++) {
            for (int col = left; col < left + width; col++) {
                cells[row * DrawnDigit.DRAWN + col] = (byte) 255;
            }
        }
        return cells;
    }

    @Test
    void wherever_and_however_large_it_is_drawn_the_network_sees_the_same() {
        double[] large = DrawnDigit.seen(stroke(4, 44, 30, 4));
        double[] small = DrawnDigit.seen(stroke(10, 30, 7, 2));

        for (int k = 0; k < large.length; k++) {
            assertThat(small[k]).isCloseTo(large[k], within(1e-9));
        }
        // 20 pixels high, 2 wide, and in the middle.
        for (int k = 0; k < large.length; k++) {
            int row = k / 28;
            int col = k % 28;
            assertThat(large[k]).as("%d, %d", row, col).isCloseTo(
                    row >= 4 && row < 24 && col >= 13 && col < 15 ? 1 : 0, within(1e-9));
        }
    }

    @Test
    void nothing_drawn_is_nothing_seen() {
        assertThat(DrawnDigit.seen(stroke(0, 0, 0, 0))).containsOnly(0).hasSize(784);
    }

    @Test
    void a_stroke_is_a_1_and_a_ring_is_a_0() {
        byte[] ring = new byte[DrawnDigit.DRAWN * DrawnDigit.DRAWN];
        for (int k = 0; k < ring.length; k++) {
            int row = k / 56;
            double radius = Math.hypot(k % 56 - 20, row - 25);
            ring[k] = (byte) (radius > 11 && radius < 15 ? 255 : 0);
        }

        assertThat(NETWORK.ask(DrawnDigit.seen(stroke(8, 40, 20, 4))).p()).isGreaterThan(0.99);
        assertThat(NETWORK.ask(DrawnDigit.seen(ring)).p()).isLessThan(0.01);
    }

    /** The images of the test set, enlarged and put elsewhere, are told as well as they themselves. */
    @Test
    void images_that_are_drawn_again_elsewhere_are_told_as_well_as_before() throws IOException {
        ImageDataset test = Mnist.load().test(Task.pair(0, 1));
        Random random = new Random(1);
        long right = IntStream.range(0, test.size()).filter(i -> {
            byte[] cells = new byte[DrawnDigit.DRAWN * DrawnDigit.DRAWN];
            double[] pixels = test.pixels(i);
            int dx = random.nextInt(9) - 4;
            int dy = random.nextInt(9) - 4;
            for (int k = 0; k < cells.length; k++) {
                int row = (k / 56 + dy) / 2;
                int col = (k % 56 + dx) / 2;
                boolean inside = row >= 0 && row < 28 && col >= 0 && col < 28;
                cells[k] = inside ? (byte) Math.round(255 * pixels[row * 28 + col]) : 0;
            }
            return NETWORK.ask(DrawnDigit.seen(cells)).p() > 0.5 == (test.classOf(i) == 1);
        }).count();

        assertThat((double) right / test.size()).isGreaterThan(0.995);
    }

    /** The gradient that is shown, against a pixel that is made a little darker. */
    @Test
    void which_pixels_speak_for_and_against_is_the_derivative_of_p() {
        double[] image = DrawnDigit.seen(stroke(8, 40, 20, 16));
        DigitNetwork.Said said = NETWORK.ask(image);
        for (int pixel : new int[] {14 * 28 + 14, 10 * 28 + 8, 20 * 28 + 18}) {
            double[] darker = image.clone();
            darker[pixel] += 1e-5;
            double[] lighter = image.clone();
            lighter[pixel] -= 1e-5;

            assertThat(said.gradient()[pixel]).isCloseTo(
                    (NETWORK.ask(darker).p() - NETWORK.ask(lighter).p()) / 2e-5, within(1e-7));
        }
        assertThat(said.hidden()).hasSize(16).doesNotContain(Double.NaN);
        assertThat(said.out()).hasSize(16);
    }

    @Test
    void a_drawing_of_another_size_is_refused() {
        assertThatThrownBy(() -> NETWORK.answer("!")).hasMessage("the drawing: expected base 64.");
        assertThatThrownBy(() -> NETWORK.answer(Base64.getEncoder().encodeToString(new byte[784])))
                .hasMessage("the drawing: expected 3136 bytes, got 784.");
    }
}
