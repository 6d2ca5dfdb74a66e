// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static BarChart chart() {
        return new BarChart("Time").axis("seconds");
    }

    private static double[] lengths(Drawn drawn) {
        return drawn.all("path").stream().map(path -> path.getAttribute("class")).distinct()
                .filter(c -> c.startsWith("cr-f")).flatMap(c -> drawn.all("path", c).stream())
                .map(path -> Drawn.lines(path.getAttribute("d")).get(0))
                .mapToDouble(box -> box[1][0] - box[0][0]).toArray();
    }

    @Test
    void bars_are_as_long_as_their_values_and_say_them() {
        Drawn drawn = Drawn.of(chart().bar("a", 1).bar("b", 2.5).bar("c", 12_577));
        double[] lengths = lengths(drawn);
        assertThat(lengths[2] / lengths[1]).isGreaterThan(1000);
        assertThat(drawn.texts()).contains("seconds", "a", "b", "c", "1", "2.5", "12,577");
        assertThat(drawn.description()).isEqualTo("Bar chart of seconds. a: 1. b: 2.5. c: 12,577.");
    }

    @Test
    void bars_lie_on_both_sides_of_0() {
        double[] lengths = lengths(Drawn.of(chart().bar("a", -1).bar("b", 2)));
        assertThat(lengths[1]).isEqualTo(-2 * lengths[0], within(0.2)).isPositive();
    }

    @Test
    void on_a_logarithmic_axis_the_shortest_bar_can_be_seen() {
        Drawn drawn = Drawn.of(chart().logScale().bar("a", 1).bar("b", 1000));
        assertThat(Arrays.stream(lengths(drawn)).min().orElseThrow()).isGreaterThan(20);
        assertThat(drawn.texts()).contains("seconds (log scale)");
    }

    @Test
    void all_zero_is_an_axis_with_values() {
        assertThat(lengths(Drawn.of(chart().bar("a", 0).bar("b", 0)))).containsExactly(0, 0);
    }

    @Test
    void bad_input_is_refused() {
        assertRefusedState(() -> chart().svg(), "BarChart \"Time\": nothing to plot. Add a bar first: .bar(\"name\","
                + " value).");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().bar("a", Double.POSITIVE_INFINITY))
                .withMessageStartingWith("BarChart \"Time\": bar \"a\" is Infinity at index 0; expected finite");
        assertRefused(() -> chart().bar("", 1), "BarChart \"Time\": the name of a bar is blank. Say in a few words what"
                + " it is.");
        assertThatIllegalStateException().isThrownBy(() -> chart().logScale().bar("a", -1).svg())
                .withMessageStartingWith("BarChart \"Time\": bar \"a\" is -1.0 at index 0, but a logarithmic axis");
    }

    private static double base(Drawn drawn) {
        return Drawn.lines(drawn.all("path", "cr-f3").get(0).getAttribute("d")).get(0)[0][0];
    }

    @Test
    void a_bar_of_0_is_written_at_its_right_and_needs_no_room_at_the_left() {
        Drawn drawn = Drawn.of(chart().bar("a", 0).bar("b", 2));
        assertThat(drawn.all("text", "cr-halo")).extracting(text -> text.getAttribute("class"))
                .containsExactly("cr-halo", "cr-halo");
        assertThat(base(drawn)).isEqualTo(base(Drawn.of(chart().bar("a", 1).bar("b", 2))));
    }
}
