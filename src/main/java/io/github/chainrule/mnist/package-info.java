/**
 * Handwritten digits, their file format, and the questions that can be asked about them.
 *
 * <p>{@link io.github.chainrule.mnist.Mnist} reads the files, and makes a {@link io.github.chainrule.data.Dataset} for
 * each task. Datasets of the same form, such as Fashion-MNIST, can be read as well.
 */
package io.github.chainrule.mnist;
