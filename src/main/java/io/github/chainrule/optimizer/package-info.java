/**
 * What changes the parameters: {@link io.github.chainrule.optimizer.Sgd} follows the gradient,
 * {@link io.github.chainrule.optimizer.Adam} adapts the step to each weight.
 */
package io.github.chainrule.optimizer;
