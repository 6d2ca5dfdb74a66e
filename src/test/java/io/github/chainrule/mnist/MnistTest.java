// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real thing, as it is shipped. */
class MnistTest {

    private static Mnist mnist;

    @BeforeAll
    static void load() throws IOException {
        mnist = Mnist.load();
    }

    /** The published ones. */
    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte, 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte, 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte, ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"})
    void the_unpacked_files_have_the_published_checksums(String name, String expected) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (InputStream packed = Mnist.class.getResourceAsStream("/META-INF/mnist/" + name + ".gz");
                InputStream in = new GZIPInputStream(packed)) {
            sha256.update(in.readAllBytes());
        }

        assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void a_task_has_all_images_of_its_labels(Task task, int train, int test, int targetSize) {
        assertThat(mnist.training(task).size()).isEqualTo(train);
        assertThat(mnist.test(task).size()).isEqualTo(test);
        assertThat(mnist.training(task).inputSize()).isEqualTo(784);
        assertThat(mnist.training(task).targetSize()).isEqualTo(targetSize);
        assertThat(mnist.training(task)).hasToString(task + ": " + train + " images of 28 x 28");
    }

    static Stream<Arguments> a_task_has_all_images_of_its_labels() {
        return Stream.of(arguments(Task.pair(0, 1), 12_665, 2_115, 1), arguments(Task.pair(1, 0), 12_665, 2_115, 1),
                arguments(Task.oneVsRest(7), 60_000, 10_000, 1), arguments(Task.evenVsOdd(), 60_000, 10_000, 1),
                arguments(Task.allClasses(), 60_000, 10_000, 10));
    }

    @Test
    void a_pixel_is_called_by_row_and_column() {
        assertThat(mnist.training(Task.evenVsOdd()).names().featureName(13 * 28 + 5)).isEqualTo("pixel 13,5");
        assertThat(mnist).hasToString("Mnist: 60000 training and 10000 test images of 28 x 28");
    }

    @Test
    void it_may_be_loaded_as_often_as_one_likes() throws IOException {
        assertThat(Mnist.load()).isNotSameAs(mnist).hasToString(mnist.toString());
    }

    @Test
    void the_images_are_in_the_order_of_their_file() {
        assertThat(IntStream.range(0, 10).map(mnist.training(Task.allClasses())::label)).containsExactly(5, 0, 4, 1, 9,
                2, 1, 3, 1, 4);
        assertThat(IntStream.range(0, 10).map(mnist.test(Task.allClasses())::label)).containsExactly(7, 2, 1, 0, 4, 1,
                4, 9, 5, 9);
        assertThat(IntStream.range(0, 5).map(mnist.training(Task.pair(0, 1))::label)).containsExactly(0, 1, 1, 1, 1);
        assertThat(mnist.training(Task.pair(0, 1)).pixels(0)).isEqualTo(mnist.training(Task.allClasses()).pixels(1));
        assertThat(mnist.training(Task.pair(0, 1)).pixels(1)).isEqualTo(mnist.training(Task.allClasses()).pixels(3));
    }

    /** PyTorch's numbers: {@code (train_images / 255.).mean()} and {@code .std()} are 0.1307 and 0.3081. */
    @Test
    void pixels_run_from_zero_to_one_and_have_the_well_known_mean_and_deviation() {
        double sum = 0;
        double squares = 0;
        double max = 0;
        ImageDataset train = mnist.training(Task.allClasses());
        for (int i = 0; i < train.size(); i++) {
            for (double x : train.pixels(i)) {
                sum += x;
                squares += x * x;
                max = Math.max(max, x);
            }
        }
        double mean = sum / (60_000 * 784);

        assertThat(max).isEqualTo(1.0);
        assertThat(mean).isBetween(0.13065, 0.13075);
        assertThat(Math.sqrt(squares / (60_000 * 784) - mean * mean)).isBetween(0.30805, 0.30815);
    }

    @Test
    void batches_of_shuffled_images_are_the_images() {
        ImageDataset train = mnist.training(Task.pair(0, 1));
        Matrix numbers = Matrix.column(IntStream.range(0, train.size()).asDoubleStream().toArray());
        Iterator<Batch> order = Batches.shuffled(Dataset.of(numbers, numbers), 64, 42).iterator();
        int example = 0;
        for (Batch batch : Batches.shuffled(train, 64, 42)) {
            Matrix rows = order.next().inputs();
            for (int i = 0; i < batch.size(); i++, example++) {
                int row = (int) rows.get(i, 0);
                assertThat(batch.targets().get(i, 0)).isEqualTo(train.label(row));
                if (example % 100 == 0) {
                    double[] x = Arrays.copyOfRange(batch.inputs().values(), i * 784, (i + 1) * 784);
                    assertThat(x).isEqualTo(train.pixels(row));
                }
            }
        }
        assertThat(example).isEqualTo(12_665);
    }

    @Test
    void images_are_read_only_into_matrices_of_their_shape() {
        ImageDataset train = mnist.training(Task.pair(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> train.read(new int[3], 0, 2, Matrix.zeros(3, 784),
                Matrix.zeros(2, 1))).withMessage("read: expected inputs of shape (2 x 784), got (3 x 784).");
        assertThatIllegalArgumentException().isThrownBy(() -> train.read(new int[3], 0, 2, Matrix.zeros(2, 784),
                Matrix.zeros(2, 2))).withMessage("read: expected targets of shape (2 x 1), got (2 x 2).");
    }

    @Test
    void a_missing_jar_shows_the_dependency_to_add() {
        assertThat(MnistJar.missing("META-INF/mnist/x.gz", "1.2.3")).isEqualTo("""
                MNIST isn't on the class path or module path: there is no META-INF/mnist/x.gz.
                It has a jar of its own. With Maven, add

                    <dependency>
                        <groupId>io.github.chainrule</groupId>
                        <artifactId>chainrule</artifactId>
                        <version>1.2.3</version>
                        <classifier>mnist</classifier>
                    </dependency>

                or read a folder of files that you have already with Mnist.read(Path).""");
    }

    @Test
    void a_missing_resource_is_a_file_not_found() {
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> new MnistJar().open("x"))
                .withMessageContaining("there is no META-INF/mnist/x.gz.")
                .withMessageContaining("<classifier>mnist</classifier>")
                .withMessageMatching("(?s).*<version>(\\d.*|\\$\\{chainrule\\.version})</version>.*");
    }

    @Test
    void the_license_lies_beside_the_files() throws IOException {
        try (InputStream in = Mnist.class.getResourceAsStream("/META-INF/mnist/LICENSE.txt")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Yann LeCun and Corinna Cortes", "https://creativecommons.org/licenses/by-sa/3.0/");
        }
    }
}
