// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("long")
@Isolated("it sets the default locale")
class OverfittingTest {

    private static final ChapterText PAGE = new ChapterText(Overfitting.class, Overfitting.CHAPTER::run);

    @TempDir
    private static Path folder;
    private static String printed;

    @BeforeAll
    static void run() throws IOException {
        printed = PAGE.assertShowsWhatTheProgramDoes(folder);
    }

    private static double[] numbers(String line) {
        String row = printed.lines().filter(printedLine -> printedLine.strip().startsWith(line + "  ")).findFirst()
                .orElseThrow().strip().substring(line.length());
        return Arrays.stream(row.strip().split(" +")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void from_epoch_10_on_the_training_loss_falls_and_the_validation_loss_rises() {
        assertThat(numbers("60")[0]).isLessThan(numbers("10")[0] / 10);
        assertThat(numbers("60")[2]).isGreaterThan(numbers("20")[2]).isGreaterThan(0.77);
        assertThat(numbers("10")[2]).isLessThan(numbers("5")[2]).isLessThan(numbers("20")[2]);
        assertThat(printed).contains("stopped early: epoch 10 ");
    }

    @Test
    void each_remedy_has_a_loss_below_one_half_but_for_dropout_and_more_images_the_lowest() {
        double none = numbers("200 images, 32 neurons, as above")[0];
        for (String remedy : new String[] {"4 neurons instead of 32", "weights kept small: weight decay 0.05",
            "stopped early: epoch 10"}) {
            assertThat(numbers(remedy)[0]).isBetween(numbers("1,000 images")[0], 0.5).isLessThan(none);
        }
        assertThat(numbers("half of the neurons off: dropout")[0]).isBetween(0.69, 0.71);
        assertThat(numbers("4,000 images")[0]).isLessThan(numbers("1,000 images")[0]);
        assertThat(numbers("1,000 images")[1]).isBetween(0.895, 0.905);
        assertThat(numbers("4,000 images")[1]).isBetween(0.905, 0.915);
    }

    @Test
    void what_a_coin_decides_is_memorized_and_helps_with_nothing_else() {
        assertThat(numbers("on these images")).containsOnly(1);
        assertThat(numbers("on the test images")[0]).isBetween(0.45, 0.55);
    }
}
