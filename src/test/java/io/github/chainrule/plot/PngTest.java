// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PngTest {

    @Test
    void ink_is_dark_on_white_paper() {
        PngImage image = PngImage.of(Png.ink(3, new double[] {0, 0.5, 1, 0.2, 0, 0}));
        assertThat(image.cols()).isEqualTo(3);
        assertThat(image.rows()).isEqualTo(2);
        assertThat(image.gray(0, 0)).isEqualTo(255);
        assertThat(image.gray(1, 0)).isEqualTo(127);
        assertThat(image.gray(2, 0)).isZero();
        assertThat(image.gray(0, 1)).isEqualTo(204);
    }

    @Test
    void colors_with_transparency_are_read_back() {
        PngImage image = PngImage.of(Png.indexed(2, new byte[] {0, 1}, new int[] {0x80112233, 0xff445566}));
        assertThat(image.color(0, 0)).isEqualTo(0x80112233);
        assertThat(image.color(1, 0)).isEqualTo(0xff445566);
    }

    @Test
    void zero_is_the_paper_and_both_ends_are_full_colors() {
        PngImage image = PngImage.of(DivergingColors.png(3, new double[] {-2, 0, 2}, 2, 1));
        assertThat(image.color(0, 0)).isEqualTo(0xff1f78c8);
        assertThat(image.color(1, 0) >>> 24).isZero();
        assertThat(image.color(2, 0)).isEqualTo(0xffdc6400);
    }

    @Test
    void images_of_many_pixels_are_written_whole() {
        double[] ink = new Random(1).ints(512 * 512, 0, 256).mapToDouble(v -> v / 255.0).toArray();
        byte[] pixels = PngImage.of(Png.ink(512, ink)).pixels();
        assertThat(IntStream.range(0, ink.length).filter(i -> (pixels[i] & 0xff) != 255 - Math.round(255 * ink[i])))
                .isEmpty();
        assertThat(pixels).hasSize(512 * 512);
    }
}
