// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.walkthrough.parts.DigitText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a 0 and a 1 in turn, and a network that looks at the first pixel alone. */
class DigitTextTest {

    @TempDir
    private Path folder;

    /** p is near 0 where the first pixel is black, and near 1 where it is full of ink. */
    private final Sequential model = new Sequential(new Linear(firstPixel(), Matrix.row(-3)), new Sigmoid());

    private static Matrix firstPixel() {
        Matrix weight = Matrix.zeros(SmallDigits.SIZE * SmallDigits.SIZE, 1);
        weight.set(0, 0, 6);
        return weight;
    }

    private ImageDataset images(int count, IntBinaryOperator ink) throws IOException {
        SmallDigits.write(folder, "train", count, ink);
        SmallDigits.write(folder, "t10k", count, ink);
        return Mnist.read(folder).test(Task.pair(0, 1));
    }

    private List<String> lines(int shown, int count, IntBinaryOperator ink) throws IOException {
        ImageDataset images = images(count, ink);
        return DigitText.hardest(Predictor.of(model, new BinaryCrossEntropy()).evaluate(images), images, shown).lines()
                .toList();
    }

    /** The first pixels of the four images. */
    private static IntBinaryOperator firstPixels(int... ink) {
        return (image, pixel) -> pixel == 0 ? ink[image] : 0;
    }

    @Test
    void the_images_that_the_network_is_most_wrong_about_come_first() throws IOException {
        List<String> lines = lines(3, 4, firstPixels(255, 255, 102, 0));

        assertThat(lines.get(0)).isEqualTo("WRONG: 1                  WRONG: 0                  right: 0");
        assertThat(lines.get(1)).isEqualTo("p = 0.9526, image 0       p = 0.9526, image 3       p = 0.6457, image 2");
    }

    @Test
    void as_many_are_shown_as_there_are() throws IOException {
        List<String> lines = lines(9, 2, firstPixels(0, 255));

        assertThat(lines.get(0)).isEqualTo("right: 0                  right: 1");
    }

    @Test
    void an_image_is_twelve_lines_of_22_characters_beside_the_next() throws IOException {
        List<String> lines = lines(2, 2, (image, pixel) -> 255);

        assertThat(lines).hasSize(2 + 12);
        assertThat(lines.subList(2, 14)).containsOnly("@".repeat(22) + "    " + "@".repeat(22));
    }

    @Test
    void the_more_ink_the_darker_the_letter() throws IOException {
        IntBinaryOperator ramp = (image, pixel) -> Math.max(0, Math.min(9, pixel % 28 - 3)) * 255 / 9;

        assertThat(lines(1, 2, ramp).subList(2, 14)).containsOnly(" .:-=+*#%@" + "@".repeat(12));
    }

    @Test
    void two_rows_of_pixels_make_one_line() throws IOException {
        IntBinaryOperator everyOtherRow = (image, pixel) -> pixel / 28 % 2 == 0 ? 255 : 0;

        assertThat(lines(1, 2, everyOtherRow).subList(2, 14)).containsOnly("+".repeat(22));
    }

    @Test
    void no_line_ends_with_blanks() throws IOException {
        assertThat(lines(2, 4, firstPixels(255, 255, 102, 0)).subList(2, 14)).containsOnly("");
    }
}
