package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.LineChart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** How often a training on XOR fails, and why: many networks of each kind, from the seeds 0, 1, 2 and so on. */
final class XorStudy {

    private static final int ROWS = TruthTable.ROWS;
    static final List<Integer> HIDDEN = List.of(2, 3, 4, 8, 16);
    /** Where each hidden neuron's outputs are closer than that, two rows count as being in one place. */
    private static final double CLOSE = 0.1;

    private static final String REASONS =
            "  in one place  a row with target 0 and one with target 1 have nearly the same h%n"
            + "  not bent      no hidden neuron's line runs between the rows%n"
            + "  neither       something else%n%n";

    /** What is between the two layers, by name. */
    static final Map<String, Supplier<Layer>> ACTIVATIONS = activations();

    private XorStudy() {
    }

    private static Map<String, Supplier<Layer>> activations() {
        Map<String, Supplier<Layer>> activations = new LinkedHashMap<>();
        activations.put("Sigmoid", Sigmoid::new);
        activations.put("Tanh", Tanh::new);
        activations.put("ReLU", ReLU::new);
        activations.put("LeakyReLU", LeakyReLU::new);
        return Collections.unmodifiableMap(activations);
    }

    /** What the hidden layer makes of the four rows. */
    enum Place {
        /** No neuron's line runs between the rows: with ReLU or LeakyReLU nothing is bent where the rows are. */
        UNBENT,
        /** A row with target 0 and one with target 1 are in one place, so that they get the same answer. */
        MERGED,
        /** Neither. */
        APART
    }


    /** Where the second layer finds the four rows. */
    static Place placeOf(Sequential model) {
        ForwardPass pass = model.forward(TruthTable.inputs());
        Matrix z = pass.activation(1);      // the weighted sums: above 0 on one side of a line
        Matrix h = pass.activation(2);      // after the activation function
        if (IntStream.range(0, z.cols()).noneMatch(neuron -> runsBetweenRows(z, neuron))) {
            return Place.UNBENT;
        }
        for (int zero : new int[] {0, 3}) {     // rows with target 0
            for (int one : new int[] {1, 2}) {  // rows with target 1
                if (areInOnePlace(h, zero, one)) {
                    return Place.MERGED;
                }
            }
        }
        return Place.APART;
    }

    private static boolean runsBetweenRows(Matrix z, int neuron) {
        long above = IntStream.range(0, ROWS).filter(row -> z.get(row, neuron) > 0).count();
        return above > 0 && above < ROWS;
    }

    private static boolean areInOnePlace(Matrix h, int row, int other) {
        return IntStream.range(0, h.cols()).allMatch(neuron ->
                Math.abs(h.get(row, neuron) - h.get(other, neuron)) < CLOSE);
    }
    /** What became of one training. */
    private record Ending(boolean solved, Place place) {
    }

    /**
     * Many trainings of one kind of network.
     *
     * @param merged       of those that failed, how many have rows of both targets in one place
     * @param unbent       of those that failed, how many have no line between the rows
     * @param solvedApart  of those that solved it, how many have neither
     */
    record Kind(String activation, int hidden, int trainings, int failed, int merged, int unbent, int solvedApart) {

        private static Kind of(String activation, int hidden, List<Ending> endings) {
            return new Kind(activation, hidden, endings.size(),
                    (int) endings.stream().filter(ending -> !ending.solved).count(),
                    count(endings, new Ending(false, Place.MERGED)), count(endings, new Ending(false, Place.UNBENT)),
                    count(endings, new Ending(true, Place.APART)));
        }

        private static int count(List<Ending> endings, Ending such) {
            return Collections.frequency(endings, such);
        }
    }

    /** Trains all networks, several at a time: each has its own random numbers, so the order doesn't matter. */
    static List<Kind> of(int seeds, int steps, double learningRate) {
        List<Kind> kinds = new ArrayList<>();
        ACTIVATIONS.forEach((name, activation) -> {
            for (int hidden : HIDDEN) {
                kinds.add(Kind.of(name, hidden, IntStream.range(0, seeds).parallel()
                        .mapToObj(seed -> XorProblem.trained(seed, hidden, activation.get(), steps, learningRate))
                        .map(model -> new Ending(TruthTable.XOR.rowsRight(model) == ROWS, placeOf(model)))
                        .toList()));
            }
        });
        return kinds;
    }

    /** The table, and what it amounts to. */
    static String text(List<Kind> kinds) {
        int trainings = kinds.get(0).trainings;
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "How often it fails, of %,d trainings each"
                + " (seeds 0 to %d), and why%n%n%s  activation  hidden  failed    in one place  not bent  neither%n",
                trainings, trainings - 1, String.format(REASONS)));
        for (Kind kind : kinds) {
            if (kind.hidden == HIDDEN.get(0) && kind != kinds.get(0)) {
                text.append(String.format("%n"));
            }
            text.append(String.format(Locale.ROOT, "  %-10s%8d%8d%16d%10d%9d%n", kind.activation, kind.hidden,
                    kind.failed, kind.merged, kind.unbent, kind.failed - kind.merged - kind.unbent));
        }
        int failed = kinds.stream().mapToInt(Kind::failed).sum();
        int explained = kinds.stream().mapToInt(kind -> kind.merged + kind.unbent).sum();
        int solved = trainings * kinds.size() - failed;
        int apart = kinds.stream().mapToInt(Kind::solvedApart).sum();
        return text.append(String.format(Locale.ROOT, "%nOf the %,d that failed, %s are in one place or not bent,%n"
                + "and %s of the %,d that solved it.%n", failed, words(explained, failed),
                words(solved - apart, solved), solved)).toString();
    }

    private static String words(int some, int of) {
        return some == 0 ? "none" : some == of ? "all" : String.format(Locale.ROOT, "%,d", some);
    }

    static LineChart chart(List<Kind> kinds) {
        int trainings = kinds.get(0).trainings;
        LineChart chart = new LineChart("XOR: how often training fails")
                .axes("hidden neurons", String.format(Locale.ROOT, "failed, %% of %,d trainings", trainings));
        for (String activation : ACTIVATIONS.keySet()) {
            List<Kind> line = kinds.stream().filter(kind -> kind.activation.equals(activation)).toList();
            chart.line(activation, line.stream().mapToDouble(Kind::hidden).toArray(),
                    line.stream().mapToDouble(kind -> 100.0 * kind.failed / trainings).toArray());
        }
        return chart;
    }
}
