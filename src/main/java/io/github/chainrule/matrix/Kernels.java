// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The kernel that runs all products of this JVM. It is chosen once.
 *
 * <p>SIMD needs a module that the JDK doesn't load unless asked: {@code java --add-modules jdk.incubator.vector}.
 * Without it, plain Java does the same work and gives the same bits. {@code -Dchainrule.kernel=auto}, {@code textbook},
 * {@code scalar} or {@code vector} chooses one; {@code vector} fails if it can't run.
 */
public final class Kernels {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String FLAG = "--add-modules " + MODULE;
    private static final int WARM_ROWS = 16;
    private static final int WARM_INNER = 64;
    private static final int WARM_COLS = 16;
    /** A few more than the compiler waits for. */
    private static final int WARM_ROUNDS = 500;
    /** An fma takes no longer than a multiplication and an addition; with BigDecimal, at least a hundred times. */
    private static final int SLOW_FMA = 50;
    private static final String ASKED = requireKnown(System.getProperty("chainrule.kernel", "auto"));

    /** A kernel, and what there is to say about it. */
    record Choice(Kernel kernel, String remark) {
    }

    /** Chosen when it is first needed, or by {@link #warmUp} meanwhile: trying a kernel takes a moment. */
    private static final class Chosen {

        private static final Choice CHOICE = choose(ASKED);
    }

    private Kernels() {
    }

    static Kernel kernel() {
        return Chosen.CHOICE.kernel;
    }

    /**
     * Warms up the products of images on a thread of its own, while the program does something else, such as reading
     * its data. Until the JVM compiles it, SIMD code works with objects, and the compiler only looks at it after some
     * thousand calls: small products get there sooner than those of the training. This changes no result and is never
     * necessary.
     */
    public static void warmUp() {
        warmUpThread().start();
    }

