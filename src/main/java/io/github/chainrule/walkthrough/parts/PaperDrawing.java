// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.Sketch.Ink;
import io.github.chainrule.plot.Sketch;

/** The network on paper as a drawing, with the numbers of a pass forward and of one backward written into it. */
public final class PaperDrawing {

    private static final String[] LAYERS = {"input", "hidden layer", "output layer"};
    private static final double[] X = {80, 300, 500};
    private static final double[] Y = {90, 220};
    private static final double MIDDLE = 155;
    private static final double RADIUS = 30;
    private static final double HEIGHT = 300;

    private final Sequential model = PaperNetwork.model();
    private final ForwardPass pass = model.forward(PaperNetwork.input());

    /** What stands on the line from neuron i to neuron j, whose weight belongs to step 0 or 2. */
    private interface Line {
        String of(int step, int i, int j);
    }

    /** What stands above, in and below neuron j of a layer: 0 the inputs, 1 hidden, 2 the output. */
    private interface Neuron {
        String[] of(int layer, int j);
    }

    /** The same network with letters instead of numbers, before anything is computed. */
    public static Sketch letters() {
        return draw(new Sketch("A 2-2-1 network", "Two inputs, x0 and x1, lead to two hidden neurons, and these to one"
                + " output, p. Each line shows its weight, each neuron its bias.", HEIGHT), 0,
                Ink.PLAIN, (step, i, j) -> step == 2 ? "W2[" + i + "]" : "W0[" + i + "][" + j + "]",
                Ink.PLAIN, (layer, j) -> new String[] {"", layer == 0 ? "x" + j : layer == 1 ? "a2[" + j + "]" : "p",
                    layer == 0 ? "" : layer == 1 ? "b0[" + j + "]" : "b2"});
    }

    /** The weights on the lines, the biases below the neurons, and in each what it passes on. */
    public Sketch forward() {
        return draw(new Sketch("The network on paper: forward", "Two inputs, 1 and 0.5, lead to two hidden neurons"
                + " with the outputs 0.622 and 0.269, and these to the output, 0.585. Each line shows its"
                + " weight.", HEIGHT), 0,
                Ink.PLAIN, (step, i, j) -> number("%.1f", linear(step).weight().value().get(i, j)),
                Ink.GREEN, (layer, j) -> new String[] {name(layer, j), passedOn(layer, j), layer == 0 ? ""
                    : number("bias %+.2f", linear(2 * layer - 2).bias().value().get(0, j))});
    }

    /** The backward pass after the first of its three steps, or the second, or all. */
    public Sketch backward(int steps) {
        BackwardPass back = pass.backward(PaperNetwork.loss().gradient(pass.output(), PaperNetwork.target()));
        Sketch sketch = draw(new Sketch("Backward, step " + steps + " of 3", "The same network. Above each neuron is"
                + " its output, inside it the gradient of its sum, if already computed, and on each line that of its"
                + " weight.", HEIGHT), steps,
                Ink.PLUM, (step, i, j) -> steps < (step == 2 ? 2 : 3) ? ""
                    : number("%.3f", linear(step).weight().gradient().get(i, j)),
                Ink.PLUM, (layer, j) -> layer == 0 || layer == 1 && steps < 2
                    ? new String[] {name(layer, j) + " = " + passedOn(layer, j), "", ""}
                    : new String[] {name(layer, j) + " = " + passedOn(layer, j),
                        number("%.3f", back.gradient(2 * layer - 1).get(0, j)),
                        layer == 1 ? "dL/da1[" + j + "]" : "dL/da3"});
        return sketch.arrow(Ink.PLUM, 590, MIDDLE, X[2] + RADIUS, MIDDLE).text(Ink.PLAIN, 566, MIDDLE - 10, "loss");
    }

    private Linear linear(int step) {
        return (Linear) model.layers().get(step);
    }

    private static String name(int layer, int j) {
        return "a" + 2 * layer + (layer == 2 ? "" : "[" + j + "]");
    }

    private String passedOn(int layer, int j) {
        return number(layer == 0 ? "%.1f" : "%.3f", pass.activation(2 * layer).get(0, j));
    }

    /** Lines, then the arrows of the first steps back, then words, so that none is crossed out. */
    private static Sketch draw(Sketch sketch, int back, Ink ofLines, Line onLine, Ink inNeurons, Neuron atNeuron) {
        for (int i = 0; i < 2; i++) {
            sketch.line(Ink.FAINT, X[0], Y[i], X[1], Y[0]).line(Ink.FAINT, X[0], Y[i], X[1], Y[1])
                    .line(Ink.FAINT, X[1], Y[i], X[2], MIDDLE);
        }
        for (int i = 0; i < 2 && back >= 2; i++) {
            sketch.arrow(Ink.PLUM, X[2] - RADIUS, MIDDLE, X[1] + RADIUS, Y[i]);
            for (int j = 0; j < 2 && back == 3; j++) {
                sketch.arrow(Ink.PLUM, X[1] - RADIUS, Y[i], X[0] + RADIUS, Y[j]);
            }
        }
        for (int i = 0; i < 2; i++) {
            sketch.text(ofLines, (X[1] + X[2]) / 2, (Y[i] + MIDDLE) / 2 + 5, onLine.of(2, i, 0));
            for (int j = 0; j < 2; j++) {
                double share = i == j ? 0.5 : 0.35;
                sketch.text(ofLines, X[0] + share * (X[1] - X[0]), Y[i] + share * (Y[j] - Y[i]) + 5,
                        onLine.of(0, i, j));
            }
        }
        for (int layer = 0; layer < X.length; layer++) {
            for (int j = 0; j < (layer == 2 ? 1 : 2); j++) {
                double y = layer == 2 ? MIDDLE : Y[j];
                String[] words = atNeuron.of(layer, j);
                sketch.circle(X[layer], y, RADIUS).text(Ink.GREEN, X[layer], y - RADIUS - 6, words[0])
                        .text(inNeurons, X[layer], y + 5, words[1])
                        .text(Ink.FAINT, X[layer], y + RADIUS + 17, words[2]);
            }
            sketch.text(Ink.FAINT, X[layer], HEIGHT - 12, LAYERS[layer]);
        }
        return sketch;
    }

    private static String number(String format, double value) {
        return Output.text(format, value).replace("-", "\u2212");
    }
}
