// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.Sketch.Ink;
import io.github.chainrule.plot.Sketch;

/** The network on paper as a drawing, with the numbers of a pass forwards and of one backwards written into it. */
public final class PaperDrawing {

    private static final double[] X = {80, 300, 500};
    private static final double[] Y = {90, 220};
    private static final double MIDDLE = 155;
    private static final double RADIUS = 30;
    private static final double HEIGHT = 300;

    private final Sequential model = PaperNetwork.model();
    private final ForwardPass pass = model.forward(PaperNetwork.input());
    private final Linear hidden = (Linear) model.layers().get(0);
    private final Linear output = (Linear) model.layers().get(2);

    /** The same network with letters instead of numbers, before anything is computed. */
    public static Sketch letters() {
        Sketch sketch = lines(new Sketch("A 2-2-1 network", "Two inputs, x0 and x1, lead to two hidden neurons, and"
                + " these to one output, p. Each line has its weight, each neuron its bias.", HEIGHT));
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                onLine(sketch, Ink.PLAIN, X[0], Y[i], X[1], Y[j], i == j ? 0.5 : 0.3, "W0[" + i + "][" + j + "]");
            }
            onLine(sketch, Ink.PLAIN, X[1], Y[i], X[2], MIDDLE, 0.5, "W2[" + i + "]");
            neuron(sketch, Ink.PLAIN, X[0], Y[i], "", "x" + i, "");
            neuron(sketch, Ink.PLAIN, X[1], Y[i], "", "a2[" + i + "]", "b0[" + i + "]");
        }
        neuron(sketch, Ink.PLAIN, X[2], MIDDLE, "", "p", "b2");
        return captions(sketch);
    }

    /** The weights on the lines, the biases below the neurons, and in each what it passes on. */
    public Sketch forwards() {
        Sketch sketch = lines(new Sketch("The network on paper, forwards", "Two inputs, 1 and 0.5, lead to two hidden"
                + " neurons with the outputs 0.622 and 0.269, and these to the output, 0.585. Each line has its"
                + " weight.", HEIGHT));
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                onLine(sketch, Ink.PLAIN, X[0], Y[i], X[1], Y[j], i == j ? 0.5 : 0.32,
                        number("%.1f", hidden.weight().value().get(i, j)));
            }
            onLine(sketch, Ink.PLAIN, X[1], Y[i], X[2], MIDDLE, 0.5,
                    number("%.1f", output.weight().value().get(i, 0)));
        }
        for (int j = 0; j < 2; j++) {
            neuron(sketch, Ink.GREEN, X[0], Y[j], "a0[" + j + "]", number("%.1f", pass.activation(0).get(0, j)), "");
            neuron(sketch, Ink.GREEN, X[1], Y[j], "a2[" + j + "]", number("%.3f", pass.activation(2).get(0, j)),
                    number("bias %+.2f", hidden.bias().value().get(0, j)));
        }
        neuron(sketch, Ink.GREEN, X[2], MIDDLE, "a4", number("%.3f", pass.output().get(0, 0)),
                number("bias %+.2f", output.bias().value().get(0, 0)));
        return captions(sketch);
    }

    /** The backward pass after the first of its three steps, or the second, or all. */
    public Sketch backwards(int steps) {
        BackwardPass back = pass.backward(PaperNetwork.loss().gradient(pass.output(), PaperNetwork.target()));
        Sketch sketch = lines(new Sketch("Backwards, step " + steps + " of 3", "The same network. Above each neuron is"
                + " what it passed on, in it the gradient of its sum, as far as step " + steps + " knows it, and on"
                + " each line that of the weight.", HEIGHT));
        for (int j = 0; j < 2 && steps >= 2; j++) {
            sketch.arrow(Ink.PLUM, X[2] - RADIUS, MIDDLE, X[1] + RADIUS, Y[j]);
            onLine(sketch, Ink.PLUM, X[1], Y[j], X[2], MIDDLE, 0.5,
                    number("%.3f", output.weight().gradient().get(j, 0)));
        }
        for (int i = 0; i < 2 && steps == 3; i++) {
            for (int j = 0; j < 2; j++) {
                sketch.arrow(Ink.PLUM, X[1] - RADIUS, Y[j], X[0] + RADIUS, Y[i]);
                onLine(sketch, Ink.PLUM, X[0], Y[i], X[1], Y[j], i == j ? 0.5 : 0.38,
                        number("%.3f", hidden.weight().gradient().get(i, j)));
            }
        }
        for (int j = 0; j < 2; j++) {
            neuron(sketch, Ink.PLUM, X[0], Y[j], number("a0[" + j + "] = %.1f", pass.activation(0).get(0, j)), "", "");
            neuron(sketch, Ink.PLUM, X[1], Y[j], number("a2[" + j + "] = %.3f", pass.activation(2).get(0, j)),
                    steps < 2 ? "" : number("%.3f", back.gradient(1).get(0, j)),
                    steps < 2 ? "" : "dL/da1[" + j + "]");
        }
        neuron(sketch, Ink.PLUM, X[2], MIDDLE, number("a4 = %.3f", pass.output().get(0, 0)),
                number("%.3f", back.gradient(3).get(0, 0)), "dL/da3");
        sketch.arrow(Ink.PLUM, 590, MIDDLE, X[2] + RADIUS, MIDDLE).text(Ink.PLAIN, 566, MIDDLE - 10, "loss");
        return captions(sketch);
    }

    private static Sketch captions(Sketch sketch) {
        return sketch.text(Ink.FAINT, X[0], HEIGHT - 12, "input").text(Ink.FAINT, X[1], HEIGHT - 12, "hidden layer")
                .text(Ink.FAINT, X[2], HEIGHT - 12, "output layer");
    }

    private static Sketch lines(Sketch sketch) {
        for (int i = 0; i < 2; i++) {
            sketch.line(Ink.FAINT, X[0], Y[i], X[1], Y[0]).line(Ink.FAINT, X[0], Y[i], X[1], Y[1])
                    .line(Ink.FAINT, X[1], Y[i], X[2], MIDDLE);
        }
        return sketch;
    }

    private static void onLine(Sketch sketch, Ink ink, double x1, double y1, double x2, double y2, double share,
                               String text) {
        sketch.text(ink, x1 + share * (x2 - x1), y1 + share * (y2 - y1) + 5, text);
    }

    private static void neuron(Sketch sketch, Ink ink, double x, double y, String name, String value, String bias) {
        sketch.circle(x, y, RADIUS).text(ink, x, y + 5, value).text(Ink.GREEN, x, y - RADIUS - 6, name)
                .text(Ink.FAINT, x, y + RADIUS + 17, bias);
    }

    private static String number(String format, double value) {
        return Output.text(format, value).replace("-", "\u2212");
    }
}
