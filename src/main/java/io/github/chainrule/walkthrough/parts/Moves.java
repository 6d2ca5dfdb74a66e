// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How far the steps of an optimizer move weights. */
public final class Moves {

    private Moves() {
    }

    /** How far each weight has moved. */
    public static double[] between(double[] before, double[] after) {
        return IntStream.range(0, before.length).mapToDouble(i -> Math.abs(after[i] - before[i])).toArray();
    }

    /** How far some steps move a weight, for several sequences of gradients, whose steps count from 1. */
    public static void table(Function<IntToDoubleFunction, double[]> move, Output out) {
        Map<String, IntToDoubleFunction> gradients = new LinkedHashMap<>();
        gradients.put("5, 5, 5, ...", t -> 5);
        gradients.put("0.05, 0.05, 0.05, ...", t -> 0.05);
        gradients.put("5, -5, 5, -5, ...", t -> t % 2 == 1 ? 5 : -5);
        gradients.put("5, 4, 3.2, ... (times 0.8)", t -> 5 * StrictMath.pow(0.8, t - 1));
        gradients.put("5, then 0, 0, 0, ...", t -> t == 1 ? 5 : 0);
        out.say("   %-30sstep 1   step 2   step 3  step 20", "gradients");
        gradients.forEach((name, gradient) -> {
            double[] moves = move.apply(gradient);
            out.say("   %-27s%9.5f%9.5f%9.5f%9.5f", name, Math.abs(moves[0]), Math.abs(moves[1]), Math.abs(moves[2]),
                    Math.abs(moves[19]));
        });
    }

    /** Of the moves in some steps and in all, how many are 0, and how many are short. */
    public static void shares(List<double[]> moves, double rate, Output out) {
        out.say("   step        exactly 0   below 1/20   the mean");
        for (int step : new int[] {1, 2, 10, 100, moves.size()}) {
            share(Output.text("%,d", step), List.of(moves.get(step - 1)), rate, out);
        }
        share("all", moves, rate, out);
    }

    private static void share(String name, List<double[]> moves, double rate, Output out) {
        double[] all = moves.stream().flatMapToDouble(Arrays::stream).map(move -> move / rate).toArray();
        out.say("   %-10s   %5.0f %%      %5.0f %%     %6.3f", name,
                100.0 * Arrays.stream(all).filter(move -> move == 0).count() / all.length,
                100.0 * Arrays.stream(all).filter(move -> move < 0.05).count() / all.length,
                Arrays.stream(all).average().orElseThrow());
    }
}
