// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a comparison says of itself. */
@Isolated("it sets the default locale")
class VerdictTest {

    private static GradientCheck check(double error, int kinks) {
        return new GradientCheck(error, "layer 0, Linear(2, 4), weight at row 1, column 3", 0.1234567890123, -2, 12577,
                kinks, "");
    }

    private static String text(GradientCheck check) {
        return check.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void gradients_are_called_right_or_wrong_and_kinks_are_counted() {
        assertThat(text(check(3.21e-9, 0))).isEqualTo("""
                the gradients are right: largest relative error 3.2e-09 of 12,577 numbers
                  at layer 0, Linear(2, 4), weight at row 1, column 3: analytic 0.1234567890, numeric -2.000000000
                """);
        assertThat(text(check(0, 1234))).isEqualTo("""
                the gradients are right: largest relative error 0.0e+00 of 12,577 numbers (1,234 at a kink)
                  at layer 0, Linear(2, 4), weight at row 1, column 3: analytic 0.1234567890, numeric -2.000000000
                """);
        assertThat(text(check(0.5, 0))).isEqualTo("""
                a gradient is wrong: largest relative error 5.0e-01 of 12,577 numbers
                  at layer 0, Linear(2, 4), weight at row 1, column 3: analytic 0.1234567890, numeric -2.000000000
                """);
    }

    @Test
    void between_right_and_wrong_one_should_look_closer() {
        assertThat(text(check(1e-4, 0))).isEqualTo("""
                look closer: between right (below 1e-7) and wrong (above 1e-2): largest relative error 1.0e-04 of \
                12,577 numbers
                  at layer 0, Linear(2, 4), weight at row 1, column 3: analytic 0.1234567890, numeric -2.000000000
                """);
    }

    @Test
    void only_above_a_hundredth_it_is_wrong() {
        assertThat(text(check(1e-2, 0))).startsWith("look closer: ");
    }

    @Test
    void not_a_number_is_called_wrong() {
        assertThat(text(new GradientCheck(Double.NaN, "input at row 0, column 0", Double.NaN, 1.5, 3, 0, ""))).isEqualTo("""
                a gradient is wrong: largest relative error NaN of 3 numbers
                  at input at row 0, column 0: analytic NaN, numeric 1.500000000
                """);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1e-7, true", "1.01e-7, false", "1e-2, false", "2, false", "NaN, false", "Infinity, false"})
    void up_to_a_ten_millionth_the_check_is_passed(double error, boolean passed) {
        assertThat(check(error, 0).passed()).isEqualTo(passed);
    }

    @Test
    void numbers_look_the_same_everywhere() {
        Locale before = Locale.getDefault();
        String expected = text(check(1e-4, 2));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(text(check(1e-4, 2))).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void in_a_test_a_check_that_is_not_passed_fails_it() {
        GradientCheck right = check(1e-9, 0);
        assertThat(right.requirePassed()).isSameAs(right);
        assertThatThrownBy(check(0.5, 0)::requirePassed).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a gradient is wrong: largest relative error 5.0e-01 of 12,577 numbers")
                .hasMessageEndingWith("numeric -2.000000000");
    }

    @Test
    void what_is_missing_is_said_in_place_of_numbers_that_mean_nothing() {
        GradientCheck check = new GradientCheck(0, "nothing", 0, 0, 3, 0, "MyLayer: this and that.");
        assertThat(check.passed()).isFalse();
        assertThat(text(check)).isEqualTo("a gradient is missing: MyLayer: this and that.\n");
    }
}
