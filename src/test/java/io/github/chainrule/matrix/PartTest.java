// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void rows_that_belong_together_stay_together() {
        assertThat(Part.divide(130, 16, 64, 8)).containsExactly(new Part(0, 64, 0, 16), new Part(64, 128, 0, 16),
                new Part(128, 130, 0, 16));
        assertThat(Part.divide(1000, 16, 64, 4)).containsExactly(new Part(0, 256, 0, 16), new Part(256, 512, 0, 16),
                new Part(512, 768, 0, 16), new Part(768, 1000, 0, 16));
    }

    @Test
    void what_is_high_and_wide_is_divided_both_ways() {
        assertThat(Part.divide(128, 200, 64, 5)).containsExactly(
                new Part(0, 64, 0, 64), new Part(0, 64, 64, 128), new Part(0, 64, 128, 200),
                new Part(64, 128, 0, 64), new Part(64, 128, 64, 128), new Part(64, 128, 128, 200));
    }

    @Test
    void a_product_without_rows_or_columns_is_one_part() {
        assertThat(Part.divide(0, 5, 8, 4)).containsExactly(new Part(0, 0, 0, 5));
        assertThat(Part.divide(5, 0, 8, 4)).containsExactly(new Part(0, 5, 0, 0));
    }

    @Test
    void the_parts_of_very_many_rows_do_not_overflow() {
        int rows = 1 << 30;
        assertThat(Part.divide(rows, 1, 8, 40_000)).hasSize(40_000).first().isEqualTo(new Part(0, 26_840, 0, 1));
        assertThat(Part.divide(rows, 1, 8, 40_000)).last().isEqualTo(new Part(rows - 26_848, rows, 0, 1));
    }

    @Test
    void a_part_has_rows_and_columns() {
        Part part = new Part(3, 10, 5, 6);
        assertThat(part.rows()).isEqualTo(7);
        assertThat(part.cols()).isEqualTo(1);
        assertThat(Part.whole(7, 9)).isEqualTo(new Part(0, 7, 0, 9));
    }
}
