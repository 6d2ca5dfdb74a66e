// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.Json;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A model's parameters by the names that PyTorch gives them in an {@code nn.Sequential}: {@code 0.weight},
 * {@code 0.bias}, {@code 2.weight} and so on. Here, and nowhere else, the weight of a Linear, (in × out), is
 * transposed into PyTorch's (out, in).
 */
final class StateDict {

    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /** A parameter's place. */
    private record Slot(Parameter parameter, boolean isTransposed) {

        private Tensor tensor() {
            return new Tensor(shape(), asInFile(parameter.value()).values());
        }

        private Matrix asInFile(Matrix value) {
            return isTransposed ? value.transpose() : value.copy();
        }

        private List<Long> shape() {
            long rows = parameter.value().rows();
            long cols = parameter.value().cols();
            return isTransposed ? List.of(cols, rows) : rows == 1 ? List.of(cols) : List.of(rows, cols);
        }

        private boolean fits(List<Long> shape) {
            return shape.equals(shape()) || shape().size() == 1 && shape.equals(List.of(1L, shape().get(0)));
        }

        private void overwrite(Tensor tensor) {
            Matrix value = parameter.value();
            Matrix source = asInFile(isTransposed ? tensor.matrix(value.cols(), value.rows())
                    : tensor.matrix(value.rows(), value.cols()));
            parameter.setValue(source);
        }
    }

    /**
     * The parameters of a model.
     *
     * @param model    the model
     * @param prefixes a layer's number to what the file calls it; a layer that isn't there is called by its number
     * @throws IllegalArgumentException if two parameters would have one name
     */
    StateDict(Sequential model, Map<Integer, String> prefixes) {
        for (int number : new TreeSet<>(prefixes.keySet())) {
            if (number < 0 || number >= model.layers().size() || model.layers().get(number).parameters().isEmpty()) {
                throw new IllegalArgumentException("ModelFile: the model has no layer " + number + " with parameters: "
                        + model + ". Layers are counted from 0, activations included.");
            }
        }
        for (int k = 0; k < model.layers().size(); k++) {
            Layer layer = model.layers().get(k);
            List<Parameter> parameters = layer.parameters();
            boolean areNamed = parameters.stream().map(Parameter::name).distinct().count() == parameters.size();
            for (int i = 0; i < parameters.size(); i++) {
                Parameter parameter = parameters.get(i);
                // A layer made of other layers has several with the same name: then the position comes first.
                String name = prefixes.getOrDefault(k, String.valueOf(k)) + "." + (areNamed ? "" : i + ".")
                        + parameter.name();
                boolean isTransposed = layer instanceof Linear linear && parameter == linear.weight();
                if (slots.put(name, new Slot(parameter, isTransposed)) != null) {
                    throw new IllegalArgumentException("ModelFile: layer " + k + ", " + layer.name()
                            + ": two parameters would be called " + name + ". Give each one a name of its own.");
                }
            }
        }
    }

    /** Copies of all parameters; one that isn't finite is refused, because it would be of no use. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            if (!slot.parameter.value().isFinite()) {
                throw new IllegalArgumentException("the model's " + name
                        + " holds NaN or infinity: training diverged, and there is nothing worth saving.");
            }
            tensors.put(name, slot.tensor());
        });
        return tensors;
    }

    /**
     * Overwrites all parameters, or none.
     *
     * @throws IOException if the file lacks one, has an extra one, or one has another shape or isn't finite
     */
    @SuppressWarnings("NullAway")    // requireFit has found each name
    void overwrite(Safetensors file) throws IOException {
        requireFit(file);
        slots.forEach((name, slot) -> slot.overwrite(file.tensors().get(name)));
    }

    /** What {@link #overwrite} refuses. */
    @SuppressWarnings("NullAway")    // as above
    void requireFit(Safetensors file) throws IOException {
        if (!slots.keySet().equals(file.tensors().keySet())) {
            throw file.damaged("the model needs the tensors " + Printable.list(slots.keySet()) + ", but the file has "
                    + Printable.list(file.tensors().keySet()) + ". If they are the same under other names, say which"
                    + " layer is called what: ModelFile.loadWeights(model, file, Map.of(0, \"linear1\")).");
        }
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            Tensor tensor = file.tensors().get(entry.getKey());
            if (!slot.fits(tensor.shape())) {
                throw file.damaged(Json.shown(entry.getKey()) + " has the shape " + tensor.shape()
                        + "; the model expects " + slot.shape() + (slot.isTransposed ? ", which is (out, in)." : "."));
            }
            for (double value : tensor.values()) {
                if (!Double.isFinite(value)) {
                    throw file.damaged(Json.shown(entry.getKey()) + " holds " + value
                            + ": the training run that it comes from diverged.");
                }
            }
        }
    }
}
