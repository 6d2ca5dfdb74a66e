package io.github.chainrule.training;

import java.util.List;

/**
 * How well a model did on some examples.
 *
 * @param examples how many
 * @param loss     the mean loss over them
 * @param scores   what each metric says, in the order in which the metrics were given to the {@link Trainer}
 */
public record Result(int examples, double loss, List<Score> scores) {

    /**
     * A result whose list of scores can't change.
     *
     * @param examples how many
     * @param loss     the mean loss over them
     * @param scores   what each metric says
     */
    public Result {
        scores = List.copyOf(scores);
    }

    /**
     * The first metric's mean.
     *
     * @return the accuracy, if accuracy is the first metric
     * @throws IllegalStateException if there is no metric
     */
    public double accuracy() {
        if (scores.isEmpty()) {
            throw new IllegalStateException("there is no accuracy because the trainer has no metric:"
                    + " add .metric(new BinaryAccuracy()).");
        }
        return scores.get(0).mean();
    }
}
