// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which kernel is taken. */
class KernelsTest {

    /** The textbook's numbers, but for what a test changes. */
    private static class Altered implements Kernel {

        private final Kernel textbook = new TextbookKernel();

        @Override
        public void times(Part part, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
            textbook.times(part, inner, cols, a, b, start, c);
        }

        @Override
        public void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b,
                                   double[] c) {
            textbook.transposeTimes(part, rows, inner, cols, a, b, c);
        }

        @Override
        public boolean allFinite(double[] values) {
            return textbook.allFinite(values);
        }

        @Override
        public String description() {
            return "altered";
        }
    }

    private static void assertScalar(Supplier<Kernel> simd, String remark) {
        Kernels.Choice choice = Kernels.tried(simd);
        assertThat(choice.kernel()).isInstanceOf(ScalarKernel.class);
        assertThat(choice.remark()).isEqualTo(remark);
    }

    @Test
    void a_kernel_with_the_bits_of_the_textbook_is_taken() {
        Kernel right = new Altered();
        assertThat(Kernels.tried(() -> right)).isEqualTo(new Kernels.Choice(right, ""));
    }

    @Test
    void a_kernel_that_can_not_be_linked_or_lacks_an_operation_is_not_taken() {
        String remark = "; no SIMD, because this JVM's jdk.incubator.vector isn't the one that the library knows";
        assertScalar(() -> {
            throw new NoSuchMethodError("fma");
        }, remark + " (NoSuchMethodError)");
        assertScalar(() -> new Altered() {
            @Override
            public void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b,
                                       double[] c) {
                throw new UnsupportedOperationException("fma");
            }
        }, remark + " (UnsupportedOperationException)");
    }

    @Test
    void a_kernel_with_one_wrong_bit_is_not_taken() {
        String remark = "; no SIMD, because it gave other numbers on this JVM";
        assertScalar(() -> new Altered() {
            @Override
            public void times(Part part, int inner, int cols, double[] a, double[] b, double[] start,
                              double[] c) {
                super.times(part, inner, cols, a, b, start, c);
                c[c.length - 1] = Math.nextUp(c[c.length - 1]);
            }
        }, remark);
        assertScalar(() -> new Altered() {
            @Override
            public void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b,
                                       double[] c) {
                super.transposeTimes(part, rows, inner, cols, a, b, c);
                c[0] = Math.nextDown(c[0]);
            }
        }, remark);
        assertScalar(() -> new Altered() {
            @Override
            public boolean allFinite(double[] values) {
                return false;
            }
        }, remark);
        assertScalar(() -> new Altered() {
            @Override
            public void times(Part part, int inner, int cols, double[] a, double[] b, double[] start,
                              double[] c) {
                Arrays.fill(c, 0);
            }
        }, remark);
    }

    @Test
    void any_other_failure_is_a_bug_and_is_not_hidden() {
        IllegalStateException bug = new IllegalStateException();
        assertThatThrownBy(() -> Kernels.tried(() -> {
            throw bug;
        })).isSameAs(bug);
    }

    @Test
    void the_description_is_the_same_however_often_one_asks() {
        assertThat(Kernels.description()).isEqualTo(Kernels.description()).startsWith(Kernels.kernel().description());
    }

    /** The way over lists of what isn't zero, but for what a test changes. */
    private static class AlteredSkipping implements ZeroSkipping {

        private final ZeroSkipping right = new ScalarZeroSkipping();

        @Override
        public boolean pays(int cols) {
            return right.pays(cols);
        }

        @Override
        public void prepare(NonZeros x) {
            right.prepare(x);
        }

        @Override
        public boolean allSafe(double[] values) {
            return right.allSafe(values);
        }

        @Override
        public void times(Part part, NonZeros x, int cols, double[] b, double[] start, double[] c) {
            right.times(part, x, cols, b, start, c);
        }

        @Override
        public void transposeTimes(Part part, NonZeros x, int cols, double[] b, double[] c) {
            right.transposeTimes(part, x, cols, b, c);
        }
    }

    private static Kernel with(ZeroSkipping skipping) {
        return new Altered() {
            @Override
            public Optional<ZeroSkipping> zeroSkipping() {
                return Optional.of(skipping);
            }
        };
    }

    @Test
    void nor_is_one_that_is_wrong_where_it_leaves_out_zeros() {
        Kernel right = with(new AlteredSkipping());
        assertThat(Kernels.tried(() -> right).kernel()).isSameAs(right);

        String remark = "; no SIMD, because it gave other numbers on this JVM";
        assertScalar(() -> with(new AlteredSkipping() {
            @Override
            public void times(Part part, NonZeros x, int cols, double[] b, double[] start, double[] c) {
                super.times(part, x, cols, b, start, c);
                c[c.length - 1] = Math.nextUp(c[c.length - 1]);
            }
        }), remark);
        assertScalar(() -> with(new AlteredSkipping() {
            @Override
            public void transposeTimes(Part part, NonZeros x, int cols, double[] b, double[] c) {
                super.transposeTimes(part, x, cols, b, c);
                c[0] = Math.nextDown(c[0]);
            }
        }), remark);
        assertScalar(() -> with(new AlteredSkipping() {
            @Override
            public void times(Part part, NonZeros x, int cols, double[] b, double[] start, double[] c) {
                for (int i = 0; i < part.rows(); i++) {
                    System.arraycopy(start, 0, c, i * cols, cols);      // leaves out what isn't zero, too
                }
            }
        }), remark);
        assertScalar(() -> with(new AlteredSkipping() {
            @Override
            public void transposeTimes(Part part, NonZeros x, int cols, double[] b, double[] c) {
                Arrays.fill(c, 0);
            }
        }), remark);
        assertScalar(() -> with(new AlteredSkipping() {
            @Override
            public boolean allSafe(double[] values) {
                return false;
            }
        }), remark);
    }

    @Test
    void the_kernel_that_was_asked_for_is_taken() {
        assertThat(Kernels.choose(Kernels.requireKnown("TextBook")).kernel()).isInstanceOf(TextbookKernel.class);
        assertThat(Kernels.choose(Kernels.requireKnown("scalar")).kernel()).isInstanceOf(ScalarKernel.class);
        assertThatThrownBy(() -> Kernels.requireKnown("fast")).isInstanceOf(ExceptionInInitializerError.class)
                .hasMessage("-Dchainrule.kernel=fast: expected auto, textbook, scalar or vector.");
    }

    /** The build starts the tests' JVM with SIMD; an IDE may not. */
    @Test
    void SIMD_is_taken_where_it_is_there_and_otherwise_it_is_said_how_to_get_it() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            assertThat(Kernels.choose(Kernels.requireKnown("vector")).kernel()).isInstanceOf(VectorKernel.class);
            assertThat(Kernels.choose("scalar").remark()).isEmpty();
        } else {
            assertThatThrownBy(() -> Kernels.requireKnown("vector")).isInstanceOf(ExceptionInInitializerError.class)
                    .hasMessage("-Dchainrule.kernel=vector needs the module jdk.incubator.vector, which this JVM was"
                            + " started without. Add the JVM option --add-modules jdk.incubator.vector.");
            assertThat(Kernels.choose("scalar").remark())
                    .isEqualTo("; for SIMD add the JVM option --add-modules jdk.incubator.vector");
        }
    }

    /** What the JVM says of itself is known: HotSpot, with both of its compilers. */
    @Test
    void unless_told_otherwise_SIMD_is_taken_where_the_JVM_compiles_it() {
        assumeThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
        assumeThat(System.getProperty("java.vm.name")).startsWith("OpenJDK 64-Bit Server VM");
        assumeThat(System.getProperty("java.vm.info")).startsWith("mixed mode");
        assumeThat(System.getProperty("java.vm.version")).doesNotContain("jvmci");

        assertThat(Kernels.choose("auto").kernel()).isInstanceOf(VectorKernel.class);
    }

    /** Linux says what the processor can do. */
    @Test
    void of_a_processor_with_a_fused_multiply_add_there_is_nothing_to_warn() {
        Path info = Path.of("/proc/cpuinfo");
        assumeThat(info).isReadable().content().containsPattern("\\bfma\\b");

        assertThat(Kernels.warning()).isEmpty();
    }

    @Test
    void warming_up_ends_by_itself_and_keeps_no_program_alive() throws InterruptedException {
        Thread thread = Kernels.warmUpThread();
        assertThat(thread.isDaemon()).isTrue();
        Throwable[] failure = {null};
        thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
        thread.start();
        thread.join(20_000);
        assertThat(thread.getState()).isEqualTo(Thread.State.TERMINATED);
        assertThat(failure[0]).isNull();
    }
}
