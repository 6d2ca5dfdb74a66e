// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.Json;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Saves a model with everything that a prediction needs, in a file that PyTorch can load, too.
 *
 * {@snippet :
 * ModelFile.save(trainer.predictor(), Path.of("digits.safetensors"));
 * Predictor predictor = ModelFile.load(Path.of("digits.safetensors"));
 * }
 *
 * <p>It is a <a href="https://github.com/huggingface/safetensors#format">safetensors</a> file. The tensors have the
 * names and shapes of PyTorch's {@code nn.Sequential}: {@code 0.weight} is (out, in), {@code 0.bias} is (out), and so
 * on. The layers, the loss, the names of features, classes and target, how the columns of a table were encoded, and how
 * the numbers were scaled, are in its metadata. A loaded model predicts the same bits, and takes the same rows:
 *
 * {@snippet :
 * predictor.predict(Map.of("sex", "female", "age", 29, "class", 1)).className();
 * }
 */
public final class ModelFile {

    private static final String VERSION = "1";
    private static final String KEY = Safetensors.KEY;
    private static final int MAX_MESSAGE = 1000;

    private ModelFile() {
    }

    /**
     * Saves a model with the meaning of its output. The file is {@linkplain io.github.chainrule.file there whole or not
     * at all}; the same model gives the same bytes.
     *
     * @param predictor model, loss and names
     * @param file      the file to write, such as {@code Path.of("model.safetensors")}
     * @throws IOException              if it can't be written; an existing file is unchanged
     * @throws IllegalArgumentException if a weight isn't finite, a layer or loss of your own has the name of one of
     *                                  this library, or a name has an unpaired surrogate, which UTF-8 can't write
     */
    public static void save(Predictor predictor, Path file) throws IOException {
        Objects.requireNonNull(predictor, "ModelFile.save: predictor is null.");
        Objects.requireNonNull(file, "ModelFile.save: file is null.");
        safetensors(predictor).write(file);
    }

    /**
     * Writes the same bytes to a stream, where there are no files.
     *
     * @param predictor model, loss and names
     * @param out       where to write; it stays open
     * @throws IOException              if the stream throws it
     * @throws IllegalArgumentException as {@link #save} does
     */
    public static void write(Predictor predictor, OutputStream out) throws IOException {
        safetensors(Objects.requireNonNull(predictor, "ModelFile.write: predictor is null."))
                .writeTo(Objects.requireNonNull(out, "ModelFile.write: out is null."));
    }

    static Safetensors safetensors(Predictor predictor) {
        Names names = predictor.names();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(KEY + "version", VERSION);
        metadata.put(KEY + "layers", Json.quote(layerNames(predictor.model())));
        metadata.put(KEY + "loss", predictor.loss().name());
        metadata.put(KEY + "features", Json.quote(names.features()));
        metadata.put(KEY + "classes", Json.quote(names.classes()));
        metadata.put(KEY + "targets", Json.quote(names.targets()));
        if (predictor.threshold() != Predictor.DEFAULT_THRESHOLD) {
            put(metadata, "threshold", List.of(predictor.threshold()));
        }
        Matrix range = predictor.inputRange();
        if (range.cols() > 0 && range.isFinite()) {
            put(metadata, "inputMin", row(range, 0));
            put(metadata, "inputMax", row(range, 1));
        }
        predictor.encoder().ifPresent(encoder -> EncoderText.put(encoder, metadata));
        predictor.scaler().ifPresent(scaler -> {
            put(metadata, "inputShift", scaler.inputShift());
            put(metadata, "inputScale", scaler.inputScale());
            put(metadata, "targetShift", scaler.targetShift());
            put(metadata, "targetScale", scaler.targetScale());
        });
        LayerFactory.requireOwnNames(predictor);
        return new Safetensors(new StateDict(predictor.model(), Map.of()).tensors(), metadata);
    }

    private static List<Double> row(Matrix m, int i) {
        return IntStream.range(0, m.cols()).mapToObj(j -> m.get(i, j)).toList();
    }

    private static List<String> layerNames(Sequential model) {
        return model.layers().stream().map(Layer::name).toList();
    }

