// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which kernel is chosen. */
class KernelSelectorTest {

    private static final String OTHER_NUMBERS = "; no SIMD, because it gave different numbers on this JVM";

    /** The scalar kernel's numbers, but for what a test changes. */
    private static class Altered implements BlockKernel {

        private final ScalarKernel right = new ScalarKernel();
        private final SparseKernel sparse;

        Altered() {
            this(new SparseKernel());
        }

        Altered(SparseKernel sparse) {
            this.sparse = sparse;
        }

        @Override
        public void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                          double[] initial, double[] c) {
            right.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
        }

        @Override
        public SparseKernel sparse() {
            return sparse;
        }

        @Override
        public boolean allFinite(double[] values) {
            return right.allFinite(values);
        }

        @Override
        public String description() {
            return "altered";
        }
    }

    private static void assertScalar(Supplier<BlockKernel> simd, String note) {
        KernelSelector.Choice choice = KernelSelector.verified(simd);
        assertThat(choice.kernel().description()).isEqualTo("scalar");
        assertThat(choice.note()).isEqualTo(note);
    }

    @Test
    void a_kernel_with_the_bits_of_the_textbook_is_taken() {
        BlockKernel right = new Altered();
        assertThat(KernelSelector.verified(() -> right))
                .isEqualTo(new KernelSelector.Choice(new ProductDispatcher(right), ""));
    }

    @Test
    void a_kernel_that_can_not_be_linked_or_lacks_an_operation_is_not_taken() {
        String note = "; no SIMD, because this JVM's jdk.incubator.vector isn't the one that the library knows";
        assertScalar(() -> {
            throw new NoSuchMethodError("fma");
        }, note + " (NoSuchMethodError)");
        assertScalar(() -> new Altered() {
            @Override
            public boolean allFinite(double[] values) {
                throw new UnsupportedOperationException("fma");
            }
        }, note + " (UnsupportedOperationException)");
    }

    @Test
    void a_kernel_with_one_wrong_bit_is_not_taken() {
        assertScalar(() -> new Altered() {
            @Override
            public void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                              double[] initial, double[] c) {
                super.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
                c[c.length - 1] = Math.nextUp(c[c.length - 1]);
            }
        }, OTHER_NUMBERS);
        assertScalar(() -> new Altered() {
            @Override
            public void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                              double[] initial, double[] c) {
                super.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
                c[0] = rowStride == 1 ? Math.nextDown(c[0]) : c[0];
            }
        }, OTHER_NUMBERS);
        assertScalar(() -> new Altered() {
            @Override
            public boolean allFinite(double[] values) {
                return false;
            }
        }, OTHER_NUMBERS);
    }

    @Test
    void nor_is_one_that_is_wrong_where_it_skips_zeros() {
        assertScalar(() -> new Altered(new SparseKernel() {
            @Override
            boolean isWorthwhile(int cols) {
                return true;
            }

            @Override
            void times(Block columns, SparseMatrix x, int cols, double[] b, double[] initial, double[] c) {
                super.times(columns, x, cols, b, initial, c);
                c[c.length - 1] = Math.nextUp(c[c.length - 1]);
            }
        }), OTHER_NUMBERS);
        assertScalar(() -> new Altered(new SparseKernel() {
            @Override
            void transposeTimes(Block columns, SparseMatrix x, int cols, double[] b, double[] c) {
                Arrays.fill(c, 0);      // skips what isn't zero, too
            }
        }), OTHER_NUMBERS);
        assertScalar(() -> new Altered(new SparseKernel() {
            @Override
            boolean allZeroSafe(double[] values) {
                return false;
            }
        }), OTHER_NUMBERS);
    }

    @Test
    void any_other_failure_is_a_bug_and_is_not_hidden() {
        IllegalStateException bug = new IllegalStateException();
        assertThatThrownBy(() -> KernelSelector.verified(() -> {
            throw bug;
        })).isSameAs(bug);
    }

    @Test
    void the_description_is_the_same_however_often_one_asks() {
        assertThat(KernelSelector.description()).isEqualTo(KernelSelector.description())
                .startsWith(KernelSelector.kernel().description());
    }

    @Test
    void the_kernel_that_was_asked_for_is_taken() {
        assertThat(KernelSelector.choose(KernelSelector.requireKnown("TextBook")).kernel()).isEqualTo(new TextbookKernel());
        assertThat(KernelSelector.choose(KernelSelector.requireKnown("scalar")).kernel().description()).isEqualTo("scalar");
        assertThatThrownBy(() -> KernelSelector.requireKnown("fast")).isInstanceOf(ExceptionInInitializerError.class)
                .hasMessage("-Dchainrule.kernel=fast: expected auto, textbook, scalar or simd.");
    }

    /** The build starts the tests' JVM with SIMD; an IDE may not. */
    @Test
    void SIMD_is_taken_where_it_is_there_and_otherwise_it_is_said_how_to_get_it() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            assertThat(KernelSelector.choose(KernelSelector.requireKnown("simd")).kernel().description()).startsWith("SIMD");
            assertThat(KernelSelector.choose("scalar").note()).isEmpty();
        } else {
            assertThatThrownBy(() -> KernelSelector.requireKnown("simd")).isInstanceOf(ExceptionInInitializerError.class)
                    .hasMessage("-Dchainrule.kernel=simd needs the module jdk.incubator.vector, which this JVM was"
                            + " started without. Add the JVM option --add-modules jdk.incubator.vector.");
            assertThat(KernelSelector.choose("scalar").note())
                    .isEqualTo("; for SIMD add the JVM option --add-modules jdk.incubator.vector");
        }
    }

    /** What the JVM says of itself is known: HotSpot, with both of its compilers. */
    @Test
    void unless_chosen_SIMD_is_taken_where_the_JVM_compiles_it() {
        assumeThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
        assumeThat(System.getProperty("java.vm.name")).startsWith("OpenJDK 64-Bit Server VM");
        assumeThat(System.getProperty("java.vm.info")).startsWith("mixed mode");
        assumeThat(System.getProperty("java.vm.version")).doesNotContain("jvmci");

        assertThat(KernelSelector.choose("auto").kernel().description()).startsWith("SIMD");
    }

    /** Linux says what the processor can do. */
    @Test
    void of_a_processor_with_a_fused_multiply_add_there_is_nothing_to_warn() {
        Path info = Path.of("/proc/cpuinfo");
        assumeThat(info).isReadable().content().containsPattern("\\bfma\\b");

        assertThat(KernelSelector.description()).doesNotContain("fused multiply-add");
    }
}
