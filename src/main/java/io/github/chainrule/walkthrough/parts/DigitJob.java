// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.CheckpointFile;
import io.github.chainrule.file.CheckpointWriter;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.file.OnnxFile;
import io.github.chainrule.file.PngFile;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.matrix.Backend;
import io.github.chainrule.mnist.Drawing;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.ImageGrid;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Report;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.History;
import io.github.chainrule.training.ProgressBar;
import io.github.chainrule.training.Trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A training job on two kinds of digits: options, files, Ctrl-C, and what is printed around the training itself. */
public final class DigitJob {

    /** What trains. */
    public interface Training {
        void run(DigitJob job) throws IOException, Options.WrongOptionException;
    }

    private final Options options;
    private final Output out;
    private final boolean quiet;
    private final Task task;
    private final double[] drawn;
    private final Diagnosis diagnosis = new Diagnosis();
    private Optional<Mnist> mnist = Optional.empty();
    private final Interruption ctrlC = new Interruption();

    public static Options options() {
        return new Options()
                .option("task", "TASK", "0v1", "what to tell apart: 0v1 or any pair, 7vRest, even")
                .option("hidden", "SIZES", "16", "neurons in each hidden layer, as in 32,16")
                .option("epochs", "N", "3", "how often to go through the training images")
                .option("batch", "N", "64", "images in one step")
                .option("learning-rate", "X", "0.001", "Adam's")
                .option("seed", "N", "42", "of initial weights and order; the same seed gives the same bits")
                .option("data", "FOLDER", "", "IDX files to read instead of the MNIST inside")
                .option("report", "FILE", "target/report.html", "where to write a page about the run")
                .option("save", "FILE", "", "where to save the network, for --load and for PyTorch")
                .option("onnx", "FILE", "", "where to save the network as ONNX, for other languages")
                .option("load", "FILE", "", "take a network that was saved, and don't train")
                .option("resume", "FILE", "", "resume a stopped run after its last finished epoch")
                .option("predict", "FILE", "", "a digit that you drew, as PNG: what does the network say?")
                .pictures()
                .flag("quiet", "print only the test result; a report is written if one is asked for")
                .flag("by-hand", "run the loop written out, and draw the pictures of the text");
    }

    /** Reads the drawing, if there is one, before a long run finds that it isn't there. */
    public DigitJob(Options options, Output out) throws IOException, Options.WrongOptionException {
        Backend.warmUp();
        this.options = options;
        this.out = out;
        this.quiet = options.has("quiet");
        this.task = twoClasses(options.text("task"));
        this.drawn = options.has("predict") ? pixels(Path.of(options.text("predict"))) : new double[0];
    }

