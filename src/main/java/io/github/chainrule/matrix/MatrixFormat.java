// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Locale;

/** A matrix as text: all of a small one, the upper left corner of a large one. */
final class MatrixFormat {

    private static final int MAX_ROWS = 8;
    private static final int MAX_COLS = 8;

    private MatrixFormat() {
    }

    static String of(Matrix m) {
        StringBuilder text = new StringBuilder("Matrix ").append(m.shape());
        for (int i = 0; i < Math.min(m.rows(), MAX_ROWS); i++) {
            text.append("\n  ");
            for (int j = 0; j < Math.min(m.cols(), MAX_COLS); j++) {
                text.append(String.format(Locale.ROOT, j == 0 ? "%12.6g" : " %12.6g", m.get(i, j)));
            }
            text.append(m.cols() > MAX_COLS ? " ..." : "");
        }
        return text.append(m.rows() > MAX_ROWS ? "\n  ..." : "").toString();
    }
}
