// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import static io.github.chainrule.Refusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.chainrule.Steps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static Json json(String text) {
        return new Json("m", text);
    }

    @Test
    void strings_with_every_escape_are_read() throws IOException {
        assertThat(json(" \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\ude00 \u00e4\ud83d\ude00\"").string())
                .isEqualTo("\"\\/\b\f\n\r\t\u00e4\ud83d\ude00 \u00e4\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u\u0661\u0662\u0663\u0664\"", "\"\\", "\"\\u",
        "\"\\U0041\""})
    void other_escapes_are_refused(String text) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> json(text).string())
                .withMessageStartingWith("m: expected one of JSON's escapes at character 2, got ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udfff\"", "\"\\ude00\\ud83d\"", "\"a\\ud83dx\""})
    void half_a_pair_is_refused(String text) {
        assertFails(() -> json(text).string(), "m: a string that ends before character " + text.length() + " has an"
                + " unpaired surrogate, which is no character.");
    }

    @Test
    void control_characters_and_missing_ends_are_refused() {
        assertFails(() -> json("\"a\tb\"").string(), "m: expected no control character in a string at character 2, got"
                + " \"\\u0009b\\\"\".");
        assertFails(() -> json("\"ab").string(), "m: expected '\"' at character 3, got the end.");
        assertFails(() -> json("\"\\u0041").string(), "m: expected '\"' at character 7, got the end.");
    }

    @Test
    void whole_numbers_are_read() throws IOException {
        Json json = json("[0, 7 ,\t10,\n999999999999999999 ]");
        assertThat(json.array(4, json::number)).containsExactly(0L, 7L, 10L, 999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "01", "1.0", "1e3", "+1", "", "true", "\u0661", "1000000000000000000"})
    void other_numbers_are_refused(String text) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> json(text).number())
                .withMessageStartingWith("m: expected a whole number of at least 0 at character 0, got ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,]", "[1 2]", "[,1]", "[1", "[", "[1}"})
    void arrays_that_are_none_are_refused(String text) {
        Json json = json(text);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> json.array(9, json::number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{\"a\":1", "{", "{\"a\":1]", "{1:1}"})
    void objects_that_are_none_are_refused(String text) {
        Json json = json(text);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> json.object(key -> json.number()));
    }

    @Test
    void what_is_quoted_is_read_back() throws IOException {
        List<String> strings = List.of("", "\"\\\u0000\n\u007f\u0085", "\u00e4\ud83d\ude00 / ");
        Json json = json(Json.quote(strings) + "  ");
        List<String> back = new ArrayList<>(json.array(3, json::string));
        json.end();
        assertThat(back).isEqualTo(strings);
    }

    @Test
    void what_UTF_8_can_not_write_is_not_quoted() {
        for (String text : List.of("a\ud83d", "\ude00\ud83d")) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Json.quote(text))
                    .withMessageContaining("has an unpaired surrogate, which UTF-8 can't write.");
        }
    }

    @Test
    void a_name_in_a_message_is_not_longer_than_a_line() {
        assertThat(Json.shown("a".repeat(1000))).isEqualTo("\"" + "a".repeat(60) + "...\"");
        assertThat(Json.shown("a".repeat(60))).isEqualTo("\"" + "a".repeat(60) + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%sx", "0.%s", "-%s"})
    void a_long_number_takes_a_time_that_is_linear_in_its_length(String form) {
        Steps.assertLinear(Json.NUMBER, form);
    }
}
