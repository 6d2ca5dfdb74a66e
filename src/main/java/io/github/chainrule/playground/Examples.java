// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.playground.Choices.Input;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is learned from, and what it is tested on.
 *
 * @param training examples as they are trained on, scaled if wanted
 * @param test     examples that are held back, scaled as the others
 * @param points   where the examples lie in the plane, those held back at the end
 * @param targets  their classes or numbers, never scaled
 * @param order    which of all points each one is
 */
record Examples(Dataset training, Optional<Dataset> test, Matrix points, Matrix targets, int[] order) {

    /** Around the points, as a part of their range. */
    private static final double ROOM = 0.15;

    static Examples of(Setup setup) {
        Dataset plain = setup.data.dataset.apply(setup);
        Matrix points = inputs(plain);
        Random random = new Random(setup.seed);
        Matrix targets = setup.data.target.map(target -> {
            Matrix values = Matrix.zeros(points.rows(), 1);
            for (int i = 0; i < points.rows(); i++) {
                values.set(i, 0, target.applyAsDouble(points.get(i, 0), points.get(i, 1))
                        + setup.noise * random.nextGaussian());
            }
            return values;
        }).orElse(targets(plain));
        Names names = setup.classes == 0 ? Names.NONE : plain.names();
        Dataset data = Dataset.of(fed(setup.inputs, points), targets)
                .withNames(names.withFeatures(setup.inputNames().toArray(String[]::new)));
        if (setup.test == 0) {
            return of(setup, data, Optional.empty(), points, targets, IntStream.range(0, data.size()).toArray());
        }
        Split<Dataset> split = data.split(setup.test, setup.seed);
        // The same split of the examples' numbers.
        Split<int[]> numbers = Dataset.of(Matrix.column(IntStream.range(0, data.size()).asDoubleStream().toArray()),
                targets).withNames(names.withFeatures("number")).split(setup.test, setup.seed)
                .map(part -> Arrays.stream(inputs(part).values()).mapToInt(number -> (int) number).toArray());
        return of(setup, split.training(), Optional.of(split.test()), points, targets, IntStream.concat(
                Arrays.stream(numbers.training()), Arrays.stream(numbers.test())).toArray());
    }

    private static Examples of(Setup setup, Dataset training, Optional<Dataset> test, Matrix points, Matrix targets,
                               int[] order) {
        Optional<Scaler> scaler = setup.scale ? Optional.of(Scaler.standard(training)) : Optional.empty();
        Dataset plain = Dataset.of(points, targets).subset(order);
        return new Examples(scaler.map(s -> s.transform(training)).orElse(training),
                test.map(part -> scaler.map(s -> s.transform(part)).orElse(part)), inputs(plain), targets(plain),
                order);
    }

    /** What a network is fed at these points, not yet scaled. */
    static Matrix fed(List<Input> inputs, Matrix points) {
        Matrix fed = Matrix.zeros(points.rows(), inputs.size());
        for (int i = 0; i < points.rows(); i++) {
            for (int j = 0; j < inputs.size(); j++) {
                fed.set(i, j, inputs.get(j).value.applyAsDouble(points.get(i, 0), points.get(i, 1)));
            }
        }
        return fed;
    }

    static Matrix inputs(Dataset part) {
        return read(part, true);
    }

    static Matrix targets(Dataset part) {
        return read(part, false);
    }

    private static Matrix read(Dataset part, boolean inputs) {
        Matrix x = Matrix.zeros(part.size(), part.inputSize());
        Matrix t = Matrix.zeros(part.size(), part.targetSize());
        part.read(IntStream.range(0, part.size()).toArray(), 0, part.size(), x, t);
        return inputs ? x : t;
    }

    /** The class of an example. */
    int classOf(int example) {
        return Prediction.classIndexOf(targets, example);
    }

    /** How much of the plane is shown: smallest and largest x1 and x2, with room around the points. */
    double[] range() {
        return IntStream.range(0, 2).boxed().flatMapToDouble(column -> {
            DoubleSummaryStatistics all = IntStream.range(0, points.rows()).mapToDouble(i -> points.get(i, column))
                    .summaryStatistics();
            double room = all.getMax() > all.getMin() ? ROOM * (all.getMax() - all.getMin()) : 1;
            return DoubleStream.of(all.getMin() - room, all.getMax() + room);
        }).toArray();
    }

    /** What the plane's colors stand for: probabilities, or numbers from the smallest target to the largest. */
    double[] values(Setup setup) {
        DoubleSummaryStatistics all = Arrays.stream(targets.values()).summaryStatistics();
        return setup.classes > 0 ? new double[] {0, 1} : new double[] {all.getMin(), all.getMax()};
    }
}
