// SPDX-License-Identifier: Apache-2.0
/**
 * Examples for a network: where they come from, and how they are handed out in batches.
 *
 * <p>A {@link io.github.chainrule.data.Dataset} holds examples, {@link io.github.chainrule.data.Batches} hands them
 * out, in a new order each epoch, and a {@link io.github.chainrule.data.Batch} is what one step of the optimizer sees.
 * A {@link io.github.chainrule.data.Split} keeps apart what to learn from and what to test on, and a
 * {@link io.github.chainrule.data.Scaler} brings columns of numbers to a common scale.
 * {@link io.github.chainrule.data.ToyData} has examples that you can draw.
 *
 * <p>Nothing in this package knows about networks.
 */
package io.github.chainrule.data;
