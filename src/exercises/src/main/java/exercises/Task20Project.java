// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.data.*;
import io.github.chainrule.evaluation.*;
import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import io.github.chainrule.table.*;
import io.github.chainrule.training.*;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Task 20: a project of your own, on a table that you choose.
 *
 * <p>Look for a table with at least 100 rows (the UCI Machine Learning Repository has hundreds) and a question that its
 * other columns might answer. Put it into the project's folder as {@code table.csv}. Classes and numeric targets are both
 * welcome.
 *
 * <p>The grader checks the following (16 points); your lecturer may judge more:
 *
 * <ul>
 *   <li>Reproducible: the same seed gives the same predictions, to the last bit, and another seed gives others.
 *   <li>No leak: at least a fifth of the rows are for the test, none of them equals a row of the training set, and
 *       {@code train} makes do with the rows that it is given. It may hold back a part of them for validation.
 *   <li>The model beats a baseline on the test set: for classes, predicting the most frequent class of the training
 *       set; for numbers, predicting their mean.
 *   <li>A report, {@code report.md}, of at least 200 words, with the headings Question, Data, Method, Result and
 *       Limits. Under Result, give the model's test score and the baseline's, with two digits after the point: the
 *       accuracy, or the root mean squared error. The grader's message shows them.
 * </ul>
 */
public final class Task20Project {

    private Task20Project() {
    }

    /** What training returns: how rows become inputs, and the model with what its outputs mean. */
    public record Trained(TableEncoder encoder, Predictor predictor) {
    }

    /**
     * Reads the table: {@code Given.table("table.csv").withClassTarget("...")} or {@code .withNumericTargets("...")}.
     *
     * @return the table, with its target
     */
    public static Table table() throws IOException {
        throw new NotWrittenYet("table");
    }

    /**
     * Splits the table into training and test rows: {@code table.split(0.2, seed)} does.
     *
     * @param table all rows
     * @param seed  for the order
     * @return the rows for training and those for the test
     */
    public static Split<Table> split(Table table, long seed) {
        throw new NotWrittenYet("split");
    }

    /**
     * Trains. {@code TableEncoder.fit(training)} learns the columns, {@code encoder.encode(training)} makes a dataset,
     * {@code Scaler.standard(dataset).transform(dataset)} scales it, and {@code trainer.predictor()} has all that.
     *
     * @param training the rows to train on; everything else is unknown
     * @param seed     for all that is random: {@link Random new Random(seed)} for the weights, and the trainer's seed
     * @return encoder and predictor
     */
    public static Trained train(Table training, long seed) {
        throw new NotWrittenYet("train");
    }

    /** {@return the text of report.md: {@link Files#readString} of {@link Path#of}} */
    public static String report() throws IOException {
        throw new NotWrittenYet("report");
    }
}
