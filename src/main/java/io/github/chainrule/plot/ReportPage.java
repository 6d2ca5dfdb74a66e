package io.github.chainrule.plot;

import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.matrix.Kernels;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;
import io.github.chainrule.training.ConfusionMatrix;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Score;
import io.github.chainrule.training.Surprise;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of a {@link Report}, section by section. */
final class ReportPage {

    private static final int MISTAKES = 12;
    /** Of fewer a diagnosis can't say much. */
    private static final int ENOUGH_STEPS = 20;
    private static final int NEURONS = 16;
    private static final int COLUMNS = 4;

    private final String title;
    private final Sequential model;
    private final History history;
    private final Map<String, Object> settings;
    private final Diagnosis diagnosis;
    private final Report.Test test;
    private final String command;
    private final Html page = new Html();

    ReportPage(String title, Sequential model, History history, Map<String, Object> settings, Diagnosis diagnosis,
               Report.Test test, String command) {
        this.title = title;
        this.model = model;
        this.history = history;
        this.settings = settings;
        this.diagnosis = diagnosis;
        this.test = test;
        this.command = command;
    }

    String html() {
        page.element("h1", title).element("p", lead());
        findings();
        training();
        curves();
        if (test != null) {
            test();
        }
        if (diagnosis != null) {
            gradients();
        }
        again();
        return page.document(title);
    }

    private String lead() {
        History.Epoch last = history.last();
        String trained = Numbers.of(history.epochs().size(), "epoch") + " of "
                + Numbers.of((long) last.training().examples()) + " examples";
        if (test == null) {
            return "After " + trained + ": training loss " + decimals(last.training().loss()) + ".";
        }
        return "After " + trained + ", on " + Numbers.of((long) test.result().examples())
                + " examples for testing: loss " + decimals(test.result().loss())
                + (test.result().scores().isEmpty() ? ""
                : ", accuracy " + accuracy(test.result().scores().get(0))) + ".";
    }

    private static String accuracy(Score score) {
        return decimals(score.mean()) + ", that is " + Numbers.of(Math.round(score.sum())) + " of "
                + Numbers.of(score.count()) + " right";
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private void findings() {
        if (diagnosis == null) {
            return;
        }
        page.heading("Diagnosis");
        List<Diagnosis.Finding> findings = diagnosis.findings();
        if (findings.isEmpty() && history.steps().size() < ENOUGH_STEPS) {
            page.element("p", "Nothing conspicuous so far, after " + Numbers.of(history.steps().size(), "step")
                    + ": too few to tell.");
        } else if (findings.isEmpty()) {
            page.element("p", "Nothing conspicuous: no dead or saturated units, no vanishing or exploding gradient, and"
                    + " a learning rate that suits.");
        } else {
            page.items(findings.stream().map(Diagnosis.Finding::message).toList());
        }
    }

    private void training() {
        page.heading("What was trained, and with what");
        Summary summary = Summary.of(model);
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Line line : summary.lines()) {
            rows.add(List.of(line.layer(), size(line.in()), size(line.out()), Numbers.of((long) line.parameters()),
                    Numbers.of(line.multiplications())));
        }
        rows.add(List.of("Total", "", "", Numbers.of((long) summary.parameters()),
                Numbers.of(summary.multiplications())));
        page.table(List.of("Layer", "In", "Out", "Parameters", "Multipli\u00adcations"), rows);
        if (!settings.isEmpty()) {
            page.pairs(settings);
        }
        page.picture(new NetworkGraph("The network", model), "Lines are weights: the stronger, the wider; orange ones"
                + " are positive, blue ones negative.");
    }

    private static String size(OptionalInt columns) {
        return columns.isPresent() ? Numbers.of((long) columns.getAsInt()) : "any";
    }

    private void curves() {
        page.heading("Learning");
        double[] loss = history.steps().stream().mapToDouble(step -> step.result().loss()).toArray();
        LineChart losses = Series.logarithmicIfPossible(new LineChart("Loss").axes("step", "loss"), loss)
                .line("each batch", Series.from1(loss.length), loss);
        if (history.last().validation().isPresent()) {
            losses.line("validation", Series.ends(history), history.epochs().stream()
                    .mapToDouble(epoch -> epoch.validation().orElseThrow().loss()).toArray());
        }
        if (loss.length >= 4 * Series.WINDOW) {
            losses.line("mean of " + Series.WINDOW, Series.from1(loss.length), Series.runningMean(loss));
        }
        page.picture(losses, "The loss of each batch, before the step that it leads to.");
        if (!history.last().training().scores().isEmpty()) {
            double[] accuracy = history.steps().stream().mapToDouble(step -> step.result().accuracy())
                    .filter(Double::isFinite).toArray();
            page.picture(new LineChart("Accuracy").axes("step", "share of right answers")
                    .line("mean of " + Series.WINDOW + " batches", Series.from1(accuracy.length),
                            Series.runningMean(accuracy)), "");
        }
        if (history.epochs().size() > 1) {
            epochs();
        }
    }

