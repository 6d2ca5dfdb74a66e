// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.ConfusionMatrix;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.training.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A picture as SVG, which every browser draws: sharp at any size, in light and dark, on screen and on paper.
 *
 * {@snippet :
 * Picture picture = new LineChart("Loss").axes("step", "loss").line("training", losses);
 * picture.save(Path.of("loss.svg"));                                        // a file of its own
 * String page = "<!doctype html><title>My run</title>" + picture.svg();     // or inside a page
 *
 * Picture.confusionMatrix("Test images", evaluation.confusionMatrix()).save(Path.of("confusion.svg"));
 * }
 *
 * <p>It is as wide as what it is in. Nothing in it refers to anything outside it, and its classes and ids begin with
 * {@code cr-}, so several can be on one page.
 */
public interface Picture {

    /**
     * The picture as one {@code <svg>} element. The same picture always gives the same text.
     *
     * @return the element, with its title, its description and its style inside
     * @throws IllegalStateException if there is nothing to draw, or the parts don't fit together
     */
    String svg();

    /**
     * Writes the picture to a file. It is written beside its place and then moved into it, so an existing file stays
     * whole if anything fails.
     *
     * @param file the file to write, such as {@code Path.of("loss.svg")}; a missing folder is created
     * @throws IOException           if it can't be written; the message says where and why
     * @throws IllegalStateException if there is nothing to draw, or the parts don't fit together
     */
    default void save(Path file) throws IOException {
        AtomicFile.write(file, svg());
    }

    /**
     * Draws which classes are predicted as which: a row for each actual class, a column for each predicted one. Correct
     * predictions are on the diagonal, and mistakes have a frame; a cell is darker the larger its share of the row.
     *
     * @param title  what the picture shows, in a few words
     * @param matrix the counts; only read
     * @return the picture
     * @throws IllegalArgumentException if the title is blank
     */
    static Picture confusionMatrix(String title, ConfusionMatrix matrix) {
        return new ConfusionPicture(title, matrix);
    }

    /**
     * Draws the network itself: a circle for each neuron, a line for each weight, blue below zero and orange above, the
     * wider the larger. Inputs and outputs have the predictor's names. In wide layers the neurons with the largest
     * weights are shown; in small networks the weights are written out.
     *
     * @param title     what the picture shows, in a few words
     * @param predictor a model with a {@link io.github.chainrule.layer.Linear} layer; only read
     * @return the picture
     * @throws IllegalArgumentException if the title is blank, or the model has no linear layer, or more than 24 of them
     */
    static Picture network(String title, Predictor predictor) {
        return new NetworkPicture(title, predictor);
    }

    /**
     * Draws predicted against actual numbers: a point for each example, and the diagonal on which both are equal. A
     * point above it was predicted too high. Each target has its own plot, up to six.
     *
     * @param title      what the picture shows, in a few words
     * @param evaluation of a model that predicts numbers; only read
     * @return the picture
     * @throws IllegalArgumentException if the title is blank or the target is a class
     */
    static Picture predictions(String title, Evaluation evaluation) {
        return new PredictionPicture(title, evaluation);
    }

    /**
     * Draws how the loss fell: of each batch, of 25 batches on average, and of the validation set after each epoch, if
     * there is one. Dotted lines mark the ends of epochs.
     *
     * @param title   what the picture shows, in a few words
     * @param history what {@code fit} returned
     * @return the picture
     * @throws IllegalArgumentException if the title is blank, or the history has no steps
     */
    static Picture learningCurves(String title, History history) {
        Objects.requireNonNull(history, "Picture.learningCurves: history is null.");
        return TrainingCurves.of(history).loss(title, OptionalDouble.empty());
    }

    /**
     * Draws the ROC curve, the fraction of positives that is found against that of negatives predicted as positive, for
     * each threshold: a line for class 1 of two classes, or for each class against the rest, or each label.
     *
     * @param title      what the picture shows, in a few words
     * @param evaluation of a model that predicts probabilities; only read
     * @return the picture
     * @throws IllegalArgumentException if the title is blank, or a class has no examples
     */
    static Picture rocCurve(String title, Evaluation evaluation) {
        return new ThresholdCurves(Objects.requireNonNull(evaluation, "Picture.rocCurve: evaluation is null."),
                true).draw(title);
    }

    /**
     * Draws precision against recall, for each threshold: a line for class 1 of two classes, or for each
     * class against the rest, or each label.
     *
     * @param title      what the picture shows, in a few words
     * @param evaluation of a model that predicts probabilities; only read
     * @return the picture
     * @throws IllegalArgumentException if the title is blank, or a class has no examples
     */
    static Picture precisionRecallCurve(String title, Evaluation evaluation) {
        return new ThresholdCurves(Objects.requireNonNull(evaluation, "Picture.precisionRecallCurve: evaluation is"
                + " null."), false).draw(title);
    }
}
