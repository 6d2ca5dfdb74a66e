// SPDX-License-Identifier: Apache-2.0
/**
 * How good is it? One pass over a dataset, and all that follows from it; and what a model says about a single example.
 *
 * <p>{@link io.github.chainrule.evaluation.Evaluation} tries a model on a dataset: loss, metrics, confusion matrix,
 * hardest examples. {@link io.github.chainrule.evaluation.Predictor} answers for examples that nobody has labelled.
 * Both read the model's output the way the {@link io.github.chainrule.loss.Loss} says, so they never disagree. Neither
 * needs an optimizer or a trainer.
 */
package io.github.chainrule.evaluation;
