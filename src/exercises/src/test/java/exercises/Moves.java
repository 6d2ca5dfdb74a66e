// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.model.Sequential;

/** A trained network, and what the path of its weights says about the optimizer. */
final class Moves {

    private Moves() {
    }

    /** {@return the network that train returned, which isn't null} */
    static Sequential trained(Sequential model) {
        Check.require(model != null, "train: your code returned null.", "Return the trained network.");
        return model;
    }

    static double[] firstWeights(Sequential model) {
        return model.parameters().get(0).value().values();
    }

    /** Whether most weights that moved did so by whole steps of η, as they do if each step has a new Adam. */
    static boolean areWholeSteps(double[] before, double[] after, double eta) {
        int moved = 0;
        int whole = 0;
        for (int i = 0; i < before.length; i++) {
            double steps = (after[i] - before[i]) / eta;
            moved += steps == 0 ? 0 : 1;
            whole += steps != 0 && Math.abs(steps - Math.rint(steps)) < 0.05 ? 1 : 0;
        }
        return whole > 0.5 * moved;
    }

    /** {@return how far the weight that moved most is from where it began} */
    static double longest(double[] before, double[] after) {
        double longest = 0;
        for (int i = 0; i < before.length; i++) {
            longest = Math.max(longest, Math.abs(after[i] - before[i]));
        }
        return longest;
    }

    /** {@return how many of the weights that moved have gone at least a quarter of the longest distance} */
    static double shareOfLong(double[] before, double[] after) {
        double longest = longest(before, after);
        int moved = 0;
        int far = 0;
        for (int i = 0; i < before.length; i++) {
            double distance = Math.abs(after[i] - before[i]);
            moved += distance > 0 ? 1 : 0;
            far += distance > longest / 4 ? 1 : 0;
        }
        return far / Math.max(1.0, moved);
    }
}
