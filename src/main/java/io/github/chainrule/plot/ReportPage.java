// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.matrix.Backend;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.model.Summary;
import io.github.chainrule.training.History;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The page of a {@link Report}, section by section. */
final class ReportPage {

    /** Where the course is published, a page for each chapter: the one place that says so. */
    static final String COURSE = "https://chainrule.github.io/chainrule/io/github/chainrule/walkthrough/";
    /** Of fewer a diagnosis can't say much. */
    private static final int ENOUGH_STEPS = 20;
    /** Longer tables and lists are folded. */
    private static final int LONG = 12;

    private final Report report;
    private final History history;
    private final Html page = new Html();

    ReportPage(Report report) {
        this.report = report;
        this.history = report.history;
    }

    String html() {
        page.element("h1", report.title).element("p", lead());
        report.diverged.ifPresent(exception -> page.element("p", "It broke off: " + exception.getMessage()));
        report.diagnosis.ifPresent(this::findings);
        training();
        curves();
        report.test.ifPresent(evaluation -> new EvaluationSection(this, page, evaluation).write());
        report.test.ifPresent(evaluation -> new NeuronSection(this, page, evaluation, report.snapshots).write());
        report.diagnosis.ifPresent(this::gradients);
        again();
        return page.document(report.title);
    }

    /** A section, and the chapters of the course that explain its subjects: chapter, subject, chapter, subject. */
    void section(String heading, String... chapters) {
        page.section(heading).links("What this means:", IntStream.range(0, chapters.length / 2)
                .mapToObj(i -> new Html.Link(COURSE + chapters[2 * i] + ".html", chapters[2 * i + 1])).toList());
    }

    /** A picture, or why it can't be drawn. */
    void picture(Supplier<Picture> picture, String caption) {
        try {
            page.picture(picture.get(), caption);
        } catch (IllegalArgumentException | IllegalStateException e) {
            page.element("p", "A picture is left out. " + e.getMessage());
        }
    }

    void table(String summary, List<String> head, List<List<String>> rows) {
        page.folded(rows.size() > LONG, summary, () -> page.table(head, rows));
    }

    private String lead() {
        String trained = history.epochs().isEmpty() ? TypesetNumber.of(history.steps().size(), "step")
                : TypesetNumber.of(history.epochs().size(), "epoch") + " of "
                + TypesetNumber.of(history.lastEpoch().training().exampleCount(), "example");
        double loss = history.epochs().isEmpty() ? history.steps().get(history.steps().size() - 1).scores().loss()
                : history.lastEpoch().training().loss();
        return "After " + trained + report.test.map(evaluation -> ", on "
                + TypesetNumber.of(evaluation.targets().rows(), "example")
                + " for testing: " + text(evaluation)).orElse(": training loss " + TypesetNumber.decimals(loss)) + ".";
    }

    private static String text(Evaluation evaluation) {
        String loss = "loss " + TypesetNumber.decimals(evaluation.loss());
        if (evaluation.predictor().names().hasClasses()) {
            return loss + ", accuracy " + TypesetNumber.decimals(evaluation.accuracy()) + ", that is "
                    + TypesetNumber.of((long) evaluation.correctCount()) + " of "
                            + TypesetNumber.of((long) evaluation.targets().rows())
                    + " correct";
        }
        double explained = evaluation.score(Metric.rSquared());
        return loss + (evaluation.predictor().scaler().isPresent() ? " on the scale of the training" : "")
                + ", mean absolute error " + TypesetNumber.decimals(evaluation.score(Metric.meanAbsoluteError()))
                + (Double.isNaN(explained) ? "" : ", R\u00b2 " + TypesetNumber.decimals(explained) + (explained > 0 ? ""
                : ": no better than always saying the mean"));
    }

