// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.mistakes.Sound.BCE;
import static io.github.chainrule.mistakes.Sound.assertOnly;
import static io.github.chainrule.mistakes.Sound.data;
import static io.github.chainrule.mistakes.Sound.diagnosis;
import static io.github.chainrule.mistakes.Sound.inputs;
import static io.github.chainrule.mistakes.Sound.network;
import static io.github.chainrule.mistakes.Sound.sine;
import static io.github.chainrule.mistakes.Sound.sorted;
import static io.github.chainrule.mistakes.Sound.targets;
import static io.github.chainrule.mistakes.Sound.trainer;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usual mistakes in what a network is trained with. The numbers are those of the fifty: see this package. */
class MistakesInTheDataTest {

    @Test
    void mistake_02_data_as_wide_as_another_models_inputs() {
        Dataset wide = Dataset.of(Matrix.zeros(10, 5), Matrix.zeros(10, 1));
        assertRefused(() -> trainer(network()).fit(wide), "the model expects 2 inputs, but the training data has 5 per"
                + " example.");
    }

    @Test
    void mistake_03_inputs_the_wrong_way_round() {
        assertThatIllegalArgumentException().isThrownBy(() -> network().output(Matrix.column(1, 2)))
                .withMessageEndingWith("expected an input with 2 columns, got (2 x 1). Rows are examples, columns are"
                        + " features; a single example is Matrix.row(values).");
    }

