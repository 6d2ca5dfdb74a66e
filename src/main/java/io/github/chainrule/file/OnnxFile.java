// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.internal.Json;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Saves a model as an ONNX file, which runs in nearly every language and on nearly every device. It can only be
 * written: to load a model again, save it with {@link ModelFile}.
 *
 * {@snippet :
 * OnnxFile.save(predictor, Path.of("model.onnx"));                    // 32 bits, as runtimes compute
 * OnnxFile.saveFloat64(predictor, Path.of("model-exact.onnx"));       // 64 bits: the same numbers as here
 * }
 *
 * <p>The input is called {@code x}, (batch × in), the output {@code y}, (batch × out), for batches of any size; y is
 * what {@link Predictor#predict} gives, such as probabilities. So a loss with a sigmoid or a softmax inside adds it to
 * the file, and data that was scaled adds its scales: x and y are numbers as measured. To save the outputs themselves,
 * such as logits, use {@code Predictor.of(model, new MeanSquaredError())}. The names of features and classes are in the
 * file's metadata. The file asks for IR version 7 and opset 13, which runtimes have understood since 2020. The same
 * model gives the same bytes.
 *
 * <p>ONNX Runtime before about 1.18 joins a Gemm and the activation after it into one operator that knows only 32 bits:
 * there, load a file of 64 bits with graph optimizations switched off.
 *
 * <p>The format is protocol buffers: each message is a list of fields, each field a number that stands for its name,
 * followed by its value. The numbers in this class are those of the format's description.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format's description</a>
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">how protocol buffers are encoded</a>
 */
public final class OnnxFile {

    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;
    private static final int DOUBLE = 11;
    /** A message's length must fit into 31 bits. */
    private static final long MAX_BYTES = 2_000_000_000;
    /** In 32 bits a number of this size is exact to a thousandth. */
    private static final double MAX_SHIFT = 0x1p24 / 1000;

    private final Predictor predictor;
    private final Sequential model;
    private final boolean isFloat64;
    private final int elementType;
    private final ProtobufWriter graph = new ProtobufWriter().text(2, "chainrule");
    /** The operators, in their order, by their names, which are also those of their outputs. */
    private final Map<String, ProtobufWriter> nodes = new LinkedHashMap<>();
    private String last = "x";

    OnnxFile(Predictor predictor, boolean isFloat64) {
        this.predictor = predictor;
        this.model = predictor.model();
        this.isFloat64 = isFloat64;
        this.elementType = isFloat64 ? DOUBLE : FLOAT;
        if ((long) model.parameterCount() * Double.BYTES > MAX_BYTES) {
            throw new IllegalArgumentException("OnnxFile: the model has " + model.parameterCount()
                    + " parameters, but a file may have " + MAX_BYTES + " bytes.");
        }
    }

    /**
     * Saves a model with numbers of 32 bits, which all runtimes know. A model that 32 bits would distort is refused: a
     * weight above 3.4e38, or data whose scale is tiny beside its shift.
     *
     * @param predictor a model made of layers of this library, with a loss of this library or one whose predictions are
     *                  the outputs themselves
     * @param file      the file to write, such as {@code Path.of("model.onnx")}; it is there whole or not at all
     * @throws IOException              if it can't be written; an existing file is unchanged
     * @throws IllegalArgumentException if a layer or the loss is one of your own, 32 bits are too few, or a name has
     *                                  an unpaired surrogate, which UTF-8 can't write
     */
    public static void save(Predictor predictor, Path file) throws IOException {
        Objects.requireNonNull(predictor, "OnnxFile.save: predictor is null.");
        save(new OnnxFile(predictor, false), file);
    }

    /**
     * Saves a model with numbers of 64 bits: a runtime that knows them computes the same numbers as here.
     *
     * @param predictor as for {@link #save}
     * @param file      the file to write; it is there whole or not at all
     * @throws IOException              if it can't be written; an existing file is unchanged
     * @throws IllegalArgumentException if a layer or the loss is one of your own, or a name has an unpaired surrogate
     */
    public static void saveFloat64(Predictor predictor, Path file) throws IOException {
        Objects.requireNonNull(predictor, "OnnxFile.saveFloat64: predictor is null.");
        save(new OnnxFile(predictor, true), file);
    }

    private static void save(OnnxFile onnx, Path file) throws IOException {
        Objects.requireNonNull(file, "OnnxFile.save: file is null.");
        ProtobufWriter content = onnx.content();
        AtomicFile.write(file, content::writeTo);
    }

    /** ModelProto. */
    ProtobufWriter content() {
        ProtobufWriter content = new ProtobufWriter().number(1, IR_VERSION).text(2, "chainrule").message(7, graph())
                .message(8, new ProtobufWriter().text(1, "").number(2, OPSET));
        metadata(content, "features", predictor.names().features());
        metadata(content, "classes", predictor.names().classes());
        return content;
    }

    /** StringStringEntryProto: names as a JSON array. */
    private static void metadata(ProtobufWriter content, String key, List<String> names) {
        if (!names.isEmpty()) {
            content.message(14, new ProtobufWriter().text(1, key).text(2, Json.quote(names)));
        }
    }

    /** GraphProto: parameters, operators, input and output. */
    private ProtobufWriter graph() {
        new StateDict(model, Map.of()).tensors();   // refuses what a run that diverged leaves
        predictor.scaler().ifPresent(scaler -> {
            requirePrecision("input", scaler.inputShift(), scaler.inputScale());
            then("Sub", "x_shifted", columns("x_shift", scaler.inputShift()));
            then("Div", "x_scaled", columns("x_scale", scaler.inputScale()));
        });
        for (int k = 0; k < model.layers().size(); k++) {
            LayerFactory.addTo(this, k, model.layers().get(k));
        }
        LayerFactory.addTo(this, predictor.loss());
        predictor.scaler().filter(s -> !predictor.names().hasClasses()).ifPresent(scaler -> {
            requirePrecision("target", scaler.targetShift(), scaler.targetScale());
            then("Mul", "y_scaled", columns("y_scale", scaler.targetScale()));
            then("Add", "y_shifted", columns("y_shift", scaler.targetShift()));
        });
        nodes.forEach((name, node) -> graph.message(1, node.text(2, name.equals(last) ? "y" : name)));
        int inputs = model.inputSize().orElse(0);
        return graph.message(11, value("x", inputs)).message(12, value("y", ModelFile.outputSize(model).orElse(0)));
    }

    /** x − shift has few exact digits in 32 bits, or none, if the shift is many times the scale. */
    private void requirePrecision(String what, List<Double> shifts, List<Double> scales) {
        for (int j = 0; j < scales.size() && !isFloat64; j++) {
            double shift = shifts.get(j);
            double scale = scales.get(j);
            if (scale < Float.MIN_NORMAL || Math.abs(shift) > MAX_SHIFT * scale) {
                throw tooFewBits(what + " " + j + " has the shift " + shift + " and the scale " + scale
                        + ", which 32 bits hold too inexactly");
            }
        }
    }

    private static IllegalArgumentException tooFewBits(String what) {
        return new IllegalArgumentException("OnnxFile.save: " + what + ". Use OnnxFile.saveFloat64(predictor, file).");
    }

    /** NodeProto: adds an operator on what the one before passed on, and on more; {@return it, for its attributes} */
    ProtobufWriter then(String operator, String name, String... more) {
        ProtobufWriter node = new ProtobufWriter().text(1, last);
        for (String input : more) {
            node.text(1, input);
        }
        nodes.put(name, node.text(3, name).text(4, operator));
        last = name;
        return node;
    }

    /** Gemm computes x·W + b, with W as it is here, (in × out). */
    void linear(Linear linear, String name) {
        Matrix weight = linear.weight().value();
        Matrix bias = linear.bias().value();
        then("Gemm", name, tensor(name + "_weight", weight, weight.rows(), weight.cols()),
                tensor(name + "_bias", bias, bias.cols()));
    }

    /** The operator's alpha has 32 bits, and runtimes only have it for 32 bits: so 64 take the larger of x, αx. */
    void leakyReLU(double slope, String name) {
        if (!isFloat64) {
            then("LeakyRelu", name).message(5, new ProtobufWriter().text(1, "alpha").real(2, float32(slope))
                    .number(20, 1));
            return;
        }
        String x = last;
        then("Mul", name + "_scaled", tensor(name + "_slope", Matrix.row(slope)));
        // Beyond slope 1, αx is the larger one where x is positive, and so the smaller one is wanted.
        then(slope <= 1 ? "Max" : "Min", name, x);
    }

    void softmax(String name) {
        then("Softmax", name).message(5, new ProtobufWriter().text(1, "axis").number(3, 1).number(20, 2));
    }

    private String columns(String name, List<Double> numbers) {
        return tensor(name, Matrix.row(numbers.stream().mapToDouble(n -> n).toArray()), numbers.size());
    }

    /** TensorProto: adds a parameter; {@return its name} */
    private String tensor(String name, Matrix matrix, long... shape) {
        ProtobufWriter tensor = new ProtobufWriter();
        for (long size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer bytes = Safetensors.buffer(matrix.values().length * (isFloat64 ? Double.BYTES : Float.BYTES));
        for (double value : matrix.values()) {
            if (isFloat64) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat(float32(value));
            }
        }
        graph.message(5, tensor.number(2, elementType).text(8, name).bytes(9, bytes.array()));
        return name;
    }

    private static float float32(double value) {
        float rounded = (float) value;
        if (Float.isInfinite(rounded)) {
            throw tooFewBits(value + " is too large for 32 bits");
        }
        return rounded;
    }

    /** ValueInfoProto: a name, and a type of (batch × cols), where 0 means any number. */
    private ProtobufWriter value(String name, int cols) {
        ProtobufWriter columns = cols > 0 ? new ProtobufWriter().number(1, cols)
                : new ProtobufWriter().text(2, "columns");
        ProtobufWriter shape = new ProtobufWriter().message(1, new ProtobufWriter().text(2, "batch"))
                .message(1, columns);
        ProtobufWriter tensor = new ProtobufWriter().number(1, elementType).message(2, shape);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
    }
}
