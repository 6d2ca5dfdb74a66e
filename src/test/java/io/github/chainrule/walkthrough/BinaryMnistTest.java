// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The lecture's program on MNIST itself. */
@Isolated("it takes System.out for itself")
class BinaryMnistTest {

    private static final Pattern RESULT =
            Pattern.compile("test: loss 0\\.\\d{4}, accuracy ([01]\\.\\d{4}) \\(([\\d,]+) of 2,115 correct\\)");
    private static final Pattern CONFUSION = Pattern.compile("(?m)^ +([01]) +([\\d,]+) +([\\d,]+)$");

    private static Run run;

    @BeforeAll
    static void runWithoutOptions() {
        run = Run.of();
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    private static MatchResult only(Pattern pattern, String text) {
        List<MatchResult> found = pattern.matcher(text).results().toList();
        assertThat(found).as(text).hasSize(1);
        return found.get(0);
    }

    @Test
    void the_program_ends_well_and_has_nothing_to_complain_about() {
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void all_but_two_of_the_test_images_at_most_are_told_apart() {
        MatchResult result = only(RESULT, run.out());

        assertThat(Double.parseDouble(result.group(1))).isGreaterThanOrEqualTo(0.9990);
        assertThat(number(result.group(2))).isBetween(2113, 2115);
    }

    @Test
    void data_and_network_are_described() {
        assertThat(run.out()).startsWith("0 against 1: 12,665 images to learn from, 2,115 to test on\n(kernel: ")
                .containsPattern("(?m)^ +0  Linear\\(784, 16\\) +\\(batch, 784\\) +\\(batch, 16\\) +12,560 +12,544$")
                .containsPattern("(?m)^ +1  ReLU +\\(batch, 16\\) +\\(batch, 16\\) +0 +0$")
                .containsPattern("(?m)^ +2  Linear\\(16, 1\\) +\\(batch, 16\\) +\\(batch, 1\\) +17 +16$")
                .containsPattern("(?m)^ +3  Sigmoid +\\(batch, 1\\) +\\(batch, 1\\) +0 +0$")
                .containsPattern("(?m)^ +total +12,577 +12,560$");
    }

    @Test
    void each_of_the_three_epochs_is_printed() {
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(run.out()).contains("epoch " + epoch + "/3  loss 0.");
        }
    }

    @Test
    void the_confusion_matrix_has_all_test_images_and_agrees_with_the_accuracy() {
        List<MatchResult> rows = CONFUSION.matcher(run.out()).results().toList();
        int right = number(rows.get(0).group(2)) + number(rows.get(1).group(3));
        int wrong = number(rows.get(0).group(3)) + number(rows.get(1).group(2));

        assertThat(rows).hasSize(2).extracting(row -> row.group(1)).containsExactly("0", "1");
        assertThat(right + wrong).isEqualTo(2115);
        assertThat(right).isEqualTo(number(only(RESULT, run.out()).group(2)));
        assertThat(number(rows.get(0).group(2)) + number(rows.get(0).group(3))).isEqualTo(980);
    }

    @Test
    void three_images_are_shown_with_what_the_network_says() {
        Pattern caption = Pattern.compile("p = [01]\\.\\d{4}, image (\\d+)");

        assertThat(caption.matcher(run.out()).results().map(match -> number(match.group(1)))).hasSize(3)
                .doesNotHaveDuplicates().allMatch(image -> image < 2115);
        assertThat(run.out()).containsPattern("(WRONG|right): [01] +(WRONG|right): [01] +(WRONG|right): [01]\n")
                .contains("@");
    }

    @Test
    void the_output_is_ascii_and_fits_into_80_columns_but_for_the_lines_of_the_kernel_and_the_epochs() {
        assertThat(run.out().chars()).allMatch(c -> c == '\n' || c == '\r' || c >= ' ' && c <= '~');
        assertThat(run.out().lines().filter(line -> !line.contains("kernel: ") && !line.contains("epoch ")))
                .allMatch(line -> line.length() < 80);
    }

    @Test
    void quiet_prints_the_result_alone_and_it_is_the_same() {
        Run quiet = Run.of("--quiet");

        assertThat(quiet.status()).isZero();
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).isEqualTo(only(RESULT, run.out()).group() + "\n");
    }

    @Test
    void digits_and_separators_are_the_same_in_every_locale() {
        Run arabic = Run.in(Locale.forLanguageTag("ar-EG-u-nu-arab"));

        assertThat(arabic.timeless()).isEqualTo(run.timeless());
    }

    @Test
    void even_and_odd_digits_can_be_told_apart_too() {
        Run even = Run.of("--task", "even", "--epochs", "1", "--hidden", "4", "--report", "target/even.html");

        assertThat(even.status()).isZero();
        assertThat(even.out()).startsWith("odd against even: 60,000 images to learn from, 10,000 to test on\n")
                .contains("Linear(784, 4)", "epoch 1/1  loss ", " of 10,000 correct)")
                .containsPattern("(WRONG|right): (odd|even) +(WRONG|right): (odd|even)");
    }
}
