package io.github.chainrule.matrix;

/** The kernel that all products of this JVM run on. */
public final class Kernels {

    private static final Kernel KERNEL = new ScalarKernel();

    private Kernels() {
    }

    static Kernel kernel() {
        return KERNEL;
    }

    /** {@return what the products of this JVM run on, in a few words} */
    public static String description() {
        return KERNEL.description();
    }
}
