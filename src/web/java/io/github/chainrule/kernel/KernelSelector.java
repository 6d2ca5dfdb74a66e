// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import browser.BrowserKernel;

/** Chooses the only kernel there is in a browser. */
public final class KernelSelector {

    private static final Kernel KERNEL = new BrowserKernel();

    private KernelSelector() {
    }

    /** {@return the kernel for all products} */
    public static Kernel kernel() {
        return KERNEL;
    }

    /** {@return what the products run on} */
    public static String description() {
        return KERNEL.description();
    }
}