    /**
     * Loads a model that was saved here.
     *
     * @param file what {@link #save} wrote
     * @return the predictor
     * @throws IOException if it can't be read, is damaged, or holds a layer or a loss that isn't of this library
     */
    public static Predictor load(Path file) throws IOException {
        return load(file, new CustomTypes());
    }

    /**
     * Loads a model with layers or a loss of your own.
     *
     * @param file   what {@link #save} wrote
     * @param custom makes them
     * @return the predictor
     * @throws IOException if it can't be read, is damaged, or holds a layer or a loss that neither this library nor
     *                     {@code custom} knows
     */
    public static Predictor load(Path file, CustomTypes custom) throws IOException {
        Objects.requireNonNull(file, "ModelFile.load: file is null.");
        Objects.requireNonNull(custom, "ModelFile.load: custom is null.");
        return load(Safetensors.read(file), custom);
    }

    static Predictor load(Safetensors file, CustomTypes custom) throws IOException {
        if (CheckpointFile.isCheckpoint(file.metadata())) {
            throw file.damaged("it is a checkpoint, not a model. Resume it:"
                    + " trainer.resumeFrom(CheckpointFile.load(file)).");
        }
        if (!file.metadata().containsKey(KEY + "version")) {
            throw file.damaged("this file doesn't list the model's layers, so it wasn't saved by this library. Build a"
                    + " model of the same shape and call ModelFile.loadWeights(model, file).");
        }
        file.requireVersion("version", VERSION);
        try {
            LayerFactory factory = new LayerFactory(file, custom);
            List<Layer> layers = new ArrayList<>();
            for (String name : file.texts("layers")) {
                layers.add(factory.layer(layers.size(), name));
            }
            Predictor predictor = new Predictor(new Sequential(layers.toArray(Layer[]::new)),
                    factory.loss(file.text("loss")),
                    new Names(file.texts("features"), file.texts("classes"), file.texts("targets")), scaler(file),
                    EncoderText.encoder(file), inputRange(file), file.metadata().containsKey(KEY + "threshold")
                    ? numbers(file, "threshold").stream().findFirst().orElse(0.0) : Predictor.DEFAULT_THRESHOLD);
            requireNames(file, predictor);
            new StateDict(predictor.model(), Map.of()).overwrite(file);
            return predictor;
        } catch (IllegalArgumentException e) {
            // What would be the program's mistake anywhere else is the file's here.
            throw file.damaged(Printable.shortened(String.valueOf(e.getMessage()), MAX_MESSAGE));
        }
    }

    /** Numbers as texts, which give each double to the last bit. */
    private static void put(Map<String, String> metadata, String key, List<Double> numbers) {
        metadata.put(KEY + key, Json.quote(numbers.stream().map(String::valueOf).toList()));
    }

    private static Optional<Scaler> scaler(Safetensors file) throws IOException {
        return !file.metadata().containsKey(KEY + "inputShift") ? Optional.empty()
                : Optional.of(new Scaler(numbers(file, "inputShift"), numbers(file, "inputScale"),
                numbers(file, "targetShift"), numbers(file, "targetScale")));
    }

    private static Matrix inputRange(Safetensors file) throws IOException {
        return !file.metadata().containsKey(KEY + "inputMin") ? Matrix.zeros(2, 0)
                : Matrix.of(Stream.of(numbers(file, "inputMin"), numbers(file, "inputMax"))
                .map(row -> row.stream().mapToDouble(x -> x).toArray()).toArray(double[][]::new));
    }

    private static List<Double> numbers(Safetensors file, String key) throws IOException {
        List<Double> numbers = new ArrayList<>();
        for (String text : file.texts(key)) {
            try {
                numbers.add(Double.valueOf(text));
            } catch (NumberFormatException e) {
                throw file.damaged(KEY + key + ": expected a number, got " + Json.shown(text) + ".");
            }
        }
        return numbers;
    }

