// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static io.github.chainrule.Refusals.assertFails;
import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.Steps;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.Json;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch reads and writes these files as well: see src/check/run. */
class ModelFileTest {

    @TempDir
    Path folder;

    private static final Random RANDOM = new Random(42);
    private static final Matrix X = Matrix.of(new double[] {0.5, -1, 2}, new double[] {3, 0.25, -0.125});

    private static final Scaler SCALER = new Scaler(List.of(0.1, 1 / 3.0, -2e-9), List.of(1.0, 0.3, 7e20),
            List.of(0.1, 0.0), List.of(1.5, 2.0));

    /** With two parameters, one of them a matrix. */
    private static Layer own(String name) {
        Parameter a = new Parameter(name, Matrix.row(RANDOM.nextDouble(), RANDOM.nextDouble(), 3));
        Parameter b = new Parameter("b", Matrix.of(new double[] {1, 2}, new double[] {3, 4}));
        return new OwnLayer("Own", x -> x.map(v -> v * a.value().get(0, 0) + b.value().get(1, 0)), (x, dy) -> dy, a, b);
    }

    private static final class OwnLoss implements Loss {

        @Override
        public double value(Matrix prediction, Matrix target) {
            return 0;
        }

        @Override
        public Matrix gradient(Matrix prediction, Matrix target) {
            return prediction;
        }

        @Override
        public String name() {
            return "OwnLoss";
        }
    }

    private static Sequential model() {
        return new Sequential(new Linear(3, 4, RANDOM), new ReLU(), new Linear(4, 2, RANDOM));
    }

    static Stream<Predictor> predictors() {
        return Stream.of(
                new Predictor(new Sequential(new Linear(3, 4, RANDOM), new LeakyReLU(1 / 3.0), new Linear(4, 5, RANDOM),
                        new Tanh(), new Linear(5, 1, RANDOM), new Sigmoid()), new BinaryCrossEntropy(),
                                new Names(List.of("a", "\"b\"", "\u00e4\ud83d\ude00\n"), List.of("no", "yes"),
                                List.of("answer")), Optional.empty()),
                new Predictor(model(), new CrossEntropy(), Names.NONE.withClasses("x", "y"), Optional.empty()),
                new Predictor(model(), new MeanSquaredError(), Names.NONE.withTargets("price"), Optional.empty()),
                Predictor.of(new Sequential(new Linear(3, 1, RANDOM)), new BinaryCrossEntropyWithLogits()),
                Predictor.of(new Sequential(new Tanh(), new Dropout(0.1)), new MeanSquaredError()),
                new Predictor(model(), new MeanSquaredError(), Names.NONE, Optional.of(SCALER)));
    }

