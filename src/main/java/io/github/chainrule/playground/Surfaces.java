// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** What a network predicts all over the plane, and each of its neurons: pictures of a byte a pixel, row after row. */
final class Surfaces {

    /** Pixels in each direction of the network's answer; a neuron's picture has half as many. */
    static final int SIZE = 48;
    private static final int NEURON_SIZE = SIZE / 2;
    private static final int MIDDLE = 128;

    private final double[] range;
    /** The middle of each pixel, from the top left, scaled as the network expects it. */
    private final Matrix grid;

    Surfaces(Examples examples) {
        this.range = examples.range();
        Matrix plane = Matrix.zeros(SIZE * SIZE, 2);
        for (int k = 0; k < plane.rows(); k++) {
            int row = k / SIZE;
            plane.set(k, 0, range[0] + (range[1] - range[0]) * (k % SIZE + 0.5) / SIZE);
            plane.set(k, 1, range[3] - (range[3] - range[2]) * (row + 0.5) / SIZE);
        }
        this.grid = examples.training().scaler().map(scaler -> scaler.transformInputs(plane)).orElse(plane);
    }

    /** Least and largest x, least and largest y. */
    double[] range() {
        return range.clone();
    }

    /**
     * All pictures, in base 64.
     *
     * @param output  one for each output, from 0 to 255 for responses from 0 to 1
     * @param neurons for each hidden layer one for each neuron: 128 is nothing, as 0 is, or 1/2 of a sigmoid
     */
    record Pictures(List<String> output, List<List<String>> neurons) {
    }

    Pictures of(Predictor predictor) {
        Sequential model = predictor.model();
        ForwardPass pass = model.forward(grid);
        List<Integer> numbers = Network.neuronActivations(model);
        List<List<String>> neurons = new ArrayList<>();
        for (int number : numbers.subList(0, numbers.size() - 1)) {
            Matrix a = pass.activation(number);
            Layer last = model.layers().get(number - 1);
            double nothing = last instanceof Sigmoid ? 0.5 : 0;
            neurons.add(IntStream.range(0, a.cols()).mapToObj(j -> text(neuron(a, j, nothing))).toList());
        }
        Matrix response = predictor.loss().predictions(pass.output());
        List<String> outputs = IntStream.range(0, response.cols()).mapToObj(j -> text(response(response, j))).toList();
        return new Pictures(outputs, neurons);
    }

    static String text(byte[] picture) {
        return Base64.getEncoder().encodeToString(picture);
    }

    private static byte[] response(Matrix response, int column) {
        byte[] picture = new byte[SIZE * SIZE];
        for (int k = 0; k < picture.length; k++) {
            picture[k] = (byte) Math.round(255 * Math.max(0, Math.min(1, response.get(k, column))));
        }
        return picture;
    }

    /** Relative to the largest distance from {@code nothing}; NaN, of a network that has diverged, is nothing too. */
    private static byte[] neuron(Matrix a, int column, double nothing) {
        double[] values = new double[NEURON_SIZE * NEURON_SIZE];
        for (int k = 0; k < values.length; k++) {
            values[k] = a.get(2 * (k / NEURON_SIZE) * SIZE + 2 * (k % NEURON_SIZE), column) - nothing;
        }
        return signed(values);
    }

    /** Numbers with a sign as bytes around 128, relative to the largest. */
    static byte[] signed(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        byte[] picture = new byte[values.length];
        for (int k = 0; k < picture.length; k++) {
            picture[k] = (byte) (MIDDLE + (largest > 0 ? Math.round(127 * values[k] / largest) : 0));
        }
        return picture;
    }
}
