// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Printable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings inputs, and targets that are quantities, to sizes that networks learn well with. It is learned from the
 * training part alone and used for everything the network ever sees; the network's answers are scaled back.
 *
 * {@snippet :
 * Scaler scaler = Scaler.standard(split.training());
 * trainer.fit(scaler.transform(split.training()));
 * trainer.evaluate(scaler.transform(split.test()));        // metrics and predictions on the scale that was measured
 * }
 *
 * <p>Targets that are classes stay as they are. A column that is the same in all training examples is shifted to 0 and
 * keeps its scale.
 *
 * @param inputs  for each input column
 * @param targets for each target column
 */
public record Scaler(Scaling inputs, Scaling targets) {

    private static final int BATCH = 256;

    /**
     * Mean 0 and standard deviation 1: the usual choice.
     *
     * @param training the examples to learn from, and no others
     * @return shift = mean, scale = √(mean squared distance from it)
     * @throws IllegalArgumentException if numbers are so large that their sum isn't finite
     */
    public static Scaler standard(Dataset training) {
        Objects.requireNonNull(training, "Scaler.standard: training is null.");
        return of(training, ColumnStatistics::standard);
    }

    /**
     * From 0 to 1. A single extreme value leaves little room for all others.
     *
     * @param training the examples to learn from, and no others
     * @return shift = minimum, scale = maximum − minimum
     * @throws IllegalArgumentException if numbers are so large that their difference isn't finite
     */
    public static Scaler minMax(Dataset training) {
        Objects.requireNonNull(training, "Scaler.minMax: training is null.");
        return of(training, ColumnStatistics::minMax);
    }

    /** Batch after batch, so that a dataset of bytes needn't be turned into doubles as a whole. */
    private static Scaler of(Dataset training, Function<ColumnStatistics, Scaling> scaling) {
        ColumnStatistics inputs = new ColumnStatistics(training.inputSize());
        ColumnStatistics targets = new ColumnStatistics(training.targetSize());
        for (Batch batch : Batches.inOrder(training, BATCH)) {
            inputs.add(batch.inputs());
            targets.add(batch.targets());
        }
        for (Batch batch : Batches.inOrder(training, BATCH)) {
            inputs.addDistances(batch.inputs());
            targets.addDistances(batch.targets());
        }
        return new Scaler(scaling.apply(inputs), training.names().hasClasses() ? Scaling.none(training.targetSize())
                : scaling.apply(targets));
    }

    /**
     * A dataset on the new scale.
     *
     * @param data training, validation or test part; only read
     * @return a dataset that scales when it is read; names stay
     * @throws IllegalArgumentException if it has another number of inputs or targets than the training examples, or has
     *                                  been scaled already
     */
    public Dataset transform(Dataset data) {
        Objects.requireNonNull(data, "Scaler.scale: data is null.");
        return new ScaledDataset(data, Optional.of(this));
    }

    /**
     * What {@link #parse} reads: two lines, such as
     *
     * <pre>
     *   inputs 5.8 0.82, 3.1 0.43
     *   targets 0.0 1.0
     * </pre>
     *
     * @return shift and scale of each column of inputs and targets
     */
    @Override
    public String toString() {
        return "inputs " + inputs + "\ntargets " + targets;
    }

    /**
     * The inverse of {@link #toString}, to the last bit: for files.
     *
     * @param text what {@code toString} gave
     * @return an equal scaler
     * @throws IllegalArgumentException if it isn't that
     */
    public static Scaler parse(String text) {
        Objects.requireNonNull(text, "Scaler.parse: text is null.");
        List<String> lines = text.lines().toList();
        if (lines.size() != 2 || !lines.get(0).startsWith("inputs ") || !lines.get(1).startsWith("targets ")) {
            throw new IllegalArgumentException("Scaler: expected a line that begins with \"inputs \" and one with"
                    + " \"targets \", got \"" + Printable.printable(text) + "\".");
        }
        return new Scaler(Scaling.parse(lines.get(0).substring(7)), Scaling.parse(lines.get(1).substring(8)));
    }
}
