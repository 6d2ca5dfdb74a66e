// SPDX-License-Identifier: Apache-2.0
/**
 * Handwritten digits, their file format, and the questions you can ask about them.
 *
 * <p>{@link io.github.chainrule.mnist.Mnist} reads the files, and makes a {@link io.github.chainrule.data.Dataset} for
 * each task. It also reads datasets of the same form, such as Fashion-MNIST.
 */
package io.github.chainrule.mnist;