    private static double[] pixels(Path file) throws IOException {
        try {
            return PngFile.read(file).pixels();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Task twoClasses(String name) throws Options.WrongOptionException {
        Task task;
        try {
            task = task(name);
        } catch (IllegalArgumentException e) {
            throw new Options.WrongOptionException("--task: " + e.getMessage());
        }
        if (task.groups().size() != 2) {
            throw new Options.WrongOptionException("--task " + name + " has more than two classes: this network"
                    + " has one output, which tells two apart");
        }
        return task;
    }

    /** The task with a given name, in upper or lower case. */
    public static Task task(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches("[0-9]v[0-9]")) {
            return Task.pair(lower.charAt(0) - '0', lower.charAt(2) - '0');
        }
        if (lower.matches("[0-9]vrest")) {
            return Task.oneVsRest(lower.charAt(0) - '0');
        }
        return switch (lower) {
            case "even" -> Task.evenVsOdd();
            case "ten" -> Task.allClasses();
            default -> throw new IllegalArgumentException("unknown task \"" + name + "\". The tasks are:"
                    + " 0v1 (or any two digits; the second is class 1),"
                    + " 7vRest (or any digit; it is class 1, all others are class 0),"
                    + " even (even digits are class 1, odd ones class 0) and ten (each digit is a class).");
        };
    }

    /** Trains, or takes a network that was saved. */
    public void run(Training training) throws IOException, Options.WrongOptionException {
        if (!options.has("load")) {
            try (ctrlC) {
                ctrlC.start();
                training.run(this);
            }
            return;
        }
        for (String name : new String[] {"hidden", "epochs", "batch", "learning-rate", "seed", "report", "resume"}) {
            if (options.has(name)) {
                throw new Options.WrongOptionException("--" + name + " is about training, and --load takes a network"
                        + " that is trained: leave one of them out");
            }
        }
        Predictor predictor = ModelFile.load(Path.of(options.text("load")));
        if (drawn.length == 0) {
            out.say("test: %s", predictor.evaluate(test()));
        }
        save(predictor);
        predict(predictor);
    }

    public ImageDataset training() throws IOException {
        return mnist().training(task);
    }

    public ImageDataset test() throws IOException {
        return mnist().test(task);
    }

    private Mnist mnist() throws IOException {
        if (mnist.isEmpty()) {
            String folder = options.text("data");
            mnist = Optional.of(folder.isEmpty() ? Mnist.load() : Mnist.read(Path.of(folder)));
        }
        return mnist.get();
    }

    /** Says what is trained, adds the listeners, and resumes a run that was stopped, if one is given. */
    public void prepare(Trainer trainer, Sequential model) throws IOException, Options.WrongOptionException {
        trainer.listener(diagnosis);
        if (!quiet) {
            out.say("%s: %,d images to learn from, %,d to test on%n(kernel: %s)%n%n%s", task, training().size(),
                    test().size(), Backend.description(), model.summary());
            trainer.listener(out.stream() == System.out ? new ProgressBar() : new ProgressBar(out.stream(), false));
        }
        if (options.has("resume") || isPossible(checkpointFile(), "Ctrl-C will save nothing")) {
            trainer.listener(new CheckpointWriter(checkpointFile()).atMostEvery(Duration.ofSeconds(10)));
        }
        if (options.has("resume")) {
            trainer.resumeFrom(checkpoint());
        }
    }

    /** Whether a file can be written that wasn't asked for; what trains doesn't fail without it. */
    private boolean isPossible(Path file, String otherwise) {
        boolean possible = Output.canWrite(file);
        if (!possible) {
            say(Output.name(file) + ": this program may not write here, so " + otherwise + ". Start it in a folder of"
                    + " your own.\n");
        }
        return possible;
    }

    private Path checkpointFile() {
        return Path.of(options.has("resume") ? options.text("resume") : "target/checkpoint.safetensors");
    }

    private Checkpoint checkpoint() throws IOException, Options.WrongOptionException {
        Checkpoint checkpoint = CheckpointFile.load(checkpointFile());
        double learningRate = checkpoint.optimizer().learningRate();
        if (options.has("learning-rate") && options.positiveDouble("learning-rate") != learningRate) {
            throw new Options.WrongOptionException("--learning-rate is " + options.text("learning-rate")
                    + ", but the resumed run had " + learningRate);
        }
        int finished = checkpoint.history().epochs().size();
        if (finished >= options.positive("epochs")) {
            throw new Options.WrongOptionException("--epochs is " + options.text("epochs") + ", and the run has"
                    + " finished " + finished + " already: give a larger number to resume it");
        }
        say("resuming " + options.text("resume") + " " + checkpoint + "\n");
        return checkpoint;
    }

    /** Whether Ctrl-C stopped the run; then it says which epoch was the last that was saved, and how to resume. */
    public boolean isStopped(History history) throws Options.WrongOptionException {
        if (!ctrlC.happened() || history.epochs().size() >= options.positive("epochs")) {
            return false;
        }
        if (history.epochs().isEmpty()) {
            out.say("%nstopped before the end of the first epoch: nothing was saved");
            return true;
        }
        out.say("%nstopped after epoch %d: %s", history.lastEpoch().number(), history.lastEpoch().training());
        if (Output.canWrite(checkpointFile())) {
            out.say("To resume: --resume %s%s", Output.name(checkpointFile()),
                    options.given().isEmpty() || options.has("resume") ? "" : " " + options.given());
        }
        return true;
    }

    /** Prints the result, writes what was asked for, and predicts the drawing. */
    public void show(History history, Evaluation evaluation) throws IOException {
        if (quiet) {
            out.say("test: %s", evaluation);
        } else {
            out.say("%ntest: %s%n%n%s", evaluation, evaluation.confusionMatrix());
            out.print("%s%n%s", DigitText.hardest(evaluation, test(), 3),
                    diagnosis.findings().isEmpty() ? "" : diagnosis);
        }
        save(evaluation.predictor());
        if (options.has("report") || !quiet && isPossible(Path.of(options.text("report")), "there is no report")) {
            report(history, evaluation);
        }
        predict(evaluation.predictor());
    }

    private void report(History history, Evaluation evaluation) throws IOException {
        new Report(task.toString(), evaluation.predictor(), history).diagnosis(diagnosis).test(evaluation)
                .setting("loss", "binary cross-entropy").setting("optimizer", "Adam")
                .setting("learning rate", Double.parseDouble(options.text("learning-rate")))
                .setting("batch size", options.text("batch")).setting("seed", options.text("seed"))
                .command("mvn -q compile exec:exec"
                        + (options.given().isEmpty() ? "" : " -Dargs=\"" + options.given() + "\""))
                .save(Path.of(options.text("report")));
        say("report: " + options.text("report"));
    }

    private void save(Predictor predictor) throws IOException {
        if (options.has("save")) {
            ModelFile.save(predictor, Path.of(options.text("save")));
            say("network: " + options.text("save"));
        }
        if (options.has("onnx")) {
            OnnxFile.save(predictor, Path.of(options.text("onnx")));
            say("ONNX: " + options.text("onnx"));
        }
    }

    /** What the network sees of the drawing, and what it says of it. */
    private void predict(Predictor predictor) {
        if (drawn.length == 0) {
            return;
        }
        say("\nThis is what the network sees of " + options.text("predict") + ":\n\n"
                + DigitText.of(drawn, Drawing.SIZE));
        Prediction prediction = predictor.predict(drawn);
        Names names = predictor.names();
        out.say("%s", names.hasClasses() ? Output.text("%s? %s, with a probability of %.4f",
                String.join(" or ", names.classes()), prediction.className(),
                prediction.probability(prediction.className())) : prediction);
    }

    private void say(String line) {
        if (!quiet) {
            out.say("%s", line);
        }
    }

    /** The loss of each step. */
    public static Picture chart(List<Double> losses) {
        return new LineChart("0 against 1: the loss at each step").axes("step", "loss").logScale()
                .line("loss", losses.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The first twelve images, each with its target. */
    public static Picture digits(ImageDataset images) {
        ImageGrid grid = new ImageGrid("The first training images");
        for (int i = 0; i < 12; i++) {
            grid.gray("target " + images.classIndex(i), Drawing.SIZE, Drawing.SIZE, images.pixels(i));
        }
        return grid;
    }
}
