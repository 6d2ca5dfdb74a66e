// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.mnist.Drawing;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * MNIST's test digits as a reader might draw them: large, dark on white, anywhere on the paper, saved as PNG.
 * Read back they are what they were, nearly to the pixel, and are recognized as well. {@code
 * -Dchainrule.drawings=10000} takes all of them and prints the figures.
 */
@Tag("long")
class DrawnDigitsTest {

    private static final int COUNT = Integer.getInteger("chainrule.drawings", 200);

    private static ImageDataset test;
    private static Predictor predictor;

    /** On which paper, how large, and where. */
    enum Sheet {
        /** Each pixel becomes 4 × 4: nothing is lost. */
        ENLARGED(112, 112, 4, false, false),
        DARK_ON_WHITE(112, 112, 4, true, false),
        OFF_CENTRE(200, 150, 3, true, false),
        A_SMALL_ONE_ON_A_LARGE_SHEET(250, 300, 1, true, false),
        /** By a factor that isn't whole, and with soft edges. */
        SMOOTH(240, 230, 7.3, true, true),
        SMOOTH_AND_LIGHT(150, 160, 4.6, false, true);

        private final int cols;
        private final int rows;
        private final double factor;
        private final boolean dark;
        private final boolean smooth;

        Sheet(int cols, int rows, double factor, boolean dark, boolean smooth) {
            this.cols = cols;
            this.rows = rows;
            this.factor = factor;
            this.dark = dark;
            this.smooth = smooth;
        }

        byte[] png(double[] pixels, Random random) {
            BufferedImage small = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < pixels.length; i++) {
                int gray = (int) Math.round(255 * (dark ? 1 - pixels[i] : pixels[i]));
                small.getRaster().setSample(i % 28, i / 28, 0, gray);
            }
            BufferedImage sheet = new BufferedImage(cols, rows, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = sheet.createGraphics();
            graphics.setColor(dark ? Color.WHITE : Color.BLACK);
            graphics.fillRect(0, 0, cols, rows);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, smooth
                    ? RenderingHints.VALUE_INTERPOLATION_BICUBIC : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            int size = (int) Math.round(28 * factor);
            int x = this == ENLARGED || this == DARK_ON_WHITE ? 0 : random.nextInt(cols - size + 1);
            int y = this == ENLARGED || this == DARK_ON_WHITE ? 0 : random.nextInt(rows - size + 1);
            graphics.drawImage(small, x, y, size, size, null);
            graphics.dispose();
            return Pngs.of(sheet);
        }
    }

    /** An epoch of 784-16-10 over a third of the images, which gets about 88 of 100 right. */
    @BeforeAll
    static void train() throws IOException {
        Mnist mnist = Mnist.load();
        test = mnist.test(Task.allClasses());
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 10, random));
        new Trainer(model, new CrossEntropy(), new Adam(model.parameters(), 0.002)).seed(42)
                .fit(mnist.training(Task.allClasses()).subset(IntStream.range(0, 20_000).toArray()));
        predictor = new Predictor(model, new CrossEntropy(), test.names(), Optional.empty());
    }

    private static boolean isRight(int digit, double[] pixels) {
        return predictor.predict(pixels).classIndex() == test.label(digit);
    }

    @ParameterizedTest
    @EnumSource
    void a_drawn_digit_is_seen_as_it_was_and_recognized_as_well(Sheet sheet) throws IOException {
        Random random = new Random(7);
        int right = 0;
        int rightBefore = 0;
        int equal = 0;
        double difference = 0;
        for (int digit = 0; digit < COUNT; digit++) {
            double[] before = test.pixels(digit);
            double[] after = PngFile.read("p", sheet.png(before, random)).pixels();
            right += isRight(digit, after) ? 1 : 0;
            rightBefore += isRight(digit, before) ? 1 : 0;
            double sum = 0;
            for (int i = 0; i < before.length; i++) {
                sum += Math.abs(before[i] - after[i]);
            }
            equal += sum == 0 ? 1 : 0;
            difference += sum / before.length / COUNT;
        }
        if (COUNT > 200) {
            System.out.printf(Locale.ROOT, "%s: %d of %d to the pixel, mean |difference| %.5f; right %d, and %d before"
                    + "%n", sheet, equal, COUNT, difference, right, rightBefore);
        }
        assertThat(rightBefore).isBetween(COUNT * 82 / 100, COUNT * 95 / 100);
        assertThat(right).isBetween(rightBefore - COUNT / 50, rightBefore + COUNT / 50);
        assertThat(difference).isLessThan(sheet.smooth ? 0.035 : 0.0002);
        assertThat(equal).isBetween(sheet.smooth ? 0 : COUNT * 80 / 100, COUNT);
    }

    /** Without any preparation, a digit that stands elsewhere is seldom recognized. */
    @Test
    void a_digit_that_is_moved_by_a_few_pixels_needs_it() {
        int right = 0;
        int rightPrepared = 0;
        int before = 0;
        for (int digit = 0; digit < COUNT; digit++) {
            double[] pixels = test.pixels(digit);
            double[] moved = new double[784];
            byte[] gray = new byte[32 * 32];
            for (int i = 0; i < pixels.length; i++) {
                int row = i / 28 - 4;
                int col = i % 28 + 4;
                if (row >= 0 && col < 28) {
                    moved[row * 28 + col] = pixels[i];
                }
                gray[i / 28 * 32 + i % 28 + 4] = (byte) Math.round(255 * pixels[i]);
            }
            before += isRight(digit, pixels) ? 1 : 0;
            right += isRight(digit, moved) ? 1 : 0;
            rightPrepared += isRight(digit, new Drawing(32, 32, gray).pixels()) ? 1 : 0;
        }
        if (COUNT > 200) {
            System.out.println("moved by 4 pixels: right " + right + ", prepared " + rightPrepared + ", before "
                    + before);
        }
        assertThat(right).isLessThan(COUNT / 5);
        assertThat(rightPrepared).isBetween(before - COUNT / 50, before + COUNT / 50);
    }
}
