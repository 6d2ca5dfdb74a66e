// SPDX-License-Identifier: Apache-2.0
/**
 * How wrong a prediction is, and where the backward pass begins.
 *
 * <p>Each loss has its value and its gradient next to each other. One sigmoid output:
 * {@link io.github.chainrule.loss.BinaryCrossEntropy}; one linear output:
 * {@link io.github.chainrule.loss.BinaryCrossEntropyWithLogits}; several classes:
 * {@link io.github.chainrule.loss.CrossEntropy}; numbers: {@link io.github.chainrule.loss.MeanSquaredError}. To weight
 * classes: {@code withClassWeights}, {@code positiveWeight}; to weight examples:
 * {@link io.github.chainrule.loss.Loss#withWeights}.
 */
package io.github.chainrule.loss;