    private void epochs() {
        boolean scored = !history.last().training().scores().isEmpty();
        boolean validated = history.last().validation().isPresent();
        List<String> head = new ArrayList<>(List.of("Epoch", "Loss"));
        if (scored) {
            head.add("Accuracy");
        }
        if (validated) {
            head.add("Validation loss");
        }
        List<List<String>> rows = new ArrayList<>();
        for (History.Epoch epoch : history.epochs()) {
            List<String> row = new ArrayList<>();
            row.add(String.valueOf(epoch.number()));
            row.add(decimals(epoch.training().loss()));
            if (scored) {
                row.add(decimals(epoch.training().accuracy()));
            }
            epoch.validation().ifPresent(result -> row.add(decimals(result.loss())));
            rows.add(row);
        }
        page.table(head, rows);
    }

    private void test() {
        page.heading("Test");
        Layer last = model.layers().get(model.layers().size() - 1);
        ConfusionMatrix confusion = ConfusionMatrix.of(model, test.data(), test.classes(),
                last instanceof Sigmoid ? 0.5 : 0);
        page.picture(new ConfusionPlot("Which class is taken for which", confusion), "");
        if (test.data() instanceof ImageDataset images) {
            mistakes(images);
            neurons(images);
        }
        if (test.data().inputSize() == 2 && test.data().targetSize() == 1) {
            BoundaryPlot boundary = new BoundaryPlot("Where the model draws the line", model).points(test.data());
            page.picture(last instanceof Sigmoid ? boundary : boundary.logits(), "");
        }
    }

    private void mistakes(ImageDataset images) {
        List<Surprise> surprises = Surprise.largest(model, images, MISTAKES);
        boolean wrong = surprises.get(0).isMistake();
        List<Surprise> shown = wrong ? surprises.stream().filter(Surprise::isMistake).toList()
                : surprises.subList(0, Math.min(COLUMNS, surprises.size()));
        ImageGrid grid = new ImageGrid(wrong ? "The surest mistakes" : "No mistakes; it was least sure of these")
                .columns(Math.min(COLUMNS, shown.size()));
        for (Surprise s : shown) {
            double said = s.isMistake() && test.classes().size() == 2 ? 1 - s.probability() : s.probability();
            grid.digit(images, s.example(), "is " + test.classes().get(s.actual()) + ", said "
                    + test.classes().get(s.predicted()) + ", p\u00a0=\u00a0" + decimals(said));
        }
        page.picture(grid, test.classes().size() == 2 ? "p is the probability that the model gave to what it said."
                : "p is the probability that the model gave to what it is.");
    }

    private void neurons(ImageDataset images) {
        if (!(model.layers().get(0) instanceof Linear first) || first.weight().value().cols() == 1) {
            return;
        }
        int[] shown = IntStream.range(0, Math.min(NEURONS, first.weight().value().cols())).toArray();
        page.picture(new ImageGrid("What the hidden neurons look for").columns(COLUMNS)
                .weights(first, images.imageRows(), images.imageCols(), shown), "The weights of "
                + (shown.length < first.weight().value().cols() ? "the first " + shown.length : "all " + shown.length)
                + " neurons of the first layer, as images. Ink on orange makes a neuron's output larger, ink on blue"
                + " smaller.");
    }

    private void gradients() {
        page.heading("The gradients on their way back");
        Flow flow = new Flow(diagnosis.flow());
        page.picture(flow.gradients(), "How the loss moves with each layer's output, on average. It falls as the"
                + " predictions become right; from one hidden layer to the next it should stay of one size.");
        page.picture(flow.updates(), "How far a step moves the weights, in proportion to them. About 0.001 is a"
                + " training that goes well.");
        page.table(flow.head(), flow.rows());
    }

    private void again() {
        page.heading("How to do it again");
        if (command != null) {
            page.element("pre", command);
        }
        String version = Report.class.getPackage().getImplementationVersion();
        page.element("p", "Chainrule " + (version == null ? "(a build of its own)" : version) + " on Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "; matrix products: " + Kernels.description()
                + ". The same seed and settings give the same bits on any other.");
    }
}
