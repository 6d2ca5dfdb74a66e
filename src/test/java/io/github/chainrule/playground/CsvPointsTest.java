// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.Steps;
import io.github.chainrule.playground.Points.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points from a visitor's file. */
class CsvPointsTest {

    private static Points parse(String text) {
        return Points.ofFile(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"length,width,species\n1.5,2,rose\n-3,1e2,tulip\n",
            "length;width;species\n1.5;2;rose\n-3;1e2;tulip",
            "length\twidth\tspecies\r\n1.5\t2\trose\r\n-3\t1e2\ttulip\r\n\t5\trose\n"})
    void a_file_has_two_features_and_then_the_class(String text) {
        Points points = parse(text);

        assertThat(points.points()).containsExactly(new Point(1.5, 2, 0), new Point(-3, 100, 1));
        assertThat(points.features()).containsExactly("length", "width");
        assertThat(points.classes()).containsExactly("rose", "tulip");
    }

    @Test
    void a_file_without_names_and_with_numbers_for_classes_is_read_too() {
        Points points = parse("0.5,1,0\n2,3,1\n");

        assertThat(points.points()).containsExactly(new Point(0.5, 1, 0), new Point(2, 3, 1));
        assertThat(points.classes()).containsExactly("0", "1");
    }

    @Test
    void a_spreadsheets_commas_are_decimal_where_they_do_not_separate() {
        assertThat(parse("a;b;c\n1,5;-2,5;x\n2;3;y\n").points())
                .containsExactly(new Point(1.5, -2.5, 0), new Point(2, 3, 1));
        assertThat(parse("1,5;2;x\n2;3;y\n").points()).hasSize(2);
    }

    @Test
    void its_settings_are_a_part_of_a_set_up() {
        Points points = parse("\"a,b\",c&d,class\n1,2,<b>\n3,4,\"x,y\"\n");

        assertThat(Setup.parse("data=own&" + points.settings()).own).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "a,b/1,2 | the file: expected three columns, two features and then the class, got 2.",
            "a,b,c/1,2,x | points: expected two to 4 classes, got 1.",
            "a,b,c/1,2,v/1,2,w/1,2,x/1,2,y/1,2,z | points: expected two to 4 classes, got 5."})
    void a_file_that_is_something_else_is_refused(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace('/', '\n'))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_field_that_is_no_number_is_named_with_its_line() {
        assertThatThrownBy(() -> parse("a,b,c\n1,2,x\n1,two,y\n"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("line 3, column \"b\"");
    }

    @Test
    void more_rows_than_there_is_room_for_are_refused() {
        assertThatThrownBy(() -> parse("a,b,c\n" + "1,2,x\n2,1,y\n".repeat(501)))
                .hasMessage("points: there are more than 1000. Use a part of them.");
        assertThatThrownBy(() -> parse("a,b,c\n" + "1,2,x\n2,1,y\n".repeat(30_000)))
                .hasMessage("the file: expected at most 262144 characters, got 360006. Use a part of it.");
        assertThatThrownBy(() -> parse("a".repeat((1 << 18) - 2) + "\n1"))
                .hasMessageEndingWith("then the class, got 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%sx", "%s.%<sx", "-%s,%<se%<sx", ".%se+", "%s;%<s\n%<s;%<s"})
    void a_long_number_takes_a_time_that_is_linear_in_its_length(String form) {
        Steps.assertLinear(Points.DECIMAL_COMMA, form);
        Steps.assertLinear(Values.NUMBER, form);
    }
}
