// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Backend;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One page about a training run, to look at or to hand in: the result, curves, mistakes, what the hidden neurons
 * learned, what looks wrong, the gradients on their way back, and how to run it again.
 *
 * {@snippet :
 * Diagnosis diagnosis = new Diagnosis();
 * History history = trainer.listener(diagnosis).fit(train);
 * Evaluation evaluation = trainer.evaluate(test);
 * new Report("0 against 1", trainer.predictor(), history).diagnosis(diagnosis)
 *         .test(evaluation).setting("seed", 42).save(Path.of("target/report.html"));
 * }
 *
 * <p>The page stands alone: no script, nothing to load, pictures inside. It can be read on a phone, in the dark, on
 * paper, and by a screen reader. Apart from the curves, each part is there if it was given. A picture that can't be
 * drawn is omitted, and a sentence says why. A run that diverged has a page, too: its {@link DivergedException} holds
 * the history, and {@code setting("broke off", exception.getMessage())} says why it ended.
 */
public final class Report {

    /** A diagnosis needs more to be reliable. */
    private static final int ENOUGH_STEPS = 20;
    private static final int MAX_LAYERS = 12;

    private final String title;
    private final Predictor predictor;
    private final Sequential model;
    private final History history;
    private final TrainingCurves curves;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private Html page = new Html();
    Optional<Diagnosis> diagnosis = Optional.empty();
    private Optional<Evaluation> test = Optional.empty();
    private Optional<String> command = Optional.empty();

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
        this.model = predictor.model();
        this.history = history;
        this.curves = TrainingCurves.of(history);
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
     * most confident mistakes and what the hidden neurons look for, and otherwise the hardest examples.
     *
     * @param evaluation of the trained model; only read
     * @return this
     */
    public Report test(Evaluation evaluation) {
        this.test = Optional.of(Objects.requireNonNull(evaluation, "Report.test: evaluation is null."));
        return this;
    }

    /**
     * Adds how to run it again.
     *
     * @param command what to type
     * @return this
     */
    public Report command(String command) {
        this.command = Optional.of(Objects.requireNonNull(command, "Report.command: command is null."));
        return this;
    }

    /**
     * Writes the page to a file, beside its place and then into it: an existing page stays whole if anything fails.
     *
     * @param file the file to write; a missing folder is created
     * @throws IOException if it can't be written; the message says where and why
     */
    public void save(Path file) throws IOException {
        AtomicFile.write(file, html());
    }

    /** {@return what it is about, as in {@code Report "0 against 1", 3 epochs, 594 steps; at the end loss 0.0047}} */
    @Override
    public String toString() {
        return "Report \"" + title + "\", " + history;
    }

    /** The page as text. The same run gives the same text on the same JVM. */
    String html() {
        page = new Html();
        List<Runnable> charts = charts();
        page.in("div class=\"head\"", () -> {
            page.in("div", this::result);
            charts.stream().limit(2).forEach(chart -> page.in("div", chart));
        });
        page.in("div class=\"head\"", () -> charts.stream().skip(2).forEach(chart -> page.in("div", chart)));
        test.ifPresent(test -> {
            new EvaluationSection(page, test, test.predictor().names()).write();
            NeuronSection.write(page, test, this);
        });
        page.in("nav", () -> {
            page.add("span", "Further down:").add("a href=\"#network\"", "The network, epoch by epoch");
            if (diagnosis.isPresent()) {
                page.add("a href=\"#checked\"", "What was checked").add("a href=\"#gradients\"", "The gradients");
            }
            page.add("a href=\"#again\"", "How to run it again");
        });
        page.in("section class=\"two\" id=\"network\"", this::network);
        diagnosis.ifPresent(diagnosis -> {
            page.in("section id=\"checked\"", () -> page.add("h2", "What was checked").in("ul class=\"wide\"",
                    () -> diagnosis.notes().forEach(note -> page.add("li", TypesetNumber.in(note)))));
            page.in("section class=\"two\" id=\"gradients\"", () -> gradients(diagnosis.gradientFlow()));
        });
        page.in("section id=\"again\"", this::again);
        return page.document(title);
    }

