/**
 * How does it learn? The training loop and who is told of it: {@link io.github.chainrule.training.Trainer} trains,
 * {@link io.github.chainrule.training.History} remembers, listeners are told. A
 * {@link io.github.chainrule.training.Comparison} trains with many settings and says which is best.
 *
 * <p>A training that takes long can be stopped, and go on later with the same bits:
 * {@link io.github.chainrule.training.Checkpoint}.
 */
package io.github.chainrule.training;
