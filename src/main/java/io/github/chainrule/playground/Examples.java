// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.internal.RandomOrder;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is learned from, and what it is tested on.
 *
 * @param training examples as they are trained on, scaled if wanted
 * @param test     examples that are held back, scaled like the others
 * @param points   where the examples lie in the plane, those held back at the end
 * @param targets  their classes or numbers, never scaled
 * @param order    which of all points each one is
 */
record Examples(Dataset training, Optional<Dataset> test, Matrix points, Matrix targets, int[] order) {

    /** Around the points, as a part of their range. */
    private static final double ROOM = 0.15;

    static Examples of(Setup setup) {
        Dataset plain = setup.data.value().apply(setup);
        Matrix points = all(plain).inputs();
        int[] all = IntStream.range(0, points.rows()).toArray();
        Random random = new Random(setup.seed);
        Matrix targets = setup.target.map(target -> fed(List.of(target), points)
                .map(value -> value + setup.noise * random.nextGaussian())).orElse(all(plain).targets());
        Names names = setup.classes == 0 ? Names.NONE : plain.names();
        Dataset data = Dataset.of(fed(setup.inputs, points), targets)
                .withNames(names.withFeatures(setup.inputNames().toArray(String[]::new)));
        // As a program splits them: those of a class are spread evenly.
        int[][] parts = setup.test == 0 ? new int[][] {all, {}} : RandomOrder.split(Arrays.stream(all).map(i ->
                setup.classes == 0 ? 0 : Prediction.classIndexOf(targets, i)).toArray(), setup.seed, setup.test);
        Dataset training = data.subset(parts[0]);
        Optional<Scaler> scaler = setup.scale ? Optional.of(Scaler.standard(training)) : Optional.empty();
        UnaryOperator<Dataset> scaled = part -> scaler.map(s -> s.transform(part)).orElse(part);
        int[] order = Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
        Batch ordered = all(Dataset.of(points, targets).subset(order));
        Optional<Dataset> test = Optional.of(parts[1]).filter(part -> part.length > 0).map(data::subset).map(scaled);
        return new Examples(scaled.apply(training), test, ordered.inputs(), ordered.targets(), order);
    }

    /** What a network is fed at these points, not yet scaled. */
    static Matrix fed(List<Choice<DoubleBinaryOperator>> inputs, Matrix points) {
        return Matrix.wrap(points.rows(), inputs.size(), IntStream.range(0, points.rows()).boxed()
                .flatMapToDouble(i -> inputs.stream().mapToDouble(input ->
                        input.value().applyAsDouble(points.get(i, 0), points.get(i, 1)))).toArray());
    }

    /** All inputs and targets of a part. */
    static Batch all(Dataset part) {
        return Batches.inOrder(part, part.size()).iterator().next();
    }

    static DoubleStream column(Matrix matrix, int column) {
        return IntStream.range(0, matrix.rows()).mapToDouble(i -> matrix.get(i, column));
    }

    /** One example as it is trained on; those held back come after the others. */
    Batch example(int example) {
        int size = training.size();
        return all(example < size ? training.subset(example) : test.orElseThrow().subset(example - size));
    }

    /** How much of the plane is shown: smallest and largest x1 and x2, with room around the points. */
    double[] range() {
        return IntStream.range(0, 2).mapToObj(column -> ends(column(points, column))).flatMapToDouble(ends -> {
            double room = ends[1] > ends[0] ? ROOM * (ends[1] - ends[0]) : 1;
            return DoubleStream.of(ends[0] - room, ends[1] + room);
        }).toArray();
    }

    /** The smallest and the largest number. */
    static double[] ends(DoubleStream numbers) {
        DoubleSummaryStatistics all = numbers.summaryStatistics();
        return new double[] {all.getMin(), all.getMax()};
    }
}
