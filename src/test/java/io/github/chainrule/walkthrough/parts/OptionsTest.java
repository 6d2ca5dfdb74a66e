// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.chainrule.walkthrough.parts.Options.WrongOptionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private final Options options = new Options()
            .option("epochs", "N", "3", "how often")
            .option("rate", "X", "0.1", "how fast")
            .option("sizes", "SIZES", "4,2", "how large")
            .option("file", "FILE", "", "where")
            .flag("quiet", "say little");

    private static void assertWrong(ThrowingCallable call, String message) {
        assertThatExceptionOfType(WrongOptionException.class).isThrownBy(call)
                .withMessage(message + " (--help shows all options)");
    }

    @Test
    void without_arguments_everything_has_its_default() throws WrongOptionException {
        Options parsed = options.parse();

        assertThat(parsed.positive("epochs")).isEqualTo(3);
        assertThat(parsed.integer("epochs")).isEqualTo(3);
        assertThat(parsed.positiveDouble("rate")).isEqualTo(0.1);
        assertThat(parsed.positives("sizes")).containsExactly(4, 2);
        assertThat(parsed.text("file")).isEmpty();
        assertThat(parsed.has("quiet")).isFalse();
        assertThat(parsed.has("help")).isFalse();
    }

    @Test
    void a_value_stands_after_its_option_or_after_an_equals_sign() throws WrongOptionException {
        Options parsed = options.parse("--epochs", "7", "--rate=1e-3", "--quiet", "--sizes", "5", "--file=a=b");

        assertThat(parsed.positive("epochs")).isEqualTo(7);
        assertThat(parsed.positiveDouble("rate")).isEqualTo(0.001);
        assertThat(parsed.positives("sizes")).containsExactly(5);
        assertThat(parsed.text("file")).isEqualTo("a=b");
        assertThat(parsed.has("quiet")).isTrue();
    }

    @Test
    void the_last_of_several_values_counts_numbers_in_a_list_may_stand_apart_and_one_may_be_negative_and_long() throws WrongOptionException {
        assertThat(options.parse("--epochs", "7", "--epochs=8").positive("epochs")).isEqualTo(8);
        assertThat(options.parse("--sizes", " 32, 16 ,8").positives("sizes")).containsExactly(32, 16, 8);
        assertThat(options.parse("--epochs", "-9223372036854775808").integer("epochs")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void what_is_no_option_is_refused() {
        assertWrong(() -> options.parse("epochs"), "'epochs' is no option: options begin with --");
        assertWrong(() -> options.parse("-epochs", "3"), "'-epochs' is no option: options begin with --");
        assertWrong(() -> options.parse("--quiet", "3"), "'3' is no option: options begin with --");
        assertWrong(() -> options.parse(""), "'' is no option: options begin with --");
    }

    @Test
    void an_unknown_option_one_without_its_value_and_a_switch_with_one_are_refused() {
        assertWrong(() -> options.parse("--epoch", "3"), "there is no option --epoch");
        assertWrong(() -> options.parse("--epoch=3"), "there is no option --epoch");
        assertWrong(() -> options.parse("--Epochs=3"), "there is no option --Epochs");
        assertWrong(() -> options.parse("--"), "there is no option --");
        assertWrong(() -> options.parse("--quiet", "--epochs"), "--epochs needs a value, N");
        assertWrong(() -> options.parse("--sizes"), "--sizes needs a value, SIZES");
        assertWrong(() -> options.parse("--quiet=yes"), "--quiet takes no value");
        assertWrong(() -> options.parse("--help="), "--help takes no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1e3", "many", "", " 3", "2147483648"})
    void a_number_of_things_is_whole_and_at_least_1(String wrong) {
        assertWrong(() -> options.parse("--epochs", wrong).positive("epochs"),
                "--epochs must be a whole number of at least 1, not '" + wrong + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "16,0", "-4", "16,"})
    void so_is_each_of_a_list(String wrong) {
        String part = wrong.substring(wrong.indexOf(',') + 1);

        assertWrong(() -> options.parse("--sizes=" + wrong).positives("sizes"),
                "--sizes must be a whole number of at least 1, not '" + part + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e3", "", "9223372036854775808"})
    void a_whole_number_has_no_fraction_and_fits_into_64_bits(String wrong) {
        assertWrong(() -> options.parse("--epochs", wrong).integer("epochs"),
                "--epochs must be a whole number, not '" + wrong + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "NaN", "Infinity", "1e999", "1e-999", "0,1", "fast", ""})
    void a_rate_is_a_number_above_0(String wrong) {
        assertWrong(() -> options.parse("--rate", wrong).positiveDouble("rate"),
                "--rate must be a number above 0, not '" + wrong + "'");
    }

    @Test
    void what_is_given_once_isn_t_remembered() throws WrongOptionException {
        options.parse("--epochs", "7");

        assertThat(options.parse().positive("epochs")).isEqualTo(3);
    }

    @Test
    void help_is_a_table_with_the_defaults() {
        assertThat(options.help().lines()).containsExactly(
                "  --help                     show this and end",
                "  --epochs N                 how often (3)",
                "  --rate X                   how fast (0.1)",
                "  --sizes SIZES              how large (4,2)",
                "  --file FILE                where",
                "  --quiet                    say little");
    }

    @Test
    void help_has_no_line_of_more_than_80_characters() {
        options.option("long", "WORD", "default", "so many words that they can't all stand in a single line of it");

        assertThat(options.help()).contains(
                "  --long WORD                so many words that they can't all stand in a single",
                "                             line of it (default)");
        assertThat(options.help().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void minus_h_is_short_for_help() throws WrongOptionException {
        assertThat(options.parse("-h").has("help")).isTrue();
    }
}
