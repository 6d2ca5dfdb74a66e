// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.OnnxInterpreter.Message;
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
import io.github.chainrule.model.Sequential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real programs read these files as well: see src/check/run. */
class OnnxFileTest {

    @TempDir
    Path folder;

    private static final Random RANDOM = new Random(42);
    private static final Sequential MODEL = new Sequential(new Linear(3, 5, RANDOM), new ReLU(),
            new Linear(5, 4, RANDOM), new LeakyReLU(0.1), new LeakyReLU(1.5), new LeakyReLU(-0.3), new Tanh(),
            new Linear(4, 1, RANDOM));
    private static final Predictor PREDICTOR = Predictor.of(MODEL, new MeanSquaredError());

    private static final Scaler SCALER = new Scaler(List.of(1.0, -0.5, 0.0), List.of(0.75, 2.0, 3.0),
            List.of(0.5, 0.0), List.of(4.0, 1.0));

    static Stream<Predictor> predictors() {
        return Stream.of(PREDICTOR,
                Predictor.of(MODEL, new BinaryCrossEntropyWithLogits()),
                Predictor.of(new Sequential(new Linear(2, 1, RANDOM), new Sigmoid()), new BinaryCrossEntropy()),
                Predictor.of(new Sequential(new Linear(4, 3, RANDOM)), new CrossEntropy()),
                new Predictor(new Sequential(new Linear(3, 4, RANDOM), new Dropout(0.5), new Linear(4, 2, RANDOM)),
                        new MeanSquaredError(), Names.NONE, Optional.of(SCALER)),
                new Predictor(new Sequential(new Linear(3, 2, RANDOM), new Dropout(0.5)), new CrossEntropy(),
                        Names.NONE.withClasses("no", "yes"), Optional.of(SCALER)));
    }

    private static byte[] bytes(Predictor predictor, boolean isFloat64) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new OnnxFile(predictor, isFloat64).content().writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message message(Predictor predictor, boolean isFloat64) {
        return Message.of(bytes(predictor, isFloat64));
    }

    private static Predictor outputs(Layer... layers) {
        return Predictor.of(new Sequential(layers), new MeanSquaredError());
    }

    @ParameterizedTest
    @MethodSource("predictors")
    void the_file_computes_what_the_model_predicts(Predictor predictor) {
        int in = predictor.model().inputSize().orElseThrow();
        for (int batch : new int[] {1, 7, 64}) {
            Matrix x = Matrix.zeros(batch, in).map(v -> (float) RANDOM.nextGaussian());
            for (boolean isFloat64 : new boolean[] {false, true}) {
                assertThat(new OnnxInterpreter(bytes(predictor, isFloat64)).run(batch, x.values()))
                        .containsExactly(predictor.predict(x).values(), within(isFloat64 ? 1e-14 : 1e-6));
            }
        }
    }

    @Test
    void the_file_says_which_version_it_needs() {
        Message model = message(PREDICTOR, false);
        assertThat(model.number(1)).isEqualTo(7);
        assertThat(model.message(8).text(1)).isEmpty();
        assertThat(model.message(8).number(2)).isEqualTo(13);
        assertThat(model.message(7).text(2)).isEqualTo("chainrule");
    }

    @Test
    void inputs_and_outputs_have_names_types_and_shapes_and_initializers_are_none() {
        for (boolean isFloat64 : new boolean[] {false, true}) {
            Message graph = message(PREDICTOR, isFloat64).message(7);
            assertThat(graph.messages(11)).hasSize(1);
            assertThat(graph.messages(12)).hasSize(1);
            requireValue(graph.message(11), "x", isFloat64, 3);
            requireValue(graph.message(12), "y", isFloat64, 1);
        }
    }

