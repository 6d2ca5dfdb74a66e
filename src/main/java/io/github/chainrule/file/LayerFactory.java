// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.Json;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes layers and losses from the names that a file has for them. */
final class LayerFactory {

    private static final Pattern LINEAR = Pattern.compile("Linear\\((\\d{1,9}), (\\d{1,9})\\)");
    private static final Pattern LEAKY_RELU = Pattern.compile("LeakyReLU\\(([-+.0-9eE]{1,30})\\)");
    private static final Pattern DROPOUT = Pattern.compile("Dropout\\(([.0-9eE-]{1,30})\\)");

    private final String file;
    private final OwnParts own;

    LayerFactory(String file, OwnParts own) {
        this.file = file;
        this.own = own;
    }

    /**
     * A layer.
     *
     * @param k       its number
     * @param name    what it was called when it was saved
     * @param tensors what is in the file: a Linear isn't made any larger than that
     */
    Layer layer(int k, String name, Map<String, Tensor> tensors) throws IOException {
        Matcher linear = LINEAR.matcher(name);
        if (linear.matches()) {
            return linear(k, Integer.parseInt(linear.group(1)), Integer.parseInt(linear.group(2)), tensors);
        }
        Matcher leaky = LEAKY_RELU.matcher(name);
        if (leaky.matches()) {
            return new LeakyReLU(Double.parseDouble(leaky.group(1)));
        }
        Matcher dropout = DROPOUT.matcher(name);
        if (dropout.matches()) {
            return new Dropout(Double.parseDouble(dropout.group(1)));
        }
        return switch (name) {
            case "ReLU" -> new ReLU();
            case "Sigmoid" -> new Sigmoid();
            case "Tanh" -> new Tanh();
            default -> own.layer(name).orElseThrow(() -> new IOException(file + ": layer " + k + " is "
                    + Json.shown(name) + ", which isn't a layer of this library. If it is yours, make it when it is"
                    + " asked for: ModelFile.load(file, name -> ...)."));
        };
    }

    private Layer linear(int k, int in, int out, Map<String, Tensor> tensors) throws IOException {
        Tensor weight = tensors.get(k + ".weight");
        if (weight == null || !weight.shape().equals(List.of((long) out, (long) in))) {
            throw new IOException(file + ": layer " + k + ", Linear(" + in + ", " + out + "), needs \"" + k
                    + ".weight\" with the shape [" + out + ", " + in + "], "
                    + (weight == null ? "which isn't there." : "got " + weight.shape() + "."));
        }
        return new Linear(Matrix.zeros(in, out), Matrix.zeros(1, out));
    }

    Loss loss(String name) throws IOException {
        return switch (name) {
            case "BinaryCrossEntropy" -> new BinaryCrossEntropy();
            case "BinaryCrossEntropyWithLogits" -> new BinaryCrossEntropyWithLogits();
            case "CrossEntropy" -> new CrossEntropy();
            case "MeanSquaredError" -> new MeanSquaredError();
            default -> own.loss(name).orElseThrow(() -> new IOException(file + ": the loss is " + Json.shown(name)
                    + ", which isn't one of this library. If it is yours, make it in OwnParts.loss."));
        };
    }
}
