// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text in the page's address. */
class SetupTest {

    @Test
    void what_is_not_said_is_as_in_the_default() {
        Setup setup = Setup.parse("data=moons&hidden=8,3&rate=0.5");

        assertThat(setup.data.label()).isEqualTo("moons");
        assertThat(setup.hidden).containsExactly(8, 3);
        assertThat(setup.rate).isEqualTo(0.5);
        assertThat(setup.batch).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data=spiral3&points=300&noise=0.05&test=0.5&scale=true&hidden=8,8,8&activation=leaky"
            + "&initial=he&dropout=0.2&goal=logits&rule=momentum&rate=0.125&decay=0.0001&batch=7&seed=9", "hidden=",
            "data=own&own=0.5,-1,0;2,1e-7,2;3,4,1&features=a%26b,%C3%A4%2Cc&classes=%3Cb%3E,1,2"})
    void a_setup_is_the_same_after_it_was_written_and_read(String text) {
        Setup setup = Setup.parse(text);

        assertThat(Setup.parse(setup.toString())).usingRecursiveComparison().isEqualTo(setup);
    }

    @Test
    void names_come_back_as_they_were() {
        Setup setup = Setup.parse("data=own&own=0,0,0&features=a%26b,%C3%A4%2Cc&classes=%3Cb%3E,%22");

        assertThat(setup.own.features()).containsExactly("a&b", "\u00e4,c");
        assertThat(setup.own.classes()).containsExactly("<b>", "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "rule=newton | rule: expected one of adam, adamw, sgd, momentum, got \"newton\".",
            "rule=SGD | rule: expected one of adam, adamw, sgd, momentum, got \"SGD\".",
            "points=9 | points: expected a whole number from 10 to 1000, got \"9\".",
            "points=1e2 | points: expected a whole number from 10 to 1000, got \"1e2\".",
            "rate=0 | rate: expected a number from 0.000001 to 1000, got \"0\".",
            "rate=NaN | rate: expected a number from 0.000001 to 1000, got \"NaN\".",
            "hidden=17 | hidden: expected a whole number from 1 to 16, got \"17\".",
            "hidden=1,,1 | hidden: expected a whole number from 1 to 16, got \"\".",
            "hidden=1,1,1,1,1,1,1,1,1,1,1,1,1 |hidden: expected at most 12 of them, got \"1,1,1,1,1,1,1,1,1,1,1,1,1\".",
            "scale=yes | scale: expected one of false, true, got \"yes\".",
            "seed=-1 | seed: expected a whole number from 0 to 2147483647, got \"-1\".",
            "learning=1 | there is no setting \"learning\".",
            "rate=1&rate | expected name=value between each &, got \"rate\".",
            "=1 | expected name=value between each &, got \"=1\".",
            "rate=1&&rate=2 | expected name=value between each &, got \"\".",
            "rate=1&rate=2 | \"rate\" appears twice.",
            "own=%zz | own: expected text in which a % is followed by two hexadecimal digits, got \"%zz\".",
            "own=1,2 | points: expected x,y,class for each, as in 0.5,-1,0;2,0.25,1, got \"1,2\".",
            "own=1,2,2 | points: expected a whole number from 0 to 1, got \"2\".",
            "own=1,Infinity,0 | points: expected a number from -1000000000 to 1000000000, got \"Infinity\".",
            "rate=1d | rate: expected a number from 0.000001 to 1000, got \"1d\".",
            "rate=0x1p3 | rate: expected a number from 0.000001 to 1000, got \"0x1p3\".",
            "inputs=x3 | inputs: expected one of x1, x2, x1x1, x2x2, x1x2, sinx1, sinx2, got \"x3\".",
            "lesson=xor | lesson: expected one of first, one-neuron, too-large-steps, all-zero, xor-stuck,"
                    + " on-paper, one-path, two-paths, way-back,"
                    + " sixteen-relus, own-pace, three-outputs, spiral, overfitting, twelve-sigmoids, one-leaky-neuron,"
                    + " riddle, got \"xor\".",
            "classes=a | points: expected two to 4 classes, got 1.",
            "features=a | points: expected two features, one for each direction of the plane, got 1."})
    void a_wrong_text_is_refused_with_what_was_expected(String text, String message) {
        assertThatThrownBy(() -> Setup.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void a_message_shows_no_more_than_a_line_of_what_came_and_no_control_character() {
        assertThatThrownBy(() -> Setup.parse("data=" + "\u0007\u00e4<".repeat(50)))
                .hasMessageEndingWith("got \"" + "\\u0007\u00e4<".repeat(4) + "\\u000...\".");
    }

    @Test
    void digits_of_other_scripts_and_what_only_java_takes_for_a_number_are_none() {
        for (String number : List.of("\u0663", "1f", "+1", "0x10", "1_0", "1e", ".", " 1")) {
            for (String key : List.of("rate=", "seed=", "hidden=", "weights=", "own=0,1,")) {
                assertThatThrownBy(() -> Setup.parse(key + number)).as(key + number)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** Each number is looked at once: a text that is ten times as long takes about ten times as long, not a hundred. */
    @Test
    void a_long_number_is_refused_as_fast_as_it_is_read() {
        String digits = "1".repeat(130_000);

        assertThatThrownBy(() -> Setup.parse("rate=" + digits + "x")).hasMessageStartingWith("rate: expected a number");
        assertThatThrownBy(() -> Points.ofFile(digits + "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void there_are_not_more_points_than_fit_into_a_program() {
        String points = IntStream.range(0, Points.MAX + 1).mapToObj(i -> i + ",0,0").collect(Collectors.joining(";"));

        assertThatThrownBy(() -> Setup.parse("own=" + points))
                .hasMessage("points: there are more than 1000. Use a part of them.");
    }

    @Test
    void a_text_is_not_longer_than_any_setup_needs() {
        assertThatThrownBy(() -> Setup.parse("a".repeat(200_000)))
                .hasMessage("the setup has 200000 characters; expected at most 131072.");
        assertThatThrownBy(() -> Setup.parse("a".repeat(1 << 17))).hasMessageStartingWith("setup: expected one of ");
    }

    @Test
    void a_java_string_is_escaped_so_that_a_name_stays_a_name() {
        assertThat(Text.javaStrings(List.of("a\"+b\\", "\u00e4\n\u2028", "~\u007f !"))).isEqualTo(
                "\"a\\\"+b\\\\\", \"\\u00e4\\012\\u2028\", \"~\\u007f !\"");
    }

    @Test
    void large_and_small_numbers_have_a_power_of_ten() {
        assertThat(List.of(Text.rounded(9999), Text.rounded(10_000), Text.rounded(0.001), Text.rounded(0.0001),
                Text.rounded(Double.NaN))).containsExactly("1\u00b710\u2074", "1\u00b710\u2074", "0.001",
                "1\u00b710\u207b\u2074", "NaN");
    }
}