    @Test
    void mistake_05_labels_from_0_to_9_under_binary_cross_entropy() {
        int[] digits = new Random(1).ints(400, 0, 10).toArray();
        Dataset data = Dataset.of(inputs(), Matrix.column(Arrays.stream(digits).asDoubleStream().toArray()));
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(network()).fit(data))
                .withMessageContaining("Of labels such as 0 to 9, tell one from the rest with t = label == 7 ? 1 :"
                        + " 0; for all classes use CrossEntropy with Matrix.oneHot. That row is the batch's; the first"
                        + " such example of the training data is number ");
    }

    private static Dataset signs() {
        return Dataset.of(inputs(), targets().map(t -> 2 * t - 1));
    }

    @Test
    void mistake_06_labels_of_minus_1_and_1_under_binary_cross_entropy() {
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(network()).fit(signs()))
                .withMessageContaining("is -1.0; expected values from 0 to 1. (t + 1) / 2 turns labels of -1 and 1"
                        + " into 0 and 1.");
    }

    @Test
    void mistake_07_labels_of_minus_1_and_1_under_a_sigmoid() {
        Sequential model = network();
        assertOnly(diagnosis(model, new MeanSquaredError(), new Adam(model.parameters(), 0.01), signs()),
                Kind.UNREACHABLE_TARGETS, " targets looked at can't be predicted: they lie from -1.000 to 1.000, and"
                        + " the last layer, Sigmoid, returns numbers from 0 to 1.000. Convert targets of -1 and 1 with"
                        + " (t + 1) / 2, or end the model with a Tanh.");
    }

    @Test
    void mistake_08_class_numbers_for_cross_entropy() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 3, random));
        Dataset numbers = Dataset.of(Matrix.zeros(3, 2), Matrix.column(0, 1, 2));
        String hint = "If the targets are class indices, encode them with Matrix.oneHot(3, classIndices); if they are"
                + " numeric, the last Linear needs 1 output.";
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(model, new CrossEntropy(),
                new Adam(model.parameters(), 0.1)).fit(numbers)).withMessageEndingWith(hint);
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(model, new CrossEntropy(),
                new Adam(model.parameters(), 0.1)).evaluate(numbers)).withMessageEndingWith(hint);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossEntropy().gradient(Matrix.zeros(3, 3), Matrix.column(0, 1, 2)))
                .withMessageEndingWith("If there is a class index for each row, Matrix.oneHot(3, classIndices) makes a"
                        + " row of each.");
        Sequential single = new Sequential(new Linear(2, 1, random));
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(single, new CrossEntropy(),
                new Adam(single.parameters(), 0.1)).fit(numbers)).withMessageStartingWith("CrossEntropy: outputs"
                + " and targets have one column; expected one for each class. Make targets of class indices with"
                + " Matrix.oneHot(classCount, classIndices), and give the last Linear classCount outputs. With one"
                + " output use BinaryCrossEntropyWithLogits.");
    }

    @Test
    void mistake_09_pixels_from_0_to_255() {
        Dataset unscaled = Dataset.of(inputs().map(x -> 64 * (x + 2)), targets())
                .withNames(Names.NONE.withFeatures("red", "green").withClasses("0", "1"));
        assertOnly(diagnosis(network(), unscaled), Kind.UNSCALED_INPUTS, "the mean |x| in column ",
                " of the inputs, red, is ", ", over the first 64 examples looked at; initial weights are made for"
                        + " about 1."
                        + " Divide pixels by 255; scale other columns with Scaler.standard(training), in every set.");
    }

    @Test
    void unscaled_targets_of_a_regression() {
        for (boolean adam : new boolean[] {true, false}) {
            Random random = new Random(1);
            Sequential model = new Sequential(new Linear(1, 16, random), new Tanh(), new Linear(16, 1, random));
            assertOnly(diagnosis(model, new MeanSquaredError(), adam ? new Adam(model.parameters(), 0.01)
                            : new Sgd(model.parameters(), 0.01), sine(y -> 200_000 + 80_000 * y)),
                            Kind.UNSCALED_TARGETS,
                    "the mean |t| of the targets is ", "an untrained output is about 1, so the first error is as large"
                            + " as the target, and so are the steps. Scale them with Scaler.standard(training)");
        }
    }

    @Test
    void mistake_27_targets_in_a_row() {
        assertThatIllegalArgumentException().isThrownBy(() -> BCE.value(Matrix.column(0.1, 0.2), Matrix.row(0, 1)))
                .withMessageEndingWith("Matrix.column(values) puts one value in each row.");
    }

    @Test
    void mistake_30_nan_in_the_data() {
        Matrix inputs = inputs();
        inputs.set(17, 1, Double.NaN);
        assertRefused(() -> Dataset.of(inputs, targets()), "Dataset.of: inputs at row 17, column 1 is NaN; expected"
                + " finite numbers. It would turn every weight into NaN: replace it, or remove the row.");
    }

    @Test
    void mistake_31_nan_put_into_the_data_later() {
        Matrix inputs = inputs();
        Dataset data = Dataset.of(inputs, targets());
        inputs.set(317, 1, Double.NaN);
        assertRefused(() -> trainer(network()).fit(data), "Dataset: inputs at row 317, column 1 is NaN; expected finite"
                + " numbers. It was finite when the dataset was made: the matrix has been changed since. Dataset.of"
                + " keeps its matrices; give it copies.");
    }

    @Test
    void mistake_32_a_matrix_set_to_zero_after_the_dataset_was_made() {
        Matrix inputs = inputs();
        Dataset data = Dataset.of(inputs, targets());
        Arrays.fill(inputs.values(), 0);
        assertOnly(diagnosis(network(), data), Kind.UNSCALED_INPUTS, "the inputs are 0 in every column of the first 64"
                + " examples looked at, so there is nothing to learn from. Check how the inputs are made; Dataset.of"
                + " doesn't copy its matrices, so don't change them afterward.");
    }

    @Test
    void mistake_33_empty_or_ragged_data() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.of(Matrix.zeros(0, 2), Matrix.zeros(0, 1)))
                .withMessageContaining("expected at least one example");
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.of(Matrix.zeros(3, 2), Matrix.zeros(4, 1)))
                .withMessageContaining("inputs have 3 rows and targets have 4.");
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.of(new double[] {1, 2}, new double[] {3}))
                .withMessageContaining("row 1");
    }

    @Test
    void mistake_35_a_wrong_folder_and_a_page_in_place_of_a_file(@TempDir Path folder) throws IOException {
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(folder.resolve("nowhere")))
                .withMessageEndingWith("but there is nothing.");
        for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}) {
            Files.writeString(folder.resolve(name), "<html><body>404 Not Found</body></html>");
        }
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Mnist.read(folder))
                .withMessageContaining("got the bytes 3c 68 74 6d. This isn't an IDX file of bytes.");
    }

    @Test
    void mistake_39_sorted_data_that_is_not_shuffled() {
        Sequential model = network();
        Diagnosis diagnosis = new Diagnosis();
        trainer(model).shuffle(false).listener(diagnosis).fit(sorted());
        assertOnly(diagnosis, Kind.SINGLE_CLASS_BATCHES, " batches have examples of only one class; by chance it would"
                + " be about 0. Each step forgets the other classes. Shuffle the data: Batches.shuffled(...), or"
                + " trainer.shuffle(true).");
    }

    @Test
    void mistake_40_sorted_data_that_is_cut_in_two() {
        Dataset sorted = sorted();
        Diagnosis diagnosis = new Diagnosis();
        trainer(network()).listener(diagnosis).validation(sorted.subset(IntStream.range(300, 400).toArray()))
                .fit(sorted.subset(IntStream.range(0, 300).toArray()));
        assertOnly(diagnosis, Kind.DIFFERENT_CLASSES, "none of the 100 examples that the model was evaluated on is of"
                + " class ", " % of those it was trained on. If sorted data was cut in two, use data.split(0.2, 42),"
                + " which shuffles first.");
    }

    @Test
    void mistake_49_always_the_majoritys_class() {
        Random random = new Random(9);
        Dataset rare = Dataset.of(inputs(), targets().map(t -> random.nextDouble() < 0.1 ? 1 : 0));
        assertOnly(diagnosis(network(), rare), Kind.CONSTANT_PREDICTION, "every prediction was class 0, though the"
                + " targets"
                + " were not. The model has found the most frequent class and no more.");
    }

    @Test
    void mistake_37_a_task_that_is_none() {
        assertRefused(() -> Task.pair(3, 3), "Task: a label can't be told from itself, got 3 against 3. Choose two"
                + " different ones, such as Task.pair(3, 4).");
    }
}