    @ParameterizedTest
    @MethodSource("predictors")
    void a_loaded_model_predicts_the_same_bits(Predictor predictor) throws IOException {
        Path file = folder.resolve("m");
        ModelFile.save(predictor, file);
        Predictor back = ModelFile.load(file);

        assertThat(back.predict(X)).isEqualTo(predictor.predict(X));
        assertThat(back.names()).isEqualTo(predictor.names());
        assertThat(back.scaler()).isEqualTo(predictor.scaler());
        assertThat(back.loss()).hasToString(predictor.loss().toString());
        assertThat(back.model()).hasToString(predictor.model().toString());
        byte[] bytes = Files.readAllBytes(file);
        ModelFile.save(back, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void names_and_shapes_are_those_of_PyTorch() throws IOException {
        Sequential model = new Sequential(new Linear(Matrix.of(new double[] {1, 2}, new double[] {3, 4},
                new double[] {5, 6}), Matrix.row(7, 8)), new Sigmoid());
        Path file = folder.resolve("m");
        ModelFile.save(Predictor.of(model, new BinaryCrossEntropy()), file);

        Map<String, Tensor> tensors = Safetensors.read(file).tensors();
        assertThat(tensors).containsOnlyKeys("0.bias", "0.weight");
        assertThat(tensors.get("0.weight").shape()).containsExactly(2L, 3L);
        assertThat(tensors.get("0.weight").values()).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(tensors.get("0.bias").shape()).containsExactly(2L);
        assertThat(tensors.get("0.bias").values()).containsExactly(7, 8);
    }

    /** What a table's rows become, where inputs were when it was trained, and from which probability on it says yes. */
    @Test
    void a_model_of_a_table_comes_back_with_its_columns_its_ranges_and_its_threshold() throws IOException {
        Table table = Table.parse("size,port,alive\n1,S,no\n,C,yes\n4,S,yes\n", CsvFormat.comma())
                .withClassTarget("alive");
        TableEncoder encoder = TableEncoder.fit(table, MissingValues.FILL);
        Dataset data = encoder.encode(table);
        Predictor predictor = new Predictor(new Sequential(new Linear(data.inputSize(), 1, RANDOM)),
                new BinaryCrossEntropyWithLogits(), data.names(), Optional.empty(), Optional.of(encoder),
                Matrix.of(new double[] {1, 0, 0}, new double[] {4, 1, 1}), 0.3);
        Path file = folder.resolve("m");
        ModelFile.save(predictor, file);
        Predictor back = ModelFile.load(file);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ModelFile.write(predictor, written);

        assertThat(data.inputSize()).isEqualTo(3);
        assertThat(back.inputRange()).isEqualTo(predictor.inputRange());
        assertThat(back.threshold()).isEqualTo(0.3);
        for (Map<String, ?> row : List.of(Map.of("size", 2, "port", "C"), Map.of("size", "", "port", "S"))) {
            assertThat(back.predict(row).value()).isEqualTo(predictor.predict(row).value());
        }
        assertThat(written.toByteArray()).isEqualTo(Files.readAllBytes(file));
        Path changed = folder.resolve("changed");
        assertFails(() -> loadWith(file, changed, "chainrule.column.0", "[\"size\",\"FILL\"]"), changed
                + ": chainrule.column.0 is incomplete.");
        assertFails(() -> loadWith(file, changed, "chainrule.column.1", ""), changed
                + ": the model has 3 inputs, but the file has columns for 1.");
        assertFails(() -> loadWith(file, changed, "chainrule.inputMin", "[\"1\",\"0\"]", "chainrule.inputMax",
                "[\"1\",\"0\"]"), changed + ": the model has 3 inputs, but the file has ranges for 2.");
    }

    private Predictor loadWith(Path good, Path changed, String... changes) throws IOException {
        Safetensors file = Safetensors.read(good);
        Map<String, String> metadata = new HashMap<>(file.metadata());
        for (int i = 0; i < changes.length; i += 2) {
            metadata.put(changes[i], changes[i + 1]);
        }
        metadata.values().removeIf(String::isEmpty);
        new Safetensors(file.tensors(), metadata).write(changed);
        return ModelFile.load(changed);
    }

    @Test
    void the_metadata_says_what_the_model_is() throws IOException {
        Path file = folder.resolve("m");
        ModelFile.save(new Predictor(model(), new CrossEntropy(), Names.NONE.withClasses("x", "y"), Optional.empty()),
                file);
        assertThat(Safetensors.read(file).metadata()).isEqualTo(Map.of("format", "pt", "chainrule.version", "1",
                "chainrule.layers", "[\"Linear(3, 4)\",\"ReLU\",\"Linear(4, 2)\"]", "chainrule.loss", "CrossEntropy",
                "chainrule.features", "[]", "chainrule.classes", "[\"x\",\"y\"]", "chainrule.targets", "[\"target\"]"));
    }

    @Test
    void layers_and_losses_of_ones_own_come_back() throws IOException {
        Path file = folder.resolve("m");
        Predictor predictor = Predictor.of(new Sequential(new Linear(3, 3, RANDOM), own("a")), new OwnLoss());
        ModelFile.save(predictor, file);
        CustomTypes layer = new CustomTypes().layer("Own", () -> own("a"));
        assertFails(() -> ModelFile.load(file), file + ": layer 1 is \"Own\", which isn't a layer of this library. If"
                + " it is yours, add it: ModelFile.load(file, new CustomTypes().layer(\"Own\", ...)).");
        assertFails(() -> ModelFile.load(file, layer), file + ": the loss is \"OwnLoss\", which isn't one of this"
                + " library. If it is yours, add it: ModelFile.load(file, new CustomTypes().loss(\"OwnLoss\", ...)).");
        Predictor back = ModelFile.load(file, layer.loss("OwnLoss", OwnLoss::new));
        assertThat(back.predict(X)).isEqualTo(predictor.predict(X));
    }

    @Test
    void a_name_that_UTF_8_can_not_write_is_refused() {
        Predictor predictor = new Predictor(model(), new CrossEntropy(), Names.NONE.withClasses("a", "b\udc00"),
                Optional.empty());
        for (Path file : List.of(folder.resolve("m"), folder.resolve("m.onnx"))) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> {
                if (file.endsWith("m")) {
                    ModelFile.save(predictor, file);
                } else {
                    OnnxFile.save(predictor, file);
                }
            }).withMessage("the text \"b\\udc00\" has an unpaired surrogate, which UTF-8 can't write."
                        + " Remove or replace it.");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_diverged_model_is_not_saved_over_a_good_one() throws IOException {
        Path file = folder.resolve("m");
        Sequential model = model();
        ModelFile.save(Predictor.of(model, new CrossEntropy()), file);
        byte[] good = Files.readAllBytes(file);
        model.parameters().get(2).value().set(0, 0, Double.NaN);
        assertRefused(() -> ModelFile.save(Predictor.of(model, new CrossEntropy()), file), "the model's 2.weight"
                + " holds NaN or infinity: training diverged, and there is nothing worth saving.");
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    @Test
    void a_model_is_filled_from_a_file_with_other_names() throws IOException {
        Path file = folder.resolve("net");
        new Safetensors(Map.of("fc1.weight", new Tensor(List.of(2L, 3L), 1, 3, 5, 2, 4, 6),
                "fc1.bias", Tensor.of(7, 8), "2.weight", new Tensor(List.of(1L, 2L), 9, 10),
                "2.bias", new Tensor(List.of(1L, 1L), 11)), Map.of()).write(file);
        Sequential model = new Sequential(new Linear(3, 2, RANDOM), new ReLU(), new Linear(2, 1, RANDOM));
        int version = model.parameters().get(0).version();

        ModelFile.loadWeights(model, file, Map.of(0, "fc1"));

        assertThat(model.parameters().stream().map(Parameter::value)).containsExactly(
                Matrix.of(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6}), Matrix.row(7, 8),
                Matrix.column(9, 10), Matrix.row(11));
        assertThat(model.parameters().get(0).version()).isEqualTo(version + 1);
    }

    private void refusedInto(Sequential model, Safetensors tensors, String message) throws IOException {
        Path file = folder.resolve("net");
        tensors.write(file);
        List<Matrix> before = model.parameters().stream().map(p -> p.value().copy()).toList();
        assertFails(() -> ModelFile.loadWeights(model, file), file + ": " + message);
        assertThat(model.parameters().stream().map(Parameter::value).toList()).isEqualTo(before);
    }

    @Test
    void a_file_that_does_not_fit_changes_nothing() throws IOException {
        Sequential model = new Sequential(new Linear(2, 2, RANDOM));
        Tensor weight = new Tensor(List.of(2L, 2L), 1, 2, 3, 4);
        refusedInto(model, new Safetensors(Map.of("0.weight", weight, "0.bias", Tensor.of(1, 2, 3)), Map.of()),
                "\"0.bias\" has the shape [3]; the model expects [2].");
        refusedInto(model, new Safetensors(Map.of("0.bias", Tensor.of(1, 2), "0.weight", Tensor.of(1, 2)), Map.of()),
                "\"0.weight\" has the shape [2]; the model expects [2, 2], which is (out, in).");
        refusedInto(model, new Safetensors(Map.of("0.weight", weight, "0.bias", Tensor.of(1, Double.NaN)), Map.of()),
                "\"0.bias\" holds NaN: the training run that it comes from diverged.");
        refusedInto(model, new Safetensors(Map.of("fc.weight", weight, "fc.bias", Tensor.of(1, 2)), Map.of()),
                "the model needs the tensors [0.weight, 0.bias], but the file has [fc.bias, fc.weight]. If they are the"
                        + " same under other names, say which layer is called what: ModelFile.loadWeights(model, file,"
                        + " Map.of(0, \"linear1\")).");
        refusedInto(model, new Safetensors(Map.of(), Map.of()), "the model needs the tensors [0.weight, 0.bias],"
                + " but the file has []. If they are the same under other names, say which layer is called what:"
                + " ModelFile.loadWeights(model, file, Map.of(0, \"linear1\")).");
    }

    private static Sequential with(Layer... between) {
        List<Layer> layers = new ArrayList<>(List.of(between));
        layers.add(0, new Linear(3, 4, RANDOM));
        layers.add(new Linear(4, 2, RANDOM));
        return new Sequential(layers.toArray(Layer[]::new));
    }

    @Test
    void weights_go_only_between_the_layers_that_they_were_trained_with() throws IOException {
        Path file = folder.resolve("m");
        ModelFile.save(Predictor.of(with(new Dropout(0.5), new ReLU()), new CrossEntropy()), file);
        Sequential other = with(new Dropout(0.5), new Tanh());
        Matrix before = other.output(X);

        assertFails(() -> ModelFile.loadWeights(other, file), file + ": it was saved from a model with the layers"
                + " [Linear(3, 4), Dropout(0.5), ReLU, Linear(4, 2)]; this one has [Linear(3, 4), Dropout(0.5), Tanh,"
                + " Linear(4, 2)]. Its weights mean nothing without those layers: use them, or ModelFile.load(file).");
        assertThat(other.output(X)).isEqualTo(before);
    }

    @Test
    void layers_that_are_named_may_have_others_between_them() throws IOException {
        Path file = folder.resolve("m");
        Predictor saved = Predictor.of(with(new ReLU()), new CrossEntropy());
        ModelFile.save(saved, file);
        Sequential longer = with(new ReLU(), new LeakyReLU(1));

        ModelFile.loadWeights(longer, file, Map.of(3, "2"));

        assertThat(longer.output(X)).isEqualTo(saved.model().output(X));
    }

    /** Dropout passes on what it gets when a model predicts. */
    @Test
    void dropout_is_no_difference_between_layers() throws IOException {
        Path file = folder.resolve("m");
        Predictor saved = Predictor.of(new Sequential(new Linear(3, 2, RANDOM), new Dropout(0.5)), new CrossEntropy());
        ModelFile.save(saved, file);
        Sequential without = new Sequential(new Linear(3, 2, RANDOM));

        ModelFile.loadWeights(without, file);

        assertThat(without.output(X)).isEqualTo(saved.model().output(X));
    }

    @Test
    void a_saved_model_of_other_shapes_is_refused_for_its_shapes() throws IOException {
        Sequential two = new Sequential(new Linear(3, 2, RANDOM), new ReLU());
        refusedInto(two, ModelFile.safetensors(Predictor.of(new Sequential(new Linear(2, 2, RANDOM)),
                new CrossEntropy())), "\"0.weight\" has the shape [2, 2]; the model expects [2, 3], which is (out,"
                + " in).");
    }

    @Test
    void of_many_names_only_the_first_three_are_listed() throws IOException {
        refusedInto(new Sequential(Stream.generate(() -> new Linear(1, 1, RANDOM)).limit(9).toArray(Layer[]::new)),
                new Safetensors(Map.of(), Map.of()), "the model needs the tensors [0.weight, 0.bias, 1.weight, ..."
                        + " (18)], but the file has []. If they are the same under other names, say which layer is called"
                        + " what: ModelFile.loadWeights(model, file, Map.of(0, \"linear1\")).");
    }

    @Test
    void a_name_for_a_layer_that_is_not_there_is_refused() {
        for (int k : new int[] {-1, 1, 3}) {
            Sequential model = model();
            assertRefused(() -> ModelFile.loadWeights(model, folder.resolve("m"), Map.of(k, "fc")), "ModelFile: the"
                    + " model has no layer " + k + " with parameters: " + model + ". Layers are counted from 0,"
                    + " activations included.");
        }
    }

    private void refused(String key, String value, String message) throws IOException {
        refused(Map.of(key, value), message);
    }

    private void refused(Map<String, String> changed, String message) throws IOException {
        Path file = folder.resolve("m");
        Safetensors good = ModelFile.safetensors(Predictor.of(model(), new CrossEntropy()));
        Map<String, String> metadata = new HashMap<>(good.metadata());
        metadata.putAll(changed);
        metadata.values().removeIf(String::isEmpty);
        new Safetensors(good.tensors(), metadata).write(file);
        assertFails(() -> ModelFile.load(file), file + ": " + message);
    }

    /** A million names would make a message of 9 million bytes. */
    @Test
    void a_message_stays_short_whatever_is_in_the_file() throws IOException {
        Path file = folder.resolve("m");
        Safetensors good = ModelFile.safetensors(Predictor.of(model(), new CrossEntropy()));
        String names = Json.quote(Collections.nCopies(100_000, "ReLU"));
        for (String key : List.of("chainrule.classes", "chainrule.layers")) {
            Map<String, String> metadata = new HashMap<>(good.metadata());
            metadata.put(key, names);
            new Safetensors(good.tensors(), metadata).write(file);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                ModelFile.loadWeights(model(), file);
                ModelFile.load(file);
            }).satisfies(e -> assertThat(e.getMessage()).contains("[ReLU, ReLU").hasSizeLessThan(1300));
        }
    }

