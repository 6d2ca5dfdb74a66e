// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Drawing;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The network of the main job, 784-16-1, which tells a 0 from a 1; it is trained when it is first asked. */
final class DigitNetwork {

    /** Of a drawing in each direction. */
    static final int CELLS = 112;
    private static final int HIDDEN = 16;
    private static final long SEED = 42;

    private final Supplier<Sequential> training;
    private Optional<Sequential> trained = Optional.empty();

    /** With what trains the network, or fetches it. */
    DigitNetwork(Supplier<Sequential> training) {
        this.training = training;
    }

    /**
     * What the network says to an image.
     *
     * @param p        how likely it is a 1
     * @param hidden   what each hidden neuron passes on
     * @param out      the weight with which the output hears it
     * @param gradient how p moves with each pixel
     */
    record Said(double p, double[] hidden, double[] out, double[] gradient) {
    }

    static Sequential untrained() {
        Random random = new Random(SEED);
        return new Sequential(new Linear(Drawing.SIZE * Drawing.SIZE, HIDDEN, random), new ReLU(),
                new Linear(HIDDEN, 1, random), new Sigmoid());
    }

    /** Trains as the main job does. */
    static Sequential train() {
        Sequential model = untrained();
        try {
            new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001)).epochs(3).batchSize(64)
                    .seed(SEED).fit(Mnist.load().training(Task.pair(0, 1)));
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return model;
    }

    /** Asks; one after the other, since the way back leaves its gradients in the model. */
    synchronized Said ask(double[] image) {
        Sequential model = trained.orElseGet(training);
        trained = Optional.of(model);
        ForwardPass pass = model.forward(Matrix.row(image));
        double[] gradient = pass.backwardToInput(Matrix.row(1)).gradient(0).values().clone();
        Matrix out = ((Linear) pass.model().layers().get(2)).weight().value();
        return new Said(pass.output().get(0, 0), pass.activation(2).values().clone(), out.values().clone(), gradient);
    }

    /**
     * A drawing's answer for the page.
     *
     * @param drawing in base 64 a byte for each cell, row after row, from 0 to 255 for ink
     * @throws IllegalArgumentException if it isn't that, or there is nothing on it
     */
    void answer(String drawing, JsonText answer) {
        double[] image = new Drawing(CELLS, CELLS, cells(drawing)).pixels();
        Said said = ask(image);
        double most = Math.max(1e-300, Arrays.stream(said.gradient).map(Math::abs).max().orElse(0));
        answer.with("p", said.p).with("seen", picture(image, 0, 1)).with("hidden", said.hidden)
                .with("out", said.out).with("gradient", picture(said.gradient, -most, most));
    }

    private static byte[] picture(double[] values, double low, double high) {
        return Planes.picture(Matrix.column(values), 0, low, high);
    }

    private static byte[] cells(String drawing) {
        Values.require(drawing.matches("[A-Za-z0-9+/]*+=?+=?+") && drawing.length() % 4 == 0,
                "the drawing: expected base 64.");
        byte[] cells = Base64.getDecoder().decode(drawing);
        Values.require(cells.length == CELLS * CELLS, "the drawing: expected " + CELLS * CELLS + " bytes, got "
                + cells.length + ".");
        return cells;
    }
}
