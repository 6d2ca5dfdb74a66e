// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Evaluation;

import java.util.ArrayList;
import java.util.List;

/** How the model did on data that it isn't trained on. */
final class EvaluationLog {

    /**
     * One dataset that it was tried on, once or again and again.
     *
     * @param data   the examples
     * @param sample some of them
     * @param rows   as many as are kept of the training data
     * @param counts how many there are of each class; empty without classes
     * @param steps  after which steps of the training it was tried
     * @param losses with which loss
     */
    record Judgement(Dataset data, Sample sample, ExampleFingerprints rows, long[] counts,
                     List<Integer> steps, List<Double> losses) {

        double lastLoss() {
            return losses.get(losses.size() - 1);
        }

        /** When the loss was lowest, from 0. */
        int best() {
            int best = 0;
            for (int i = 1; i < losses.size(); i++) {
                best = losses.get(i) < losses.get(best) ? i : best;
            }
            return best;
        }
    }

    private final Dataset training;
    private final int classes;
    private final List<Judgement> all = new ArrayList<>();
    private int onTraining;

    EvaluationLog(Dataset training, int classes) {
        this.training = training;
        this.classes = classes;
    }

    void add(Evaluation evaluation, int step) {
        if (evaluation.dataset() == training) {
            onTraining++;
            return;
        }
        Judgement judgement = all.stream().filter(j -> j.data() == evaluation.dataset()).findFirst().orElseGet(() -> {
            Dataset seen = asTheModelSeesIt(evaluation);
            Judgement first = new Judgement(evaluation.dataset(), Sample.of(seen), ExampleFingerprints.of(seen), counts(evaluation),
                    new ArrayList<>(), new ArrayList<>());
            all.add(first);
            return first;
        });
        judgement.steps().add(step);
        judgement.losses().add(evaluation.loss());
    }

    private static Dataset asTheModelSeesIt(Evaluation evaluation) {
        Dataset data = evaluation.dataset();
        return data.scaler().isPresent() ? data
                : evaluation.predictor().scaler().map(scaler -> scaler.transform(data)).orElse(data);
    }

    private long[] counts(Evaluation evaluation) {
        long[] counts = new long[classes];
        for (int i = 0; i < evaluation.targets().rows() && classes > 0; i++) {
            counts[Prediction.classIndexOf(evaluation.targets(), i)]++;
        }
        return counts;
    }

    /** How often it was tried on the training data itself. */
    int onTraining() {
        return onTraining;
    }

    List<Judgement> all() {
        return all;
    }
}