    @Test
    void metadata_that_makes_no_sense_is_refused() throws IOException {
        refused("chainrule.version", "", "this file doesn't list the model's layers, so it wasn't saved by this"
                + " library. Build a model of the same shape and call ModelFile.loadWeights(model, file).");
        refused("chainrule.version", "2", "it was saved by a later version of this library, in the format \"2\"; this"
                + " one knows 1. Use the later one.");
        refused("chainrule.loss", "", "its metadata lacks chainrule.loss. The file is damaged: save it again.");
        refused("chainrule.layers", "ReLU", "chainrule.layers: expected '[' at character 0, got \"ReLU\".");
        refused("chainrule.layers", "[\"ReLU\"] x", "chainrule.layers: expected nothing but spaces after the end at"
                + " character 9, got \"x\".");
        refused("chainrule.layers", "[]", "Sequential: expected at least one layer, got none.");
        refused("chainrule.layers", "[\"ReLU\",\"Linear(999999999, 999999999)\"]", "Linear(999999999, 999999999) needs"
                + " 999999999000000000 numbers, more than are left in the file for it.");
        refused("chainrule.layers", "[\"Linear(3, 4)\",\"Linear(4, 3)\"]",
                "Linear(4, 3) needs 15 numbers, more than are left in the file for it.");
        for (String no : new String[] {"Linear(3)", "Linear(3, 4, 5)", "ReLU(1)", "LeakyReLU(1.2.3)", "LeakyReLU()"}) {
            refused("chainrule.layers", "[\"" + no + "\"]", "layer 0 is \"" + no + "\", which isn't a layer of this"
                    + " library. If it is yours, add it: ModelFile.load(file, new CustomTypes().layer(\"" + no
                    + "\", ...)).");
        }
        refused("chainrule.layers", "[\"LeakyReLU(1E999)\"]",
                "LeakyReLU: expected a finite slope such as 0.01, got Infinity.");
        refused("chainrule.classes", "[\"a\",\"a\"]", "Names: the class name \"a\" appears twice: [a, a].");
        refused("chainrule.classes", "[\"a\",\"b\",\"c\"]",
                "the model has 2 outputs, but the file has names for 3 classes.");
        refused("chainrule.features", "[\"a\"]", "the model has 3 inputs, but the file has names for 1.");
        String one = "[\"1.0\"]";
        refused(Map.of("chainrule.inputShift", "[\"0.5\",\"0\"]", "chainrule.inputScale", "[\"1\",\"1\"]",
                "chainrule.targetShift", one, "chainrule.targetScale", one),
                "the model has 3 inputs and 2 outputs, but the file has scales for 2 and 1.");
        refused("chainrule.inputShift", one, "its metadata lacks chainrule.inputScale. The file is damaged: save it"
                + " again.");
        refused("chainrule.inputShift", "[\"one\"]", "chainrule.inputShift: expected a number, got \"one\".");
        refused(Map.of("chainrule.inputShift", one, "chainrule.inputScale", "[\"1e999\"]", "chainrule.targetShift", one,
                "chainrule.targetScale", one), "Scaler: input column 0: expected a finite shift and a scale above 0,"
                + " got 1.0 and Infinity.");
        refused("chainrule.layers", "[\"ReLU\",\"Dropout(1.0)\"]", "Dropout: expected a probability p above 0 and below 1,"
                + " such as 0.5, got 1.0.");
        refused("chainrule.layers", "[\"Linear(3, 4)\"]", "the model needs the tensors [0.weight, 0.bias], but"
                + " the file has [0.bias, 0.weight, 2.bias, 2.weight]. If they are the same under other names, say"
                + " which layer is called what: ModelFile.loadWeights(model, file, Map.of(0, \"linear1\")).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s(", "Linear(%s", "Linear(1, %s.%<s)", "Dropout(0.5E%s)x"})
    void a_long_name_takes_a_time_that_is_linear_in_its_length(String form) {
        Steps.assertLinear(LayerFactory.NAME, form);
    }
}
