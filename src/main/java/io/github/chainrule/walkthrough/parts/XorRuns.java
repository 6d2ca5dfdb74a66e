// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Many training runs on XOR, of networks with one hidden layer: how often they fail, and why. */
public final class XorRuns {

    /** Where each hidden neuron's outputs are closer than that, two rows count as being in one place. */
    private static final double CLOSE = 0.1;

    /**
     * How one run ended.
     *
     * @param solved all rows are right
     * @param merged a row with target 0 and one with target 1 are in one place, so that they get the same prediction
     * @param bent   a hidden neuron's line runs between the rows; otherwise ReLU and LeakyReLU bend nothing there
     */
    public record Ending(boolean solved, boolean merged, boolean bent) {

        /** Looks where the hidden layer has put the four rows. */
        public static Ending of(Sequential model) {
            ForwardPass pass = model.forward(TruthTable.inputs());
            Matrix a1 = pass.activation(1);     // the weighted sums: above 0 on one side of a line
            Matrix a2 = pass.activation(2);     // after the activation function
            boolean bent = IntStream.range(0, a1.cols()).anyMatch(neuron ->
                    IntStream.range(0, TruthTable.ROWS).mapToObj(row -> a1.get(row, neuron) > 0).distinct()
                            .count() > 1);
            boolean merged = IntStream.of(0, 3).anyMatch(zero -> IntStream.of(1, 2).anyMatch(one ->
                    IntStream.range(0, a2.cols()).allMatch(neuron ->
                            Math.abs(a2.get(zero, neuron) - a2.get(one, neuron)) < CLOSE)));
            return new Ending(TruthTable.XOR.isSolvedBy(model), merged, bent);
        }
    }

    /**
     * All runs of one kind of network.
     *
     * @param failed       how many didn't solve it
     * @param merged       of those, how many have rows of both targets in one place, but are bent
     * @param unbent       of those, how many have no line between the rows, but all rows apart
     * @param both         of those, how many have both
     * @param solvedWithin how many solved it although they have one or both
     */
    private record Kind(String activation, int hidden, int failed, int merged, int unbent, int both, int solvedWithin) {

        private int explained() {
            return merged + unbent + both;
        }
    }

    private final int runs;
    private final List<Kind> kinds = new ArrayList<>();

    /** With this number of runs of each kind, of the seeds from 0 on. */
    public XorRuns(int runs) {
        this.runs = runs;
    }

    public void add(String activation, int hidden, List<Ending> endings) {
        kinds.add(new Kind(activation, hidden, (int) endings.stream().filter(ending -> !ending.solved).count(),
                Collections.frequency(endings, new Ending(false, true, true)),
                Collections.frequency(endings, new Ending(false, false, false)),
                Collections.frequency(endings, new Ending(false, true, false)),
                (int) endings.stream().filter(end -> end.solved && (end.merged || !end.bent)).count()));
    }

    /** The table, and what it amounts to. */
    public void print(Output out) {
        out.say("How many of %,d runs fail (seeds 0 to %d), and why%n%n"
                + "  in one place  rows with different targets have nearly the same a2%n"
                + "  not bent      no hidden neuron's line runs between the rows%n%n"
                + "  function    hidden  failed    in one place  not bent  both  neither", runs, runs - 1);
        String before = kinds.get(0).activation;
        for (Kind kind : kinds) {
            out.say("%s  %-10s%8d%8d%16d%10d%6d%9d", kind.activation.equals(before) ? "" : Output.text("%n"),
                    kind.activation, kind.hidden, kind.failed, kind.merged, kind.unbent, kind.both,
                    kind.failed - kind.explained());
            before = kind.activation;
        }
        int failed = kinds.stream().mapToInt(Kind::failed).sum();
        int solved = runs * kinds.size() - failed;
        out.say("%nOf the %,d that failed, %s are in one place or not bent;%nof the %,d that solved it, %s are.",
                failed, count(kinds.stream().mapToInt(Kind::explained).sum(), failed), solved,
                count(kinds.stream().mapToInt(Kind::solvedWithin).sum(), solved));
    }

    private static String count(int some, int of) {
        return some == 0 ? "none" : some == of ? "all" : Output.text("%,d", some);
    }

    /** The four rows through a network: the inputs, what two hidden neurons make of them, and p. */
    public static void rows(Sequential model, Output out) {
        ForwardPass pass = model.forward(TruthTable.inputs());
        Matrix x = pass.activation(0);
        Matrix a2 = pass.activation(2);
        out.say("  x0  x1    a2[0]    a2[1]        p  target");
        for (int row = 0; row < TruthTable.ROWS; row++) {
            double p = pass.output().get(row, 0);
            double target = TruthTable.XOR.targets().get(row, 0);
            out.say("%4.0f%4.0f%9.4f%9.4f%9.4f%8.0f  %s", x.get(row, 0), x.get(row, 1), a2.get(row, 0), a2.get(row, 1),
                    p, target, Prediction.classIndexOf(pass.output(), row) == target ? "right" : "WRONG");
        }
        out.say("  loss %.4f%n", TruthTable.XOR.loss(model));
    }
}
