package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** {@link VanishingGradient} with many seeds: is it luck, or the rule? */
record VanishingGradientStudy(ZerosAndOnes images, PrintStream out) {

    private static final int SEEDS = 10;
    /** A network whose loss is below this has learned its images; one that knows nothing has 0.693. */
    private static final double LEARNED = 0.1;

    void run() {
        say("Seeds 0 to %d: the median of what is left of the gradient at the first layer", SEEDS - 1);
        say("");
        DepthTable table = new DepthTable(out);
        table.print((network, depth) -> String.format(Locale.ROOT, "%.0e", medianLeft(network, depth)));
        say("");
        say("Of %d trainings, how many reach a loss below %.1f in %d epochs", SEEDS, LEARNED, DeepNetwork.EPOCHS);
        say("");
        Dataset dataset = images.dataset();
        table.print((network, depth) -> String.valueOf(learned(s -> network.train(depth, s, dataset))));
        table.row("sigmoid, with Adam", depth -> String.valueOf(
                learned(s -> DeepNetwork.SIGMOID.trainWithAdam(depth, s, dataset))));
    }

    double medianLeft(DeepNetwork network, int depth) {
        double[] left = IntStream.range(0, SEEDS).mapToDouble(s -> images.left(network, depth, s)).sorted().toArray();
        return (left[SEEDS / 2 - 1] + left[SEEDS / 2]) / 2;
    }

    /** How many of ten trainings, by their seeds, have learned. */
    static long learned(LongFunction<double[]> training) {
        return LongStream.range(0, SEEDS).filter(s -> last(training.apply(s)) < LEARNED).count();
    }

    static double last(double[] losses) {
        return losses[losses.length - 1];
    }

    private void say(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
