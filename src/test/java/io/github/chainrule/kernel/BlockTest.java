// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockTest {

    @ParameterizedTest
    @CsvSource({"0, 5, 4", "1, 5, 4", "7, 1, 2", "8, 1, 2", "9, 1, 2", "100, 16, 3", "100, 16, 1", "20, 16, 99",
            "128, 512, 8", "128, 300, 8", "1, 784, 4", "3, 200, 8", "130, 127, 8", "64, 0, 2", "33, 1000, 64"})
    void blocks_cover_each_entry_once(int rows, int cols, int count) {
        int[][] covered = new int[rows][cols];
        for (Block block : Block.partition(rows, cols, count)) {
            for (int i = block.fromRow(); i < block.toRow(); i++) {
                for (int j = block.fromCol(); j < block.toCol(); j++) {
                    covered[i][j]++;
                }
            }
        }
        int[][] once = new int[rows][cols];
        for (int[] row : once) {
            Arrays.fill(row, 1);
        }
        assertThat(covered).isDeepEqualTo(once);
    }

    @Test
    void blocks_lie_side_by_side_where_the_product_is_wide_and_one_below_the_other_where_it_is_not() {
        assertThat(Block.partition(128, 512, 8)).hasSize(8).contains(new Block(0, 128, 64, 128));
        assertThat(Block.partition(128, 300, 8)).hasSize(8).contains(new Block(64, 128, 224, 300));
        assertThat(Block.partition(128, 16, 8)).hasSize(8).contains(new Block(16, 32, 0, 16));
        assertThat(Block.partition(9, 16, 8)).containsExactly(new Block(0, 8, 0, 16), new Block(8, 9, 0, 16));
    }

    @Test
    void a_product_without_rows_or_columns_is_one_block() {
        assertThat(Block.partition(0, 5, 4)).containsExactly(new Block(0, 0, 0, 5));
        assertThat(Block.partition(5, 0, 4)).containsExactly(new Block(0, 5, 0, 0));
    }

    @Test
    void the_blocks_of_very_many_rows_do_not_overflow() {
        int rows = 1 << 30;
        assertThat(Block.partition(rows, 1, 40_000)).hasSize(40_000).first().isEqualTo(new Block(0, 26_840, 0, 1));
        assertThat(Block.partition(rows, 1, 40_000)).last().isEqualTo(new Block(rows - 26_848, rows, 0, 1));
    }
}
