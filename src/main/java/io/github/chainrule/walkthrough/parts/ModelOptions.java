// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.CheckpointFile;
import io.github.chainrule.file.CheckpointWriter;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.file.OnnxFile;
import io.github.chainrule.file.PngFile;
import io.github.chainrule.mnist.Drawing;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.History;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a chapter does with its network beside training it: save it, load it, resume its training, ask it. */
public final class ModelOptions {

    private static final String CHECKPOINT = "target/checkpoint.safetensors";
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Options options;
    private final PrintStream out;
    private final double[] drawn;

    /** Adds the options. */
    public static Options add(Options options) {
        return options
                .option("save", "FILE", "", "where to save the network, for --load and for PyTorch")
                .option("onnx", "FILE", "", "where to save the network as ONNX, for other languages")
                .option("load", "FILE", "", "take a network that was saved, and don't train")
                .option("resume", "FILE", "", "resume a stopped run after its last finished epoch")
                .option("predict", "FILE", "", "a digit that you drew, as PNG: what does the network say?");
    }

    /** Reads the drawing, if there is one, before a long training finds that it isn't there. */
    public ModelOptions(Options options, PrintStream out) throws IOException {
        this.options = options;
        this.out = out;
        this.drawn = options.has("predict") ? pixels(Path.of(options.text("predict"))) : new double[0];
    }

    private static double[] pixels(Path file) throws IOException {
        try {
            return PngFile.read(file).pixels();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The network that was saved, if one is to be loaded; and refuses what is about training then. */
    public Optional<Predictor> loaded() throws IOException, Options.WrongOptionException {
        if (!options.has("load")) {
            return Optional.empty();
        }
        for (String name : new String[] {"hidden", "epochs", "batch", "learning-rate", "seed", "report", "resume"}) {
            if (options.has(name)) {
                throw new Options.WrongOptionException("--" + name + " is about training, and --load takes a network"
                        + " that is trained: leave one of them out");
            }
        }
        return Optional.of(ModelFile.load(Path.of(options.text("load"))));
    }

    /** The run to resume, if there is one. */
    public Optional<Checkpoint> checkpoint() throws IOException, Options.WrongOptionException {
        if (!options.has("resume")) {
            return Optional.empty();
        }
        Checkpoint checkpoint = CheckpointFile.load(Path.of(options.text("resume")));
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
        if (!options.has("quiet")) {
            out.println("resuming " + options.text("resume") + " " + checkpoint + "\n");
        }
        return Optional.of(checkpoint);
    }

    /** Saves the last finished epoch of a run that takes its time, and of one that is stopped. */
    public CheckpointWriter writer() {
        return new CheckpointWriter(checkpointFile()).atMostEvery(PAUSE);
    }

    private Path checkpointFile() {
        return Path.of(options.has("resume") ? options.text("resume") : CHECKPOINT);
    }

    /** After Ctrl-C: which epoch was the last that was finished and saved, and how to resume. */
    public void sayStopped(History history) {
        if (history.epochs().isEmpty()) {
            out.println("\nstopped before the end of the first epoch: nothing was saved");
            return;
        }
        String given = options.given();
        out.println("\nstopped after epoch " + history.lastEpoch().number() + ": " + history.lastEpoch().training()
                + "\nTo resume: --resume " + checkpointFile().toString().replace('\\', '/')
                + (given.isEmpty() || options.has("resume") ? "" : " " + given));
    }

    /** Saves the network wherever it is wanted. */
    public void save(Predictor predictor) throws IOException {
        if (options.has("save")) {
            ModelFile.save(predictor, Path.of(options.text("save")));
            say("network: " + options.text("save"));
        }
        if (options.has("onnx")) {
            OnnxFile.save(predictor, Path.of(options.text("onnx")));
            say("ONNX: " + options.text("onnx"));
        }
    }

    private void say(String line) {
        if (!options.has("quiet")) {
            out.println(line);
        }
    }

    /** What the network sees of the drawing, and what it says of it. */
    public void predict(Predictor predictor) {
        if (drawn.length == 0) {
            return;
        }
        say("\nThis is what the network sees of " + options.text("predict") + ":\n\n"
                + DigitText.of(drawn, Drawing.SIZE));
        Prediction answer = predictor.predict(drawn);
        Names names = predictor.names();
        out.println(names.hasClasses() ? String.format(Locale.ROOT, "%s? %s, with a probability of %.4f",
                String.join(" or ", names.classes()), answer.className(), answer.probability(answer.classIndex()))
                : answer);
    }
}
