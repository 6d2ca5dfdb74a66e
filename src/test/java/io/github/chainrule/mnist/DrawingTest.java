// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** On paper of one brightness with ink of another. What becomes of MNIST's own digits is in DrawnDigitsTest. */
class DrawingTest {

    private static final int WHITE = 255;

    /** A sheet with a filled rectangle. */
    private static Drawing sheet(int rows, int cols, int paper, int ink, int top, int left, int height, int width) {
        byte[] gray = new byte[rows * cols];
        Arrays.fill(gray, (byte) paper);
        for (int y = top; y < top + height; y++) {
            Arrays.fill(gray, y * cols + left, y * cols + left + width, (byte) ink);
        }
        return new Drawing(rows, cols, gray);
    }

    /** Rows and columns of the ink: top, left, bottom, right. */
    private static int[] extent(double[] pixels) {
        int[] extent = {28, 28, -1, -1};
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] > 0) {
                extent[0] = Math.min(extent[0], i / 28);
                extent[1] = Math.min(extent[1], i % 28);
                extent[2] = i / 28;
                extent[3] = Math.max(extent[3], i % 28);
            }
        }
        return extent;
    }

    /** Pixels 4 to 23 have their center at 13.5, and ⌊14.5 − 9.5⌋ is 5: they begin at 5. */
    @Test
    void a_square_becomes_20_pixels_wide_and_stands_in_the_middle() {
        double[] pixels = sheet(100, 300, WHITE, 0, 10, 200, 40, 40).pixels();

        assertThat(extent(pixels)).containsExactly(5, 5, 24, 24);
        assertThat(Arrays.stream(pixels).filter(v -> v == 1).count()).isEqualTo(400);
        assertThat(Arrays.stream(pixels).filter(v -> v == 0).count()).isEqualTo(784 - 400);
    }

    /** Its width stays a tenth of its height: 2 columns, 0 and 1, with their center at 0.5, moved by 14. */
    @Test
    void a_stroke_keeps_its_shape() {
        assertThat(extent(sheet(300, 100, 0, WHITE, 50, 70, 200, 20).pixels())).containsExactly(5, 14, 24, 15);
        assertThat(extent(sheet(100, 300, 0, WHITE, 70, 50, 20, 200).pixels())).containsExactly(14, 5, 15, 24);
    }

    /** The square is 10 pixels wide, and each of them becomes two. */
    @Test
    void a_small_drawing_is_not_made_larger_than_if_it_were_10_pixels_high() {
        assertThat(extent(sheet(40, 40, 0, WHITE, 3, 3, 6, 3).pixels())).containsExactly(9, 12, 20, 17);
    }

    /** Five pixels of the sheet lie on four: a row or column that is one pixel wide fills 4/5 of the pixel below it. */
    @Test
    void a_pixel_is_the_mean_of_what_lies_below_it() {
        byte[] gray = new byte[50 * 50];
        for (int x = 0; x < 25; x++) {
            gray[10 * 50 + 10 + x] = (byte) WHITE;
            gray[34 * 50 + 10 + x] = (byte) (x == 0 || x == 24 ? WHITE : 0);
        }
        double[] pixels = new Drawing(50, 50, gray).pixels();

        // The top row is filled to 4/5, which is the most, and so becomes 1. A corner has 4/5 in both directions.
        int[] extent = extent(pixels);
        assertThat(pixels[extent[0] * 28 + extent[1] + 3]).isEqualTo(1);
        assertThat(pixels[extent[2] * 28 + extent[1]]).isCloseTo(0.8, within(0.5 / 255));
    }

    /** The textbook: each of 25 × 25 pixels is 4 × 4 small ones, and the mean of 5 × 5 of those is one of 20 × 20. */
    @Test
    void pixels_that_do_not_divide_evenly_are_shared_by_their_areas() {
        int[] ink = new Random(1).ints(25 * 25, 100, 256).toArray();
        byte[] gray = new byte[27 * 27];
        double[] sums = new double[20 * 20];
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                gray[(y / 4 + 1) * 27 + x / 4 + 1] = (byte) ink[y / 4 * 25 + x / 4];
                sums[y / 5 * 20 + x / 5] += ink[y / 4 * 25 + x / 4];
            }
        }
        double max = Arrays.stream(sums).max().orElseThrow();
        double[] pixels = new Drawing(27, 27, gray).pixels();

        int[] extent = extent(pixels);
        for (int i = 0; i < sums.length; i++) {
            assertThat(pixels[(extent[0] + i / 20) * 28 + extent[1] + i % 20])
                    .isEqualTo(Math.rint(255 * sums[i] / max) / 255);
        }
    }

    @Test
    void dark_on_light_and_light_on_dark_and_pale_on_gray_are_the_same() {
        double[] expected = sheet(60, 60, 0, WHITE, 10, 10, 30, 12).pixels();

        assertThat(sheet(60, 60, WHITE, 0, 10, 10, 30, 12).pixels()).isEqualTo(expected);
        assertThat(sheet(60, 60, 128, 90, 10, 10, 30, 12).pixels()).isEqualTo(expected);
        assertThat(sheet(60, 60, 90, 128, 20, 25, 30, 12).pixels()).isEqualTo(expected);
    }

    /** Up to the edge, where the stroke is part of the border, the paper is still what most of the edge is. */
    @Test
    void a_digit_may_touch_the_edge() {
        assertThat(sheet(60, 60, WHITE, 0, 0, 0, 60, 20).pixels())
                .isEqualTo(sheet(90, 90, WHITE, 0, 15, 15, 60, 20).pixels());
    }

    /** Margins are of the paper's brightness, so the same picture with margins has the same digit. */
    private static void assertPaperIsLight(int rows, int cols, BiPredicate<Integer, Integer> isInk) {
        byte[] tight = new byte[rows * cols];
        byte[] wide = new byte[(rows + 20) * (cols + 20)];
        Arrays.fill(wide, (byte) WHITE);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < cols; x++) {
                tight[y * cols + x] = (byte) (isInk.test(y, x) ? 0 : WHITE);
                wide[(y + 10) * (cols + 20) + x + 10] = tight[y * cols + x];
            }
        }
        assertThat(new Drawing(rows, cols, tight).pixels())
                .isEqualTo(new Drawing(rows + 20, cols + 20, wide).pixels());
    }

    @Test
    void paper_is_what_most_of_all_four_edges_is_however_much_ink_there_is() {
        assertPaperIsLight(60, 60, (y, x) -> y > 0 && y < 59 && x > 0 && x < 59);
        assertPaperIsLight(60, 60, (y, x) -> y < 20);
        assertPaperIsLight(60, 60, (y, x) -> y >= 40);
        assertPaperIsLight(60, 60, (y, x) -> x < 20);
        assertPaperIsLight(60, 60, (y, x) -> x >= 40);
        assertPaperIsLight(20, 100, (y, x) -> x < 2 || x >= 98);
        assertPaperIsLight(100, 20, (y, x) -> y < 2 || y >= 98);
    }

    /** 78 of the 156 pixels at the edge are ink. */
    @Test
    void where_half_of_the_edge_is_dark_the_light_half_is_the_paper() {
        assertPaperIsLight(40, 40, (y, x) -> x < 20 || y > 0 && y < 39 && x < 39);
    }

    /** The ink is 160 darker than the paper, and a sixteenth of that is 10. */
    @Test
    void a_smudge_of_a_sixteenth_is_no_ink_yet() {
        byte[] gray = new byte[60 * 60];
        Arrays.fill(gray, (byte) 200);
        for (int y = 10; y < 40; y++) {
            Arrays.fill(gray, y * 60 + 10, y * 60 + 20, (byte) 40);
        }
        double[] clean = new Drawing(60, 60, gray.clone()).pixels();

        gray[20 * 60 + 55] = (byte) 190;
        assertThat(new Drawing(60, 60, gray.clone()).pixels()).isEqualTo(clean);
        gray[20 * 60 + 55] = (byte) 189;
        assertThat(new Drawing(60, 60, gray).pixels()).isNotEqualTo(clean);
    }

    /** A heavy foot: the center of its mass would push the stroke above it off the image. */
    @Test
    void no_ink_falls_off_the_edge() {
        byte[] gray = new byte[200 * 200];
        for (int y = 0; y < 200; y++) {
            for (int x = 50; x < (y < 190 ? 51 : 150); x++) {
                gray[y * 200 + x] = (byte) (y < 190 ? 40 : 255);
            }
        }
        assertThat(extent(new Drawing(200, 200, gray).pixels())).startsWith(0).hasSize(4);
    }

    @Test
    void an_empty_sheet_and_a_dot_are_refused_with_the_reason() {
        String message = "the picture is empty: all of its 30 x 40 pixels are nearly as bright as its edge. Draw one"
                + " digit, dark on light or light on dark, not too near the edge.";
        assertRefused(() -> sheet(30, 40, WHITE, 0, 0, 0, 0, 0).pixels(), message);
        assertRefused(() -> sheet(30, 40, 100, 125, 9, 9, 9, 9).pixels(), message);
        assertThat(sheet(30, 40, 100, 126, 9, 9, 9, 9).pixels()).contains(1);
        assertRefused(() -> sheet(30, 40, WHITE, 0, 9, 9, 4, 3).pixels(), "the drawing is tiny: its ink takes 4 x 3"
                + " pixels of 30 x 40. Draw the digit at least 20 pixels high.");
        assertThat(sheet(30, 40, WHITE, 0, 9, 9, 5, 3).pixels()).contains(1);
        assertThat(sheet(30, 40, WHITE, 0, 9, 9, 3, 5).pixels()).contains(1);
    }

    @Test
    void there_are_as_many_pixels_as_the_size_says() {
        assertThat(new Drawing(2, 3, new byte[6])).hasToString("a drawing of 2 x 3 pixels");
        assertThat(new Drawing(1, 1, new byte[1])).hasToString("a drawing of 1 x 1 pixels");
        assertThatIllegalArgumentException().isThrownBy(() -> new Drawing(2, 3, new byte[5])).withMessage("Drawing:"
                + " expected rows x cols pixels, at least one, got 5 for 2 x 3.");
        assertRefused(() -> new Drawing(0, 3), "Drawing: expected rows x cols pixels, at least one, got 0 for 0 x 3.");
    }

    @Test
    void every_value_is_a_brightness_of_MNIST() {
        byte[] gray = new byte[71 * 83];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (i % 83 < 10 || i % 83 > 70 ? 0 : i * 7);
        }
        for (double v : new Drawing(71, 83, gray).pixels()) {
            assertThat(v).isBetween(0.0, 1.0);
            assertThat(Math.rint(v * 255) / 255).isEqualTo(v);
        }
    }
}
