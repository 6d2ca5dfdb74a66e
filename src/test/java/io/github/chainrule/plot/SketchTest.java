// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SketchTest {

    private static Sketch sketch() {
        return new Sketch("Title", "What there is.", 100);
    }

    @Test
    void an_arrow_ends_in_a_head_of_two_strokes() {
        assertThat(sketch().arrow(Sketch.Ink.BLUE, 0, 50, 100, 50).svg())
                .contains("<path class=\"cr-thin cr-s0\" d=\"M0 50 100 50M91 54.5 100 50 91 45.5\"/>");
    }

    @Test
    void what_is_drawn_later_lies_on_top() {
        assertThat(sketch().circle(20, 20, 5).text(Sketch.Ink.PLAIN, 20, 25, "w").svg())
                .containsSubsequence("cr-node", ">w</text>");
    }

    @Test
    void a_line_has_an_x_and_a_y_of_each_place() {
        assertRefused(() -> sketch().line(Sketch.Ink.BLUE, 1, 2, 3), "Sketch \"Title\": a line through 3 numbers;"
                + " expected an x and a y for each place.");
    }
}