    private void result() {
        page.add("h1", title);
        test.ifPresentOrElse(this::result, () ->
                page.add("p class=\"big\"", "Loss " + TypesetNumber.of(curves.last().loss())));
        page.add("p class=\"set\"", shape() + ", " + TypesetNumber.of(model.parameterCount(), "parameter")
                + ". " + (history.epochs().isEmpty() ? "" : TypesetNumber.of(curves.last().exampleCount(), "example")
                + ", " + TypesetNumber.of(history.epochs().size(), "epoch") + ". ")
                + settings.entrySet().stream()
                .map(setting -> TrainingCurves.capitalized(setting.getKey()) + ": " + setting.getValue())
                .collect(Collectors.joining(". ")));
        diagnosis.ifPresent(this::findings);
    }

    private void result(Evaluation test) {
        String loss = "loss " + TypesetNumber.of(test.loss());
        String number = test.predictor().names().hasClasses() ? TypesetNumber.of(test.correctCount()) + " of "
                + TypesetNumber.of(test.targets().rows()) + " correct"
                : "Off by " + TypesetNumber.of(test.score(Metric.meanAbsoluteError()));
        String more = "accuracy ";
        if (test.predictor().names().hasClasses()) {
            more += TypesetNumber.percent(test.accuracy()) + ", " + loss;
        } else {
            double explained = test.score(Metric.rSquared());
            more = "mean absolute error " + TypesetNumber.of(test.score(Metric.meanAbsoluteError())) + ", "
                    + (Double.isNaN(explained) ? "" : "R\u00b2 " + TypesetNumber.of(explained) + ", ")
                    + (explained <= 0 ? "no better than always predicting the mean, " : "") + loss
                    + (test.predictor().scaler().isPresent() ? " on the scale of training" : "");
        }
        page.add("p class=\"big\"", number).raw("<p class=\"sum\">" + Html.element("b", "On "
                + TypesetNumber.of(test.targets().rows(), "test example")) + ": " + Html.escape(more)
                + ".</p>\n");
    }

    private void say(String strong, String text, String link) {
        page.raw("<p class=\"say\">" + Html.element("strong", strong) + " " + Html.escape(text) + " " + link
                + "</p>\n");
    }

    /** As in 784 → 16 ReLU → 1 Sigmoid. */
    private String shape() {
        StringBuilder shape = new StringBuilder(size(model.inputSize()));
        int size = model.inputSize().orElse(0);
        for (Layer layer : model.layers()) {
            size = layer.outputSize(size);
            shape.append(layer.inputSize().isPresent() ? " \u2192 " + TypesetNumber.of(size) : " " + layer.name());
        }
        return model.layers().size() > MAX_LAYERS ? TypesetNumber.of(model.layers().size(), "layer") : shape.toString();
    }

    private static String size(OptionalInt columns) {
        return columns.isPresent() ? TypesetNumber.of(columns.getAsInt()) : "any";
    }

