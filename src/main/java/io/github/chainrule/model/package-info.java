// SPDX-License-Identifier: Apache-2.0
/**
 * Layers in a chain, and what one batch leaves behind on its way through and back.
 *
 * <p>{@link io.github.chainrule.model.ForwardPass} is the main idea of the library: back-propagation in a dozen lines.
 */
package io.github.chainrule.model;
