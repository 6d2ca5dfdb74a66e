// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static BarChart chart() {
        return new BarChart("Time").axis("seconds");
    }

    private static double[] lengths(Drawn drawn, String side) {
        return drawn.all("rect").stream().filter(r -> !r.getAttribute("class").equals("cr-paper"))
                .mapToDouble(r -> Double.parseDouble(r.getAttribute(side))).toArray();
    }

    @Test
    void bars_are_as_long_as_their_values_and_say_them() {
        Drawn drawn = Drawn.of(chart().bar("a", 1).bar("b", 2.5).bar("c", 12_577));
        double[] lengths = lengths(drawn, "width");
        assertThat(lengths[2] / lengths[1]).isGreaterThan(1000);
        assertThat(drawn.texts()).contains("seconds", "a", "b", "c", "1", "2.5", "12,577");
        assertThat(drawn.description()).isEqualTo("Bar chart of seconds. a: 1. b: 2.5. c: 12,577.");
    }

    @Test
    void standing_bars_are_as_high_as_their_values_on_both_sides_of_0() {
        double[] heights = lengths(Drawn.of(chart().vertical().bar("a", -1).bar("b", 2)), "height");
        assertThat(heights[1]).isEqualTo(2 * heights[0], within(0.2));
    }

    @Test
    void a_highlighted_bar_has_another_colour() {
        Drawn drawn = Drawn.of(chart().bar("a", 1).bar("b", 2).highlight("b"));
        assertThat(drawn.all("rect", "cr-f1")).hasSize(1);
        assertThat(drawn.all("rect", "cr-f0")).hasSize(1);
    }

    @Test
    void on_a_logarithmic_axis_the_shortest_bar_can_be_seen() {
        Drawn drawn = Drawn.of(chart().logScale().bar("a", 1).bar("b", 1000));
        assertThat(Arrays.stream(lengths(drawn, "width")).min().orElseThrow()).isGreaterThan(20);
        assertThat(drawn.texts()).contains("seconds (log scale)");
    }

    @Test
    void all_zero_is_an_axis_with_values() {
        Drawn drawn = Drawn.of(chart().bar("a", 0).bar("b", 0));
        assertThat(drawn.all("rect", "cr-f0")).extracting((Element r) -> r.getAttribute("width"))
                .containsExactly("0", "0");
    }

    @Test
    void bad_input_is_refused() {
        assertThatIllegalStateException().isThrownBy(() -> chart().svg())
                .withMessage("BarChart \"Time\": nothing to plot. Add a bar first: .bar(\"name\", value).");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().bar("a", Double.POSITIVE_INFINITY))
                .withMessageStartingWith("BarChart \"Time\": bar \"a\" is Infinity at index 0; expected finite");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().bar("", 1))
                .withMessage("BarChart \"Time\": the name of a bar is blank. Say in a few words what it is.");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().bars(List.of("a", "b"), 1))
                .withMessage("BarChart \"Time\": 2 names and 1 values; expected as many of one as of the other.");
        assertThatIllegalStateException().isThrownBy(() -> chart().logScale().bar("a", -1).svg())
                .withMessageStartingWith("BarChart \"Time\": bar \"a\" is -1.0 at index 0, but a logarithmic axis");
        BarChart full = chart();
        for (int i = 0; i < 100; i++) {
            full.bar("a", i);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> full.bar("a", 1))
                .withMessage("BarChart \"Time\": more than 100 bars can't be read. Put several into one, or draw a"
                        + " LineChart.");
    }
}
