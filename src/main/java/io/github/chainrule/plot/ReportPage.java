package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Example;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Result;
import io.github.chainrule.evaluation.Score;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Kernels;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;
import io.github.chainrule.training.History;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The page of a {@link Report}, section by section. */
final class ReportPage {

    private static final int HARDEST = 12;
    /** Of fewer a diagnosis can't say much. */
    private static final int ENOUGH_STEPS = 20;
    private static final int NEURONS = 16;
    private static final int COLUMNS = 4;
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
        test.ifPresent(this::test);
        diagnosis.ifPresent(this::gradients);
        again();
        return page.document(title);
    }

    private String lead() {
        History.Epoch last = history.last();
        String trained = Typeset.of(history.epochs().size(), "epoch") + " of "
                + Typeset.of((long) last.training().examples()) + " examples";
        return "After " + trained + test.map(evaluation -> ", on " + Typeset.of((long) evaluation.size())
                + " examples for testing: " + text(evaluation)).orElse(": training loss "
                + decimals(last.training().loss())) + ".";
    }

    private String text(Evaluation evaluation) {
        String loss = "loss " + decimals(evaluation.loss());
        return evaluation.predictor().names().hasClasses() ? loss + ", accuracy " + decimals(evaluation.accuracy())
                + ", that is " + Typeset.of((long) evaluation.right()) + " of " + Typeset.of((long) evaluation.size())
                + " right" : loss;
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private void findings(Diagnosis diagnosis) {
        page.heading("Diagnosis");
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

    /** A picture, or why it can't be drawn. */
    private void picture(Supplier<Picture> picture, String caption) {
        try {
            page.picture(picture.get(), caption);
        } catch (IllegalArgumentException | IllegalStateException e) {
            page.element("p", "A picture is left out. " + e.getMessage());
        }
    }

    private void training() {
        page.heading("What was trained, and with what");
        Summary summary = Summary.of(model);
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Line line : summary.lines()) {
            rows.add(List.of(line.layer(), size(line.in()), size(line.out()), Typeset.of((long) line.parameters()),
                    Typeset.of(line.multiplications())));
        }
        rows.add(List.of("Total", "", "", Typeset.of((long) summary.parameters()),
                Typeset.of(summary.multiplications())));
        page.table(List.of("Layer", "In", "Out", "Parameters", "Multipli\u00adcations"), rows);
        if (!settings.isEmpty()) {
            page.pairs(settings);
        }
        picture(() -> new NetworkGraph("The network", model), "Lines are weights: the stronger, the wider; orange ones"
                + " are positive, blue ones negative.");
    }

    private static String size(OptionalInt columns) {
        return columns.isPresent() ? Typeset.of((long) columns.getAsInt()) : "any";
    }

    private void curves() {
        page.heading("Learning");
        curve("Loss", "loss", Result::loss, "The loss of each batch, before the step that it leads to.");
        for (Score score : history.last().training().scores()) {
            String name = score.metric();
            curve(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), name,
                    result -> result.score(name), "");
        }
        if (history.epochs().size() > 1) {
            epochs();
        }
    }

    /** One figure over all steps: of each batch, where that isn't too restless, their mean, and of the validation. */
    private void curve(String title, String name, Function<Result, Double> figure, String caption) {
        double[] values = history.steps().stream().mapToDouble(step -> figure.apply(step.result())).toArray();
        int[] defined = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
        double[] steps = IntStream.of(defined).mapToDouble(i -> i + 1).toArray();
        double[] drawn = IntStream.of(defined).mapToDouble(i -> values[i]).toArray();
        double[] validation = history.epochs().stream().flatMap(epoch -> epoch.validation().stream())
                .mapToDouble(figure::apply).toArray();
        boolean loss = name.equals("loss");
        picture(() -> {
            LineChart chart = new LineChart(title).axes("step", name);
            if (loss) {
                Series.logarithmicIfPossible(chart, drawn, validation).line("each batch", steps, drawn);
            }
            if (validation.length > 0) {
                chart.line("validation", Series.ends(history), validation);
            }
            if (!loss || drawn.length >= 4 * Series.WINDOW) {
                chart.line("mean of " + Series.WINDOW + " batches", steps, Series.runningMean(drawn));
            }
            return chart;
        }, caption);
    }

    private void epochs() {
        List<String> head = new ArrayList<>(List.of("Epoch", "Loss"));
        history.last().training().scores().forEach(score -> head.add(score.metric()));
        history.last().validation().ifPresent(result -> {
            head.add("Validation loss");
            result.scores().forEach(score -> head.add("Validation " + score.metric()));
        });
        List<List<String>> rows = new ArrayList<>();
        for (History.Epoch epoch : history.epochs()) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(epoch.number())));
            addNumbers(row, epoch.training());
            epoch.validation().ifPresent(result -> addNumbers(row, result));
            rows.add(row);
        }
        if (rows.size() > LONG_TABLE) {
            page.folded("All " + rows.size() + " epochs", head, rows);
        } else {
            page.table(head, rows);
        }
    }

    private static void addNumbers(List<String> row, Result result) {
        row.add(decimals(result.loss()));
        result.scores().forEach(score -> row.add(decimals(score.value())));
    }

    private void test(Evaluation test) {
        page.heading("Test");
        boolean classes = test.predictor().names().hasClasses();
        if (classes) {
            picture(() -> new ConfusionPlot("Which class is taken for which", test.confusion()), "");
        }
        if (test.data() instanceof ImageDataset images) {
            hardestImages(test, images);
            neurons(images);
        } else {
            hardest(test);
        }
        if (test.data().inputSize() == 2 && test.data().targetSize() == 1 && classes) {
            picture(() -> new BoundaryPlot("Where the model draws the line", test.predictor()).points(test.data()), "");
        }
    }

    private void hardestImages(Evaluation test, ImageDataset images) {
        List<Example> hardest = test.hardest(HARDEST);
        boolean wrong = hardest.get(0).isMistake();
        List<Example> shown = wrong ? hardest.stream().filter(Example::isMistake).toList()
                : hardest.subList(0, Math.min(COLUMNS, hardest.size()));
        picture(() -> {
            ImageGrid grid = new ImageGrid(wrong ? "The surest mistakes" : "No mistakes; it was least sure of these")
                    .columns(Math.min(COLUMNS, shown.size()));
            shown.forEach(e -> grid.digit(images, e.number(), "is " + e.target().className() + ", said "
                    + e.answer().className() + ", p\u00a0=\u00a0" + decimals(said(e))));
            return grid;
        }, "p is the probability that the model gave to what it said.");
    }

    private static double said(Example example) {
        return example.answer().probability(example.answer().classNumber());
    }

    private void hardest(Evaluation test) {
        List<Example> hardest = test.hardest(HARDEST);
        if (test.predictor().names().hasClasses()) {
            page.element("p", hardest.get(0).isMistake() ? "The hardest examples, the surest mistakes first:"
                    : "No mistakes; it was least sure of these:");
            page.table(List.of("Example", "Is", "Said", "p of what it said"), hardest.stream().map(e -> List.of(
                    String.valueOf(e.number()), e.target().className(), e.answer().className(), decimals(said(e))))
                    .toList());
        } else if (test.targets().cols() == 1) {
            page.element("p", "The largest errors:");
            page.table(List.of("Example", predictor.names().target(), "Predicted", "Error"), hardest.stream()
                    .map(e -> List.of(String.valueOf(e.number()), Typeset.of(e.target().value()),
                            Typeset.of(e.answer().value()), Typeset.of(e.answer().value() - e.target().value())))
                    .toList());
        }
    }

    private void neurons(ImageDataset images) {
        if (!(model.layers().get(0) instanceof Linear first) || first.weight().value().cols() == 1) {
            return;
        }
        int[] shown = IntStream.range(0, Math.min(NEURONS, first.weight().value().cols())).toArray();
        picture(() -> new ImageGrid("What the hidden neurons look for").columns(COLUMNS)
                .weights(first, images.imageRows(), images.imageCols(), shown), "The weights of "
                + (shown.length < first.weight().value().cols() ? "the first " + shown.length : "all " + shown.length)
                + " neurons of the first layer, as images. Ink on orange makes a neuron's output larger, ink on blue"
                + " smaller.");
    }

    private void gradients(Diagnosis diagnosis) {
        page.heading("The gradients on their way back");
        GradientFlowCharts flow = new GradientFlowCharts(diagnosis.flow());
        picture(flow::gradients, "How the loss moves with each layer's output, on average. It falls as the"
                + " predictions become right; from one hidden layer to the next it should stay of one size.");
        picture(flow::updates, "How far a step moves the weights, in proportion to them. About 0.001 is a"
                + " training that goes well.");
        page.table(flow.head(), flow.rows());
    }

    private void again() {
        page.heading("How to do it again");
        command.ifPresent(line -> page.element("pre", line));
        String version = Report.class.getPackage().getImplementationVersion();
        page.element("p", "Chainrule " + (version == null ? "(a build of its own)" : version) + " on Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "; matrix products: " + Kernels.description()
                + ". The same seed and settings give the same bits on any other.");
    }
}
