// SPDX-License-Identifier: Apache-2.0
/**
 * How does it learn? {@link io.github.chainrule.training.Trainer} runs the training loop,
 * {@link io.github.chainrule.training.History} remembers it, and listeners hear what happens. A
 * {@link io.github.chainrule.training.Comparison} trains many candidates and says which is best.
 *
 * <p>Where some examples are to count more than others, train on {@code training.withWeights(weights)}; where some
 * classes are to, give the weights to the loss.
 *
 * <p>You can stop a long training run and resume it later, with the same bits:
 * {@link io.github.chainrule.training.Checkpoint}.
 */
package io.github.chainrule.training;
