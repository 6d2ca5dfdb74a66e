// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.evaluation.Predictor;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What files know about layers and losses. Add a new one to the list here, and every kind of file knows it. */
final class LayerFactory {

    private static final List<LayerType> LAYERS = List.of(
            new LayerType(Linear.class, 2, LayerFactory::linear,
                    (onnx, layer, name) -> onnx.linear((Linear) layer, name)),
            new LayerType(ReLU.class, 0, (factory, n) -> new ReLU(), operator("Relu")),
            new LayerType(LeakyReLU.class, 1, (factory, n) -> new LeakyReLU(n[0]),
                    (onnx, layer, name) -> onnx.leakyReLU(((LeakyReLU) layer).negativeSlope(), name)),
            new LayerType(Sigmoid.class, 0, (factory, n) -> new Sigmoid(), operator("Sigmoid")),
            new LayerType(Tanh.class, 0, (factory, n) -> new Tanh(), operator("Tanh")),
            // It draws only in training.
            new LayerType(Dropout.class, 1, (factory, n) -> new Dropout(n[0]), operator("Identity")));

    private static final Map<Class<? extends Loss>, Function<double[], Loss>> LOSSES = Map.of(
            BinaryCrossEntropy.class, none -> new BinaryCrossEntropy(),
            BinaryCrossEntropyWithLogits.class, weight -> weight.length == 0 ? new BinaryCrossEntropyWithLogits()
                    : new BinaryCrossEntropyWithLogits(weight[0]),
            CrossEntropy.class, weights -> new CrossEntropy().withClassWeights(weights),
            MeanSquaredError.class, none -> new MeanSquaredError());

    /** A name, and numbers in brackets: what {@link Layer#name()} gives. */
    private static final String NUMBER = "-?+\\d{1,20}+(?:\\.\\d{1,20}+)?+(?:E-?+\\d{1,3}+)?+";
    static final Pattern NAME = Pattern.compile("(\\w++)(?:\\((" + NUMBER + "(?:, " + NUMBER + ")*+)\\))?+");

    private final Safetensors file;
    private final CustomTypes custom;
    /** How many of the file's numbers no layer has claimed yet: none is made larger than what the file can fill. */
    private long unclaimed;

    /**
     * A layer of this library.
     *
     * @param type    its class, whose name is the file's
     * @param numbers how many of them follow in brackets
     * @param make    makes it from these
     * @param onnx    adds it to an ONNX file
     */
    private record LayerType(Class<? extends Layer> type, int numbers, BiFunction<LayerFactory, double[], Layer> make,
                             ToOnnx onnx) {
    }

    /** Adds a layer to an ONNX file. */
    @FunctionalInterface
    private interface ToOnnx {
        void add(OnnxFile onnx, Layer layer, String name);
    }

    LayerFactory(Safetensors file, CustomTypes custom) {
        this.file = file;
        this.custom = custom;
        this.unclaimed = file.tensors().values().stream().mapToLong(tensor -> tensor.values().length).sum();
    }

    /**
     * A layer, as yet without the file's numbers.
     *
     * @param k    its number
     * @param name what it was called when it was saved
     */
    Layer layer(int k, String name) throws IOException {
        return part("layer " + k, "a layer", "layer", name, custom.layers, (type, numbers) -> LAYERS.stream()
                .filter(known -> known.type.getSimpleName().equals(type) && known.numbers == numbers.length)
                .findFirst().map(known -> known.make.apply(this, numbers)));
    }

    Loss loss(String name) throws IOException {
        return part("the loss", "one", "loss", name, custom.losses, (type, numbers) -> LOSSES.entrySet().stream()
                .filter(known -> known.getKey().getSimpleName().equals(type))
                .findFirst().map(known -> known.getValue().apply(numbers)));
    }

    private <T> T part(String what, String kind, String method, String name, Map<String, Supplier<? extends T>> own,
                       BiFunction<String, double[], Optional<T>> known) throws IOException {
        if (own.containsKey(name)) {
            return own.get(name).get();
        }
        Matcher text = NAME.matcher(name);
        Optional<T> made = !text.matches() ? Optional.empty() : known.apply(text.group(1),
                text.group(2) == null ? new double[0]
                        : Arrays.stream(text.group(2).split(", ")).mapToDouble(Double::parseDouble).toArray());
        return made.orElseThrow(() -> file.damaged(what + " is " + Json.shown(name) + ", which isn't " + kind + " of"
                + " this library. If it is yours, add it: ModelFile.load(file, new CustomTypes()." + method + "("
                + Json.shown(name) + ", ...))."));
    }

    private Layer linear(double[] size) {
        int in = (int) size[0];
        int out = (int) size[1];
        unclaimed -= (in + 1L) * out;
        if (unclaimed < 0) {
            throw new IllegalArgumentException("Linear(" + in + ", " + out + ") needs " + (in + 1L) * out
                    + " numbers, more than are left in the file for it.");
        }
        return new Linear(Matrix.zeros(in, out), Matrix.zeros(1, out));
    }

    /** Refuses a layer or loss of the user's own that would come back as one of this library. */
    static void requireOwnNames(Predictor predictor) {
        predictor.model().layers().forEach(layer -> requireOwnName(layer, layer.name(), LAYERS.stream()
                .map(known -> known.type)));
        requireOwnName(predictor.loss(), predictor.loss().name(), LOSSES.keySet().stream());
    }

    private static void requireOwnName(Object part, String name, Stream<? extends Class<?>> known) {
        Matcher text = NAME.matcher(name);
        if (text.matches() && known.anyMatch(type -> type.getSimpleName().equals(text.group(1))
                && type != part.getClass())) {
            throw new IllegalArgumentException("ModelFile: your own " + part.getClass().getName() + " has the name "
                    + name + ", which is loaded as one of this library. Override its name().");
        }
    }

    private static ToOnnx operator(String operator) {
        return (onnx, layer, name) -> onnx.then(operator, name);
    }

    /** Adds a layer to an ONNX file. */
    static void addTo(OnnxFile onnx, int k, Layer layer) {
        LAYERS.stream().filter(known -> known.type == layer.getClass()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("OnnxFile: layer " + k + ", " + layer.name()
                        + ", has no operator in the file. Use layers that have one: " + LAYERS.stream()
                        .map(known -> known.type.getSimpleName()).collect(Collectors.joining(", ")) + "."))
                .onnx.add(onnx, layer, "layer" + k);
    }

    /** Adds what turns outputs into the loss's predictions, if these aren't the same. */
    @SuppressWarnings("ReferenceEquality")    // a loss without a scale of its own gives back what it got
    static void addTo(OnnxFile onnx, Loss loss) {
        Matrix outputs = Matrix.row(0.5);
        if (loss instanceof BinaryCrossEntropyWithLogits) {
            onnx.then("Sigmoid", "prediction");
        } else if (loss instanceof CrossEntropy) {
            onnx.softmax("prediction");
        } else if (loss.predictions(outputs) != outputs) {
            throw new IllegalArgumentException("OnnxFile: a file can't say what outputs mean to " + loss.name()
                    + ". To save"
                    + " the outputs themselves, use Predictor.of(model, new MeanSquaredError()).");
        }
    }
}
