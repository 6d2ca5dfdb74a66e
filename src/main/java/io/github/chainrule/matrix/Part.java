// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.ArrayList;
import java.util.List;

/** A rectangle of a product: its rows top … bottom − 1, its columns left … right − 1. */
record Part(int top, int bottom, int left, int right) {

    /** A kernel's tiles are eight rows high, ... */
    static final int TILE_ROWS = 8;
    /** ... and up to sixteen columns wide, ... */
    private static final int COLUMNS_TOGETHER = 16;
    /** ... and a part should have a few of them side by side, so that what is read of a is used for each. */
    private static final int NARROWEST = 64;

    static Part whole(int rows, int cols) {
        return new Part(0, rows, 0, cols);
    }

    static List<Part> divide(int rows, int cols, int wanted) {
        return divide(rows, cols, TILE_ROWS, wanted);
    }

    /**
     * Divides a product into that many parts, or somewhat more, or fewer if it isn't large enough. Rather by columns
     * than by rows: a kernel copies b's columns for each part that needs them, so that each is copied but once.
     *
     * @param together so many rows stay together
     */
    static List<Part> divide(int rows, int cols, int together, int wanted) {
        int rowBlocks = Math.max(1, blocks(rows, together));
        int across = Math.max(1, Math.min(wanted, cols / NARROWEST));
        int down = Math.min(rowBlocks, blocks(wanted, across));
        int columnBlocks = blocks(cols, COLUMNS_TOGETHER);
        List<Part> parts = new ArrayList<>();
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                parts.add(new Part(edge(y, down, rowBlocks, together, rows),
                        edge(y + 1, down, rowBlocks, together, rows),
                        edge(x, across, columnBlocks, COLUMNS_TOGETHER, cols),
                        edge(x + 1, across, columnBlocks, COLUMNS_TOGETHER, cols)));
            }
        }
        return parts;
    }

    private static int blocks(int size, int block) {
        return (size + block - 1) / block;
    }

    private static int edge(int part, int parts, int blocks, int block, int size) {
        return Math.min(size, (int) ((long) blocks * part / parts) * block);
    }

    int rows() {
        return bottom - top;
    }

    int cols() {
        return right - left;
    }
}
