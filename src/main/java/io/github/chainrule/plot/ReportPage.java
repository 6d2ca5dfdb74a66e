package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.MeanAbsoluteError;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.RSquared;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.matrix.Kernels;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;
import io.github.chainrule.training.History;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** Longer tables are folded. */
    private static final int LONG_TABLE = 12;

    private final String title;
    private final Predictor predictor;
    private final Sequential model;
    private final History history;
    private final Map<String, Object> settings;
    private final Optional<Diagnosis> diagnosis;
    private final Optional<Evaluation> test;
    private final Optional<String> command;
    private final Html page = new Html();

    ReportPage(String title, Predictor predictor, History history, Map<String, Object> settings,
               Optional<Diagnosis> diagnosis, Optional<Evaluation> test, Optional<String> command) {
        this.title = title;
        this.predictor = predictor;
        this.model = predictor.model();
        this.history = history;
        this.settings = settings;
        this.diagnosis = diagnosis;
        this.test = test;
        this.command = command;
    }

    String html() {
        page.element("h1", title).element("p", lead());
        diagnosis.ifPresent(this::findings);
        training();
        curves();
        test.ifPresent(evaluation -> new TestSection(this, page, evaluation).write());
        diagnosis.ifPresent(this::gradients);
        again();
        return page.document(title);
    }

    /** A section and the chapter of the course that explains its numbers. */
    void section(String heading, String chapter, String about) {
        page.section(heading).link("What this means:", COURSE + chapter + ".html", about);
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
        if (rows.size() > LONG_TABLE) {
            page.folded(summary, head, rows);
        } else {
            page.table(head, rows);
        }
    }

    private String lead() {
        History.Epoch last = history.last();
        String trained = Typeset.of(history.epochs().size(), "epoch") + " of "
                + Typeset.of(last.training().examples(), "example");
        return "After " + trained + test.map(evaluation -> ", on " + Typeset.of(evaluation.size(), "example")
                + " for testing: " + text(evaluation)).orElse(": training loss "
                + Typeset.decimals(last.training().loss())) + ".";
    }

    private static String text(Evaluation evaluation) {
        String loss = "loss " + Typeset.decimals(evaluation.loss());
        if (evaluation.predictor().names().hasClasses()) {
            return loss + ", accuracy " + Typeset.decimals(evaluation.accuracy()) + ", that is "
                    + Typeset.of((long) evaluation.right()) + " of " + Typeset.of((long) evaluation.size()) + " right";
        }
        double explained = evaluation.value(new RSquared());
        return loss + (evaluation.predictor().scaler().isPresent() ? " on the scale of the training" : "")
                + ", mean absolute error " + Typeset.decimals(evaluation.value(new MeanAbsoluteError()))
                + (Double.isNaN(explained) ? "" : ", R\u00b2 " + Typeset.decimals(explained) + (explained > 0 ? ""
                : ": no better than always saying the mean"));
    }

    private void findings(Diagnosis diagnosis) {
        section("Diagnosis", "VanishingGradient", "gradients on their way back");
        List<Diagnosis.Finding> findings = diagnosis.findings();
        if (findings.isEmpty() && history.steps().size() < ENOUGH_STEPS) {
            page.element("p", "Nothing conspicuous so far, after " + Typeset.of(history.steps().size(), "step")
                    + ": too few to tell.");
        } else if (findings.isEmpty()) {
            page.element("p", "Nothing conspicuous. This was looked at:");
        } else {
            page.items(findings.stream().map(Diagnosis.Finding::message).toList());
            page.element("p", "This was looked at:");
        }
        page.items(diagnosis.notes());
    }

    private void training() {
        section("What was trained, and with what", "Backpropagation", "a network and its parameters");
        Summary summary = Summary.of(model);
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Line line : summary.lines()) {
            rows.add(List.of(line.layer(), size(line.in()), size(line.out()), Typeset.of((long) line.parameters()),
                    Typeset.of(line.multiplications())));
        }
        rows.add(List.of("Total", "", "", Typeset.of((long) summary.parameters()),
                Typeset.of(summary.multiplications())));
        page.together(() -> {
            table("All " + summary.lines().size() + " layers",
                    List.of("Layer", "In", "Out", "Parameters", "Multipli\u00adcations"), rows);
            if (!settings.isEmpty()) {
                page.pairs(settings);
            }
        });
        String pixels = images().isPresent() ? " Inputs are pixels: row, column." : "";
        picture(this::network, "Lines are weights: the stronger, the wider; orange ones are positive, blue ones"
                + " negative." + pixels);
    }

    private Optional<ImageDataset> images() {
        return test.map(Evaluation::data).filter(ImageDataset.class::isInstance).map(ImageDataset.class::cast);
    }

    private NetworkGraph network() {
        NetworkGraph graph = new NetworkGraph("The network", model);
        Names names = predictor.names();
        images().ifPresent(images -> graph.inputs(IntStream.range(0, images.inputSize())
                .mapToObj(k -> k / images.imageCols() + ", " + k % images.imageCols()).toArray(String[]::new)));
        return names.features().isEmpty() ? graph : graph.inputs(names.features().toArray(String[]::new));
    }

    private static String size(OptionalInt columns) {
        return columns.isPresent() ? Typeset.of((long) columns.getAsInt()) : "any";
    }

    private void curves() {
        section("Learning", "BinaryMnist", "loss, batch, step and epoch");
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
            curves.otherMetrics().forEach(name -> picture(() -> curves.metric(name), ""));
        }
        table("All " + history.epochs().size() + " epochs", curves.head(), curves.rows());
    }

    private void gradients(Diagnosis diagnosis) {
        section("The gradients on their way back", "VanishingGradient", "why they shrink, and when that matters");
        GradientFlowCharts flow = new GradientFlowCharts(diagnosis.flow());
        picture(flow::gradients, "How the loss moves with each layer's output, on average. It falls as the"
                + " predictions become right; from one hidden layer to the next it should stay of one size.");
        picture(flow::updates, "How far a step moves the weights, in proportion to them. About 0.001 is a"
                + " training that goes well.");
        page.folded("The last step looked at, in numbers", flow.head(), flow.rows());
    }

    private void again() {
        page.section("How to do it again");
        command.ifPresent(line -> page.element("pre", line));
        String version = Report.class.getPackage().getImplementationVersion();
        page.element("p", "Chainrule " + (version == null ? "(a build of its own)" : version) + " on Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "; matrix products: " + Kernels.description()
                + ". The same seed and settings give the same bits on any other.");
    }
}
