// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.chainrule.matrix.Matrix;

/** What "the same numbers as PyTorch" means, said once. */
final class Parity {

    /** Each entry: |ours − PyTorch's| ≤ 1e-12 · |PyTorch's|. So where PyTorch says 0, we must say 0. */
    private static final double TOLERANCE = 1e-12;

    private Parity() {
    }

    static void assertSame(String what, Matrix ours, Matrix pytorch) {
        assertThat(ours.shape()).as("shape of %s", what).isEqualTo(pytorch.shape());
        for (int i = 0; i < ours.rows(); i++) {
            for (int j = 0; j < ours.cols(); j++) {
                double a = ours.get(i, j);
                double b = pytorch.get(i, j);
                // Written so that NaN fails.
                if (!(Math.abs(a - b) <= TOLERANCE * Math.abs(b))) {
                    fail("%s, entry (%s, %s): expected PyTorch's %s, got %s; they differ by %s of it, more than %s",
                            what, i, j, b, a, Math.abs((a - b) / b), TOLERANCE);
                }
            }
        }
    }

    static void assertSame(String what, double ours, double pytorch) {
        assertSame(what, Matrix.row(ours), Matrix.row(pytorch));
    }
}
