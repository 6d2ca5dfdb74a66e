// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Measures the layers of one model. */
final class GradientFlowMeter {

    /** How close to its end an output is saturated: there a sigmoid's derivative is below 0.01, a tanh's below 0.02. */
    private static final double MARGIN = 0.01;

    private final List<Layer> layers;
    /** A copy of each layer's W; empty where there is none. */
    private double[][] before = new double[0][];

    GradientFlowMeter(Sequential model) {
        this.layers = model.layers();
    }

    List<LayerStatistics> measure(ForwardPass forward, BackwardPass backward) {
        List<LayerStatistics> all = new ArrayList<>(layers.size());
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            LayerKind kind = LayerKind.of(layer);
            Matrix y = forward.activation(k + 1);
            Matrix da = backward.gradient(k + 1);
            Matrix dW = layer.parameters().isEmpty() ? Matrix.row(Double.NaN) : layer.parameters().get(0).gradient();
            all.add(new LayerStatistics(layer.name(), Statistics.meanSize(da), Statistics.max(da),
                    Statistics.meanSize(dW), Statistics.max(dW), Double.NaN, kind.canDie() ? dead(y) : Double.NaN,
                    kind.saturates() ? saturated(kind, y) : Double.NaN));
        }
        return all;
    }

    /** To be called before an update. */
    void rememberWeights() {
        before = IntStream.range(0, layers.size()).mapToObj(k -> weight(k).clone()).toArray(double[][]::new);
    }

    /** To be called after it. */
    List<LayerStatistics> withUpdates(List<LayerStatistics> seen) {
        return IntStream.range(0, layers.size())
                .mapToObj(k -> seen.get(k).withUpdate(Statistics.relativeChange(before[k], weight(k)))).toList();
    }

    /** A layer's W; empty if it has none. */
    private double[] weight(int k) {
        List<Parameter> parameters = layers.get(k).parameters();
        return parameters.isEmpty() ? new double[0] : parameters.get(0).value().values();
    }

    private static double dead(Matrix y) {
        boolean[] alive = alive(y);
        return (double) IntStream.range(0, alive.length).filter(j -> !alive[j]).count() / alive.length;
    }

    /** For each column whether it is other than 0 for any example. */
    static boolean[] alive(Matrix y) {
        boolean[] alive = new boolean[y.cols()];
        double[] v = y.values();
        for (int i = 0; i < v.length; i++) {
            alive[i % alive.length] |= v[i] != 0;
        }
        return alive;
    }

    private static double saturated(LayerKind kind, Matrix y) {
        return Arrays.stream(y.values()).filter(v -> v < kind.min() + MARGIN || v > kind.max() - MARGIN).count()
                / (double) y.values().length;
    }
}
