// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.plot.Sketch.Ink.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.function.Consumer;

class SketchTest {

    private static Sketch sketch() {
        return new Sketch("Title", "What there is.", 100);
    }

    @Test
    void an_arrow_ends_in_a_head_of_two_strokes() {
        assertThat(sketch().arrow(Sketch.Ink.BLUE, 0, 50, 100, 50).svg())
                .contains("<path class=\"cr-thin cr-s0\" d=\"M0 50 100 50M91 54.5 100 50 91 45.5\"/>");
    }

    /** Along (0.6, 0.8) its head begins 9 units before the tip, 4.5 at each side. */
    @Test
    void a_head_lies_in_the_direction_of_its_arrow() {
        assertThat(sketch().arrow(Sketch.Ink.BLUE, 0, 0, 30, 40).svg())
                .contains("d=\"M0 0 30 40M21 35.5 30 40 28.2 30.1\"");
        assertThat(sketch().arrow(Sketch.Ink.BLUE, 30, 40, 10, 55).svg())
                .contains("d=\"M30 40 10 55M14.5 46 10 55 19.9 53.2\"");
    }

    @Test
    void what_is_drawn_later_lies_on_top() {
        assertThat(sketch().circle(20, 20, 5).text(PLAIN, 20, 25, "w").svg())
                .containsSubsequence("cr-node", ">w</text>");
    }

    @Test
    void a_line_has_an_x_and_a_y_of_each_place() {
        assertRefused(() -> sketch().line(Sketch.Ink.BLUE, 1, 2, 3), "Sketch \"Title\": a line through 3 numbers;"
                + " expected an x and a y for each place.");
    }

    static List<Arguments> nowhere() {
        return List.of(Arguments.of("an arrow, or its direction,", (Consumer<Sketch>) s -> s.arrow(PLAIN, 5, 5, 5, 5)),
                Arguments.of("a line", (Consumer<Sketch>) s -> s.line(PLAIN, 5, Double.NaN, 5, 5)),
                Arguments.of("a circle", (Consumer<Sketch>) s -> s.circle(0, Double.NaN, 5)),
                Arguments.of("a box", (Consumer<Sketch>) s -> s.box(0, 0, Double.NaN, 5)),
                Arguments.of("a dot", (Consumer<Sketch>) s -> s.dot(PLAIN, Double.NaN, 0)),
                Arguments.of("a place of words", (Consumer<Sketch>) s -> s.text(PLAIN, 0, Double.NaN, "w")));
    }

    @ParameterizedTest
    @MethodSource("nowhere")
    void what_stands_nowhere_is_refused(String what, Consumer<Sketch> drawing) {
        assertThatThrownBy(() -> drawing.accept(sketch())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Sketch \"Title\": " + what + " is NaN at index ");
    }
}
