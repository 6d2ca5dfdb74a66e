// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageGridTest {

    private static ImageGrid grid() {
        return new ImageGrid("Digits");
    }

    private static PngImage image(Drawn drawn, int i) {
        return PngImage.of(drawn.all("image").get(i));
    }

    @Test
    void grays_go_from_paper_to_ink() {
        Drawn drawn = Drawn.of(grid().gray("a <b>", 1, 3, 0, 0.2, 1));
        assertThat(drawn.all("image", "cr-ink")).hasSize(1);
        assertThat(image(drawn, 0).pixels()).containsExactly(255, 204, 0);
        assertThat(drawn.texts()).containsExactly("Digits", "a <b>");
        assertThat(drawn.description()).isEqualTo("1 image: a <b>.");
    }

    @Test
    void numbers_with_a_sign_have_one_scale_and_its_key() {
        Drawn drawn = Drawn.of(grid().signed("neuron 0", 1, 2, 1, -4).signed("neuron 1", 1, 2, 0, 2));
        assertThat(drawn.all("image")).hasSize(3);
        assertThat(image(drawn, 0).color(1, 0)).isEqualTo(0xff1f78c8);
        assertThat(image(drawn, 1).color(0, 0) >>> 24).isZero();
        assertThat(image(drawn, 1).color(1, 0) >>> 24).isBetween(127, 131);
        assertThat(drawn.texts()).containsExactly("Digits", "neuron 0", "neuron 1", "\u22124", "0", "4");
    }

    @Test
    void a_page_of_weights_and_digits_stays_far_below_a_megabyte() {
        Random random = new Random(1);
        ImageGrid digits = grid();
        for (int i = 0; i < 24; i++) {
            digits.gray("noise, which can't be packed", 28, 28, random.doubles(784).toArray());
        }
        ImageGrid weights = grid();
        for (int j = 0; j < 16; j++) {
            weights.signed("neuron " + j, 28, 28, random.doubles(784, -1, 1).toArray());
        }
        assertThat(weights.svg().length() + digits.svg().length()).isLessThan(100_000);
    }

    @Test
    void columns_suit_the_number_of_images() {
        ImageGrid grid = grid();
        for (int i = 0; i < 16; i++) {
            grid.gray("", 1, 1, 1);
        }
        assertThat(Drawn.of(grid).all("image").stream().map(e -> e.getAttribute("x")).distinct()).hasSize(4);
    }

    @Test
    void nothing_to_plot_is_refused() {
        assertRefusedState(() -> grid().svg(), "ImageGrid \"Digits\": nothing to plot. Add an image first:"
                + " .gray(\"caption\", 28, 28, pixels).");
    }

    @Test
    void images_that_do_not_fit_are_refused() {
        assertRefused(() -> grid().gray("", 28, 28, new double[783]), "ImageGrid \"Digits\": image 0 is 28 x 28 and has"
                + " 783 values; expected at least one pixel, and a value for each.");
        assertThatIllegalArgumentException().isThrownBy(() -> grid().signed("", 0, 5))
                .withMessageStartingWith("ImageGrid \"Digits\": image 0 is 0 x 5 and has 0 values; expected");
        assertThatIllegalArgumentException().isThrownBy(() -> grid().signed("", 65_536, 65_536))
                .withMessageStartingWith("ImageGrid \"Digits\": image 0 is 65536 x 65536 and has 0 values; expected");
        assertRefused(() -> grid().gray("", 1, 2, 0, 255), "ImageGrid \"Digits\": image 0 is 255.0 at index 1; expected"
                + " grays from 0 to 1. Divide bytes by 255; draw numbers with a sign with signed().");
        assertThatIllegalArgumentException().isThrownBy(() -> grid().signed("", 1, 1, Double.NaN))
                .withMessageStartingWith("ImageGrid \"Digits\": image 0 is NaN at index 0; expected finite numbers.");
    }
}
