// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Snapshots;
import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.History;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One page about a training run, to look at or to hand in: the result, curves, mistakes, what the hidden neurons
 * learned, what looks wrong, the gradients on their way back, and how to run it again.
 *
 * {@snippet :
 * Diagnosis diagnosis = new Diagnosis();
 * Snapshots snapshots = new Snapshots();
 * History history = trainer.listener(diagnosis).listener(snapshots).fit(train);
 * Evaluation evaluation = trainer.evaluate(test);
 * new Report("0 against 1", trainer.predictor(), history).diagnosis(diagnosis).snapshots(snapshots)
 *         .test(evaluation).setting("seed", 42).save(Path.of("target/report.html"));
 * }
 *
 * <p>The page stands alone: no script, nothing to load, pictures inside. It can be read on a phone, in the dark, on
 * paper, and by a screen reader. Each part but the curves is there if it was given. A picture that can't be drawn is
 * omitted, and a sentence says why. A run that diverged has a page, too: its {@link DivergedException} holds the
 * history, and {@code setting("broke off", exception.getMessage())} says why it ended.
 */
public final class Report {

    final String title;
    final Predictor predictor;
    final History history;
    final Map<String, Object> settings = new LinkedHashMap<>();
    Optional<Diagnosis> diagnosis = Optional.empty();
    Optional<Evaluation> test = Optional.empty();
    Optional<Snapshots> snapshots = Optional.empty();
    Optional<String> command = Optional.empty();

    /**
     * A report of a training run.
     *
     * @param title     what the page is called
     * @param predictor the trained model and what its output means; only used
     * @param history   what {@code fit} returned, or the {@link DivergedException#history()} of a run that
     *                  diverged
     * @throws IllegalArgumentException if the title is blank or the history has no step
     */
    public Report(String title, Predictor predictor, History history) {
        Objects.requireNonNull(predictor, "Report: predictor is null.");
        Objects.requireNonNull(history, "Report: history is null.");
        if (history.steps().isEmpty()) {
            throw new IllegalArgumentException("Report: the history has no step. Call fit first, and pass what it"
                    + " returns.");
        }
        this.title = Chart.title("Report", title);
        this.predictor = predictor;
        this.history = history;
    }

    /**
     * Adds a line to what the model was trained with.
     *
     * @param name  such as {@code seed} or {@code learning rate}
     * @param value what it was
     * @return this
     */
    public Report setting(String name, Object value) {
        settings.put(name, String.valueOf(value));
        return this;
    }

    /**
     * Adds what looks wrong, and the gradients on their way back.
     *
     * @param diagnosis the one that listened to this run
     * @return this
     * @throws IllegalArgumentException if it has seen no training run
     */
    public Report diagnosis(Diagnosis diagnosis) {
        if (diagnosis.gradientFlow().measurements().isEmpty()) {
            throw new IllegalArgumentException("Report: the diagnosis has seen no training run. Give it to the trainer"
                    + " with .listener(diagnosis) before fit.");
        }
        this.diagnosis = Optional.of(diagnosis);
        return this;
    }

    /**
     * Adds how the model did on examples that it wasn't trained on: for classes the confusion matrix, for images the
     * surest mistakes and what the hidden neurons look for, and otherwise the hardest examples.
     *
     * @param evaluation of the trained model; only read
     * @return this
     */
    public Report test(Evaluation evaluation) {
        this.test = Optional.of(evaluation);
        return this;
    }

    /**
     * Adds how the first layer's weights came about, if the test data are images.
     *
     * @param snapshots those that listened to this run
     * @return this
     */
    public Report snapshots(Snapshots snapshots) {
        this.snapshots = Optional.of(snapshots);
        return this;
    }

    /**
     * Adds how to run it again.
     *
     * @param command what to type
     * @return this
     */
    public Report command(String command) {
        this.command = Optional.of(command);
        return this;
    }

    /** The page as text. The same run gives the same text on the same JVM. */
    String html() {
        return new ReportPage(this).html();
    }

    /**
     * Writes the page to a file, beside its place and then into it: a page that was there before stays whole if
     * anything fails.
     *
     * @param file where to; a folder that is missing is made
     * @throws IOException if it can't be written; the message says where and why
     */
    public void save(Path file) throws IOException {
        AtomicFile.write(file, html());
    }

    /** {@return what it is about, as in {@code Report "0 against 1", 3 epochs, 594 steps; at the end loss 0.0047}} */
    @Override
    public String toString() {
        return Chart.named("Report", title) + ", " + history;
    }
}
