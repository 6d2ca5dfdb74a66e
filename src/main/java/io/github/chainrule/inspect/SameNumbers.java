// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;

import java.util.List;
import java.util.stream.IntStream;

/** Whether two layers began with the same random numbers, as two generators with one seed make them. */
final class SameNumbers {

    /** Numbers are compared up to a factor, since an initializer's bound may differ from layer to layer. */
    private static final double ROUNDING = 1e-12;

    private SameNumbers() {
    }

    /** Names the first two layers whose weights begin with multiples of each other; empty if there are none. */
    static String in(List<Layer> layers) {
        for (int k = 0; k < layers.size(); k++) {
            for (int j = 0; j < k; j++) {
                if (same(weights(layers.get(j)), weights(layers.get(k)))) {
                    return "layer " + j + ", " + layers.get(j).name() + ", and layer " + k + ", "
                            + layers.get(k).name() + ",";
                }
            }
        }
        return "";
    }

    private static double[] weights(Layer layer) {
        return layer.parameters().isEmpty() ? new double[0] : layer.parameters().get(0).value().values();
    }

    private static boolean same(double[] a, double[] b) {
        int n = Math.min(a.length, b.length);
        return n > 1 && a[0] != a[1] && IntStream.range(0, n).allMatch(i -> looksDrawn(a[i]) && looksDrawn(b[i])
                && Math.abs(a[i] * b[0] - a[0] * b[i]) <= ROUNDING * Math.abs(a[0] * b[i]));
    }

    /** Numbers typed in have few digits. */
    private static boolean looksDrawn(double value) {
        return Double.toString(value).length() > 14;
    }
}
