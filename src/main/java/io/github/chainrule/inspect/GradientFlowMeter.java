// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.List;

/** Measures the layers of one model, again and again with the same buffers. */
final class GradientFlowMeter {

    /** How close to its end an output is saturated: there a sigmoid's derivative is below 0.01, a tanh's below 0.02. */
    private static final double MARGIN = 0.01;

    private final List<Layer> layers;
    /** A copy of each layer's W, which is made when it is first needed; empty where there is none. */
    private double[][] before = new double[0][];

    GradientFlowMeter(Sequential model) {
        this.layers = model.layers();
    }

    List<LayerStatistics> measure(ForwardPass pass, BackwardPass back) {
        List<LayerStatistics> figures = new ArrayList<>(layers.size());
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            Matrix y = pass.activation(k + 1);
            Matrix da = back.gradient(k + 1);
            boolean hasWeight = !layer.parameters().isEmpty();
            Matrix dW = hasWeight ? layer.parameters().get(0).gradient() : Matrix.zeros(0, 0);
            figures.add(new LayerStatistics(layer.name(), Statistics.meanSize(da), Statistics.largest(da),
                    hasWeight ? Statistics.meanSize(dW) : Double.NaN, hasWeight ? Statistics.largest(dW) : Double.NaN,
                    Double.NaN, layer instanceof ReLU ? dead(y) : Double.NaN, saturated(layer, y)));
        }
        return figures;
    }

    /** To be called before an update. */
    void rememberWeights() {
        if (before.length == 0) {
            before = layers.stream().map(layer -> layer.parameters().isEmpty() ? new double[0]
                    : new double[layer.parameters().get(0).size()]).toArray(double[][]::new);
        }
        for (int k = 0; k < before.length; k++) {
            if (before[k].length > 0) {
                System.arraycopy(weight(k), 0, before[k], 0, before[k].length);
            }
        }
    }

    /** To be called after it. */
    List<LayerStatistics> withUpdates(List<LayerStatistics> figures) {
        List<LayerStatistics> complete = new ArrayList<>(figures.size());
        for (int k = 0; k < before.length; k++) {
            complete.add(before[k].length == 0 ? figures.get(k)
                    : figures.get(k).withUpdate(Statistics.relativeChange(before[k], weight(k))));
        }
        return List.copyOf(complete);
    }

    private double[] weight(int k) {
        return layers.get(k).parameters().get(0).value().values();
    }

    private static double dead(Matrix y) {
        int dead = 0;
        for (boolean alive : alive(y)) {
            dead += alive ? 0 : 1;
        }
        return (double) dead / y.cols();
    }

    /** For each column whether it is other than 0 for any example. */
    static boolean[] alive(Matrix y) {
        boolean[] alive = new boolean[y.cols()];
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < alive.length; j++) {
                alive[j] |= y.values()[i * alive.length + j] != 0;
            }
        }
        return alive;
    }

    private static double saturated(Layer layer, Matrix y) {
        double lower = layer instanceof Sigmoid ? 0 : -1;
        if (!(layer instanceof Sigmoid || layer instanceof Tanh)) {
            return Double.NaN;
        }
        int count = 0;
        for (double v : y.values()) {
            count += v < lower + MARGIN || v > 1 - MARGIN ? 1 : 0;
        }
        return (double) count / y.values().length;
    }
}
