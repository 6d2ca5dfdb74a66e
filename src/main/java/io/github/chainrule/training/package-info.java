/**
 * How does it learn? {@link io.github.chainrule.training.Trainer} runs the training loop,
 * {@link io.github.chainrule.training.History} remembers it, and listeners hear what happens. A
 * {@link io.github.chainrule.training.Comparison} trains with many settings and says which is best.
 */
package io.github.chainrule.training;
