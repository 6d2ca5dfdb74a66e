// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Sketch.Ink;
import io.github.chainrule.plot.Sketch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Activation functions side by side, each with its slope. */
public final class ActivationSketch {

    /** The library's, by their names. */
    public static final Map<String, Supplier<Layer>> FUNCTIONS = Collections.unmodifiableMap(
            Stream.<Supplier<Layer>>of(Sigmoid::new, Tanh::new, ReLU::new, LeakyReLU::new).collect(Collectors.toMap(
                    function -> function.get().getClass().getSimpleName(), function -> function, (a, b) -> a,
                    LinkedHashMap::new)));

    private ActivationSketch() {
    }

    /** Draws them as the library computes them. */
    public static Sketch draw() {
        Sketch sketch = new Sketch("Four activation functions and their slopes", "Sigmoid and tanh: an S, whose slope"
                + " is a bump. ReLU and LeakyReLU: flat, then rising; their slopes jump from 0 or 0.01 to 1.", 250);
        int k = 0;
        for (Map.Entry<String, Supplier<Layer>> function : FUNCTIONS.entrySet()) {
            Layer layer = function.getValue().get();
            new Panel(sketch, new double[] {34 + 144 * k, 76, 118, 118}, new double[] {-4, 4},
                    new double[] {-1.2, 2.2}).title(function.getKey()).tickX(-4, "\u22124").tickX(0, "0")
                    .tickX(4, "4").tickY(0, "0").tickY(1, "1")
                    .graph(Ink.PLUM, z -> layer.inputGradient(Matrix.row(z), layer.forward(Matrix.row(z)),
                            Matrix.row(1)).get(0, 0))
                    .graph(Ink.GREEN, z -> layer.forward(Matrix.row(z)).get(0, 0));
            k++;
        }
        return sketch.text(Ink.GREEN, 250, 240, "the function").text(Ink.PLUM, 360, 240, "its slope");
    }

    /** Functions with the slope 1 above 0, and another one below. */
    public static LineChart slopes(String title, double... belowZero) {
        LineChart chart = new LineChart(title).axes("x", "y");
        for (double slope : belowZero) {
            chart.line(Output.text("slope %.2f", slope), new double[] {-2, 0, 2}, new double[] {-2 * slope, 0, 2});
        }
        return chart;
    }
}
