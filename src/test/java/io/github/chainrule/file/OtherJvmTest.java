// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that go from one process to another, also of other JDKs where they are installed beside this one. */
class OtherJvmTest {

    @TempDir
    Path folder;

    static Stream<Path> homes() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> beside = Files.list(home.getParent())) {
            List<Path> others = beside.filter(OtherJvmTest::isRecent).map(OtherJvmTest::real).toList();
            return Stream.concat(Stream.of(home), others.stream()).distinct();
        }
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home;
        }
    }

    private static boolean isRecent(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java")) && Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION=")).map(line -> line.split("[\".]")[1])
                    .anyMatch(version -> Integer.parseInt(version) >= 17);
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    /** What the other process does: {@code predict}, {@code stop}, {@code exit} or {@code resume}, in a folder. */
    static final class Other {

        private Other() {
        }

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[1]);
            switch (args[0]) {
                case "predict" -> save(ModelFile.load(folder.resolve("model"))
                        .predict(Safetensors.read(folder.resolve("x")).tensors().get("x").matrix(50, 2)),
                        folder.resolve("y"));
                case "stop" -> stop(folder, Thread.currentThread()::interrupt);
                case "exit" -> stop(folder, () -> System.exit(0));
                default -> save(resumed(folder), folder.resolve("y"));
            }
        }
    }

    private static void save(Matrix matrix, Path file) throws IOException {
        new Safetensors(Map.of("x", Tensor.of(matrix)), Map.of()).write(file);
    }

    /** In the second epoch. */
    private static void stop(Path folder, Runnable end) {
        TrainingListener interrupter = new TrainingListener() {
            @Override
            public void afterUpdate(StepEvent event) {
                if (event.step().epoch() == 2) {
                    end.run();
                }
            }
        };
        CheckpointFileTest.trainer(1).listener(new CheckpointWriter(folder.resolve("c"))).listener(interrupter)
                .fit(CheckpointFileTest.DATA);
        Thread.interrupted();
    }

    /** The parameters in the end, in one row. */
    private static Matrix resumed(Path folder) throws IOException {
        Sequential model = CheckpointFileTest.network(2);
        CheckpointFileTest.trainer(model).resumeFrom(CheckpointFile.load(folder.resolve("c")))
                .fit(CheckpointFileTest.DATA);
        return parameters(model);
    }

    private static Matrix parameters(Sequential model) {
        return Matrix.row(model.parameters().stream()
                .flatMapToDouble(p -> Arrays.stream(p.value().values())).toArray());
    }

    private static Matrix whole() {
        Sequential model = CheckpointFileTest.network(1);
        CheckpointFileTest.trainer(model).fit(CheckpointFileTest.DATA);
        return parameters(model);
    }

    private void run(Path home, String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(home.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1",
                "-classpath", System.getProperty("java.class.path"), Other.class.getName(), what, folder.toString())
                .inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private Matrix read(int rows, int cols) throws IOException {
        return Safetensors.read(folder.resolve("y")).tensors().get("x").matrix(rows, cols);
    }

    @ParameterizedTest
    @MethodSource("homes")
    void a_saved_model_predicts_the_same_bits_in_another_process(Path home) throws Exception {
        Random random = new Random(3);
        Matrix x = Matrix.zeros(50, 2).map(zero -> random.nextGaussian());
        Predictor predictor = new Predictor(CheckpointFileTest.network(1), new BinaryCrossEntropy(),
                Names.NONE.withClasses("no", "yes"), Optional.empty());
        ModelFile.save(predictor, folder.resolve("model"));
        save(x, folder.resolve("x"));

        run(home, "predict");

        assertThat(read(50, 1)).isEqualTo(predictor.predict(x));
    }

    @ParameterizedTest
    @MethodSource("homes")
    void a_run_that_was_stopped_here_goes_on_there_with_the_same_bits(Path home) throws Exception {
        stop(folder, Thread.currentThread()::interrupt);
        run(home, "resume");

        assertThat(read(1, whole().cols())).isEqualTo(whole());
    }

    @ParameterizedTest
    @MethodSource("homes")
    void a_run_that_was_stopped_there_goes_on_here_with_the_same_bits(Path home) throws Exception {
        run(home, "stop");
        requireFirstEpoch();
        run(home, "exit");      // a listener ends the JVM
        requireFirstEpoch();
    }

    private void requireFirstEpoch() throws IOException {
        assertThat(CheckpointFile.load(folder.resolve("c")).history().epochs()).hasSize(1);
        assertThat(resumed(folder)).isEqualTo(whole());
        Files.delete(folder.resolve("c"));
    }
}
