// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Scaling;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.internal.Json;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model as an ONNX file, which runs in nearly every language and on nearly every device. It can only be written: what
 * is to come back is saved by {@link ModelFile}.
 *
 * {@snippet :
 * Onnx.of(predictor).save(Path.of("model.onnx"));                              // probabilities, 32 bits
 * Onnx.of(predictor).as(Tensor.Type.F64).save(Path.of("model-exact.onnx"));    // the same numbers as here
 * }
 *
 * <p>The input is called {@code x}, (batch × in), the output {@code y}, (batch × out), for batches of any size. The
 * file asks for IR version 7 and opset 13, which runtimes have understood since 2020.
 *
 * <p>Runtimes compute in 32 bits, unless they are given a file of F64. ONNX Runtime before about 1.18 joins a Gemm and
 * the activation after it into one operator that knows 32 bits alone: there, load a file of F64 with the graph
 * optimisations switched off.
 *
 * <p>The format is protocol buffers: each message is a list of fields, each field a number that stands for its name,
 * followed by its value. The numbers in this file are those of the format's description.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format's description</a>
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">how protocol buffers are encoded</a>
 */
public final class Onnx {

    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;
    private static final int ATTRIBUTE_IS_FLOAT = 1;
    private static final int ATTRIBUTE_IS_INT = 2;
    /** A message's length must fit into 31 bits. */
    private static final long MAX_BYTES = 2_000_000_000;

    private final Sequential model;
    /** The operator behind the last layer; empty if there is none. */
    private final String response;
    private final Names names;
    private final Optional<Scaler> scaler;
    private final Tensor.Type type;

    private Onnx(Sequential model, String response, Names names, Optional<Scaler> scaler, Tensor.Type type) {
        this.model = model;
        this.response = response;
        this.names = names;
        this.scaler = scaler;
        this.type = type;
        if ((long) model.parameterCount() * type.bytes() > MAX_BYTES) {
            throw new IllegalArgumentException("Onnx: the model has " + model.parameterCount()
                    + " parameters, and a file may have " + MAX_BYTES + " bytes.");
        }
    }

    /**
     * The model alone: y is what {@link Sequential#output} gives, such as logits.
     *
     * @param model made of Linear, ReLU, LeakyReLU, Sigmoid, Tanh and Dropout
     * @return what can be saved, in 32 bits
     */
    public static Onnx of(Sequential model) {
        Objects.requireNonNull(model, "Onnx.of: model is null.");
        return new Onnx(model, "", Names.NONE, Optional.empty(), Tensor.Type.F32);
    }

    /**
     * A model with the meaning of its output: y is what {@link Predictor#predict} gives, such as probabilities. So a
     * loss with a sigmoid or a softmax inside adds it to the file, and data that was scaled adds its scales: x and y
     * are numbers as they are measured. The names of features and classes are in the file's metadata.
     *
     * @param predictor a model made of Linear, ReLU, LeakyReLU, Sigmoid, Tanh and Dropout, with a loss of this library
     *                  or one whose response is the output itself
     * @return what can be saved, in 32 bits
     * @throws IllegalArgumentException if the loss is one of your own and its response is something else
     */
    public static Onnx of(Predictor predictor) {
        Objects.requireNonNull(predictor, "Onnx.of: predictor is null.");
        return new Onnx(predictor.model(), response(predictor.loss()), predictor.names(), predictor.scaler(),
                Tensor.Type.F32);
    }

    @SuppressWarnings("ReferenceEquality")    // a loss without a scale of its own gives back what it got
    private static String response(Loss loss) {
        if (loss instanceof BinaryCrossEntropyWithLogits) {
            return "Sigmoid";
        }
        if (loss instanceof CrossEntropy) {
            return "Softmax";
        }
        Matrix output = Matrix.row(0.5);
        if (loss.predictions(output) == output) {
            return "";
        }
        throw new IllegalArgumentException("Onnx: what the output means to " + loss + " can't be said in the file."
                + " Save the model alone: Onnx.of(model).");
    }

