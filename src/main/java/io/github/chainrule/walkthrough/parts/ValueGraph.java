// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.plot.Sketch.Ink;
import io.github.chainrule.plot.Sketch;

import java.util.List;

/** Gradients beside those of the library, and the picture of a number that is used three times. */
public final class ValueGraph {

    private ValueGraph() {
    }

    /** A row for each entry of each parameter. */
    public static void gradients(double[] found, List<Parameter> parameters, Output out) {
        out.say("                 found      library");
        String[] names = {"W0", "b0", "W2", "b2"};
        int next = 0;
        for (int k = 0; k < names.length; k++) {
            double[] library = parameters.get(k).gradient().values();
            for (int i = 0; i < library.length; i++) {
                out.say("   dL/d%s[%d]  %9.6f    %9.6f", names[k], i, found[next++], library[i]);
            }
        }
    }

    /** y = x * x + x, forward and backward. */
    public static Sketch picture() {
        Sketch sketch = new Sketch("y = x\u00b7x + x at x = 3", "Two arrows lead from x into a product, and one"
                + " into a sum, which is y. Going back, the sum hands 1 to the product and 1 to x,"
                + " and the product hands 3 to x twice.", 240);
        sketch.circle(80, 150, 30).text(Ink.PLAIN, 80, 155, "x = 3").text(Ink.PLUM, 80, 205, "3 + 3 + 1 = 7");
        sketch.circle(300, 90, 30).text(Ink.PLAIN, 300, 95, "\u00b7");
        sketch.circle(500, 150, 30).text(Ink.PLAIN, 500, 155, "+").text(Ink.GREEN, 500, 112, "y = 12")
                .text(Ink.PLUM, 500, 205, "1");
        for (double offset : new double[] {-9, 9}) {
            sketch.arrow(Ink.GREEN, 110, 142 + offset, 270, 90 + offset);
        }
        sketch.arrow(Ink.GREEN, 330, 95, 470, 142).arrow(Ink.GREEN, 110, 158, 470, 158);
        return sketch.text(Ink.GREEN, 170, 98, "3").text(Ink.PLUM, 205, 142, "3 and 3").text(Ink.GREEN, 410, 106, "9")
                .text(Ink.PLUM, 390, 136, "1").text(Ink.GREEN, 290, 152, "3").text(Ink.PLUM, 290, 178, "1");
    }
}
