// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The causes that the course names, each taken away to see whether the effect goes with it, with five seeds or more.
 * What it prints is kept in src/test/resources/course-runs.txt, and a test compares the chapters with that.
 *
 * <p>Arguments: the names of the studies to run; without one it lists them.
 */
final class Counterfactuals {

    static final Loss LOSS = new BinaryCrossEntropy();
    static final long[] SEEDS = {1, 2, 3, 4, 5};

    private Counterfactuals() {
    }

    private interface Study {
        void run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        Map<String, Study> studies = new TreeMap<>(Map.ofEntries(
                Map.entry("adam", StepStudies::adam), Map.entry("rates", StepStudies::rates),
                Map.entry("fullBatch", StepStudies::fullBatch), Map.entry("spikes", StepStudies::spikes),
                Map.entry("plateau", DepthStudies::plateau), Map.entry("frozen", DepthStudies::frozen),
                Map.entry("equalized", DepthStudies::equalized), Map.entry("unscaled", DepthStudies::unscaled),
                Map.entry("spread", DepthStudies::spread), Map.entry("deadPairs", DepthStudies::deadPairs),
                Map.entry("sizes", DataStudies::sizes), Map.entry("remedies", DataStudies::remedies),
                Map.entry("coin", DataStudies::coin), Map.entry("twoBent", DepthStudies::twoBent),
                Map.entry("calibration", DataStudies::calibration),
                Map.entry("easierTest", DataStudies::easierTest),
                Map.entry("batchSizes", StepStudies::batchSizes),
                Map.entry("longSteps", DepthStudies::longSteps), Map.entry("firstSlope", DepthStudies::firstSlope),
                Map.entry("epsilon", DepthStudies::epsilon), Map.entry("firstEpoch", ReadingStudies::firstEpoch),
                Map.entry("revived", ReadingStudies::revived), Map.entry("alike", ReadingStudies::alike),
                Map.entry("expensive", ReadingStudies::expensive), Map.entry("slow", ReadingStudies::slow),
                Map.entry("zeroSums", ReadingStudies::zeroSums)));
        if (args.length == 0) {
            System.out.println("studies: " + String.join(", ", studies.keySet()));
        }
        for (String name : args) {
            System.out.println("== " + name);
            studies.get(name).run();
        }
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** A number, or a text, for each seed. */
    static String each(LongFunction<Object> value) {
        return each(runs(value), v -> v);
    }

    static <T> List<T> runs(LongFunction<T> run) {
        return Arrays.stream(SEEDS).mapToObj(run).toList();
    }

    static <T> String each(List<T> runs, Function<T, Object> value) {
        return runs.stream().map(value).map(v -> v instanceof Double d ? String.format(Locale.ROOT, "%.4g", d)
                : v.toString()).collect(Collectors.joining(", "));
    }

    static Dataset first(Dataset all, int from, int count) {
        return all.subset(IntStream.range(from, from + count).toArray());
    }

    static Optimizer adam(Sequential model) {
        return new Adam(model.parameters(), 0.001);
    }

    /** A network for MNIST with hidden layers. */
    static Sequential network(long seed, int... hidden) {
        return BinaryMnist.classifier(784, hidden, new Random(seed));
    }

    static Trainer trained(Sequential model, Function<Sequential, Optimizer> optimizer, Dataset data, int epochs,
                           int batchSize, long seed) {
        Trainer trainer = new Trainer(model, LOSS, optimizer.apply(model)).epochs(epochs).batchSize(batchSize)
                .seed(seed);
        trainer.fit(data);
        return trainer;
    }
}
