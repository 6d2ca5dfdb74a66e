// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.matrix.Matrix;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        Optional<Split<Dataset>> split = setup.hasTest() ? Optional.of(data.split(setup.test(), setup.seed()))
                : Optional.empty();
        Dataset training = split.map(Split::training).orElse(data);
        Optional<Dataset> test = split.map(Split::test);
        if (!setup.scale()) {
            return new Examples(training, test);
        }
        Scaler scaler = Scaler.standard(training);
        return new Examples(scaler.transform(training), test.map(scaler::transform));
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
        double[] range = new double[4];
        for (int i = 0; i < 2; i++) {
            int col = i;
            DoubleSummaryStatistics all = Stream.concat(Stream.of(training), test.stream()).map(this::points)
                    .flatMapToDouble(p -> IntStream.range(0, p.rows()).mapToDouble(row -> p.get(row, col)))
                    .summaryStatistics();
            double size = all.getMax() - all.getMin();
            double room = size > 0 ? ROOM * size : 1;
            range[2 * i] = all.getMin() - room;
            range[2 * i + 1] = all.getMax() + room;
        }
        return range;
    }
}
