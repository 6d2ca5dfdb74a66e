// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a network says all over the plane, and each of its neurons: pictures of a byte a pixel, row after row. */
final class Planes {

    private final Lesson lesson;
    /** Smallest and largest x1, smallest and largest x2. */
    final double[] range;
    /** What the bytes 0 and 255 of the output's picture stand for. */
    final double[] values;
    private final Map<Integer, Matrix> grids = new HashMap<>();

    Planes(Lesson lesson) {
        this.lesson = lesson;
        this.range = lesson.examples.range();
        DoubleSummaryStatistics targets = Arrays.stream(lesson.examples.targets().values()).summaryStatistics();
        this.values = lesson.setup.classes > 0 ? new double[] {0, 1}
                : new double[] {targets.getMin(), targets.getMax()};
    }

    /** The middle of each pixel, or with no margin the crossing points of a net to the edges, from the top left. */
    static Matrix grid(int size, double[] range, double margin) {
        double count = size - 1 + 2 * margin;
        return Matrix.of(IntStream.range(0, size * size).mapToObj(k -> new double[] {
                range[0] + (range[1] - range[0]) * (k % size + margin) / count,
                range[3] - (range[3] - range[2]) * (Math.floorDiv(k, size) + margin) / count
        }).toArray(double[][]::new));
    }

    private ForwardPass pass(int size) {
        return lesson.network.model.forward(grids.computeIfAbsent(size,
                pixels -> lesson.network.fed(grid(pixels, range, 0.5))));
    }

    /** Adds the large picture of each output, the small one of each neuron, and the large one of a chosen neuron. */
    void addTo(JsonText json, int size, int neuronSize, String chosen) {
        Network network = lesson.network;
        if (size > 0) {
            ForwardPass pass = pass(size);
            int last = network.count();
            json.with("plane", pictures(network.values(pass, last), last, 0, lesson.setup.sizes.get(last)));
            if (!chosen.isEmpty()) {
                String[] numbers = chosen.split("\\.", 2);
                int layer = Values.whole("show", numbers[0], 0, last);
                int j = Values.whole("show", numbers.length < 2 ? "" : numbers[1], 1, lesson.setup.sizes.get(layer));
                json.with("shown", pictures(network.values(pass, layer), layer, j - 1, j));
            }
        }
        if (neuronSize > 0) {
            ForwardPass pass = pass(neuronSize);
            json.with("neurons", IntStream.range(0, network.count())
                    .mapToObj(k -> pictures(network.values(pass, k), k, 0, lesson.setup.sizes.get(k))).toList());
        }
    }

    /** Pictures of some of a layer's neurons, one under the other, and what their bytes 0 and 255 stand for. */
    private JsonText pictures(Matrix a, int layer, int from, int to) {
        ByteArrayOutputStream planes = new ByteArrayOutputStream();
        List<double[]> ends = IntStream.range(from, to).mapToObj(j -> ends(a, layer, j)).toList();
        IntStream.range(from, to).forEach(j -> planes.write(picture(a, j, ends.get(j - from)), 0, a.rows()));
        return new JsonText().with("low", ends.stream().map(end -> end[0]).toList())
                .with("high", ends.stream().map(end -> end[1]).toList()).with("planes", planes.toByteArray());
    }

    /** What the bytes 0 and 255 of a neuron's picture stand for: the ends of its function, or of its values and 0. */
    private double[] ends(Matrix a, int layer, int j) {
        String function = layer == 0 ? "" : lesson.network.functions.get(layer - 1);
        return layer == lesson.network.count() ? values : function.equals("tanh") ? new double[] {-1, 1}
                : function.equals("sigmoid") ? new double[] {0, 1} : zeroAnd(a, j);
    }

    /** The least and the largest of 0 and a column's numbers. */
    private static double[] zeroAnd(Matrix a, int j) {
        double[] ends = new double[2];
        double[] all = a.values();
        for (int k = j; k < all.length; k += a.cols()) {
            ends[0] = Math.min(ends[0], all[k]);
            ends[1] = Math.max(ends[1], all[k]);
        }
        return ends;
    }

    /** A column's numbers as bytes from 0 to 255; what is no number is 0. */
    static byte[] picture(Matrix values, int column, double... ends) {
        byte[] picture = new byte[values.rows()];
        double[] all = values.values();
        double scale = ends[1] > ends[0] ? 255 / (ends[1] - ends[0]) : 0;
        for (int k = 0; k < picture.length; k++) {
            double v = scale * (all[k * values.cols() + column] - ends[0]);
            picture[k] = (byte) (0.5 + Math.max(0, Math.min(255, v)));
        }
        return picture;
    }
}
