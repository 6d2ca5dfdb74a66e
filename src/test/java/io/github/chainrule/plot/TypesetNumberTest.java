// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesetNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | 0", "-0.0 | 0", "12577 | 12,577", "-3000 | −3,000", "0.1 | 0.1",
        "0.30000000000000004 | 0.3", "2.5 | 2.5", "0.98765432 | 0.988", "0.0421 | 0.0421", "1234.5 | 1,235",
        "999.96 | 1,000", "-0.0000321 | −3.21×10⁻⁵", "1e-5 | 10⁻⁵", "0.0005 | 0.0005", "1e12 | 10¹²",
        "123456789 | 123,456,789", "-2.5e300 | −2.5×10³⁰⁰", "0.0001 | 0.0001", "1e9 | 10⁹", "-1e-5 | −10⁻⁵"})
    void are_written_as_people_write_them(double value, String text) {
        assertThat(TypesetNumber.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.8 | 0.800", "0.67621 | 0.676", "1 | 1.00", "0.9996 | 1.00", "-25 | −25.0",
        "0 | 0", "0.00012 | 0.000120", "0.0001 | 0.000100", "999.96 | 1,000", "12577 | 12,577", "1e-5 | 10⁻⁵"})
    void one_below_the_other_have_three_digits_each(double value, String text) {
        assertThat(TypesetNumber.aligned(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1 | 1 | 100 %", "0 | 5 | 0 %", "2114 | 2115 | 99.95 %",
        "99999 | 100000 | > 99.99 %", "19999 | 20000 | > 99.99 %", "1 | 20000 | 0.01 %", "1 | 100000 | < 0.01 %",
        "1 | 3 | 33.33 %", "1 | 2 | 50.00 %", "0 | 0 | not defined"})
    void percent_are_100_only_where_all_are_meant(double part, double whole, String text) {
        assertThat(TypesetNumber.percent(part / whole).replace('\u00a0', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.04, 0", "-0.05, 0", "1.25, 1.3", "-1.25, -1.2", "100, 100", "-0.5, -0.5", "99.96, 100"})
    void places_are_tenths(double place, String text) {
        assertThat(TypesetNumber.place(place)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | 1 | 0 0.2 0.4 0.6 0.8 1.0", "0.3 | 0.7 | 0.3 0.4 0.5 0.6 0.7",
        "-3 | 12 | 0 5 10", "0 | 1000000 | 0 200,000 400,000 600,000 800,000 1,000,000", "1 | 594 | 200 400",
        "0 | 3e-5 | 0 10⁻⁵ 2×10⁻⁵ 3×10⁻⁵", "0.999 | 0.9995 | 0.9990 0.9991 0.9992 0.9993 0.9994 0.9995",
        "0 | 1e7 | 0 0.2×10⁷ 0.4×10⁷ 0.6×10⁷ 0.8×10⁷ 10⁷",
        "0 | 1e-4 | 0 0.00002 0.00004 0.00006 0.00008 0.00010", "0 | 1e300 | 0 0.2×10³⁰⁰ 0.4×10³⁰⁰ 0.6×10³⁰⁰ 0.8×10³⁰⁰ 10³⁰⁰"})
    void ticks_are_1_2_or_5_times_a_power_of_ten_apart(double lo, double hi, String labels) {
        assertThat(String.join(" ", labels(Ticks.linear(lo, hi, Ticks.step(hi - lo, 5, false))))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.1 | 1 | 0.1 0.2 0.5 1", "0.0005 | 1 | 0.001 0.01 0.1 1",
        "1e-8 | 1 | 10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 1", "1 | 1000 | 1 10 100 1,000", "20 | 50 | 20 50", "1 | 50 | 1 2 5 10 20 50",
        "1e-4 | 1 | 0.0001 0.001 0.01 0.1 1", "1e3 | 1e7 | 10³ 10⁴ 10⁵ 10⁶ 10⁷"})
    void logarithmic_ticks_are_powers_of_ten_or_between_them(double lo, double hi, String labels) {
        assertThat(String.join(" ", labels(Ticks.logarithmic(lo, hi, 5)))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 2", "3, 2, 5", "0.1, 0.1, 0.1", "99, 50, 100"})
    void a_logarithmic_axis_ends_at_1_2_or_5_times_a_power_of_ten(double value, double below, double above) {
        assertThat(Ticks.logarithmic(value, false)).isEqualTo(below);
        assertThat(Ticks.logarithmic(value, true)).isEqualTo(above);
    }

    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).toList();
    }

    @Test
    void ticks_of_whole_numbers_are_whole() {
        assertThat(labels(Ticks.linear(1, 3, Ticks.step(2, 8, true)))).containsExactly("1", "2", "3");
    }

    @Test
    void subscripts_count_from_0() {
        assertThat(TypesetNumber.subscript(0) + TypesetNumber.subscript(783)).isEqualTo("₀₇₈₃");
    }

    @Test
    void numbers_in_a_text_are_rewritten_where_they_stand() {
        assertThat(TypesetNumber.in("from 1.799e-05 to 0.2500 in 3 steps"))
                .isEqualTo("from 1.8\u00d710\u207b\u2075 to 0.25 in 3 steps");
    }
}
