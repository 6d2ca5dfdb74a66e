// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the model was evaluated on, and with which losses. */
final class EvaluationLog {

    /**
     * One dataset other than the training set, evaluated once or again and again.
     *
     * @param data         the examples
     * @param sample       some of them
     * @param fingerprints of as many as are kept of the training set
     * @param classCounts  how many there are of each class; empty without classes
     * @param steps        after which steps of training it was evaluated
     * @param losses       with which loss
     */
    record EvaluatedSet(Dataset data, Sample sample, ExampleFingerprints fingerprints, long[] classCounts,
                        List<Integer> steps, List<Double> losses) {

        double lastLoss() {
            return losses.get(losses.size() - 1);
        }

        /** Which loss was the lowest, from 0. */
        int best() {
            return IntStream.range(0, losses.size()).reduce(0, (a, b) -> losses.get(b) < losses.get(a) ? b : a);
        }
    }

    private final Dataset training;
    final double meanTrainingWeight;
    private final int classes;
    final List<EvaluatedSet> sets = new ArrayList<>();
    /** How often the training set itself was evaluated. */
    int ofTraining;

    EvaluationLog(Dataset training, int classes) {
        this.training = training;
        this.meanTrainingWeight = meanWeight(training);
        this.classes = classes;
    }

    void add(Evaluation evaluation, int step) {
        if (evaluation.dataset() == training) {
            ofTraining++;
            return;
        }
        EvaluatedSet set = sets.stream().filter(s -> s.data() == evaluation.dataset()).findFirst().orElseGet(() -> {
            Dataset scaled = asTheModelSeesIt(evaluation);
            EvaluatedSet first = new EvaluatedSet(evaluation.dataset(), Sample.of(scaled),
                    new ExampleFingerprints(scaled), counts(evaluation), new ArrayList<>(), new ArrayList<>());
            sets.add(first);
            return first;
        });
        set.steps().add(step);
        set.losses().add(evaluation.loss() / meanWeight(evaluation.dataset()));
    }

    /** A loss is divided by it, to compare it with that of other examples or of a model that knows nothing. */
    private static double meanWeight(Dataset data) {
        return IntStream.range(0, data.size()).mapToDouble(data::weight).average().orElse(1);
    }

    private static Dataset asTheModelSeesIt(Evaluation evaluation) {
        Dataset data = evaluation.dataset();
        return data.scaler().isPresent() ? data
                : evaluation.predictor().scaler().map(scaler -> scaler.transform(data)).orElse(data);
    }

    private long[] counts(Evaluation evaluation) {
        long[] counts = new long[classes];
        IntStream.range(0, classes > 0 ? evaluation.targets().rows() : 0)
                .forEach(i -> counts[Prediction.classIndexOf(evaluation.targets(), i)]++);
        return counts;
    }
}
