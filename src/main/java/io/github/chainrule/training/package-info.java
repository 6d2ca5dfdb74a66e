/**
 * The training loop and what one wants to know about it: {@link io.github.chainrule.training.Trainer} trains,
 * {@link io.github.chainrule.training.History} remembers, metrics measure, listeners are told.
 */
package io.github.chainrule.training;
