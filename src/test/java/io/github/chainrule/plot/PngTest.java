// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PngTest {

    @Test
    void greys_are_read_back() {
        PngImage image = PngImage.of(Png.grey(3, new byte[] {0, 127, (byte) 255, 1, 2, 3}));
        assertThat(image.cols()).isEqualTo(3);
        assertThat(image.rows()).isEqualTo(2);
        assertThat(image.grey(1, 0)).isEqualTo(127);
        assertThat(image.grey(2, 0)).isEqualTo(255);
        assertThat(image.grey(2, 1)).isEqualTo(3);
    }

    @Test
    void colours_with_transparency_are_read_back() {
        PngImage image = PngImage.of(Png.indexed(2, new byte[] {0, 1}, new int[] {0x80112233, 0xff445566}));
        assertThat(image.colour(0, 0)).isEqualTo(0x80112233);
        assertThat(image.colour(1, 0)).isEqualTo(0xff445566);
    }

    @Test
    void zero_is_the_paper_and_both_ends_are_full_colours() {
        PngImage image = PngImage.of(DivergingColors.png(3, new double[] {-2, 0, 2}, 2, 1));
        assertThat(image.colour(0, 0)).isEqualTo(0xff1f78c8);
        assertThat(image.colour(1, 0) >>> 24).isZero();
        assertThat(image.colour(2, 0)).isEqualTo(0xffdc6400);
    }

    @Test
    void images_of_many_pixels_are_written_whole() {
        byte[] pixels = new byte[512 * 512];
        new Random(1).nextBytes(pixels);
        assertThat(PngImage.of(Png.grey(512, pixels)).pixels()).isEqualTo(pixels);
    }
}
