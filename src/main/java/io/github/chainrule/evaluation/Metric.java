// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * A measure of how good predictions are, besides the loss. Training doesn't use it.
 *
 * {@snippet :
 * trainer.metric(new BinaryAccuracy()).metric(Metric.recall("yes"));
 * trainer.evaluate(test).score(Metric.rocAuc());
 * }
 *
 * <p>A metric sees all rows at once, so it need not be a mean over them: R² and the area under a curve are metrics too.
 * It is given {@linkplain io.github.chainrule.loss.Loss#predictions predictions}, not outputs, so it doesn't depend on
 * what the last layer is. To write your own, implement the three abstract methods.
 */
public interface Metric {

    /** {@return its name in tables and histories, such as {@code accuracy}; no two metrics of a run share one} */
    String name();

    /** {@return whether larger values are better, as for an accuracy; false for an error} */
    boolean higherIsBetter();

    /**
     * The metric over all rows.
     *
     * @param predictions {@code loss.predictions(outputs)}, one row per example; only read
     * @param targets     the targets of the same examples, in the same shape; only read
     * @return the value; NaN where it isn't defined for these targets, such as the recall of a class without examples
     * @throws IllegalArgumentException if the shapes differ, a value isn't finite, or the metric is for other targets
     */
    double value(Matrix predictions, Matrix targets);

    /**
     * The metric over all rows, when it is known what they are called. Override it if your metric needs class names.
     *
     * @param predictor   whose predictions these are
     * @param predictions as above
     * @param targets     as above
     * @return {@code value(predictions, targets)}
     * @throws IllegalArgumentException as above, or if the metric is about a class that the predictor doesn't have
     */
    default double value(Predictor predictor, Matrix predictions, Matrix targets) {
        return value(predictions, targets);
    }

    /**
     * The fraction of examples whose {@linkplain Prediction#classIndexOf predicted class} is the actual one. Between
     * two classes in one column it equals {@link BinaryAccuracy}.
     *
     * @return the metric
     * @see <a href="https://lightning.ai/docs/torchmetrics/stable/classification/accuracy.html">torchmetrics</a>
     */
    static Metric accuracy() {
        return new Formula("accuracy", true, Formula::accuracy);
    }

    /**
     * Of the examples that were predicted as a class, the fraction that belongs to it: {@code TP / (TP + FP)}. For
     * several classes or labels it is the mean over them ("macro"), without those for which it isn't defined.
     *
     * @param classes the names of classes or labels, {@code "0"}, {@code "1"}, … if they have none. Without any, it is
     *                about class 1 of two, the second one in {@link io.github.chainrule.data.Names#classes()}, or
     *                about all of several classes or labels
     * @return the metric; NaN if no example was predicted as the class
     * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_score.html">sklearn</a>
     */
    static Metric precision(String... classes) {
        return Formula.ofEach("precision", classes, ConfusionMatrix::precision);
    }

    /**
     * Of the examples of a class, the fraction that was predicted as such: {@code TP / (TP + FN)}.
     *
     * @param classes as for {@link #precision}
     * @return the metric; NaN if there is no example of the class
     * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.recall_score.html">sklearn</a>
     */
    static Metric recall(String... classes) {
        return Formula.ofEach("recall", classes, ConfusionMatrix::recall);
    }

    /**
     * The harmonic mean of precision and recall, which is only high if both are: {@code 2·TP / (2·TP + FP + FN)}.
     *
     * @param classes as for {@link #precision}
     * @return the metric; NaN if there is no example of the class and none was predicted as such
     * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.f1_score.html">sklearn</a>
     */
    static Metric f1(String... classes) {
        return Formula.ofEach("F1", classes, ConfusionMatrix::f1);
    }

    /**
     * The area under the ROC curve: the probability that an example of class 1 gets a higher prediction than one of
     * class 0, where a tie counts half. It depends on no threshold; 1 is a perfect order, 0.5 is chance. For several
     * classes it is the mean of each class against the rest, for several labels the mean; those without examples don't
     * count.
     *
     * @return the metric; NaN if all examples are of one class
     * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html">sklearn</a>
     */
    static Metric rocAuc() {
        return new Formula("ROC AUC", true, Formula::rocAuc);
    }

    /**
     * How much the targets surprise the model: {@code −1/N · Σ ln p(actual class)}. It is what cross-entropies
     * minimize; it can be measured for a model that was trained with another loss. As in PyTorch's {@code BCELoss}, a
     * logarithm is at least −100, so a probability of 0 costs 100, not infinity.
     *
     * @return the metric
     * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.log_loss.html">sklearn</a>,
     *      which has another limit
     */
    static Metric logLoss() {
        return new Formula("log loss", false, Formula::logLoss);
    }

    /**
     * The fraction of the variance of a numeric target that the model explains:
     * {@code R² = 1 − Σ (t − p)² / Σ (t − mean of t)²}. 1 is perfect, 0 is as good as always predicting the mean, below
     * 0 is worse. For several targets it is the mean.
     *
     * @param targets the names of those that it is about; all, unless you name any
     * @return the metric; NaN if all targets are equal, so there is nothing to explain
     * @see <a href="https://lightning.ai/docs/torchmetrics/stable/regression/r2_score.html">torchmetrics</a>
     */
    static Metric rSquared(String... targets) {
        return Formula.ofNumbers("R2", true, targets, Formula::rSquared);
    }

    /**
     * The mean absolute error of a numeric target, in its own unit: {@code MAE = 1/N · Σ |p − t|}.
     *
     * @param targets as for {@link #rSquared}
     * @return the metric
     * @see <a href="https://lightning.ai/docs/torchmetrics/stable/regression/mean_absolute_error.html">torchmetrics</a>
     */
    static Metric meanAbsoluteError(String... targets) {
        return Formula.ofNumbers("mean absolute error", false, targets, (p, t) -> Formula.meanError(p, t, Math::abs));
    }

    /**
     * The root mean squared error of a numeric target, in its own unit: {@code RMSE = √(1/N · Σ (p − t)²)}. Large
     * errors count more.
     *
     * @param targets as for {@link #rSquared}
     * @return the metric
     * @see <a href="https://lightning.ai/docs/torchmetrics/stable/regression/mean_squared_error.html">torchmetrics</a>,
     *      with {@code squared=False}
     */
    static Metric rootMeanSquaredError(String... targets) {
        return Formula.ofNumbers("root mean squared error", false, targets,
                (p, t) -> Math.sqrt(Formula.meanError(p, t, error -> error * error)));
    }
}
