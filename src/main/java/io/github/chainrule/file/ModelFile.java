// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.internal.Json;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.model.Sequential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Saves a model so that it comes back with everything that a prediction needs, and so that PyTorch can load the same
 * file.
 *
 * {@snippet :
 * ModelFile.save(trainer.predictor(), Path.of("digits.safetensors"));
 * Predictor predictor = ModelFile.load(Path.of("digits.safetensors"));
 * }
 *
 * <p>It is a {@link Safetensors} file. The tensors have the names and shapes of PyTorch's {@code nn.Sequential}:
 * {@code 0.weight} is (out, in), {@code 0.bias} is (out), and so on. The layers, the loss, the names of features,
 * classes and target, and how the numbers were scaled, are in its metadata. What comes back predicts the same bits.
 */
public final class ModelFile {

    private static final String VERSION = "1";
    private static final String KEY = "chainrule.";

    private ModelFile() {
    }

    /**
     * Saves a model with the meaning of its output. The file is {@linkplain AtomicFile there whole or not at all}; the
     * same model gives the same bytes.
     *
     * @param predictor model, loss and names
     * @param file      where to, such as {@code Path.of("model.safetensors")}
     * @throws IOException              if it can't be written; a file that was there is as it was
     * @throws IllegalArgumentException if a weight isn't finite, or two parameters of a layer have the same name
     */
    public static void save(Predictor predictor, Path file) throws IOException {
        Objects.requireNonNull(predictor, "ModelFile.save: predictor is null.");
        Objects.requireNonNull(file, "ModelFile.save: file is null.");
        safetensors(predictor).write(file);
    }

    static Safetensors safetensors(Predictor predictor) {
        Names names = predictor.names();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(KEY + "version", VERSION);
        metadata.put(KEY + "layers", Json.quote(predictor.model().layers().stream().map(Layer::name).toList()));
        metadata.put(KEY + "loss", predictor.loss().toString());
        metadata.put(KEY + "features", Json.quote(names.features()));
        metadata.put(KEY + "classes", Json.quote(names.classes()));
        metadata.put(KEY + "target", names.targets());
        predictor.scaler().ifPresent(scaler -> metadata.put(KEY + "scaler", scaler.toString()));
        return new Safetensors(new StateDict(predictor.model(), Map.of()).tensors(), metadata);
    }

    /**
     * Loads a model that was saved here.
     *
     * @param file what {@link #save} wrote
     * @return model, loss, names and scales
     * @throws IOException if it can't be read, is damaged, or holds a layer or a loss that isn't of this library
     */
    public static Predictor load(Path file) throws IOException {
        return load(file, name -> Optional.empty());
    }

    /**
     * Loads a model with layers of your own.
     *
     * @param file what {@link #save} wrote
     * @param own  makes them
     * @return model, loss, names and scales
     * @throws IOException if it can't be read, is damaged, or holds a layer or a loss that nobody knows
     */
    public static Predictor load(Path file, OwnParts own) throws IOException {
        Objects.requireNonNull(file, "ModelFile.load: file is null.");
        Objects.requireNonNull(own, "ModelFile.load: own is null.");
        return load(file.toString(), Safetensors.read(file), own);
    }

