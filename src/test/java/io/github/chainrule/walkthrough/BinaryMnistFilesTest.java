// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.CheckpointFile;
import io.github.chainrule.file.CheckpointWriter;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.Trainer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the main job saves its network, resumes with it, and asks it. */
@Isolated("it takes System.out for itself")
class BinaryMnistFilesTest {

    @TempDir
    private static Path folder;
    private static String data;

    @BeforeAll
    static void writeData() throws IOException {
        data = SmallDigits.write(Files.createDirectories(folder.resolve("data")));
    }

    private static String[] withData(String... args) {
        return Stream.concat(Stream.of("--data", data), Arrays.stream(args)).toArray(String[]::new);
    }

    private static String out(String... args) {
        Run run = Run.of(args);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run.out();
    }

    private static void failed(int status, String message, String... args) {
        Run run = Run.of(args);
        assertThat(run.err()).isEqualTo(message + "\n");
        assertThat(run.status()).isEqualTo(status);
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    /** A stroke on a large sheet, dark on white. */
    private static String stroke() throws IOException {
        BufferedImage sheet = new BufferedImage(300, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 300, 400);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(40, 100, 30, 200);
        graphics.dispose();
        Path png = folder.resolve("stroke.png");
        ImageIO.write(sheet, "png", png.toFile());
        return png.toString();
    }

    @Test
    void a_network_that_was_saved_says_the_same_when_it_is_loaded() {
        String trained = out(withData("--quiet", "--save", file("net"), "--onnx", file("net.onnx")));
        String loaded = out(withData("--load", file("net")));

        assertThat(loaded).isEqualTo(trained).startsWith("test: loss ");
        assertThat(folder.resolve("net.onnx")).isNotEmptyFile();
        out(withData("--load", file("net"), "--onnx", file("again.onnx")));
        assertThat(folder.resolve("again.onnx")).hasSameBinaryContentAs(folder.resolve("net.onnx"));
    }

    @Test
    void where_it_was_saved_is_said() {
        assertThat(out(withData("--report", "target/small.html", "--save", file("net"), "--onnx", file("net.onnx"))))
                .contains("\nnetwork: " + file("net") + "\nONNX: " + file("net.onnx") + "\n");
    }

    @Test
    void what_was_drawn_is_shown_as_the_network_sees_it_and_answered() throws IOException {
        String png = stroke();
        out(withData("--quiet", "--save", file("net")));
        String said = out("--load", file("net"), "--predict", png);

        String stroke = " ".repeat(13) + "@@@\n";
        assertThat(said).startsWith("\nThis is what the network sees of " + png + ":\n\n").contains(stroke.repeat(9))
                .containsPattern("\n0 or 1\\? [01], with a probability of [01]\\.\\d{4}\n$").doesNotContain("test:");
        assertThat(out("--load", file("net"), "--predict", png, "--quiet"))
                .isEqualTo(said.substring(said.indexOf("0 or 1?")));
        // After a training run, too.
        assertThat(out(withData("--quiet", "--predict", png))).startsWith("test: ").contains("\n0 or 1? ");
    }

    @Test
    void a_drawing_that_cannot_be_read_is_a_failure_before_anything_is_trained() throws IOException {
        failed(1, file("no.png") + ": there is no such file.", "--predict", file("no.png"));
        Path text = Files.writeString(folder.resolve("text.png"), "a long enough text");
        failed(1, text + ": this isn't a PNG. Save the picture as PNG.", "--predict", text.toString());
        BufferedImage empty = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(empty, "png", folder.resolve("empty.png").toFile());
        failed(1, file("empty.png") + ": the picture is empty: all of its 20 x 30 pixels are nearly as bright as its"
                + " edge. Draw one digit, dark on light or light on dark, not too near the edge.",
                "--predict", file("empty.png"));
    }

    @Test
    void a_network_that_is_not_there_or_was_trained_for_something_else_is_a_failure() {
        failed(1, file("no") + ": there is no such file.", "--load", file("no"));
        out(withData("--quiet", "--save", file("net")));
        failed(1, "the model was trained on the classes [0, 1], but the evaluation data has the classes [1, 0]. Use"
                + " data with the same classes.", withData("--load", file("net"), "--task", "1v0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "epochs", "batch", "learning-rate", "seed", "report", "resume"})
    void what_is_about_training_is_refused_where_nothing_is_trained(String option) {
        failed(2, "--" + option + " is about training, and --load takes a network that is trained: leave one of them"
                + " out (--help shows all options)", "--load", file("net"), "--" + option, "3");
    }

    @Test
    void a_network_that_cannot_be_saved_is_a_failure() {
        failed(1, "can't write " + folder + ": it is a folder. Expected the name of a file, such as "
                + folder.resolve("name") + ".", withData("--quiet", "--save", folder.toString()));
    }

    /** As a user stops it: with a real signal to a real process. */
    @Test
    @Timeout(120)
    void ctrl_c_leaves_the_last_finished_epoch_says_so_and_the_run_resumes_from_it() throws Exception {
        assumeThat(System.getProperty("os.name")).doesNotStartWith("Windows");
        Path work = Files.createDirectories(folder.resolve("work"));
        Path said = work.resolve("said");
        Process process = started(work, said, "--data", data, "--epochs", "1000000", "--batch", "7", "--learning-rate",
                "1e-7");
        try {
            while (process.isAlive() && !Files.readString(said).contains("epoch       5/")) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            String signal = ctrlCIsIgnored() ? "-TERM" : "-INT";
            assertThat(new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor()).isZero();
            assertThat(process.waitFor()).isEqualTo(signal.equals("-INT") ? 130 : 143);
        } finally {
            process.destroyForcibly();
        }

        Checkpoint checkpoint = CheckpointFile.load(work.resolve("target/checkpoint.safetensors"));
        int finished = checkpoint.history().epochs().size();
        assertThat(finished).isBetween(5, 999_999);
        assertThat(Files.readString(said)).endsWith("\nstopped " + checkpoint + "\nTo resume: --resume"
                + " target/checkpoint.safetensors --data " + data + " --epochs 1000000 --batch 7 --learning-rate"
                + " 1e-7\n");

        String[] options = withData("--quiet", "--batch", "7", "--learning-rate", "1e-7", "--epochs",
                String.valueOf(finished + 3));
        String resumed = out(Stream.concat(Arrays.stream(options), Stream.of("--resume",
                work.resolve("target/checkpoint.safetensors").toString(), "--save", file("resumed")))
                .toArray(String[]::new));
        String whole = out(Stream.concat(Arrays.stream(options), Stream.of("--save", file("whole")))
                .toArray(String[]::new));

        assertThat(resumed).isEqualTo(whole);
        assertThat(folder.resolve("resumed")).hasSameBinaryContentAs(folder.resolve("whole"));
    }

    /** As a user starts it, in a folder. */
    private static Process started(Path work, Path said, String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", absolute(System.getProperty("java.class.path")),
                BinaryMnist.class.getName());
        builder.command().addAll(List.of(options));
        return builder.directory(work.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }

    @Test
    @Timeout(120)
    void where_nothing_can_be_written_it_trains_all_the_same_and_says_what_is_missing() throws Exception {
        Path work = Files.createDirectories(folder.resolve("full"));
        Files.writeString(work.resolve("target"), "a file, in which no folder has room");
        Path said = folder.resolve("said");
        assertThat(started(work, said, "--data", data).waitFor()).isZero();

        assertThat(Files.readString(said)).contains("target/checkpoint.safetensors: this program may not write here, so"
                + " Ctrl-C will save nothing. Start it in a folder of your own.\n", "\ntest: loss ",
                "target/report.html: this program may not write here, so there is no report. Start it in a folder of"
                + " your own.\n");
        assertThat(work).isDirectoryNotContaining(file -> !file.endsWith("target"));
    }

    /** What a shell runs in the background ignores SIGINT, and so does all that it starts. */
    private static boolean ctrlCIsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        return String.join(separator, Arrays.stream(classPath.split(separator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString()).toList());
    }

    @Test
    void a_run_that_is_finished_may_be_gone_on_with_for_longer_and_says_where_it_is() throws IOException {
        Path checkpoint = folder.resolve("c");
        stopped(checkpoint);

        String said = out(withData("--report", file("resumed.html"), "--resume", checkpoint.toString(), "--epochs",
                "2"));
        assertThat(said).contains("\nresuming " + checkpoint + " after epoch 1: loss ").doesNotContain("epoch 1/2")
                .contains("epoch 2/2").contains("report: " + file("resumed.html"));
        failed(2, "--epochs is 2, and the run has finished 2 already: give a larger number to resume it (--help"
                + " shows all options)", withData("--quiet", "--resume", checkpoint.toString(), "--epochs", "2"));
    }

    /** A checkpoint after the first epoch. */
    private static void stopped(Path file) throws IOException {
        Mnist mnist = Mnist.read(Path.of(data));
        Sequential model = BinaryMnist.classifier(784, new int[] {16}, new Random(42));
        new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001)).seed(42)
                .metric(new BinaryAccuracy()).listener(new CheckpointWriter(file)).fit(mnist.training(Task.pair(0, 1)));
    }

    @Test
    void a_training_with_other_settings_cannot_be_gone_on_with() throws IOException {
        Path checkpoint = folder.resolve("c");
        stopped(checkpoint);

        failed(1, "resume: the checkpoint was made with the seed 42; here it is 43. Make everything as it was, or"
                + " start a"
                + " new run with the checkpoint's parameters.",
                withData("--quiet", "--resume", checkpoint.toString(), "--seed", "43"));
        failed(2, "--learning-rate is 0.1, but the resumed run had 0.001 (--help shows all options)",
                withData("--quiet", "--resume", checkpoint.toString(), "--learning-rate", "0.1"));
        failed(1, file("no") + ": there is no such file.", withData("--quiet", "--resume", file("no")));
    }

    @Test
    void the_saved_network_knows_the_names_of_its_classes_and_pixels() throws IOException {
        out(withData("--quiet", "--task", "1v0", "--save", file("net")));

        Predictor predictor = ModelFile.load(folder.resolve("net"));
        assertThat(predictor.names().classes()).containsExactly("1", "0");
        assertThat(predictor.names().featureName(29)).isEqualTo("pixel 1,1");
    }
}