    private void findings(Diagnosis diagnosis) {
        for (Diagnosis.Finding finding : diagnosis.findings()) {
            say(TrainingCurves.capitalized(finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')) + ":",
                    finding.message(), Html.link(finding.kind().chapter()));
        }
        if (diagnosis.findings().isEmpty()) {
            boolean few = history.steps().size() < ENOUGH_STEPS;
            String dead = IntStream.range(0, model.layers().size()).filter(k -> diagnosis.deadUnits(k).length > 0)
                    .mapToObj(k -> "Layer " + k + ", " + model.layers().get(k).name() + ", has "
                            + TypesetNumber.of(diagnosis.deadUnits(k).length, "dead unit") + "; the others work.")
                    .collect(Collectors.joining(" "));
            say("Nothing looks wrong" + (few ? " so far." : "."), few ? "After "
                    + TypesetNumber.of(history.steps().size(), "step") + " it is too early to tell." : dead,
                    Html.element("a href=\"#checked\"", "What was checked"));
        }
    }

    /** The loss, the wrong predictions, and other metrics. */
    private List<Runnable> charts() {
        OptionalDouble wrong = test.filter(test -> predictor.names().hasClasses()).stream()
                .mapToDouble(test -> 100 * (1 - test.accuracy())).findFirst();
        List<Runnable> charts = new ArrayList<>(List.of(() -> chart(curves.loss("Loss", test.stream()
                .mapToDouble(Evaluation::loss).findFirst()), "How wrong the predictions are, in one number that"
                + " training minimizes. A step's loss is that of its batch. Dotted lines mark the ends of epochs.")));
        curves.errors(wrong).ifPresent(errors -> charts.add(() -> chart(errors, "The share of examples whose predicted"
                + " class isn't the actual one: 100 % minus accuracy. A log scale has no 0: where no prediction was"
                + " wrong, the line runs along the lower edge.")));
        // Others need not be sums over examples, so a batch's value says little.
        curves.last().byMetric().keySet().stream()
                .filter(name -> history.epochs().size() > 1 && !name.equals(TrainingCurves.ACCURACY))
                .forEach(name -> charts.add(() -> picture(curves.metric(name), "h2",
                        "For these examples " + name + " isn't defined.")));
        return charts;
    }

    private void chart(LineChart chart, String why) {
        page.heading(TrainingCurves.capitalized(chart.yName()), "", why, "BinaryMnist").picture(() -> chart);
    }

    private void network() {
        Summary summary = model.summary();
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Row line : summary.rows()) {
            rows.add(List.of(line.layer(), size(line.inputSize()), size(line.outputSize()),
                    TypesetNumber.of(line.parameterCount()), TypesetNumber.of(line.multiplications())));
        }
        rows.add(List.of("Total", "", "", TypesetNumber.of(summary.parameterCount()),
                TypesetNumber.of(summary.multiplications())));
        page.heading("The network", "", "Lines are weights, wider where stronger: orange ones are positive, blue"
                + " ones negative. A pixel is named by its row and column.", "Backpropagation")
                .picture(() -> new NetworkPicture("The network", predictor));
        page.in("div", () -> {
            page.table("All " + summary.rows().size() + " layers",
                    List.of("Layer", "In", "Out", "Parameters", "Multiplications"), rows);
            if (!history.epochs().isEmpty()) {
                List<Map<String, String>> table = curves.table();
                page.table("All " + table.size() + " epochs", List.copyOf(table.get(0).keySet()),
                        table.stream().map(row -> List.copyOf(row.values())).toList());
            }
        });
    }

    private void gradients(GradientFlow flow) {
        page.heading("The gradients on their way back", "", "Left: how the loss changes with each layer's output, on"
                + " average. It falls as the predictions improve; from one hidden layer to the next it should"
                + " stay about as large. Right: how far a step moves the weights, in proportion to them: usually about"
                + " 0.001 where training goes well.", "VanishingGradient");
        chart(flow, "Gradients", "mean |dL/da|", LayerStatistics::meanGradient, "Every gradient was 0");
        chart(flow, "Updates", "|update| / |weight|", LayerStatistics::updateRatio, "No weight was moved");
    }

    /** A line for each layer, or for some of very many. The axis is logarithmic: a figure of 0 has no point. */
    private void chart(GradientFlow flow, String title, String axis, ToDoubleFunction<LayerStatistics> figure,
                       String otherwise) {
        LineChart chart = new LineChart(title).axes("step", axis).logScale();
        List<GradientFlow.Measurement> all = flow.measurements();
        List<LayerStatistics> layers = all.get(0).layers();
        for (int k = 0; k < layers.size(); k += (layers.size() + MAX_LAYERS - 1) / MAX_LAYERS) {
            chart.points(k + " " + layers.get(k).layer(), Style.line(Style.BACKWARDS, k), all.stream()
                    .mapToDouble(GradientFlow.Measurement::step).toArray(), flow.series(k, figure), value -> value > 0);
        }
        page.in("div", () -> picture(chart, "small", otherwise + " in the steps that were measured."));
    }

    private void picture(LineChart chart, String heading, String otherwise) {
        if (chart.isEmpty()) {
            page.add("p", otherwise);
        } else {
            page.add(heading, chart.yName()).picture(() -> chart);
        }
    }

    private void again() {
        page.add("h2", "How to run it again");
        command.ifPresent(line -> page.add("pre", line));
        String version = Report.class.getPackage().getImplementationVersion();
        page.add("p", "Chainrule " + (version == null ? "(built from source)" : version) + " on Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "; matrix products: " + Backend.description()
                + ". The same seed and settings give the same bits on any other machine.");
    }
}
