// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/** How far the steps of an optimizer move weights. */
public final class Moves {

    private Moves() {
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
}
