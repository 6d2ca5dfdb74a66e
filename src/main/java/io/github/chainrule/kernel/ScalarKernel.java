// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * Plain Java: {@link ScalarMicrokernel} keeps eight sums in registers, for any shape; where rows are long,
 * {@link RankFourUpdate} adds whole rows, in loops that the JVM's compiler turns into SIMD by itself.
 */
record ScalarKernel(SparseKernel sparse) implements BlockKernel {

    ScalarKernel() {
        this(new SparseKernel());
    }

    @Override
    public void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                      double[] initial, double[] c) {
        if (RankFourUpdate.isWorthwhile(block.cols(), block.rows(), inner)) {
            RankFourUpdate.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
        } else {
            ScalarMicrokernel.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
        }
    }

    @Override
    public String description() {
        return "scalar";
    }
}
