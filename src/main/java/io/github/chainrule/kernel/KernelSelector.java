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
    /** Beyond the number of calls that the compiler waits for. */
    private static final int WARM_UP_ROUNDS = 500;
    /** An fma takes no longer than a multiplication and an addition; with BigDecimal, at least a hundred times. */
    private static final int SLOW_FMA = 50;
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
     * Multiplies small matrices of zeros, as a batch of images goes forward and back, until the compiler looks at the
     * products: until it has compiled it, SIMD code works with objects.
     */
    public static void warmUp() {
        int rows = 16;
        int inner = 64;
        int cols = 16;
        SparseIndex index = new SparseIndex();
        double[] x = new double[rows * inner];
        double[] w = new double[inner * cols];
        double[] y = new double[rows * cols];
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            index.clear(rows, x.length / 4);
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < inner; k += 4) {
                    index.add(k, 0);
                }
                index.endRow();
            }
            index.build(inner);
            kernel().times(rows, inner, cols, x, index, w, new double[cols], y);
            kernel().transposeTimes(inner, rows, cols, x, index, y, w);
        }
    }

    /**
     * Without the instruction Math.fma calculates with BigDecimal, and a training run seems to hang. The shortest of many
     * short times is one that nothing came between, however busy the machine is.
     */
    private static boolean isFmaSlow() {
        long fused = Long.MAX_VALUE;
        long plain = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            double x = round;
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                x = Math.fma(x, 0.999, 0.001);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                x = x * 0.999 + 0.001;
            }
            // x is never negative; asking keeps the loops from being removed as useless.
            plain = Math.min(plain, x < 0 ? 0 : System.nanoTime() - middle);
            fused = Math.min(fused, middle - start);
        }
        return fused > SLOW_FMA * Math.max(plain, 1);
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
            case "auto" -> loaded && isCompiled() ? verified(() -> new SimdKernel()) : scalar(loaded);
            default -> scalar(loaded);
        };
    }

    private static Choice scalar(boolean loaded) {
        return scalar(loaded ? "" : "; for SIMD add the JVM option " + FLAG);
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
     * HotSpot's second compiler makes SIMD instructions of vectors; where it is missing or another one takes its place
     * they are objects, and slower than plain Java by far.
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
                    : scalar("; no SIMD, because it gave other numbers on this JVM");
        } catch (LinkageError | UnsupportedOperationException e) {
            return scalar("; no SIMD, because this JVM's " + MODULE + " isn't the one that the library knows ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static boolean matchesTextbook(BlockKernel kernel, int rows, int inner, int cols) {
        Random random = new Random(1);
        SparseIndex index = new SparseIndex();
        index.clear(rows, rows * inner);
        double[] a = new double[rows * inner];
        for (int i = 0; i < rows; i++) {
            for (int k = i % 2; k < inner; k += 2) {
                a[i * inner + k] = (1 + random.nextInt(255)) / 255.0;
                index.add(k, a[i * inner + k]);
            }
            index.endRow();
        }
        index.build(inner);
        double[] b = random.doubles((long) Math.max(rows, inner) * cols).toArray();
        boolean matches = kernel.allFinite(b) && kernel.sparse().allZeroSafe(b);
        for (SparseIndex known : List.of(index, SparseIndex.NONE)) {
            double[] expected = product(new TextbookKernel(), rows, inner, cols, a, known, b);
            matches &= Arrays.equals(product(new ProductDispatcher(kernel), rows, inner, cols, a, known, b), expected);
        }
        return matches;
    }

    /** a·b, and below it aᵀ·b. */
    private static double[] product(Kernel kernel, int rows, int inner, int cols, double[] a, SparseIndex index,
                                    double[] b) {
        double[] c = new double[(rows + inner) * cols];
        kernel.transposeTimes(inner, rows, cols, a, index, b, c);
        System.arraycopy(c, 0, c, rows * cols, inner * cols);
        kernel.times(rows, inner, cols, a, index, b, b, c);
        return c;
    }
}