    static Predictor load(String file, Safetensors from, OwnParts own) throws IOException {
        Map<String, String> metadata = from.metadata();
        if (CheckpointFile.isCheckpoint(metadata)) {
            throw new IOException(file + ": it is a checkpoint, not a model. Resume it:"
                    + " trainer.resumeFrom(CheckpointFile.load(file)).");
        }
        String version = metadata.get(KEY + "version");
        if (version == null) {
            throw new IOException(file + ": it doesn't say which layers the model has, so it wasn't saved by this"
                    + " library. Make a model of the right shape and fill it: ModelFile.loadWeights(model, file).");
        }
        if (!version.equals(VERSION)) {
            throw new IOException(file + ": it was saved by a later version of this library, in the format "
                    + Json.shown(version) + "; this one knows " + VERSION
                    + ". Use the later one.");
        }
        LayerFactory architecture = new LayerFactory(file, own);
        List<String> layerNames = strings(file, metadata, "layers");
        List<Layer> layers = new ArrayList<>();
        try {
            for (String name : layerNames) {
                layers.add(architecture.layer(layers.size(), name, from.tensors()));
            }
            Sequential model = new Sequential(layers.toArray(Layer[]::new));
            Names names = new Names(strings(file, metadata, "features"), strings(file, metadata, "classes"),
                    text(file, metadata, "target"));
            Predictor predictor = new Predictor(model, architecture.loss(text(file, metadata, "loss")), names,
                    Optional.ofNullable(metadata.get(KEY + "scaler")).map(Scaler::parse));
            requireNames(file, predictor);
            new StateDict(model, Map.of()).overwrite(file, from.tensors());
            return predictor;
        } catch (IllegalArgumentException e) {
            // What would be the program's mistake anywhere else is the file's here.
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static String text(String file, Map<String, String> metadata, String key) throws IOException {
        String text = metadata.get(KEY + key);
        if (text == null) {
            throw new IOException(file + ": its metadata lacks " + KEY + key + ". The file is damaged: save it again.");
        }
        return text;
    }

    private static List<String> strings(String file, Map<String, String> metadata, String key) throws IOException {
        Json json = new Json(file + ": " + KEY + key, text(file, metadata, key));
        List<String> strings = json.array(Integer.MAX_VALUE, json::string);
        json.end();
        return strings;
    }

    private static void requireNames(String file, Predictor predictor) throws IOException {
        Sequential model = predictor.model();
        Names names = predictor.names();
        if (model.inputSize().isEmpty()) {
            return;
        }
        int inputs = model.inputSize().getAsInt();
        int outputs = inputs;
        for (Layer layer : model.layers()) {
            outputs = layer.outputSize(outputs);
        }
        if (!names.features().isEmpty() && names.features().size() != inputs) {
            throw new IOException(file + ": the model has " + inputs + " inputs, but the file has names for "
                    + names.features().size() + ".");
        }
        int classes = names.classes().size();
        if (classes > 0 && outputs != classes && !(classes == 2 && outputs == 1)) {
            throw new IOException(file + ": the model has " + outputs + " outputs, but the file has names for "
                    + classes + " classes.");
        }
        if (predictor.scaler().isPresent()) {
            int scaledInputs = predictor.scaler().get().inputs().shift().size();
            int scaledOutputs = predictor.scaler().get().targets().shift().size();
            if (scaledInputs != inputs || scaledOutputs != outputs) {
                throw new IOException(file + ": the model has " + inputs + " inputs and " + outputs + " outputs, but"
                        + " the file has scales for " + scaledInputs + " and " + scaledOutputs + ".");
            }
        }
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
        Objects.requireNonNull(model, "ModelFile.loadWeights: model is null.");
        Objects.requireNonNull(file, "ModelFile.loadWeights: file is null.");
        loadWeights(model, file, Map.of());
    }

    /**
     * Fills a model from a file that calls its layers otherwise, such as one that PyTorch saved from a class with
     * attributes.
     *
     * {@snippet :
     * ModelFile.loadWeights(model, Path.of("net.safetensors"), Map.of(0, "linear1", 2, "linear2"));
     * }
     *
     * @param model    whose parameters are overwritten, all of them or, if there is an error, none
     * @param file     a safetensors file
     * @param prefixes a layer's number, counted from 0 with the activations, to what stands before {@code .weight} and
     *                 {@code .bias} in the file; a layer that isn't there is called by its number
     * @throws IOException              if it can't be read, a tensor is missing, there is one too many, or one doesn't
     *                                  fit; without prefixes, also if the file says that it was saved of other layers,
     *                                  Dropout aside: the same weights mean something else behind another activation
     * @throws IllegalArgumentException if there is no such layer, or two would be called the same
     */
    public static void loadWeights(Sequential model, Path file, Map<Integer, String> prefixes) throws IOException {
        Objects.requireNonNull(model, "ModelFile.loadWeights: model is null.");
        Objects.requireNonNull(file, "ModelFile.loadWeights: file is null.");
        Objects.requireNonNull(prefixes, "ModelFile.loadWeights: prefixes is null.");
        StateDict parameters = new StateDict(model, prefixes);
        Safetensors from = Safetensors.read(file);
        parameters.requireFit(file.toString(), from.tensors());
        if (prefixes.isEmpty() && from.metadata().containsKey(KEY + "layers")) {
            requireSameLayers(file.toString(), strings(file.toString(), from.metadata(), "layers"), model);
        }
        parameters.overwrite(file.toString(), from.tensors());
    }

    /** The same weights mean something else behind another activation; a Dropout is only there in training. */
    private static void requireSameLayers(String file, List<String> saved, Sequential model) throws IOException {
        List<String> here = model.layers().stream().map(Layer::name).toList();
        if (!withoutDropout(saved).equals(withoutDropout(here))) {
            throw new IOException(file + ": it was saved of a model with the layers " + saved + "; this one has " + here
                    + ". Its weights say nothing without those layers: use them, or ModelFile.load(file).");
        }
    }

    private static List<String> withoutDropout(List<String> layers) {
        return layers.stream().filter(name -> !name.startsWith("Dropout(")).toList();
    }
}