    static Thread warmUpThread() {
        Thread thread = new Thread(() -> {
            byte[] pixels = new byte[WARM_ROWS * WARM_INNER];
            for (int i = 0; i < pixels.length; i += 4) {
                pixels[i] = 1;
            }
            ByteRows images = new ByteRows(WARM_INNER);
            images.add(pixels);
            Matrix x = Matrix.zeros(WARM_ROWS, WARM_INNER);
            Matrix w = Matrix.zeros(WARM_INNER, WARM_COLS);
            for (int round = 0; round < WARM_ROUNDS; round++) {
                images.read(new int[WARM_ROWS], x);
                x.transposeTimes(x.times(w), w);
            }
        }, "chainrule-warm-up");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Says in a few words what the products run on, and what would make them faster.
     *
     * @return a text that stays the same on one machine, with one JVM and the same options
     */
    public static String description() {
        return kernel().description() + Chosen.CHOICE.remark;
    }

    /**
     * Says what makes products slow on this machine, whatever the kernel: a processor that offers the JVM no fused
     * multiply-add. This is measured, so print it for a person, and not where two runs must print the same.
     *
     * @return a sentence, if there is anything to say
     */
    public static Optional<String> warning() {
        return isFmaSlow() ? Optional.of("This processor offers the JVM no fused multiply-add: products take several"
                + " hundred times as long as on one that does.") : Optional.empty();
    }

    /**
     * Without the instruction Math.fma calculates with BigDecimal, and a training seems to hang. The shortest of many
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
            // x is never negative; asking keeps the loops from being left out as useless.
            plain = Math.min(plain, x < 0 ? 0 : System.nanoTime() - middle);
            fused = Math.min(fused, middle - start);
        }
        return fused > SLOW_FMA * Math.max(plain, 1);
    }

    /** An error thrown here would be hidden in an ExceptionInInitializerError, so it is one from the start. */
    static String requireKnown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!List.of("auto", "textbook", "scalar", "vector").contains(lower)) {
            throw new ExceptionInInitializerError("-Dchainrule.kernel=" + name
                    + ": expected auto, textbook, scalar or vector.");
        }
        if (lower.equals("vector") && !isLoaded()) {
            throw new ExceptionInInitializerError("-Dchainrule.kernel=vector needs the module " + MODULE
                    + ", which this JVM was started without. Add the JVM option " + FLAG + ".");
        }
        return lower;
    }

    static Choice choose(String name) {
        boolean loaded = isLoaded();
        return switch (name) {
            case "textbook" -> new Choice(new TextbookKernel(), "");
            case "vector" -> new Choice(new VectorKernel(), "");
            // Not VectorKernel::new, which would link the class here, outside of what catches its errors.
            case "auto" -> loaded && isCompiled() ? tried(() -> new VectorKernel()) : scalar(loaded);
            default -> scalar(loaded);
        };
    }

    private static Choice scalar(boolean loaded) {
        return new Choice(new ScalarKernel(), loaded ? "" : "; for SIMD add the JVM option " + FLAG);
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
        String name = System.getProperty("java.vm.name", "");
        String info = System.getProperty("java.vm.info", "");
        return (name.contains("HotSpot") || name.contains("OpenJDK"))
                && !info.contains("interpreted") && !info.contains("emulated-client")
                && !System.getProperty("java.vm.version", "").contains("jvmci");
    }

    /** SIMD, if it works: a module that is still incubating may be another one in the next JDK. */
    static Choice tried(Supplier<Kernel> simd) {
        try {
            Kernel kernel = simd.get();
            if (givesTheBitsOfTheTextbook(kernel)) {
                return new Choice(kernel, "");
            }
            return new Choice(new ScalarKernel(), "; no SIMD, because it gave other numbers on this JVM");
        } catch (LinkageError | UnsupportedOperationException e) {
            return new Choice(new ScalarKernel(), "; no SIMD, because this JVM's " + MODULE
                    + " isn't the one that the library knows (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** For products just large enough for each of a kernel's ways, with vectors of two, four and eight lanes. */
    private static boolean givesTheBitsOfTheTextbook(Kernel kernel) {
        return givesTheBitsOfTheTextbook(kernel, 13, 2, 31) && givesTheBitsOfTheTextbook(kernel, 5, 2, 11)
                && givesTheBitsOfTheTextbook(kernel, 2, 5, 81);
    }

    private static boolean givesTheBitsOfTheTextbook(Kernel kernel, int rows, int inner, int cols) {
        Random random = new Random(1);
        double[] a = numbers(rows * inner, random);
        double[] b = numbers(inner * cols, random);
        double[] start = numbers(cols, random);
        Part whole = Part.whole(rows, cols);
        Kernel textbook = new TextbookKernel();
        double[] expected = new double[rows * cols];
        double[] actual = new double[rows * cols];
        textbook.times(whole, inner, cols, a, b, start, expected);
        kernel.times(whole, inner, cols, a, b, start, actual);
        boolean right = Arrays.equals(actual, expected);
        textbook.transposeTimes(whole, rows, inner, cols, a, b, expected);
        kernel.transposeTimes(whole, rows, inner, cols, a, b, actual);
        return right && Arrays.equals(actual, expected) && kernel.allFinite(actual)
                && kernel.zeroSkipping().map(Kernels::givesTheBitsOfTheTextbook).orElse(true);
    }

    private static double[] numbers(int count, Random random) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextDouble();
        }
        return numbers;
    }

    /** The same for what isn't zero, in rows just long enough for each of its ways through. */
    private static boolean givesTheBitsOfTheTextbook(ZeroSkipping kernel) {
        int rows = 16;
        int inner = 3;
        int cols = 95;
        ByteRows images = new ByteRows(inner);
        byte[] bytes = new byte[rows * inner];
        int[] numbers = new int[rows];
        for (int i = 0; i < rows; i++) {
            bytes[i * inner + i % inner] = (byte) (i + 1);
            numbers[i] = i;
        }
        images.add(bytes);
        NonZeros x = new NonZeros();
        images.list(numbers, rows, x);
        double[] a = x.readable(new double[rows * inner]);
        double[] b = numbers(rows * cols, new Random(2));
        double[] expected = new double[rows * cols];
        double[] actual = new double[rows * cols];
        Kernel textbook = new TextbookKernel();
        textbook.times(Part.whole(rows, cols), inner, cols, a, b, b, expected);
        kernel.times(Part.whole(rows, cols), x, cols, b, b, actual);
        boolean right = Arrays.equals(actual, expected);
        textbook.transposeTimes(Part.whole(inner, cols), inner, rows, cols, a, b, expected);
        kernel.transposeTimes(Part.whole(inner, cols), x, cols, b, actual);
        return right && Arrays.equals(actual, expected) && kernel.allSafe(b);
    }
}
