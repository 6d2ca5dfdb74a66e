// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/** The loops of {@link Kernel}, unchanged. */
record TextbookKernel() implements Kernel {
}
