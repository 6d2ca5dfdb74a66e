// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.Json;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.io.IOException;
import java.util.ArrayList;
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

    private static final int MOST_NAMED = 6;

    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /** A parameter's place. */
    private record Slot(Parameter parameter, boolean transposed) {

        private Tensor tensor() {
            Matrix value = parameter.value();
            return new Tensor(Tensor.Type.F64, shape(), transposed ? value.transpose().values()
                    : value.values().clone());
        }

        private List<Long> shape() {
            long rows = parameter.value().rows();
            long cols = parameter.value().cols();
            return transposed ? List.of(cols, rows) : rows == 1 ? List.of(cols) : List.of(rows, cols);
        }

        private void overwrite(Tensor tensor) {
            Matrix value = parameter.value();
            Matrix source = transposed ? tensor.matrix(value.cols(), value.rows()).transpose()
                    : tensor.matrix(value.rows(), value.cols());
            parameter.setValue(source);
        }
    }

    /**
     * The parameters of a model.
     *
     * @param model    whose they are
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
            for (Parameter parameter : layer.parameters()) {
                String name = prefixes.getOrDefault(k, String.valueOf(k)) + "." + parameter.name();
                boolean transposed = layer instanceof Linear linear && parameter == linear.weight();
                if (slots.put(name, new Slot(parameter, transposed)) != null) {
                    throw new IllegalArgumentException("ModelFile: layer " + k + ", " + layer.name()
                            + ": two parameters would be called " + name + ". Give each one a name of its own.");
                }
            }
        }
    }

    /** Copies of all parameters; one that isn't finite is refused, because nobody could use it. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            if (!slot.parameter.value().isFinite()) {
                throw new IllegalArgumentException("ModelFile: " + name
                        + " holds NaN or infinity: training diverged, and there is nothing worth saving.");
            }
            tensors.put(name, slot.tensor());
        });
        return tensors;
    }

    /**
     * Overwrites all parameters, or none.
     *
     * @throws IOException if the file lacks one, has one more, or one has another shape or isn't finite
     */
    @SuppressWarnings("NullAway")    // that each name is there has been seen first
    void overwrite(String file, Map<String, Tensor> tensors) throws IOException {
        requireFit(file, tensors);
        slots.forEach((name, slot) -> slot.overwrite(tensors.get(name)));
    }

    /** What {@link #overwrite} refuses. */
    @SuppressWarnings("NullAway")    // as above
    void requireFit(String file, Map<String, Tensor> tensors) throws IOException {
        requireSameNames(file, tensors);
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            requireFit(file, entry.getKey(), entry.getValue(), tensors.get(entry.getKey()));
        }
    }

    private void requireSameNames(String file, Map<String, Tensor> tensors) throws IOException {
        List<String> missing = new ArrayList<>(slots.keySet());
        missing.removeAll(tensors.keySet());
        List<String> extra = new ArrayList<>(tensors.keySet());
        extra.removeAll(slots.keySet());
        if (!missing.isEmpty() || !extra.isEmpty()) {
            throw new IOException(file + ": the model needs " + shown(slots.keySet().stream().toList())
                    + ", and the file has " + shown(List.copyOf(tensors.keySet()))
                    + ". If they are the same under other names, say which layer is called what:"
                    + " ModelFile.loadInto(model, file, Map.of(0, \"linear1\")).");
        }
    }

    private static String shown(List<String> names) {
        List<String> first = names.stream().limit(MOST_NAMED).map(Json::shown).toList();
        return String.join(", ", first) + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more"
                : names.isEmpty() ? "no tensors" : "");
    }

    private static void requireFit(String file, String name, Slot slot, Tensor tensor) throws IOException {
        boolean row = slot.parameter.value().rows() == 1 && !slot.transposed;
        List<Long> expected = slot.shape();
        if (!tensor.shape().equals(expected) && !(row && tensor.shape().equals(List.of(1L, expected.get(0))))) {
            throw new IOException(file + ": " + Json.shown(name) + " has the shape " + tensor.shape()
                    + "; the model expects " + expected + (slot.transposed ? ", which is (out, in)" : "") + ".");
        }
        for (double value : tensor.values()) {
            if (!Double.isFinite(value)) {
                throw new IOException(file + ": " + Json.shown(name) + " holds " + value
                        + ": the training run that it comes from diverged.");
            }
        }
    }
}
