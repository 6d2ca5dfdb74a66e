// SPDX-License-Identifier: Apache-2.0
/**
 * How good is it? One pass over a dataset, and all that follows from it; and what a model predicts for new examples.
 *
 * <dl>
 *   <dt>output</dt><dd>what the last layer returns: a logit, a probability, or a number on the scale of training</dd>
 *   <dt>prediction</dt><dd>what an output means, as the {@link io.github.chainrule.loss.Loss} has it: a probability of
 *       each class, or a number in the target's own unit; for one example a
 *       {@link io.github.chainrule.evaluation.Prediction}</dd>
 *   <dt>target</dt><dd>what the prediction should be</dd>
 *   <dt>threshold</dt><dd>the probability above which class 1 of two is predicted</dd>
 *   <dt>{@link io.github.chainrule.evaluation.Outcome}</dt><dd>one example's prediction beside its target</dd>
 *   <dt>loss</dt><dd>what training minimizes</dd>
 *   <dt>{@link io.github.chainrule.evaluation.Metric}</dt><dd>another measure of quality, such as accuracy</dd>
 *   <dt>score</dt><dd>a metric's value; several are {@link io.github.chainrule.evaluation.Scores}</dd>
 * </dl>
 *
 * <p>{@link io.github.chainrule.evaluation.Predictor} predicts, and evaluates a dataset: {@link
 * io.github.chainrule.evaluation.Evaluation}. Neither needs an optimizer or a trainer.
 */
package io.github.chainrule.evaluation;
