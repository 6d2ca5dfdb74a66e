package io.github.chainrule.training;

import io.github.chainrule.matrix.Matrix;

/**
 * The share of right answers between two classes: class 1 is {@code prediction > threshold}, and right is what the
 * target says.
 *
 * @see <a href="https://lightning.ai/docs/torchmetrics/stable/classification/accuracy.html">torchmetrics, Accuracy</a>
 */
public final class BinaryAccuracy implements Metric {

    private final double threshold;

    /** For probabilities, the output of a sigmoid: class 1 is {@code p > 0.5}. */
    public BinaryAccuracy() {
        this(0.5);
    }

    private BinaryAccuracy(double threshold) {
        this.threshold = threshold;
    }

    /** {@return for logits, the output of a linear layer: class 1 is {@code z > 0}, which is σ(z) &gt; 0.5} */
    public static BinaryAccuracy forLogits() {
        return new BinaryAccuracy(0);
    }

    /** {@return above which prediction an example counts as class 1} */
    public double threshold() {
        return threshold;
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public Score score(Matrix prediction, Matrix target) {
        Outcome.requireSameShape(this, prediction, target);
        int hits = 0;
        for (int i = 0; i < prediction.values().length; i++) {
            if (prediction.values()[i] > threshold == target.values()[i] > 0.5) {
                hits++;
            }
        }
        return new Score(hits, prediction.values().length);
    }

    /** {@return {@code BinaryAccuracy}, with its threshold when it isn't 0.5} */
    @Override
    public String toString() {
        return threshold == 0.5 ? "BinaryAccuracy" : "BinaryAccuracy(threshold " + threshold + ")";
    }
}
