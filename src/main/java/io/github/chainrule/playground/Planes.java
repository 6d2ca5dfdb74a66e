// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.io.ByteArrayOutputStream;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
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
        this.values = lesson.examples.values(lesson.setup);
    }

    /** The middle of each pixel, or the crossing points of a net that reaches to the edges, from the top left. */
    static Matrix grid(int size, double[] range, boolean toTheEdges) {
        Matrix plane = Matrix.zeros(size * size, 2);
        double first = toTheEdges ? 0 : 0.5;
        double count = toTheEdges ? size - 1 : size;
        for (int k = 0; k < plane.rows(); k++) {
            int row = k / size;
            plane.set(k, 0, range[0] + (range[1] - range[0]) * (k % size + first) / count);
            plane.set(k, 1, range[3] - (range[3] - range[2]) * (row + first) / count);
        }
        return plane;
    }

    private ForwardPass pass(int size) {
        return lesson.network.model.forward(grids.computeIfAbsent(size,
                pixels -> lesson.network.fed(grid(pixels, range, false))));
    }

    /** Adds the large picture of each output, the small one of each neuron, and the large one of a chosen neuron. */
    void addTo(JsonText json, int size, int neuronSize, String chosen) {
        if (size > 0) {
            ForwardPass pass = pass(size);
            Matrix says = lesson.network.says(pass.output());
            json.with("plane", new JsonText().with("size", size).with("output", IntStream.range(0, says.cols())
                    .mapToObj(j -> JsonText.bytes(picture(says, j, values))).toList()));
            if (!chosen.isEmpty()) {
                String[] numbers = chosen.split("\\.", 2);
                int layer = Values.whole("show", numbers[0], 0, lesson.network.count());
                Matrix neurons = lesson.network.values(pass, layer);
                int j = Values.whole("show", numbers.length < 2 ? "" : numbers[1], 1, neurons.cols()) - 1;
                double[] ends = ends(neurons, layer, j);
                json.with("shown", JsonText.bytes(picture(neurons, j, ends)))
                        .with("shownLow", ends[0]).with("shownHigh", ends[1]);
            }
        }
        if (neuronSize > 0) {
            ForwardPass pass = pass(neuronSize);
            json.with("neurons", IntStream.range(0, lesson.network.count())
                    .mapToObj(layer -> neurons(lesson.network.values(pass, layer), layer, neuronSize)).toList());
        }
    }

    private JsonText neurons(Matrix a, int layer, int size) {
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        double[] low = new double[a.cols()];
        double[] high = new double[a.cols()];
        for (int j = 0; j < a.cols(); j++) {
            double[] ends = ends(a, layer, j);
            low[j] = ends[0];
            high[j] = ends[1];
            pictures.write(picture(a, j, ends), 0, a.rows());
        }
        return new JsonText().with("size", size).with("low", low).with("high", high)
                .with("planes", JsonText.bytes(pictures.toByteArray()));
    }

    /** What the bytes 0 and 255 of a neuron's picture stand for: the ends of its function, or of its values and 0. */
    private double[] ends(Matrix a, int layer, int j) {
        String function = layer == 0 ? "" : lesson.network.functions().get(layer - 1);
        DoubleSummaryStatistics all = IntStream.range(0, a.rows()).mapToDouble(i -> a.get(i, j)).summaryStatistics();
        return layer == lesson.network.count() ? values : function.equals("tanh") ? new double[] {-1, 1}
                : function.equals("sigmoid") ? new double[] {0, 1}
                : new double[] {Math.min(0, all.getMin()), Math.max(0, all.getMax())};
    }

    /** A column's numbers as bytes from 0 to 255; what is no number is 0. */
    static byte[] picture(Matrix values, int column, double... ends) {
        byte[] picture = new byte[values.rows()];
        double scale = ends[1] > ends[0] ? 255 / (ends[1] - ends[0]) : 0;
        for (int k = 0; k < picture.length; k++) {
            picture[k] = (byte) Math.round(Math.max(0, Math.min(255, scale * (values.get(k, column) - ends[0]))));
        }
        return picture;
    }
}
