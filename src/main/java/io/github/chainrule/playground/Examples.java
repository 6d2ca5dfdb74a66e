// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.matrix.Matrix;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is learned from, and what it is tested on.
 *
 * @param training examples as they are trained on, scaled if wanted
 * @param test     examples that are kept back, scaled as the others
 */
record Examples(Dataset training, Optional<Dataset> test) {

    /** Around the points, as a part of their range. */
    private static final double ROOM = 0.15;

    static Examples of(Setup setup) {
        Dataset data = setup.data().dataset(setup);
        Dataset training = data;
        Optional<Dataset> test = Optional.empty();
        if (setup.hasTest()) {
            Split<Dataset> split = data.split(setup.test(), setup.seed());
            training = split.training();
            test = Optional.of(split.test());
        }
        if (setup.scale()) {
            Scaler scaler = Scaler.standard(training);
            return new Examples(scaler.transform(training), test.map(scaler::transform));
        }
        return new Examples(training, test);
    }

    /** The points of a part as they were before they were scaled. */
    Matrix points(Dataset part) {
        Matrix x = inputs(part);
        return part.scaler().map(scaler -> scaler.inverseInputs(x)).orElse(x);
    }

    static Matrix inputs(Dataset part) {
        return read(part, true);
    }

    static Matrix targets(Dataset part) {
        return read(part, false);
    }

    private static Matrix read(Dataset part, boolean wantsInputs) {
        Matrix x = Matrix.zeros(part.size(), part.inputSize());
        Matrix t = Matrix.zeros(part.size(), part.targetSize());
        part.read(IntStream.range(0, part.size()).toArray(), 0, part.size(), x, t);
        return wantsInputs ? x : t;
    }

    /** How much of the plane is shown: least and largest x, least and largest y, with room around the points. */
    double[] range() {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY};
        extend(range, points(training));
        test.ifPresent(part -> extend(range, points(part)));
        for (int i = 0; i < 4; i += 2) {
            double size = range[i + 1] - range[i];
            double room = size > 0 ? ROOM * size : 1;
            range[i] -= room;
            range[i + 1] += room;
        }
        return range;
    }

    private static void extend(double[] range, Matrix points) {
        for (int row = 0; row < points.rows(); row++) {
            for (int i = 0; i < 2; i++) {
                range[2 * i] = Math.min(range[2 * i], points.get(row, i));
                range[2 * i + 1] = Math.max(range[2 * i + 1], points.get(row, i));
            }
        }
    }
}
