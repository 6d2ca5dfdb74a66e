// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The products of the main job, (64 × 784)·(784 × 16) and (784 × 64)·(64 × 16), and square ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dchainrule.threads=1"})
public class ProductBenchmark {

    @Param({"64x784x16", "64x64x64", "256x256x256", "1024x1024x1024"})
    String shape;

    @Param({"textbook", "scalar", "simd"})
    String kernel;

    private int rows;
    private int inner;
    private int cols;
    private double[] a;
    private double[] b;
    private double[] dy;
    private double[] start;
    private double[] c;
    private double[] dw;
    private Kernel product;

    @Setup
    public void setUp() {
        String[] sizes = shape.split("x");
        rows = Integer.parseInt(sizes[0]);
        inner = Integer.parseInt(sizes[1]);
        cols = Integer.parseInt(sizes[2]);
        Random random = new Random(1);
        a = random.doubles((long) rows * inner, -1, 1).toArray();
        b = random.doubles((long) inner * cols, -1, 1).toArray();
        dy = random.doubles((long) rows * cols, -1, 1).toArray();
        start = new double[cols];
        c = new double[rows * cols];
        dw = new double[inner * cols];
        product = switch (kernel) {
            case "scalar" -> new ProductDispatcher(new ScalarKernel());
            case "simd" -> new ProductDispatcher(new SimdKernel());
            default -> new TextbookKernel();
        };
    }

    /** x·W. */
    @Benchmark
    public double[] times() {
        product.times(rows, inner, cols, a, b, start, c);
        return c;
    }

    /** xᵀ·dy. */
    @Benchmark
    public double[] transposeTimes() {
        product.transposeTimes(inner, rows, cols, a, dy, dw);
        return dw;
    }
}
