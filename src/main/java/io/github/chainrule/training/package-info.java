/**
 * How does it learn? {@link io.github.chainrule.training.Trainer} runs the training loop,
 * {@link io.github.chainrule.training.History} remembers it, and listeners hear what happens.
 */
package io.github.chainrule.training;
