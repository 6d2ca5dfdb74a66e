// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.plot.BoundaryPlot;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.training.Trainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Two spirals of points, a network with two hidden layers that tells them apart, and pictures of single neurons. */
public final class SpiralNetwork {

    /** How many neurons each hidden layer has. */
    public static final int WIDTH = 8;
    /** How many points there are. */
    public static final int POINTS = 200;
    private static final BinaryCrossEntropy LOSS = new BinaryCrossEntropy();

    private final Dataset points = ToyData.spiral(POINTS, 2, 0.02, 1);
    private final Sequential model;

    /** Trains the network. */
    public SpiralNetwork() {
        Random random = new Random(1);
        model = new Sequential(new Linear(2, WIDTH, random), new Tanh(),
                new Linear(WIDTH, WIDTH, random), new Tanh(), new Linear(WIDTH, 1, random), new Sigmoid());
        new Trainer(model, LOSS, new Adam(model.parameters(), 0.02)).epochs(1500).batchSize(POINTS).fit(points);
    }

    /** The whole network. */
    public Sequential model() {
        return model;
    }

    /** How many points it gets right. */
    public int right() {
        return Predictor.of(model, LOSS).evaluate(points).correctCount();
    }

    // @start region=neuron
    /** One neuron of the hidden layer at step 0 or 2, with all before it: the sigmoid of its sum. */
    public Sequential neuron(int step, int j) {
        List<Layer> layers = new ArrayList<>(model.layers().subList(0, step));
        Linear all = (Linear) model.layers().get(step);
        Matrix w = all.weight().value();
        double[] column = IntStream.range(0, w.rows()).mapToDouble(i -> w.get(i, j)).toArray();
        layers.add(new Linear(Matrix.column(column), Matrix.row(all.bias().value().get(0, j))));
        layers.add(new Sigmoid());
        return new Sequential(layers.toArray(Layer[]::new));
    }
    // @end

    /** Two neurons of each hidden layer, and the whole. */
    public Map<String, Picture> pictures() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        for (int[] at : new int[][] {{0, 1}, {0, 4}, {2, 1}, {2, 3}}) {
            pictures.put((at[0] == 0 ? "HiddenNeurons-first" : "HiddenNeurons-second") + at[1], plot((at[0] == 0
                    ? "First" : "Second") + " hidden layer, neuron " + at[1], neuron(at[0], at[1])));
        }
        pictures.put("HiddenNeurons-spirals", plot("The whole network", model));
        return pictures;
    }

    private Picture plot(String title, Sequential network) {
        return new BoundaryPlot(title, Predictor.of(network, LOSS),
                points.withNames(TruthTable.names("x0", "x1")));
    }
}
