/**
 * How does it learn? The training loop and who is told of it: {@link io.github.chainrule.training.Trainer} trains,
 * {@link io.github.chainrule.training.History} remembers, listeners are told. A
 * {@link io.github.chainrule.training.Comparison} trains with many settings and says which is best.
 */
package io.github.chainrule.training;