    private static void requireValue(Message value, String name, boolean isFloat64, long cols) {
        assertThat(value.text(1)).isEqualTo(name);
        Message tensor = value.message(2).message(1);
        assertThat(tensor.number(1)).isEqualTo(isFloat64 ? 11 : 1);
        List<Message> dims = tensor.message(2).messages(1);
        assertThat(dims).hasSize(2);
        assertThat(dims.get(0).text(2)).isEqualTo("batch");
        assertThat(dims.get(1).number(1)).isEqualTo(cols);
    }

    @Test
    void a_model_without_parameters_takes_any_number_of_columns() {
        Message graph = message(outputs(new Tanh()), false).message(7);
        for (int field : new int[] {11, 12}) {
            assertThat(graph.message(field).message(2).message(1).message(2).messages(1).get(1).text(2))
                    .isEqualTo("columns");
        }
    }

    @Test
    void every_name_is_an_identifier_and_there_once() {
        Message graph = message(Predictor.of(MODEL, new BinaryCrossEntropyWithLogits()), true).message(7);
        List<String> made = Stream.concat(graph.messages(5).stream().map(tensor -> tensor.text(8)),
                graph.messages(1).stream().map(node -> node.text(2))).toList();
        assertThat(made).isNotEmpty().doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"));
        assertThat(graph.messages(1).stream().map(node -> node.text(3))).isNotEmpty().doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"));
    }

    @Test
    void attributes_have_their_types() {
        Message leaky = message(outputs(new LeakyReLU(0.25)), false).message(7).message(1).message(5);
        assertThat(leaky.text(1)).isEqualTo("alpha");
        assertThat(leaky.all(2)).containsExactly(0.25f);
        assertThat(leaky.number(20)).isEqualTo(1);
        Message axis = message(Predictor.of(new Sequential(new Linear(1, 2, RANDOM)), new CrossEntropy()), false)
                .message(7).messages(1).get(1).message(5);
        assertThat(axis.text(1)).isEqualTo("axis");
        assertThat(axis.number(3)).isEqualTo(1);
        assertThat(axis.number(20)).isEqualTo(2);
    }

    @Test
    void names_travel_as_metadata() {
        Message model = message(new Predictor(new Sequential(new Linear(1, 2, RANDOM)), new CrossEntropy(),
                new Names(List.of("\"a\""), List.of("no", "yes"), List.of("t")), Optional.empty()), false);
        assertThat(model.messages(14).stream().map(entry -> entry.text(1) + "=" + entry.text(2)))
                .containsExactly("features=[\"\\\"a\\\"\"]", "classes=[\"no\",\"yes\"]");
    }

