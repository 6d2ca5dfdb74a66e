// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.ArrayList;
import java.util.List;

/** A rectangle of a product: its rows fromRow … toRow − 1, its columns fromCol … toCol − 1. */
record Block(int fromRow, int toRow, int fromCol, int toCol) {

    /** A microkernel's tiles are eight rows high, ... */
    private static final int TILE_ROWS = 8;
    /** ... and up to sixteen columns wide, ... */
    private static final int TILE_COLS = 16;
    /** ... and a block should have a few of them side by side, so that what is read of a is used in each. */
    private static final int MIN_COLS = 64;

    static Block whole(int rows, int cols) {
        return new Block(0, rows, 0, cols);
    }

    /**
     * Divides a product into that many blocks, or somewhat more, or fewer if it isn't large enough. It prefers columns
     * to rows: a kernel packs b's columns for each block that needs them, so each is packed only once.
     */
    static List<Block> partition(int rows, int cols, int count) {
        int across = Math.max(1, Math.min(count, cols / MIN_COLS));
        int down = Math.max(1, Math.min(tiles(rows, TILE_ROWS), (count + across - 1) / across));
        List<Block> blocks = new ArrayList<>();
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                blocks.add(new Block(edge(y, down, TILE_ROWS, rows), edge(y + 1, down, TILE_ROWS, rows),
                        edge(x, across, TILE_COLS, cols), edge(x + 1, across, TILE_COLS, cols)));
            }
        }
        return blocks;
    }

    private static int tiles(int size, int tileSize) {
        return (size + tileSize - 1) / tileSize;
    }

    private static int edge(int block, int blocks, int tileSize, int size) {
        return Math.min(size, (int) ((long) tiles(size, tileSize) * block / blocks) * tileSize);
    }

    int rows() {
        return toRow - fromRow;
    }

    int cols() {
        return toCol - fromCol;
    }
}
