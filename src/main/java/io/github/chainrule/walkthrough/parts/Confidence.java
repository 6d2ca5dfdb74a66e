// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.mnist.Drawing;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.plot.ImageGrid;
import io.github.chainrule.plot.Picture;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Probabilities of classes: those of one image, whether they hold what they say, and the worst. */
public final class Confidence {

    private static final double[] LIMITS = {0, 0.5, 0.7, 0.9, 0.99, 0.999, 1.1};

    private Confidence() {
    }

    /** The logits of one image, and what a softmax makes of them. */
    public static void row(double[] logits, UnaryOperator<double[]> softmax, Output out) {
        out.row("  digit", "%7d", IntStream.range(0, logits.length).boxed());
        out.row("  z    ", "%7.2f", Arrays.stream(logits).boxed());
        out.row("  p    ", "%7.4f", Arrays.stream(softmax.apply(logits)).boxed());
    }

    /** How often predictions are correct, by the probability that the network gave them. */
    public static void table(Evaluation evaluation, Output out) {
        List<Outcome> outcomes = IntStream.range(0, evaluation.targets().rows()).mapToObj(evaluation::outcome).toList();
        out.say("  probability      images   mean p   correct");
        for (int i = 1; i < LIMITS.length; i++) {
            double low = LIMITS[i - 1];
            double high = LIMITS[i];
            List<Outcome> between = outcomes.stream().filter(o -> p(o) >= low && p(o) < high).toList();
            out.say("  %-5s to %-5s  %8d   %6.3f   %7.3f", low, Math.min(1, high), between.size(),
                    between.stream().mapToDouble(Confidence::p).average().orElse(0),
                    between.stream().mapToDouble(o -> o.isCorrect() ? 1 : 0).average().orElse(0));
        }
    }

    /** The probability of the class that was predicted. */
    public static double p(Outcome outcome) {
        return outcome.prediction().probability(outcome.prediction().className());
    }

    /** The images that were most wrong. */
    public static Picture hardest(Evaluation evaluation, ImageDataset images) {
        ImageGrid grid = new ImageGrid("The twelve worst mistakes");
        evaluation.hardest(12).forEach(outcome -> grid.gray(outcome.target().className() + ", not "
                + outcome.prediction().className(), Drawing.SIZE, Drawing.SIZE, images.pixels(outcome.index())));
        return grid;
    }
}
