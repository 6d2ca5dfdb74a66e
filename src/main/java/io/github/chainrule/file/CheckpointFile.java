// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.internal.Json;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.History;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Saves a training run to disk, so that you can resume it later, in another process or on another machine.
 *
 * {@snippet :
 * new Trainer(model, loss, adam).epochs(100).listener(new CheckpointWriter(file)).fit(training);      // is stopped
 *
 * new Trainer(model, loss, adam).epochs(100).resumeFrom(CheckpointFile.load(file)).fit(training);     // resumes
 * }
 *
 * <p>It is a <a href="https://github.com/huggingface/safetensors#format">safetensors</a> file. Parameters, the
 * optimizer's buffers and the history are tensors; the history has a row for each epoch and each step. All of it is
 * rewritten each time, 32 bytes or more for each step.
 */
public final class CheckpointFile {

    private static final String VERSION = "1";
    private static final String KEY = "chainrule.";
    private static final String SETTING = KEY + "setting.";
    private static final String EPOCHS = "history.epochs";
    private static final String VALIDATIONS = "history.validations";
    private static final String STEPS = "history.steps";
    /** A matrix in a list: whose it is, what it is, and its number from 0. */
    private static final Pattern PLACE = Pattern.compile("(\\w+)[.](.+)[.]([0-9]{1,6})", Pattern.DOTALL);
    /** A whole number that a double holds exactly. */
    private static final double LARGEST = 1L << 53;

    private CheckpointFile() {
    }

    /**
     * Saves a checkpoint. The file is {@linkplain io.github.chainrule.file there whole or not at all}.
     *
     * @param checkpoint what {@code run.checkpoint()} returned
     * @param file       the file to write, such as {@code Path.of("checkpoint.safetensors")}
     * @throws IOException if it can't be written; an existing file is unchanged
     */
    public static void save(Checkpoint checkpoint, Path file) throws IOException {
        safetensors(checkpoint).write(file);
    }

    static Safetensors safetensors(Checkpoint checkpoint) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(KEY + "checkpoint", VERSION);
        checkpoint.settings().forEach((name, value) -> metadata.put(SETTING + name, value));
        History history = checkpoint.history();
        List<String> metrics = history.steps().isEmpty() ? List.of()
                : List.copyOf(history.steps().get(0).scores().byMetric().keySet());
        metadata.put(KEY + "metrics", Json.quote(metrics));

