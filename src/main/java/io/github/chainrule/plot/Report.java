package io.github.chainrule.plot;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page about a training, to look at or to hand in: what was trained and with what, curves, mistakes, what the
 * hidden neurons learned, the gradients on their way back, what is conspicuous, and how to do it again.
 *
 * {@snippet :
 * Diagnosis diagnosis = new Diagnosis();
 * History history = trainer.listener(diagnosis).fit(train);
 * new Report("0 against 1", model, history).diagnosis(diagnosis)
 *         .test(trainer.evaluate(test), test, test.names().classes())
 *         .setting("seed", 42).save(Path.of("target/report.html"));
 * }
 *
 * <p>The page stands alone: no script, nothing to load, pictures inside. It can be read on a phone, in the dark, on
 * paper, and by a screen reader. Each part but the curves is there if it was given.
 */
public final class Report {

    private final String title;
    private final Sequential model;
    private final History history;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private Diagnosis diagnosis;
    private Test test;
    private String command;

    /** What the model was tried on in the end. */
    record Test(Result result, Dataset data, List<String> classes) {
    }

    /**
     * A report of a training.
     *
     * @param title   what the page is called
     * @param model   the trained model; only used
     * @param history what {@code fit} returned, with at least one epoch
     * @throws IllegalArgumentException if the title is blank or the history empty
     */
    public Report(String title, Sequential model, History history) {
        if (history.epochs().isEmpty()) {
            throw new IllegalArgumentException("Report: the history has no epoch. Call fit first, and pass what it"
                    + " returns.");
        }
        this.title = Requirements.title("Report", title);
        this.model = model;
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
     * Adds what was conspicuous, and the gradients on their way back.
     *
     * @param diagnosis the one that listened to this training
     * @return this
     * @throws IllegalArgumentException if it has seen no training
     */
    public Report diagnosis(Diagnosis diagnosis) {
        if (diagnosis.flow().looks().isEmpty()) {
            throw new IllegalArgumentException("Report: the diagnosis has seen no training. Give it to the trainer with"
                    + " .listener(diagnosis) before fit.");
        }
        this.diagnosis = diagnosis;
        return this;
    }

    /**
     * Adds how the model did on examples that it hadn't been trained on: the confusion matrix, and of images the
     * surest mistakes and what the hidden neurons look for.
     *
     * @param result  what {@code trainer.evaluate(data)} returned
     * @param data    the examples; only read
     * @param classes what the classes are called
     * @return this
     */
    public Report test(Result result, Dataset data, List<String> classes) {
        this.test = new Test(result, data, List.copyOf(classes));
        return this;
    }

    /**
     * Adds how to run the training again.
     *
     * @param command what to type
     * @return this
     */
    public Report command(String command) {
        this.command = command;
        return this;
    }

    /**
     * The page as text. The same training gives the same text on the same JVM.
     *
     * @return an HTML document
     */
    public String html() {
        return new ReportPage(title, model, history, settings, diagnosis, test, command).html();
    }

    /**
     * Writes the page to a file, beside its place and then into it: a page that was there before stays whole if
     * anything fails.
     *
     * @param file where to; a folder that is missing is made
     * @throws IOException if it can't be written; the message says where and why
     */
    public void save(Path file) throws IOException {
        WholeFile.write(file, html());
    }
}
