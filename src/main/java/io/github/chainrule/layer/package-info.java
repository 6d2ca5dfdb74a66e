// SPDX-License-Identifier: Apache-2.0
/**
 * Functions with their derivatives: each layer's forward computation is next to its gradient, in one short file.
 *
 * <p>Start with {@link io.github.chainrule.layer.Sigmoid}, then read {@link io.github.chainrule.layer.Linear}. In all
 * formulas {@code A·B} is the matrix product and {@code a ⊙ b} multiplies entry by entry. The package
 * {@link io.github.chainrule.model} chains layers.
 */
package io.github.chainrule.layer;
