package io.github.chainrule.walkthrough;

import io.github.chainrule.plot.LineChart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How networks of several sizes did on one task, each from several seeds. */
final class SizeResults {

    /** The hidden layers of a network: how many neurons each has. No layer at all is a linear model. */
    record Size(List<Integer> hidden) {

        static Size of(int... hidden) {
            return new Size(IntStream.of(hidden).boxed().toList());
        }

        int[] neurons() {
            return hidden.stream().mapToInt(Integer::intValue).toArray();
        }

        int parameters() {
            return BinaryMnist.classifier(SizeStudy.PIXELS, neurons(), new Random(0)).parameterCount();
        }

        @Override
        public String toString() {
            return hidden.isEmpty() ? "none" : hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** One trained network, and how many images it got right. */
    record Trial(Size size, long seed, long right, long of) {

        double accuracy() {
            return (double) right / of;
        }
    }

    static final String HEADER = String.format("  %-8s %10s   accuracy: mean, least and largest%n", "hidden",
            "parameters");

    private final List<Trial> trials = new ArrayList<>();

    void add(Trial trial) {
        trials.add(trial);
    }

    /** The results as lines of text, to be kept: task, size, seed, right, of. */
    String lines(String task) {
        return trials.stream().map(trial -> line(task, trial)).collect(Collectors.joining());
    }

    static String line(String what, Trial trial) {
        return String.format(Locale.ROOT, "%s %s %d %d %d\n", what, trial.size(), trial.seed(), trial.right(),
                trial.of());
    }

    private List<Trial> of(Size size) {
        return trials.stream().filter(trial -> trial.size().equals(size)).toList();
    }

    List<Size> sizes() {
        return trials.stream().map(Trial::size).distinct().toList();
    }

    double mean(Size size) {
        return of(size).stream().mapToDouble(Trial::accuracy).average().orElseThrow();
    }

    double least(Size size) {
        return of(size).stream().mapToDouble(Trial::accuracy).min().orElseThrow();
    }

    /** The size with the highest mean. */
    Size best() {
        return sizes().stream().max(Comparator.comparingDouble(this::mean)).orElseThrow();
    }

    // @start region=choose
    /** The smallest size whose mean comes up to the best size's worst seed. */
    Size chosen() {
        double enough = least(best());
        return sizes().stream()
                .filter(size -> mean(size) >= enough)
                .min(Comparator.comparingInt(Size::parameters)).orElseThrow();
    }
    // @end

    double largest(Size size) {
        return winner(size).accuracy();
    }

    /** The best network of a size; among equals the one with the lowest seed. */
    Trial winner(Size size) {
        return of(size).stream().min(Comparator.comparingDouble((Trial trial) -> -trial.accuracy())
                .thenComparingLong(Trial::seed)).orElseThrow();
    }

    String row(Size size) {
        return String.format(Locale.ROOT, "  %-8s %,10d   %.4f   %.4f   %.4f%n", size, size.parameters(), mean(size),
                least(size), largest(size));
    }

    /** What was chosen, and how it did on images that had no say in that. */
    String verdict(Trial tested) {
        Trial winner = winner(chosen());
        return String.format(Locale.ROOT, "  highest mean: %s; smallest size that comes up to it: %s%n"
                + "  its best network: %.4f on the validation set (%,d of %,d)%n"
                + "  and now, once,    %.4f on the test set       (%,d of %,d)%n", best(), chosen(),
                winner.accuracy(), winner.right(), winner.of(), tested.accuracy(), tested.right(), tested.of());
    }

    /** Errors over size, for one hidden layer and for two, and without any. */
    LineChart chart() {
        LineChart chart = new LineChart("Odd against even: errors by network size").logY()
                .axes("1 to 7: layers of 2, 4, 8, 16, 32, 64 and 128 neurons", "errors, in percent");
        int powers = (int) sizes().stream().filter(size -> size.hidden().size() == 1).count();
        List<String> names = List.of("none", "one layer", "two layers");
        for (int layers = 0; layers <= 2; layers++) {
            int count = layers;
            List<List<Trial>> columns = sizes().stream().filter(size -> size.hidden().size() == count)
                    .map(this::of).toList();
            int seeds = columns.get(0).size();
            chart.spread(names.get(layers), IntStream.range(0, seeds).mapToObj(s -> IntStream.range(0, powers)
                    .mapToDouble(p -> wrong(columns.get(Math.min(p, columns.size() - 1)).get(s))).toArray())
                    .toArray(double[][]::new));
        }
        return chart;
    }

    private static double wrong(Trial trial) {
        return 100 * (1 - trial.accuracy());
    }
}
