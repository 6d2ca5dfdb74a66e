// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.ConfusionMatrix;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.mnist.ImageDataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How the model did on examples that it wasn't trained on. */
final class EvaluationSection {

    private static final int EXAMPLES = 8;
    private static final int COLUMNS = 4;
    private static final int MOST_QUANTITIES = 6;

    private final ReportPage report;
    private final Html page;
    private final Evaluation test;
    private final Names names;

    EvaluationSection(ReportPage report, Html page, Evaluation test) {
        this.report = report;
        this.page = page;
        this.test = test;
        this.names = test.predictor().names();
    }

    void write() {
        if (names.hasClasses()) {
            report.section("Test", "BinaryMnist", "accuracy and the confusion matrix", "Overfitting",
                    "why it is tried on examples that it hasn't seen");
            classes();
        } else {
            report.section("Test", "Overfitting", "why it is tried on examples that it hasn't seen");
            quantities();
        }
    }

    private void classes() {
        List<Outcome> hardest = test.hardest(test.targets().rows());
        List<Outcome> mistakes = hardest.stream().filter(e -> !e.isCorrect()).limit(EXAMPLES).toList();
        List<Outcome> unsure = hardest.stream().filter(Outcome::isCorrect).limit(EXAMPLES).toList();
        boolean probabilities = Arrays.stream(test.predictions().values()).allMatch(p -> p >= 0 && p <= 1);
        page.element("p", (mistakes.isEmpty() ? "No mistakes. " : "") + (probabilities
                ? "p(c) is the probability that the model gives to class c."
                : "p(c) is what the model says for class c; trained on squares, it need not be a probability."));
        if (test.dataset().inputSize() == 2) {
            page.together(this::confusion);
            report.picture(() -> new BoundaryPlot("Where the model draws the line", test.predictor())
                    .points(test.dataset()), "");
        } else {
            confusion();
        }
        if (!mistakes.isEmpty()) {
            examples("The surest mistakes", mistakes);
        }
        if (!unsure.isEmpty()) {
            examples("Correct, but least sure", unsure);
        }
    }

    /** The matrix, and what it says of each class. */
    private void confusion() {
        ConfusionMatrix confusion = test.confusionMatrix();
        report.picture(() -> new ConfusionPlot("Which class is predicted as which", confusion), "");
        List<List<String>> rows = confusion.classes().stream().map(c -> List.of(c, score(confusion.precision(c)),
                score(confusion.recall(c)), score(confusion.f1(c)))).toList();
        page.together(() -> {
            page.element("h3", "Class by class");
            report.table("All " + rows.size() + " classes", List.of("Class", "Precision", "Recall", "F1"), rows);
            page.note("p", "Precision: of those that were predicted as the class, the fraction that belongs to it."
                    + " Recall: of those that belong to it, the fraction that was predicted. F1 is their harmonic"
                    + " mean.");
        });
    }

    private static String score(double value) {
        return Double.isNaN(value) ? "not defined" : TypesetNumber.decimals(value);
    }

    private void examples(String title, List<Outcome> examples) {
        if (test.dataset() instanceof ImageDataset images) {
            report.picture(() -> {
                ImageGrid grid = new ImageGrid(title).columns(Math.min(COLUMNS, examples.size()));
                examples.forEach(e -> grid.image(images, e.index(), (e.isCorrect() ? "is " + e.target().className()
                        : "is " + e.target().className() + ", predicted " + e.prediction().className()) + ", p("
                        + e.prediction().className() + ")\u00a0=\u00a0" + p(e, e.prediction())));
                return grid;
            }, "");
            return;
        }
        boolean mistakes = !examples.get(0).isCorrect();
        page.together(() -> page.element("h3", title).table(
                mistakes ? List.of("Example", "Is", "Predicted", "p(is)", "p(predicted)") : List.of("Example", "Is",
                        "p(is)"),
                examples.stream().map(e -> mistakes ? List.of(String.valueOf(e.index()), e.target().className(),
                        e.prediction().className(), p(e, e.target()), p(e, e.prediction()))
                        : List.of(String.valueOf(e.index()), e.target().className(), p(e, e.target()))).toList()));
    }

    /** What the model said of one of both classes. */
    private static String p(Outcome e, Prediction of) {
        return TypesetNumber.decimals(e.prediction().probability(of.className()));
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
                    List.of("Example", names.targets().get(0), "Predicted", "Error"), test.hardest(EXAMPLES).stream()
                            .map(e -> List.of(String.valueOf(e.index()), TypesetNumber.of(e.target().value()),
                                    TypesetNumber.of(e.prediction().value()),
                                    TypesetNumber.of(e.prediction().value() - e.target().value()))).toList()));
        }
    }
}
