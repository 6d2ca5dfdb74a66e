package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Answer;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Example;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.model.Sequential;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the model did on examples that it wasn't trained on, and what its neurons look for. */
final class TestSection {

    private static final int EXAMPLES = 8;
    private static final int NEURONS = 16;
    private static final int COLUMNS = 4;
    private static final int MOST_QUANTITIES = 6;

    private final ReportPage report;
    private final Html page;
    private final Evaluation test;
    private final Names names;

    TestSection(ReportPage report, Html page, Evaluation test) {
        this.report = report;
        this.page = page;
        this.test = test;
        this.names = test.predictor().names();
    }

    void write() {
        report.section("Test", "HiddenNeurons", "why a model is tried on examples that it hasn't seen");
        if (names.hasClasses()) {
            classes();
        } else {
            quantities();
        }
        if (test.data() instanceof ImageDataset images) {
            neurons(images);
        }
    }

    private void classes() {
        report.picture(() -> new ConfusionPlot("Which class is taken for which", test.confusion()), "");
        if (test.data().inputSize() == 2) {
            report.picture(() -> new BoundaryPlot("Where the model draws the line", test.predictor())
                    .points(test.data()), "");
        }
        List<Example> hardest = test.hardest(test.size());
        List<Example> mistakes = hardest.stream().filter(Example::isMistake).limit(EXAMPLES).toList();
        List<Example> unsure = hardest.stream().filter(e -> !e.isMistake()).limit(EXAMPLES).toList();
        boolean probabilities = Arrays.stream(test.responses().values()).allMatch(p -> p >= 0 && p <= 1);
        page.element("p", (mistakes.isEmpty() ? "No mistakes. " : "") + (probabilities
                ? "p(c) is the probability that the model gives to class c."
                : "p(c) is what the model says for class c; trained on squares, it need not be a probability."));
        if (!mistakes.isEmpty()) {
            examples("The surest mistakes", mistakes);
        }
        if (!unsure.isEmpty()) {
            examples("Right, but least sure", unsure);
        }
    }

    private void examples(String title, List<Example> examples) {
        if (test.data() instanceof ImageDataset images) {
            report.picture(() -> {
                ImageGrid grid = new ImageGrid(title).columns(Math.min(COLUMNS, examples.size()));
                examples.forEach(e -> grid.digit(images, e.number(), (e.isMistake() ? "is " + e.target().className()
                        + ", said " + e.answer().className() : "is " + e.target().className()) + ", p("
                        + e.answer().className() + ")\u00a0=\u00a0" + p(e, e.answer())));
                return grid;
            }, "");
        } else {
            page.together(() -> page.element("h3", title).table(
                    List.of("Example", "Is", "Said", "p(is)", "p(said)"), examples.stream()
                            .map(e -> List.of(String.valueOf(e.number()), e.target().className(),
                                    e.answer().className(), p(e, e.target()), p(e, e.answer()))).toList()));
        }
    }

    /** What the model said of one of both classes. */
    private static String p(Example e, Answer of) {
        return Typeset.decimals(e.answer().probability(of.classNumber()));
    }

    private void quantities() {
        for (int j = 0; j < Math.min(MOST_QUANTITIES, test.targets().cols()); j++) {
            int column = j;
            report.picture(() -> new PredictionPlot("Predicted against true" + (test.targets().cols() == 1 ? ""
                    : ", column " + column), test).column(column), "Above the diagonal, what was predicted is too"
                    + " high; below it, too low.");
        }
        if (test.targets().cols() == 1) {
            page.together(() -> page.element("h3", "The largest errors").table(
                    List.of("Example", names.target(), "Predicted", "Error"), test.hardest(EXAMPLES).stream()
                            .map(e -> List.of(String.valueOf(e.number()), Typeset.of(e.target().value()),
                                    Typeset.of(e.answer().value()),
                                    Typeset.of(e.answer().value() - e.target().value()))).toList()));
        }
    }

    /** The first layer's weights as images, in the order of what the neurons speak for. */
    private void neurons(ImageDataset images) {
        Sequential model = test.predictor().model();
        if (!(model.layers().get(0) instanceof Linear first) || first.weight().value().cols() == 1) {
            return;
        }
        int all = first.weight().value().cols();
        Optional<Matrix> onwards = onwards(model, all);
        int[] shown = onwards.map(TestSection::sorted).orElse(IntStream.range(0, Math.min(NEURONS, all)).toArray());
        report.picture(() -> {
            ImageGrid grid = new ImageGrid("What the hidden neurons look for").columns(COLUMNS);
            for (int j : shown) {
                Matrix w = first.weight().value();
                grid.signed("neuron " + j + onwards.map(v -> ", " + speaksFor(v, j)).orElse(""), images.imageRows(),
                        images.imageCols(), IntStream.range(0, w.rows()).mapToDouble(i -> w.get(i, j)).toArray());
            }
            return grid;
        }, "The weights of " + (shown.length < all ? shown.length + " of the " + all : "all " + all) + " neurons of the"
                + " first layer, as images. Ink on orange makes a neuron's output larger, ink on blue smaller."
                + (onwards.isPresent() ? " Below each, its largest weight in the next layer." : ""));
    }

    /** The weights of the next layer, if what the first one's neurons say arrives there one by one. */
    private static Optional<Matrix> onwards(Sequential model, int neurons) {
        return model.layers().stream().skip(1).filter(Linear.class::isInstance).findFirst()
                .map(layer -> ((Linear) layer).weight().value()).filter(v -> v.rows() == neurons);
    }

    /** The neurons with the largest outgoing weights, from the most negative one up, output by output. */
    private static int[] sorted(Matrix onwards) {
        Comparator<Integer> bySize = Comparator.comparingDouble(j -> -Math.abs(onwards.get(j, largest(onwards, j))));
        Comparator<Integer> byValue = Comparator.comparingDouble(j -> onwards.get(j, largest(onwards, j)));
        return IntStream.range(0, onwards.rows()).boxed().sorted(bySize).limit(NEURONS)
                .sorted(Comparator.comparing((Integer j) -> largest(onwards, j)).thenComparing(byValue))
                .mapToInt(j -> j).toArray();
    }

    private static int largest(Matrix onwards, int j) {
        return IntStream.range(0, onwards.cols()).boxed()
                .max(Comparator.comparingDouble(k -> Math.abs(onwards.get(j, k)))).orElse(0);
    }

    private String speaksFor(Matrix onwards, int j) {
        int k = largest(onwards, j);
        double weight = onwards.get(j, k);
        String to = onwards.cols() == 1 && names.classes().size() == 2 ? names.classes().get(1)
                : onwards.cols() == names.classes().size() ? names.classes().get(k) : "output " + k;
        return (weight > 0 ? "+" : "") + Typeset.brief(weight) + " to " + to;
    }
}
