package io.github.chainrule.matrix;

import java.util.Locale;
import java.util.Optional;

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
    /** Measured: 10 with the instruction, 7,100 without it. */
    private static final long SLOW_FMA_NANOS = 1_000;
    private static final long FMA_NANOS = nanosOfAnFma();
    private static final int WARM_ROWS = 8;
    private static final int WARM_INNER = 24;
    private static final int WARM_COLS = 16;
    /** A few more than the compiler waits for. */
    private static final int WARM_ROUNDS = 3_000;
    private static final Kernel KERNEL = choose(System.getProperty("chainrule.kernel", "auto"));

    private Kernels() {
    }

    static Kernel kernel() {
        return KERNEL;
    }

    /**
     * Lets the JVM's compiler get to know the products on a thread of its own, while the program does something else,
     * such as reading its data. Until it is compiled SIMD code runs by way of objects, and it takes some thousand calls
     * until the compiler looks at it: small products get there sooner than the training's own. It changes nothing
     * else, and may be left out.
     */
    public static void warmUp() {
        warmUpThread().start();
    }

    static Thread warmUpThread() {
        Thread thread = new Thread(() -> {
            double[] a = new double[WARM_ROWS * WARM_INNER];
            double[] b = new double[WARM_INNER * WARM_COLS];
            double[] c = new double[WARM_ROWS * WARM_COLS];
            for (int round = 0; round < WARM_ROUNDS; round++) {
                KERNEL.times(0, WARM_ROWS, WARM_INNER, WARM_COLS, a, b, new double[WARM_COLS], c);
            }
        }, "chainrule-warm-up");
        thread.setDaemon(true);
        return thread;
    }

    /** {@return what the products of this JVM run on, in a few words, and how it would be faster} */
    public static String description() {
        if (FMA_NANOS > SLOW_FMA_NANOS) {
            return KERNEL.description() + "; this processor offers the JVM no fused multiply-add, and products take"
                    + " several hundred times as long as on one that does";
        }
        return KERNEL.description() + (KERNEL instanceof ScalarKernel && !isLoaded() ? "; for SIMD add the JVM option "
                + FLAG : "");
    }

    /** Without the instruction, Math.fma calculates with BigDecimal, and a training seems to hang. */
    private static long nanosOfAnFma() {
        int times = 2_000;
        double sum = 1;
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            sum = Math.fma(sum, 0.999, 0.001);
        }
        long nanos = (System.nanoTime() - start) / times;
        return sum > 0 ? nanos : 0;     // so that the loop isn't left out as useless
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

    /** Whether the JVM was started with it; then this module reads it from now on. */
    private static boolean isLoaded() {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        module.ifPresent(Kernels.class.getModule()::addReads);
        return module.isPresent();
    }

    /**
     * HotSpot's second compiler makes SIMD instructions of vectors; where it is missing or another one takes its place
     * they are objects, and slower than plain Java by far.
     */
    private static boolean isCompiled() {
        return System.getProperty("java.vm.name", "").matches(".*(HotSpot|OpenJDK).*")
                && !System.getProperty("java.vm.info", "").matches(".*(interpreted|emulated-client).*")
                && !System.getProperty("java.vm.version", "").contains("jvmci");
    }
}