    private static void requireNames(Safetensors file, Predictor predictor) throws IOException {
        Sequential model = predictor.model();
        Names names = predictor.names();
        if (model.inputSize().isEmpty()) {
            return;
        }
        int inputs = model.inputSize().getAsInt();
        int outputs = outputSize(model).getAsInt();
        requireSize(file, inputs, "names", names.features().size());
        requireSize(file, inputs, "ranges", predictor.inputRange().cols());
        requireSize(file, inputs, "columns", predictor.encoder().map(e -> e.names().features().size()).orElse(0));
        int classes = names.classes().size();
        if (classes > 0 && outputs != classes && !(classes == 2 && outputs == 1)) {
            throw file.damaged("the model has " + outputs + " outputs, but the file has names for " + classes
                    + " classes.");
        }
        if (predictor.scaler().isPresent()) {
            int scaledInputs = predictor.scaler().get().inputShift().size();
            int scaledOutputs = predictor.scaler().get().targetShift().size();
            // A loss of your own may take more outputs than there are targets.
            if (scaledInputs != inputs || scaledOutputs > outputs) {
                throw file.damaged("the model has " + inputs + " inputs and " + outputs + " outputs, but the file has"
                        + " scales for " + scaledInputs + " and " + scaledOutputs + ".");
            }
        }
    }

    private static void requireSize(Safetensors file, int inputs, String what, int count) throws IOException {
        if (count > 0 && count != inputs) {
            throw file.damaged("the model has " + inputs + " inputs, but the file has " + what + " for " + count
                    + ".");
        }
    }

    /** The output size of a model whose input size is known. */
    static OptionalInt outputSize(Sequential model) {
        List<Summary.Row> rows = model.summary().rows();
        return rows.get(rows.size() - 1).outputSize();
    }

    /**
     * Fills a model from a file whose tensors have the names and shapes of its own, such as one that PyTorch saved from
     * an {@code nn.Sequential} with the same layers.
     *
     * @param model whose parameters are overwritten, all of them or, if there is an error, none
     * @param file  a safetensors file
     * @throws IOException if it can't be read, a tensor is missing, there is one too many, or one doesn't fit
     */
    public static void loadWeights(Sequential model, Path file) throws IOException {
        loadWeights(model, file, Map.of());
    }

    /**
     * Fills a model from a file whose layers have other names, such as one that PyTorch saved from a class with
     * attributes.
     *
     * {@snippet :
     * ModelFile.loadWeights(model, Path.of("net.safetensors"), Map.of(0, "linear1", 2, "linear2"));
     * }
     *
     * @param model    whose parameters are overwritten, all of them or, if there is an error, none
     * @param file     a safetensors file
     * @param prefixes a layer's number, counted from 0 with the activations, to what comes before {@code .weight} and
     *                 {@code .bias} in the file; a layer that isn't there is called by its number
     * @throws IOException              if it can't be read, a tensor is missing, there is one too many, or one doesn't
     *                                  fit; without prefixes, also if the file says that it was saved from other
     *                                  layers, Dropout aside: the same weights mean something else after another
     *                                  activation
     * @throws IllegalArgumentException if there is no such layer, or two would be called the same
     */
    public static void loadWeights(Sequential model, Path file, Map<Integer, String> prefixes) throws IOException {
        Objects.requireNonNull(model, "ModelFile.loadWeights: model is null.");
        Objects.requireNonNull(file, "ModelFile.loadWeights: file is null.");
        Objects.requireNonNull(prefixes, "ModelFile.loadWeights: prefixes is null.");
        StateDict parameters = new StateDict(model, prefixes);
        Safetensors from = Safetensors.read(file);
        parameters.requireFit(from);
        if (prefixes.isEmpty() && from.metadata().containsKey(KEY + "layers")) {
            requireSameLayers(from, model);
        }
        parameters.overwrite(from);
    }

    /** The same weights mean something else after another activation; a Dropout acts only in training. */
    private static void requireSameLayers(Safetensors file, Sequential model) throws IOException {
        List<String> saved = file.texts("layers");
        List<String> here = layerNames(model);
        if (!withoutDropout(saved).equals(withoutDropout(here))) {
            throw file.damaged("it was saved from a model with the layers "
                    + Printable.shortened(saved.toString(), MAX_MESSAGE) + "; this one has " + here
                    + ". Its weights mean nothing without those layers: use them, or ModelFile.load(file).");
        }
    }

    private static List<String> withoutDropout(List<String> layers) {
        return layers.stream().filter(name -> !name.startsWith("Dropout(")).toList();
    }
}