    /**
     * The same model in another type.
     *
     * @param other F64 for the same numbers as here, F32 for half the size and all runtimes
     * @return what can be saved
     */
    public Onnx as(Tensor.Type other) {
        return new Onnx(model, response, names, scaler, other);
    }

    /**
     * Writes a file, {@linkplain AtomicFile whole or not at all}. The same model gives the same bytes.
     *
     * @param file where to, such as {@code Path.of("model.onnx")}
     * @throws IOException              if it can't be written; a file that was there is as it was
     * @throws IllegalArgumentException if a layer is one of your own, or a number is too large for the type
     */
    public void save(Path file) throws IOException {
        ProtobufWriter onnx = model();
        AtomicFile.write(file, onnx::writeTo);
    }

    /** ModelProto. */
    ProtobufWriter model() {
        ProtobufWriter proto = new ProtobufWriter()
                .number(1, IR_VERSION)
                .text(2, "chainrule")
                .message(7, graph())
                .message(8, new ProtobufWriter().text(1, "").number(2, OPSET));
        metadata(proto, "features", names.features());
        metadata(proto, "classes", names.classes());
        return proto;
    }

    /** StringStringEntryProto: names as a JSON array. */
    private static void metadata(ProtobufWriter proto, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            proto.message(14, new ProtobufWriter().text(1, key).text(2, Json.quote(texts)));
        }
    }

    /** GraphProto: the nodes in the order of the layers, then the parameters, the input and the output. */
    private ProtobufWriter graph() {
        ProtobufWriter graph = new ProtobufWriter();
        ProtobufWriter initializers = new ProtobufWriter();
        int count = model.layers().size();
        boolean scaledBack = scaler.isPresent() && !names.hasClasses();
        String x = "x";
        if (scaler.isPresent()) {
            Scaling inputs = scaler.get().inputs();
            columns(graph, initializers, "Sub", "x_shift", inputs.shift(), "x_shifted", x);
            columns(graph, initializers, "Div", "x_scale", inputs.scale(), "a0", "x_shifted");
            x = "a0";
        }
        for (int k = 0; k < count; k++) {
            String y = k + 1 < count || !response.isEmpty() || scaledBack ? "a" + (k + 1) : "y";
            layer(graph, initializers, k, x, y);
            x = y;
        }
        if (!response.isEmpty()) {
            String y = scaledBack ? "response" : "y";
            ProtobufWriter node = node("response", response, y, x);
            graph.message(1, !response.equals("Softmax") ? node
                    : node.message(5, new ProtobufWriter().text(1, "axis").number(3, 1).number(20, ATTRIBUTE_IS_INT)));
            x = y;
        }
        if (scaledBack) {
            Scaling targets = scaler.get().targets();
            columns(graph, initializers, "Mul", "y_scale", targets.scale(), "y_unshifted", x);
            columns(graph, initializers, "Add", "y_shift", targets.shift(), "y", "y_unshifted");
        }
        int outputs = model.inputSize().orElse(0);
        for (Layer layer : model.layers()) {
            outputs = layer.outputSize(outputs);
        }
        return graph.text(2, "chainrule")
                .append(initializers)
                .message(11, value("x", model.inputSize()))
                .message(12, value("y", outputs == 0 ? OptionalInt.empty() : OptionalInt.of(outputs)));
    }

    /** An operator with a number for each column, such as x − shift. */
    private void columns(ProtobufWriter graph, ProtobufWriter initializers, String operator, String name,
            List<Double> numbers,
                         String y, String x) {
        initializers.message(5, tensor(name, Matrix.row(numbers.stream().mapToDouble(n -> n).toArray()),
                numbers.size()));
        graph.message(1, node(name + "_node", operator, y, x, name));
    }

    private void layer(ProtobufWriter graph, ProtobufWriter initializers, int k, String x, String y) {
        Layer layer = model.layers().get(k);
        String name = "layer" + k;
        if (layer instanceof Linear linear) {
            // Gemm computes x·W + b, with W as it is here, (in × out).
            String w = name + "_weight";
            String b = name + "_bias";
            initializers.message(5, tensor(w, linear.weight().value(), linear.weight().value().rows(),
                    linear.weight().value().cols()));
            initializers.message(5, tensor(b, linear.bias().value(), linear.bias().value().cols()));
            graph.message(1, node(name, "Gemm", y, x, w, b));
        } else if (layer instanceof LeakyReLU leaky) {
            leakyReLU(graph, initializers, name, leaky.negativeSlope(), x, y);
        } else if (layer instanceof ReLU) {
            graph.message(1, node(name, "Relu", y, x));
        } else if (layer instanceof Sigmoid) {
            graph.message(1, node(name, "Sigmoid", y, x));
        } else if (layer instanceof Tanh) {
            graph.message(1, node(name, "Tanh", y, x));
        } else if (layer instanceof Dropout) {      // which draws in training alone
            graph.message(1, node(name, "Identity", y, x));
        } else {
            throw new IllegalArgumentException("Onnx: layer " + k + ", " + layer.name() + ", has no operator in the"
                    + " file. Linear, ReLU, LeakyReLU, Sigmoid, Tanh and Dropout have one.");
        }
    }

    /** The operator's alpha has 32 bits, and runtimes have it for 32 bits alone: so F64 takes the larger of x, αx. */
    private void leakyReLU(ProtobufWriter graph, ProtobufWriter initializers, String name, double slope, String x,
            String y) {
        if (type == Tensor.Type.F32) {
            ProtobufWriter alpha = new ProtobufWriter().text(1, "alpha").real(2, (float) slope).number(20,
                    ATTRIBUTE_IS_FLOAT);
            graph.message(1, node(name, "LeakyRelu", y, x).message(5, alpha));
            return;
        }
        String alpha = name + "_slope";
        String scaled = name + "_scaled";
        initializers.message(5, tensor(alpha, Matrix.row(slope)));
        graph.message(1, node(scaled, "Mul", scaled, x, alpha));
        // Beyond slope 1, αx is the larger one where x is positive, and so the smaller one is wanted.
        graph.message(1, node(name, slope <= 1 ? "Max" : "Min", y, x, scaled));
    }

    /** NodeProto. */
    private static ProtobufWriter node(String name, String operator, String output, String... inputs) {
        ProtobufWriter node = new ProtobufWriter();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, name).text(4, operator);
    }

    /** TensorProto. */
    private ProtobufWriter tensor(String name, Matrix matrix, long... shape) {
        ProtobufWriter tensor = new ProtobufWriter();
        for (long size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer bytes = ByteBuffer.allocate(matrix.values().length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : Tensor.of(matrix).as(type).values()) {
            if (type == Tensor.Type.F64) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat((float) value);
            }
        }
        return tensor.number(2, elementType()).text(8, name).bytes(9, bytes.array());
    }

    /** ValueInfoProto: a name, and a type of (batch × cols). */
    private ProtobufWriter value(String name, OptionalInt cols) {
        ProtobufWriter columns = cols.isPresent() ? new ProtobufWriter().number(1, cols.getAsInt())
                : new ProtobufWriter().text(2, "columns");
        ProtobufWriter shape = new ProtobufWriter().message(1, new ProtobufWriter().text(2, "batch")).message(1,
                columns);
        ProtobufWriter tensor = new ProtobufWriter().number(1, elementType()).message(2, shape);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
    }

    private int elementType() {
        return type == Tensor.Type.F64 ? 11 : 1;
    }

    /** {@return what would be saved} */
    @Override
    public String toString() {
        return "Onnx(" + model + (response.isEmpty() ? "" : ", " + response) + ", " + type + ")";
    }
}
