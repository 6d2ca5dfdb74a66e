package io.github.chainrule.matrix;

import java.util.Locale;

/**
 * The kernel that all products of this JVM run on, chosen once.
 *
 * <p>SIMD needs a module that the JDK doesn't load by itself: {@code java --add-modules jdk.incubator.vector}. Without
 * it plain Java does the same work, with the same bits. {@code -Dchainrule.kernel=auto}, {@code scalar} or
 * {@code vector} asks for one; {@code vector} fails where it can't run.
 */
public final class Kernels {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String FLAG = "--add-modules " + MODULE;
    private static final Kernel KERNEL = choose(System.getProperty("chainrule.kernel", "auto"));

    private Kernels() {
    }

    static Kernel kernel() {
        return KERNEL;
    }

    /** {@return what the products of this JVM run on, in a few words, and how it would be faster} */
    public static String description() {
        return KERNEL.description() + (KERNEL instanceof ScalarKernel && !isLoaded() ? "; for SIMD add the JVM option "
                + FLAG : "");
    }

    /** An error thrown here would be hidden in an ExceptionInInitializerError, so it is one from the start. */
    private static Kernel choose(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "auto" -> isLoaded() && isCompiled() ? new VectorKernel() : new ScalarKernel();
            case "scalar" -> new ScalarKernel();
            case "vector" -> {
                if (!isLoaded()) {
                    throw new ExceptionInInitializerError("-Dchainrule.kernel=vector needs the module " + MODULE
                            + ", which this JVM was started without. Add the JVM option " + FLAG + ".");
                }
                yield new VectorKernel();
            }
            default -> throw new ExceptionInInitializerError("-Dchainrule.kernel=" + name
                    + ": expected auto, scalar or vector.");
        };
    }

    private static boolean isLoaded() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** HotSpot's compiler makes SIMD instructions of vectors; an interpreter makes thousands of objects. */
    private static boolean isCompiled() {
        return System.getProperty("java.vm.name", "").matches(".*(HotSpot|OpenJDK).*")
                && !System.getProperty("java.vm.info", "").contains("interpreted");
    }
}