    @Test
    void the_same_model_gives_the_same_bytes() throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxFile.save(PREDICTOR, file);
        assertThat(file).hasBinaryContent(bytes(PREDICTOR, false));
        OnnxFile.saveFloat64(PREDICTOR, file);
        assertThat(file).hasBinaryContent(bytes(PREDICTOR, true));
    }

    @Test
    void a_layer_of_ones_own_is_refused() {
        Path file = folder.resolve("model.onnx");
        assertRefused(() -> OnnxFile.save(outputs(new ReLU(), new OwnLayer("Own")), file), "OnnxFile: layer 1, Own, has"
                + " no operator in the file. Use layers that have one: Linear, ReLU, LeakyReLU, Sigmoid, Tanh,"
                + " Dropout.");
        assertThat(file).doesNotExist();
    }

    /** A loss of one's own, whose response is the output times a factor; with 1, the output itself. */
    private static Loss own(double factor) {
        return new Loss() {
            @Override
            public double value(Matrix prediction, Matrix target) {
                return 0;
            }

            @Override
            public Matrix gradient(Matrix prediction, Matrix target) {
                return prediction;
            }

            @Override
            public Matrix predictions(Matrix output) {
                return factor == 1 ? output : output.map(v -> factor * v);
            }

            @Override
            public String name() {
                return "Own";
            }
        };
    }

    @Test
    void a_loss_of_ones_own_needs_the_output_itself_as_its_response() {
        assertThat(bytes(Predictor.of(MODEL, own(1)), false)).isEqualTo(bytes(PREDICTOR, false));
        assertRefused(() -> bytes(Predictor.of(MODEL, own(2)), false), "OnnxFile: a file can't say what outputs mean to"
                + " Own. To save the outputs themselves, use Predictor.of(model, new MeanSquaredError()).");
    }

    private static void refusedIn32Bits(Predictor predictor, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> bytes(predictor, false))
                .withMessage("OnnxFile.save: " + message + ". Use OnnxFile.saveFloat64(predictor, file).");
        double x = predictor.scaler().map(scaler -> scaler.inputShift().get(0)).orElse(0.5) - 0.001;
        double expected = predictor.predict(Matrix.row(x)).get(0, 0);
        assertThat(new OnnxInterpreter(bytes(predictor, true)).run(1, x)[0]).isCloseTo(expected,
                withinPercentage(1e-9));
    }

    private static Predictor scaled(double inputShift, double inputScale, double targetShift, double targetScale) {
        return new Predictor(new Sequential(new Linear(Matrix.row(2), Matrix.row(1))), new MeanSquaredError(),
                Names.NONE, Optional.of(new Scaler(List.of(inputShift), List.of(inputScale), List.of(targetShift),
                        List.of(targetScale))));
    }

    @Test
    void what_32_bits_would_make_something_else_is_refused_and_64_hold_it() {
        refusedIn32Bits(outputs(new Linear(Matrix.row(1e300), Matrix.row(0))), "1.0E300 is too large for 32 bits");
        refusedIn32Bits(outputs(new LeakyReLU(-1e39)), "-1.0E39 is too large for 32 bits");
        String hold = ", which 32 bits hold too inexactly";
        refusedIn32Bits(scaled(0, 1e-50, 0, 1), "input 0 has the shift 0.0 and the scale 1.0E-50" + hold);
        refusedIn32Bits(scaled(0, 1, 0, 1e-50), "target 0 has the shift 0.0 and the scale 1.0E-50" + hold);
        refusedIn32Bits(scaled(1.7e9, 10, 0, 1), "input 0 has the shift 1.7E9 and the scale 10.0" + hold);
        refusedIn32Bits(scaled(0, 1, 1.7e9, 10), "target 0 has the shift 1.7E9 and the scale 10.0" + hold);
        // Years, and 7 of them: 2,000 is 400 times 5.
        Predictor years = scaled(2000, 5, 0, 1);
        assertThat(new OnnxInterpreter(bytes(years, false)).run(1, 2007)[0]).isCloseTo(2 * 1.4 + 1, within(1e-6));
        // Classes aren't scaled back, whatever is in the scaler.
        Predictor classes = new Predictor(years.model(), new BinaryCrossEntropyWithLogits(),
                Names.NONE.withClasses("no", "yes"), scaled(0, 1, 1.7e9, 10).scaler());
        assertThat(bytes(classes, false)).isNotEmpty();
    }

    @Test
    void a_diverged_model_is_refused_in_32_bits_and_in_64() {
        Predictor diverged = outputs(new Linear(Matrix.row(1), Matrix.row(Double.NaN)));
        for (boolean isFloat64 : new boolean[] {false, true}) {
            assertRefused(() -> bytes(diverged, isFloat64), "the model's 0.bias holds NaN or infinity: training"
                    + " diverged, and there is nothing worth saving.");
        }
    }

    /** 150 is the example in the documentation of Protocol Buffers. */
    @Test
    void numbers_take_as_few_bytes_as_the_format_allows() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ProtobufWriter().number(1, 150).number(1, 127).number(1, 128).writeTo(out);

        assertThat(out.toByteArray()).containsExactly(0x08, 0x96, 0x01, 0x08, 0x7f, 0x08, 0x80, 0x01);
    }
}
