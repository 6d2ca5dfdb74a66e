/**
 * The ground floor: a table of doubles and its three products.
 *
 * <p>{@link io.github.chainrule.matrix.Matrix} is all that the rest of the library sees.
 */
package io.github.chainrule.matrix;
