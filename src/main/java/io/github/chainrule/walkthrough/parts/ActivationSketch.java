// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.plot.Sketch;
import io.github.chainrule.plot.Sketch.Ink;

import java.util.Map;
import java.util.function.Supplier;

/** Activation functions side by side, each with its slope. */
public final class ActivationSketch {

    private ActivationSketch() {
    }

    /** Draws up to four, as the library computes them. */
    public static Sketch of(Map<String, Supplier<Layer>> activations) {
        Sketch sketch = new Sketch("Four activation functions and their slopes", "Sigmoid and tanh: an S, whose slope"
                + " is a bump. ReLU and LeakyReLU: flat, then rising; their slopes jump from 0 or 0.01 to 1.", 250);
        int k = 0;
        for (Map.Entry<String, Supplier<Layer>> activation : activations.entrySet()) {
            Layer layer = activation.getValue().get();
            Panel panel = new Panel(sketch, new double[] {34 + 144 * k, 76, 118, 118}, new double[] {-4, 4},
                    new double[] {-1.2, 2.2}).title(activation.getKey()).tickX(-4, "\u22124").tickX(0, "0")
                    .tickX(4, "4").tickY(0, "0").tickY(1, "1");
            panel.graph(Ink.ORANGE, z -> layer.inputGradient(Matrix.row(z), layer.forward(Matrix.row(z)),
                    Matrix.row(1)).get(0, 0));
            panel.graph(Ink.BLUE, z -> layer.forward(Matrix.row(z)).get(0, 0));
            k++;
        }
        return sketch.text(Ink.BLUE, 250, 240, "the function").text(Ink.ORANGE, 360, 240, "its slope");
    }
}
