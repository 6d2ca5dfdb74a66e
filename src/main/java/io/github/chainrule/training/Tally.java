package io.github.chainrule.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Adds up the results of batches, each weighing as much as it has examples. */
final class Tally {

    private final List<Score> scores;
    private int batches;
    private int examples;
    private double lossSum;

    Tally(int metrics) {
        scores = new ArrayList<>(Collections.nCopies(metrics, Score.ZERO));
    }

    void add(Result result) {
        batches++;
        examples += result.examples();
        lossSum += result.loss() * result.examples();
        for (int i = 0; i < scores.size(); i++) {
            scores.set(i, scores.get(i).plus(result.scores().get(i)));
        }
    }

    int batches() {
        return batches;
    }

    Result result() {
        return new Result(examples, lossSum / examples, List.copyOf(scores));
    }
}
