// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.ConfusionMatrix;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.mnist.ImageDataset;
import java.util.List;

/** How the model did on examples that it wasn't trained on. */
record EvaluationSection(Html page, Evaluation test, Names names) {

    private static final int EXAMPLES = 8;
    private static final int FEW_CLASSES = 4;

    void write() {
        page.in("section class=\"" + (names.hasClasses() ? "row" : "two") + "\"",
                names.hasClasses() ? this::classes : this::numbers);
    }

    private void classes() {
        int size = test.targets().rows();
        List<Outcome> hardest = test.hardest(size);
        int mistakes = size - test.correctCount();
        examples(mistakes == 0 ? "No mistakes" : mistakes == 1 ? "The mistake" : "The most confident mistakes",
                hardest.stream().filter(e -> !e.isCorrect()).limit(EXAMPLES).toList());
        page.in("div", () -> {
            if (test.dataset().inputSize() == 2) {
                String title = "Where the model draws the line";
                page.add("h2", title).picture(() -> new BoundaryPlot(title, test.predictor(), test.dataset()));
            } else {
                examples("Correct, but least confident",
                        hardest.stream().filter(Outcome::isCorrect).limit(EXAMPLES).toList());
            }
        });
        page.in("div", this::confusion);
    }

    private void confusion() {
        ConfusionMatrix confusion = test.confusionMatrix();
        String title = "Which class is predicted as which";
        page.heading(title, "", "Precision: of the examples predicted as this class, the share that belongs to it."
                + " Recall: of the examples of this class, the share found. F1 is their harmonic mean.", "BinaryMnist")
                .picture(() -> new ConfusionPicture(title, confusion));
        List<List<String>> rows = confusion.classes().stream().map(c -> List.of(c,
                TypesetNumber.percent(confusion.precision(c)), TypesetNumber.percent(confusion.recall(c)),
                TypesetNumber.percent(confusion.f1(c)))).toList();
        page.folded(rows.size() > FEW_CLASSES, "Class by class", () -> page.table("All " + rows.size() + " classes",
                List.of("Class", "Precision", "Recall", "F1"), rows));
    }

    private void examples(String title, List<Outcome> examples) {
        boolean two = names.classes().size() == 2;
        page.in("div", () -> {
            page.heading(title, Html.element("small", "p of the predicted class"), "p is the probability that the model"
                    + " gives to the class that it predicts. A model trained on squared errors need not predict"
                    + " probabilities.", "Overfitting");
            if (test.dataset() instanceof ImageDataset images) {
                page.in("div class=\"digits\"", () -> examples.forEach(e -> digit(images, e, two)));
            } else if (!examples.isEmpty()) {
                page.table("", List.of("Example", "Actual", "Predicted", "p"), examples.stream().map(e -> List.of(
                        String.valueOf(e.index()), e.target().className(), e.prediction().className(), p(e))).toList());
            }
        });
    }

    private static String p(Outcome e) {
        return TypesetNumber.aligned(e.prediction().probability(e.prediction().className()));
    }

    private void digit(ImageDataset images, Outcome e, boolean two) {
        byte[] png = Png.ink(images.imageWidth(), images.pixels(e.index()));
        page.in("figure class=\"d" + (e.isCorrect() ? "" : " wrong") + "\"", () -> page
                .image(png, e.toString())
                .raw(!two ? "" : "<span class=\"bar\"><i style=\"left:" + TypesetNumber.hundredths(100
                        * e.prediction().probability(names.classes().get(1))) + "%\"></i></span>")
                .raw("<figcaption>actual " + colored(e.target(), two) + "<br/>p(" + colored(e.prediction(), two)
                        + ") =\u00a0" + p(e) + "</figcaption>"));
    }

    private static String colored(Prediction prediction, boolean two) {
        return Html.element(two ? "b class=\"c" + prediction.classIndex() + "\"" : "b", prediction.className());
    }

    private void numbers() {
        page.in("div", () -> page.add("h2", "Predicted against actual").picture(() ->
                new PredictionPicture("Predicted against actual", test)));
        if (test.targets().cols() == 1) {
            page.in("div", () -> page.add("h2", "The largest errors").table("",
                    List.of("Example", names.targets().get(0), "Predicted", "Error"), test.hardest(EXAMPLES).stream()
                            .map(e -> List.of(String.valueOf(e.index()), TypesetNumber.aligned(e.target().value()),
                                    TypesetNumber.aligned(e.prediction().value()),
                                    TypesetNumber.aligned(e.prediction().value() - e.target().value()))).toList()));
        }
    }
}
