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

/** The network of the main job, 784-16-1, which tells a 0 from a 1; it is trained when it is first asked. */
class DigitNetwork {

    /** A drawing's size in each direction. */
    static final int CELLS = 112;
    private static final int HIDDEN = 16;
    private static final long SEED = 42;

    private Optional<Sequential> trained = Optional.empty();

    static Sequential untrained() {
        Random random = new Random(SEED);
        return new Sequential(new Linear(Drawing.SIZE * Drawing.SIZE, HIDDEN, random), new ReLU(),
                new Linear(HIDDEN, 1, random), new Sigmoid());
    }

    /** Trains as the main job does, which takes a second or two; without Java, the weights are fetched. */
    Sequential train() throws IOException {
        Sequential model = untrained();
        new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001)).epochs(3).batchSize(64)
                .seed(SEED).fit(Mnist.load().training(Task.pair(0, 1)));
        return model;
    }

    /** Asks about an image of 28 x 28 pixels. */
    synchronized ForwardPass ask(double[] image) throws IOException {
        trained = trained.isPresent() ? trained : Optional.of(train());
        return trained.get().forward(Matrix.row(image));
    }

    /**
     * A drawing's answer for the page: p, how likely it is a 1; what each hidden neuron passes on, and its weight in
     * the output; and how p changes with each pixel.
     *
     * @param drawing in base 64 a byte for each cell, row after row, from 0 to 255 for ink
     * @throws IllegalArgumentException if it isn't that, or there is nothing on it
     */
    synchronized void answer(String drawing, JsonText answer) throws IOException {
        double[] image = new Drawing(CELLS, CELLS, Base64.getDecoder().decode(drawing)).pixels();
        ForwardPass pass = ask(image);
        Matrix gradient = pass.backwardToInput(Matrix.row(1)).gradient(0).transpose();
        double most = Math.max(1e-300, Arrays.stream(gradient.values()).map(Math::abs).max().orElse(0));
        Linear out = (Linear) pass.layers().get(2);
        answer.with("p", pass.output().get(0, 0)).with("seen", Look.picture(Matrix.column(image), 0, 0, 1))
                .with("hidden", pass.activation(2).values()).with("out", out.weight().value().values())
                .with("gradient", Look.picture(gradient, 0, -most, most));
    }
}
