// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The inputs of a network, or the neurons of a layer, as a column of its picture.
 *
 * @param size    how many there are
 * @param shown   which of them are drawn, from top to bottom
 * @param weights those that lead here, from column to column: in × size; empty if no {@link Linear} layer does
 * @param layers  what happens to its numbers, such as {@code ReLU}
 */
record NetworkColumn(int size, List<Integer> shown, Matrix weights, List<String> layers) {

    /** All of so many are drawn; of more, the first few by size of weights. */
    private static final int MOST_NEURONS = 16;
    private static final int SOME_NEURONS = 12;

    boolean isWhole() {
        return shown.size() == size;
    }

    /** Places one below the other: one for each that is drawn, and one for the dots that stand for the others. */
    int slots() {
        return shown.size() + (isWhole() ? 0 : 1);
    }

    static List<NetworkColumn> of(Sequential model) {
        List<NetworkColumn> columns = new ArrayList<>();
        int size = model.inputSize().orElseThrow();
        columns.add(new NetworkColumn(size, List.of(), Matrix.zeros(0, size), new ArrayList<>()));
        for (Layer layer : model.layers()) {
            int out = layer.outputSize(size);
            if (layer instanceof Linear linear) {
                columns.add(new NetworkColumn(out, List.of(), linear.weight().value(), new ArrayList<>()));
            } else if (out != size) {
                columns.add(new NetworkColumn(out, List.of(), Matrix.zeros(0, out), new ArrayList<>()));
                columns.get(columns.size() - 1).layers.add(layer.name());
            } else {
                columns.get(columns.size() - 1).layers.add(layer.name());
            }
            size = out;
        }
        return IntStream.range(0, columns.size()).mapToObj(i -> columns.get(i)
                .choose(i + 1 < columns.size() ? columns.get(i + 1).weights : Matrix.zeros(0, 0))).toList();
    }

    /** The same column with the neurons that are drawn: those whose weights, here and onwards, are the largest. */
    private NetworkColumn choose(Matrix onwards) {
        if (size <= MOST_NEURONS) {
            return new NetworkColumn(size, IntStream.range(0, size).boxed().toList(), weights, layers);
        }
        double[] strength = new double[size];
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < weights.rows(); i++) {
                strength[j] += weights.get(i, j) * weights.get(i, j);
            }
            for (int k = 0; k < onwards.cols() && onwards.rows() == size; k++) {
                strength[j] += onwards.get(j, k) * onwards.get(j, k);
            }
        }
        List<Integer> strongest = IntStream.range(0, size).boxed()
                .sorted(Comparator.comparingDouble(j -> -strength[j])).limit(SOME_NEURONS).sorted().toList();
        return new NetworkColumn(size, strongest, weights, layers);
    }
}
