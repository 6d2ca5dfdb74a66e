// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.ConfusionMatrix;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.mnist.ImageDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How the model did on examples that it wasn't trained on. */
final class EvaluationSection {

    private static final int EXAMPLES = 8;

    private final Html page;
    private final Evaluation test;
    private final Names names;

    EvaluationSection(Html page, Evaluation test) {
        this.page = page;
        this.test = test;
        this.names = test.predictor().names();
    }

    void write() {
        if (names.hasClasses()) {
            List<Outcome> hardest = test.hardest(test.size());
            int mistakes = test.size() - test.correctCount();
            examples(mistakes == 0 ? "No mistakes" : mistakes == 1 ? "The mistake" : "The surest mistakes",
                    hardest.stream().filter(Outcome::isMistake).limit(EXAMPLES).toList());
            page.in("div", () -> {
                if (test.dataset().inputSize() == 2) {
                    page.add("h2", "Where the model draws the line").picture(() ->
                            new BoundaryPlot("Where the model draws the line", test.predictor()).points(test.dataset()));
                } else {
                    examples("Correct, but least sure",
                            hardest.stream().filter(e -> !e.isMistake()).limit(EXAMPLES).toList());
                }
            });
            page.in("div", this::confusion);
        } else {
            numbers();
        }
    }

    private void confusion() {
        ConfusionMatrix confusion = test.confusionMatrix();
        page.heading("Which class is predicted as which", "", "Precision: of those that were predicted as this class, the"
                + " share that is of it. Recall: of those that are of this class, the share that was predicted so. F1"
                + " is their harmonic mean.", "BinaryMnist");
        page.picture(() -> new ConfusionPicture("Which class is predicted as which", confusion));
        List<List<String>> rows = IntStream.range(0, confusion.classes().size()).mapToObj(c -> List.of(
                confusion.classes().get(c), TypesetNumber.percent(confusion.precision(c)),
                TypesetNumber.percent(confusion.recall(c)), TypesetNumber.percent(confusion.f1(c)))).toList();
        page.table("All " + rows.size() + " classes", List.of("Class", "Precision", "Recall", "F1"), rows);
    }

    private void examples(String title, List<Outcome> examples) {
        boolean two = names.classes().size() == 2;
        page.in("div", () -> {
            page.heading(title, Html.small(two ? "p, the probability of " + names.classes().get(1) : ""), "What the model"
                    + " takes for the probability of the predicted class. One that was trained on squares predicts"
                    + " numbers that need not be probabilities.", "Overfitting");
            if (test.dataset() instanceof ImageDataset images) {
                page.in("div class=\"digits\"", () -> examples.forEach(e -> digit(images, e, two)));
            } else if (!examples.isEmpty()) {
                page.table("", List.of("Example", "Actual", "Predicted", "p"), examples.stream().map(e -> List.of(
                        String.valueOf(e.index()), e.target().className(), e.prediction().className(), p(e, two))).toList());
            }
        });
    }

    private String p(Outcome e, boolean two) {
        return TypesetNumber.of(e.prediction().probability(two ? 1 : e.prediction().classIndex()));
    }

    private void digit(ImageDataset images, Outcome e, boolean two) {
        byte[] png = Png.ink(images.imageWidth(), images.pixels(e.index()));
        page.in("figure class=\"d" + (e.isMistake() ? " wrong" : "") + "\"", () -> page
                .raw("<img src=\"" + Png.dataUri(png) + "\" alt=\"" + Html.escape(e.toString()) + "\"/>")
                .raw(!two ? "" : "<span class=\"bar\"><i style=\"left:" + TypesetNumber.hundredths(100
                        * e.prediction().probability(1)) + "%\"></i></span>")
                .raw("<figcaption>is " + colored(e.target(), two) + (e.isMistake() ? ", said "
                        + colored(e.prediction(), two) : "") + "<br/>p\u00a0=\u00a0" + p(e, two) + "</figcaption>"));
    }

    private static String colored(Prediction prediction, boolean two) {
        return Html.element(two ? "b class=\"c" + prediction.classIndex() + "\"" : "b", prediction.className());
    }

    private void numbers() {
        page.in("div", () -> page.add("h2", "Predicted against actual").picture(() ->
                new PredictionPicture("Predicted against actual", test)));
        if (test.targets().cols() == 1) {
            page.in("div", () -> page.add("h2", "The largest errors").table("",
                    List.of("Example", names.targets(), "Predicted", "Error"), test.hardest(EXAMPLES).stream()
                            .map(e -> List.of(String.valueOf(e.index()), TypesetNumber.of(e.target().value()),
                                    TypesetNumber.of(e.prediction().value()),
                                    TypesetNumber.of(e.prediction().value() - e.target().value()))).toList()));
        }
    }
}
