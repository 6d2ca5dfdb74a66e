/**
 * Looking inside: {@link io.github.chainrule.inspect.GradientCheck} says whether the gradients are right.
 */
package io.github.chainrule.inspect;