        Optimizer.State optimizer = checkpoint.optimizer();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("steps", Tensor.of(optimizer.steps()));
        tensors.put("learning rate", Tensor.of(optimizer.learningRate()));
        put(tensors, "model", Map.of("parameter", checkpoint.parameters()));
        put(tensors, "optimizer", optimizer.buffers());
        put(tensors, "listener", checkpoint.listenerState());
        tensors.put(EPOCHS, rows(history.epochs().stream().map(epoch ->
                row(epoch.training(), (double) epoch.duration().toNanos())).toList()));
        tensors.put(VALIDATIONS, rows(history.epochs().stream().flatMap(epoch -> epoch.validation().stream())
                .map(CheckpointFile::row).toList()));
        tensors.put(STEPS, rows(history.steps().stream().map(step ->
                row(step.scores(), step.epoch(), step.batch())).toList()));
        return new Safetensors(tensors, metadata);
    }

    private static void put(Map<String, Tensor> tensors, String of, Map<String, List<Matrix>> lists) {
        lists.forEach((name, matrices) -> {
            for (int i = 0; i < matrices.size(); i++) {
                tensors.put(of + "." + name + "." + i, Tensor.of(matrices.get(i)));
            }
        });
    }

    /** Position, number of examples, loss, scores. */
    private static double[] row(Scores result, double... place) {
        double[] row = Arrays.copyOf(place, place.length + 2 + result.byMetric().size());
        int at = place.length;
        row[at++] = result.exampleCount();
        row[at++] = result.loss();
        for (double score : result.byMetric().values()) {
            row[at++] = score;
        }
        return row;
    }

    /** With loops: a run has thousands of steps, and this code hasn't run before. */
    private static Tensor rows(List<double[]> rows) {
        int cols = rows.isEmpty() ? 0 : rows.get(0).length;
        double[] all = new double[rows.size() * cols];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * cols, cols);
        }
        return new Tensor(List.of((long) rows.size(), (long) cols), all);
    }

    /**
     * Loads a checkpoint.
     *
     * @param file what {@link #save} or a {@link CheckpointWriter} wrote
     * @return the checkpoint, for {@code trainer.resumeFrom} or {@code run.resumeFrom}
     * @throws IOException if it can't be read, is damaged, or isn't a checkpoint
     */
    public static Checkpoint load(Path file) throws IOException {
        return load(Safetensors.read(file));
    }

    static Checkpoint load(Safetensors file) throws IOException {
        return new Loader(file).checkpoint();
    }

    /** Whether a file is a checkpoint, and not a model. */
    static boolean isCheckpoint(Map<String, String> metadata) {
        return metadata.containsKey(KEY + "checkpoint");
    }

    /** Reads one file. */
    private static final class Loader {

        private final Safetensors from;

        Loader(Safetensors from) {
            this.from = from;
        }

        Checkpoint checkpoint() throws IOException {
            Map<String, String> metadata = from.metadata();
            if (!isCheckpoint(metadata)) {
                throw from.damaged("it isn't a checkpoint" + (metadata.containsKey(KEY + "version")
                        ? ", but a model: load it with ModelFile.load(file)." : "."));
            }
            from.requireVersion("checkpoint", VERSION);
            Map<String, String> settings = metadata.keySet().stream().filter(key -> key.startsWith(SETTING))
                    .collect(Collectors.toMap(key -> key.substring(SETTING.length()), metadata::get));
            try {
                History history = history();
                return new Checkpoint(settings, lists("model").getOrDefault("parameter", List.of()),
                        new Optimizer.State((int) whole("steps", single("steps"), Integer.MAX_VALUE),
                                single("learning rate"), lists("optimizer")),
                        history, lists("listener"));
            } catch (IllegalArgumentException e) {
                throw from.damaged(Printable.shortened(String.valueOf(e.getMessage()), 1000));
            }
        }

        private History history() throws IOException {
            List<String> metrics = from.texts("metrics");
            Matrix epochs = rows(EPOCHS, 3 + metrics.size());
            Matrix validations = rows(VALIDATIONS, 2 + metrics.size());
            Matrix stepRows = rows(STEPS, 4 + metrics.size());
            if (validations.rows() != 0 && validations.rows() != epochs.rows()) {
                throw from.damaged("there are " + epochs.rows() + " epochs, but " + validations.rows()
                        + " validations.");
            }
            List<History.Epoch> all = new ArrayList<>();
            for (int i = 0; i < epochs.rows(); i++) {
                all.add(new History.Epoch(i + 1, result(EPOCHS, epochs, i, 1, metrics), validations.rows() == 0
                        ? Optional.empty() : Optional.of(result(VALIDATIONS, validations, i, 0, metrics)),
                        Duration.ofNanos((long) whole(EPOCHS, epochs.get(i, 0), LARGEST))));
            }
            List<History.Step> steps = new ArrayList<>();
            for (int i = 0; i < stepRows.rows(); i++) {
                int epoch = (int) whole(STEPS, stepRows.get(i, 0), epochs.rows());
                int batch = (int) whole(STEPS, stepRows.get(i, 1), Integer.MAX_VALUE);
                History.Step before = i == 0 ? null : steps.get(i - 1);
                boolean next = before == null ? epoch == 1 && batch == 1 : epoch == before.epoch()
                        ? batch == before.batch() + 1 : epoch == before.epoch() + 1 && batch == 1;
                if (!next) {
                    throw from.damaged("its steps are not in order: step " + (i + 1) + " is batch " + batch
                            + " of epoch " + epoch + ".");
                }
                steps.add(new History.Step(epoch, batch, result(STEPS, stepRows, i, 2, metrics)));
            }
            return new History(all, steps);
        }

        private Scores result(String where, Matrix rows, int row, int from, List<String> metrics) throws IOException {
            Map<String, Double> scores = new LinkedHashMap<>();
            for (int m = 0; m < metrics.size(); m++) {
                scores.put(metrics.get(m), rows.get(row, from + 2 + m));
            }
            return new Scores((int) whole(where, rows.get(row, from), Integer.MAX_VALUE), rows.get(row, from + 1),
                    scores);
        }

        private Map<String, List<Matrix>> lists(String of) throws IOException {
            Map<String, TreeMap<Integer, Matrix>> found = new TreeMap<>();
            for (String name : from.tensors().keySet()) {
                Matcher place = PLACE.matcher(name);
                if (place.matches() && place.group(1).equals(of)) {
                    found.computeIfAbsent(place.group(2), list -> new TreeMap<>())
                            .put(Integer.valueOf(place.group(3)), matrix(name));
                }
            }
            Map<String, List<Matrix>> lists = new TreeMap<>();
            for (Map.Entry<String, TreeMap<Integer, Matrix>> entry : found.entrySet()) {
                TreeMap<Integer, Matrix> list = entry.getValue();
                if (list.lastKey() != list.size() - 1) {
                    throw from.damaged("one of " + Json.shown(of + "." + entry.getKey()) + " is missing.");
                }
                lists.put(entry.getKey(), List.copyOf(list.values()));
            }
            return lists;
        }

        private Tensor tensor(String name) throws IOException {
            Tensor tensor = from.tensors().get(name);
            if (tensor == null) {
                throw from.damaged("it lacks " + Json.shown(name) + ".");
            }
            return tensor;
        }

        private Matrix matrix(String name) throws IOException {
            Tensor tensor = tensor(name);
            if (tensor.shape().size() != 2 || tensor.shape().stream().anyMatch(n -> n > Integer.MAX_VALUE)) {
                throw from.damaged(Json.shown(name) + " has the shape " + tensor.shape() + "; expected a matrix.");
            }
            return tensor.matrix(tensor.shape().get(0).intValue(), tensor.shape().get(1).intValue());
        }

        private Matrix rows(String name, int cols) throws IOException {
            Matrix rows = matrix(name);
            if (rows.cols() != cols && rows.rows() != 0) {
                throw from.damaged(Json.shown(name) + " is " + rows.shape() + "; expected " + cols + " columns.");
            }
            return rows;
        }

        private double single(String name) throws IOException {
            Tensor tensor = tensor(name);
            if (tensor.values().length != 1) {
                throw from.damaged(Json.shown(name) + " holds " + tensor.values().length + " numbers; expected one.");
            }
            return tensor.values()[0];
        }

        private double whole(String where, double number, double most) throws IOException {
            if (!(number >= 0 && number <= most && number == Math.rint(number))) {
                throw from.damaged(Json.shown(where) + " holds " + number + " where a whole number is expected.");
            }
            return number;
        }
    }
}