    private void findings(Diagnosis diagnosis) {
        section("Diagnosis", "VanishingGradient", "gradients, dead and saturated units", "GradientDescent",
                "the size of a step");
        List<Diagnosis.Finding> findings = diagnosis.findings();
        List<String> notes = diagnosis.notes();
        boolean praised = findings.isEmpty() && report.diverged.isEmpty();
        if (praised && history.steps().size() < ENOUGH_STEPS) {
            page.element("p", "Nothing looks wrong so far, after " + TypesetNumber.of(history.steps().size(), "step")
                    + ": too few to tell.");
        } else if (praised) {
            page.element("p", "Nothing looks wrong. This was looked at:");
        }
        for (Diagnosis.Finding finding : findings) {
            String kind = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            page.finding(kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1), finding.message(),
                    new Html.Link(COURSE + finding.kind().chapter() + ".html", "Read about it"));
        }
        page.folded(!praised || notes.size() > LONG, "What was looked at", () -> page.items(notes));
    }

    private void training() {
        section("What was trained, and with what", "Backpropagation", "layers and parameters", "GradientDescent",
                "the learning rate");
        Summary summary = report.predictor.model().summary();
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Row line : summary.rows()) {
            rows.add(List.of(line.layer(), size(line.inputSize()), size(line.outputSize()), TypesetNumber.of((long) line.parameterCount()),
                    TypesetNumber.of(line.multiplications())));
        }
        rows.add(List.of("Total", "", "", TypesetNumber.of((long) summary.parameterCount()),
                TypesetNumber.of(summary.multiplications())));
        page.together(() -> {
            table("All " + summary.rows().size() + " layers",
                    List.of("Layer", "In", "Out", "Parameters", "Multipli\u00adcations"), rows);
            if (!report.settings.isEmpty()) {
                page.pairs(report.settings);
            }
        });
        String pixels = images().isPresent() ? " Inputs are pixels: row, column." : "";
        picture(this::network, "Lines are weights: the stronger, the wider; orange ones are positive, blue ones"
                + " negative." + pixels);
    }

    private Optional<ImageDataset> images() {
        return report.test.map(Evaluation::dataset).filter(ImageDataset.class::isInstance).map(ImageDataset.class::cast);
    }

    private NetworkGraph network() {
        NetworkGraph graph = new NetworkGraph("The network", report.predictor.model());
        Names names = report.predictor.names();
        images().ifPresent(images -> graph.inputs(IntStream.range(0, images.inputSize())
                .mapToObj(k -> k / images.imageWidth() + ", " + k % images.imageWidth()).toArray(String[]::new)));
        if (!names.features().isEmpty()) {
            graph.inputs(names.features().toArray(String[]::new));
        }
        List<String> classes = names.classes();
        return classes.isEmpty() ? graph
                : graph.outputs(classes.size() == 2 ? new String[] {classes.get(1)} : classes.toArray(String[]::new));
    }

    private static String size(OptionalInt columns) {
        return columns.isPresent() ? TypesetNumber.of((long) columns.getAsInt()) : "any";
    }

    private void curves() {
        section("Learning", "BinaryMnist", "loss, batch, step and epoch", "Overfitting", "training and validation");
        TrainingCurves curves = new TrainingCurves(history);
        picture(curves::loss, "The loss of each batch, before the step that it leads to.");
        if (curves.hasAccuracy() && curves.isNearlyRight()) {
            curves.errors().ifPresentOrElse(errors -> picture(() -> errors, "1 \u2212 accuracy. A log scale has no 0:"
                            + " where no answer was wrong, the line runs along the lower edge."),
                    () -> page.element("p", "No answer was wrong, so there are no errors to draw."));
        } else if (curves.hasAccuracy()) {
            picture(curves::accuracy, "The share of right answers.");
        }
        if (history.epochs().size() > 1) {
            curves.otherMetrics().forEach(name -> curves.metric(name).ifPresentOrElse(
                    chart -> picture(() -> chart, ""),
                    () -> page.element("p", "For these examples " + name + " isn't defined.")));
        }
        if (!history.epochs().isEmpty()) {
            table("All " + history.epochs().size() + " epochs", curves.head(), curves.rows());
        }
    }

    private void gradients(Diagnosis diagnosis) {
        section("The gradients on their way back", "Backpropagation", "where they come from", "VanishingGradient",
                "why they shrink, and when that matters");
        GradientFlowCharts flow = new GradientFlowCharts(diagnosis.gradientFlow());
        flow.gradients().ifPresentOrElse(chart -> picture(() -> chart, "How the loss moves with each layer's output,"
                        + " on average. It falls as the predictions become right; from one hidden layer to the next it"
                        + " should stay of one size." + flow.choice()),
                () -> page.element("p", "Every gradient was 0 in the steps that were looked at."));
        flow.updates().ifPresentOrElse(chart -> picture(() -> chart, "How far a step moves the weights, in proportion"
                        + " to them. About 0.001 is usual where training goes well."),
                () -> page.element("p", "No weight was moved in the steps that were looked at."));
        page.folded(true, "The last step looked at, in numbers", () -> page.table(flow.head(), flow.rows()));
    }

    private void again() {
        page.section("How to run it again");
        report.command.ifPresent(line -> page.element("pre", line));
        String version = Report.class.getPackage().getImplementationVersion();
        page.element("p", "Chainrule " + (version == null ? "(a build of its own)" : version) + " on Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "; matrix products: " + Backend.description()
                + ". The same seed and settings give the same bits on any other.");
    }
}
