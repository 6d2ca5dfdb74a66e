// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
