// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Chooses the kernel that runs all products of this JVM, once.
 *
 * <p>SIMD needs a module that the JDK doesn't load unless asked: {@code java --add-modules jdk.incubator.vector}.
 * Without it, plain Java does the same work and gives the same bits. {@code -Dchainrule.kernel=auto}, {@code textbook},
 * {@code scalar} or {@code simd} chooses one; {@code simd} fails if it can't run.
 */
public final class KernelSelector {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String FLAG = "--add-modules " + MODULE;
    private static final String HINT = "; for SIMD add the JVM option " + FLAG;
    /** An fma takes a nanosecond, or some 50 in the interpreter; with BigDecimal, thousands. */
    private static final int SLOW_FMA_NANOS = 500;
    private static final Choice CHOICE = choose(requireKnown(System.getProperty("chainrule.kernel", "auto")));

    /** A kernel, and what there is to say about it. */
    record Choice(Kernel kernel, String note) {
    }

    private KernelSelector() {
    }

    /** {@return the kernel for all products} */
    public static Kernel kernel() {
        return CHOICE.kernel;
    }

    /** {@return what the products run on, what would make them faster, and what makes them slow on this machine} */
    public static String description() {
        return CHOICE.kernel.description() + CHOICE.note + (isFmaSlow() ? "; this processor offers the JVM no fused"
                + " multiply-add: products take several hundred times as long as on one that does" : "");
    }

    /**
     * Without the instruction, Math.fma calculates with BigDecimal, and a training run seems to hang. The shortest of
     * many short times is one that nothing interrupted, however busy the machine is.
     */
    private static boolean isFmaSlow() {
        long shortest = Long.MAX_VALUE;
        double x = 0;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                x = Math.fma(x, 0.999, 0.001);
            }
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        // x is never negative; asking keeps the loop from being removed as useless.
        return x >= 0 && shortest > 100 * SLOW_FMA_NANOS;
    }

    /** An error thrown here would be hidden in an ExceptionInInitializerError, so it is one from the start. */
    static String requireKnown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!List.of("auto", "textbook", "scalar", "simd").contains(lower)) {
            throw new ExceptionInInitializerError("-Dchainrule.kernel=" + name
                    + ": expected auto, textbook, scalar or simd.");
        }
        if (lower.equals("simd") && !isLoaded()) {
            throw new ExceptionInInitializerError("-Dchainrule.kernel=simd needs the module " + MODULE
                    + ", which this JVM was started without. Add the JVM option " + FLAG + ".");
        }
        return lower;
    }

    static Choice choose(String name) {
        boolean loaded = isLoaded();
        return switch (name) {
            case "textbook" -> new Choice(new TextbookKernel(), "");
            case "simd" -> new Choice(new ProductDispatcher(new SimdKernel()), "");
            // Not SimdKernel::new, which would link the class here, outside of what catches its errors.
            case "auto" -> loaded && isCompiled() ? verified(() -> new SimdKernel()) : scalar(loaded ? "" : HINT);
            default -> scalar(loaded ? "" : HINT);
        };
    }

    private static Choice scalar(String note) {
        return new Choice(new ProductDispatcher(new ScalarKernel()), note);
    }

    /** Whether the JVM was started with it; then this module reads it from now on. */
    private static boolean isLoaded() {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        module.ifPresent(KernelSelector.class.getModule()::addReads);
        return module.isPresent();
    }

    /**
     * HotSpot's second compiler turns vectors into SIMD instructions; where it is missing or replaced, they are
     * objects, and far slower than plain Java.
     */
    private static boolean isCompiled() {
        String name = System.getProperty("java.vm.name", "");
        String info = System.getProperty("java.vm.info", "");
        return (name.contains("HotSpot") || name.contains("OpenJDK"))
                && !info.contains("interpreted") && !info.contains("emulated-client")
                && !System.getProperty("java.vm.version", "").contains("jvmci");
    }

    /** SIMD, if it works: a module that is still incubating may change in the next JDK. */
    static Choice verified(Supplier<BlockKernel> simd) {
        try {
            BlockKernel kernel = simd.get();
            // Just large enough for each of its loops, with vectors of two, four and eight lanes.
            boolean matches = matchesTextbook(kernel, 13, 2, 31) && matchesTextbook(kernel, 5, 2, 11)
                    && matchesTextbook(kernel, 2, 5, 81) && matchesTextbook(kernel, 16, 3, 95);
            return matches ? new Choice(new ProductDispatcher(kernel), "")
                    : scalar("; no SIMD, because it gave different numbers on this JVM");
        } catch (LinkageError | UnsupportedOperationException e) {
            return scalar("; no SIMD, because this JVM's " + MODULE + " isn't the one that the library knows ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static boolean matchesTextbook(BlockKernel kernel, int rows, int inner, int cols) {
        Random random = new Random(1);
        double[] a = random.doubles((long) rows * inner).toArray();
        double[] b = random.doubles((long) (rows + inner) * cols).toArray();
        Kernel simd = new ProductDispatcher(kernel);
        return kernel.allFinite(b)
                && Arrays.deepEquals(products(simd, rows, inner, a, b, cols),
                        products(new TextbookKernel(), rows, inner, a, b, cols))
                && (!kernel.sparse().isWorthwhile(cols) || skipsZeros(simd, rows, b, cols));
    }

    private static boolean skipsZeros(Kernel simd, int rows, double[] b, int cols) {
        SparseMatrix x = new SparseMatrix();
        x.clear(rows, SparseMatrix.BLOCK, SparseMatrix.BLOCK_BYTES * rows);
        for (byte i = 1; i <= rows; i++) {
            x.addRow(new byte[] {0, i, 0, 0, (byte) -i}, 0, SparseMatrix.BLOCK_BYTES);
        }
        x.complete(simd);
        double[] a = x.writtenTo(new double[rows * SparseMatrix.BLOCK]);
        double[][] c = {new double[rows * cols], new double[SparseMatrix.BLOCK * cols]};
        return simd.timesSkippingZeros(x, cols, b, b, c[0]) && simd.transposeTimesSkippingZeros(x, cols, b, c[1])
                && Arrays.deepEquals(c, products(new TextbookKernel(), rows, SparseMatrix.BLOCK, a, b, cols));
    }

    /** a·b, each sum from a value of b, and aᵀ·b. */
    private static double[][] products(Kernel kernel, int rows, int inner, double[] a, double[] b, int cols) {
        double[][] c = {new double[rows * cols], new double[inner * cols]};
        kernel.times(rows, inner, cols, a, b, b, c[0]);
        kernel.transposeTimes(inner, rows, cols, a, b, c[1]);
        return c;
    }
}
