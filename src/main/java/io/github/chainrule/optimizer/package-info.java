// SPDX-License-Identifier: Apache-2.0
/**
 * What changes the parameters: {@link io.github.chainrule.optimizer.Sgd} follows the gradient,
 * {@link io.github.chainrule.optimizer.Adam} adapts the step to each weight; a
 * {@link io.github.chainrule.optimizer.Schedule} changes the learning rate during training.
 */
package io.github.chainrule.optimizer;
