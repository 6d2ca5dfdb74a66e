// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.kernel.SparseMatrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseByteRowsTest {

    private static final int MILLION = 1 << 20;

    /** Of a hundred bytes, as many as {@code percent} aren't zero. */
    static byte[] bytes(int size, int percent, Random random) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (random.nextInt(100) < percent ? 1 + random.nextInt(255) : 0);
        }
        return bytes;
    }

    static SparseByteRows of(int cols, byte[] bytes) {
        SparseByteRows rows = new SparseByteRows(cols);
        for (int from = 0; from < bytes.length; from += rows.chunkSize()) {
            rows.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + rows.chunkSize())));
        }
        return rows;
    }

    private static double[] divided(int cols, byte[] bytes, int[] numbers) {
        return IntStream.of(numbers).flatMap(r -> IntStream.range(r * cols, (r + 1) * cols))
                .mapToDouble(i -> (bytes[i] & 0xff) / 255.0).toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 100", "7, 20", "8, 20", "9, 60", "63, 20", "64, 20", "64, 100", "65, 20", "65, 100",
        "128, 0", "130, 30", "255, 1", "256, 0", "257, 0", "258, 1", "784, 0", "784, 1", "784, 19", "784, 50", "784, 100"})
    void each_byte_becomes_a_number_from_0_to_1_whether_few_are_zero_or_many(int cols, int percent) {
        Random random = new Random(cols + percent);
        byte[] bytes = bytes(90 * cols, percent, random);
        SparseByteRows rows = of(cols, bytes);
        for (int count : new int[] {0, 1, 15, 16, 17, 64, 65, 200}) {
            int[] numbers = random.ints(count, 0, 90).toArray();
            Matrix x = Matrix.zeros(count, cols);
            x = x.map(zero -> Double.NaN);
            rows.read(numbers, x);
            assertThat(x.copy().values()).as("%d rows", count).isEqualTo(divided(cols, bytes, numbers));
        }
        double[] one = new double[cols + 2];
        rows.read(89, one, 1);
        assertThat(one).startsWith(0).endsWith(0);
        assertThat(Arrays.copyOfRange(one, 1, cols + 1)).isEqualTo(divided(cols, bytes, new int[] {89}));
    }

    @Test
    void rows_of_several_chunks_are_one() {
        int cols = 300_000;
        byte[] bytes = bytes(7 * cols, 20, new Random(1));
        SparseByteRows rows = of(cols, bytes);
        assertThat(rows.chunkSize()).isEqualTo(900_000);
        Matrix x = Matrix.zeros(7, cols);
        rows.read(new int[] {6, 0, 2, 3, 5, 5, 1}, x);
        assertThat(x.values()).isEqualTo(divided(cols, bytes, new int[] {6, 0, 2, 3, 5, 5, 1}));
    }

    @Test
    void a_row_that_is_larger_than_a_chunk_is_one_of_its_own() {
        int cols = MILLION + 3;
        byte[] bytes = bytes(2 * cols, 40, new Random(2));
        SparseByteRows rows = of(cols, bytes);
        assertThat(rows.chunkSize()).isEqualTo(cols);
        double[] x = new double[cols];
        rows.read(1, x, 0);
        assertThat(x).isEqualTo(divided(cols, bytes, new int[] {1}));
    }

    /** A row of many columns, and a batch of many rows. */
    @Test
    void very_many_columns_are_read_into_the_array_and_very_many_rows_are_not() {
        for (int cols : new int[] {1 << 20, SparseMatrix.MAX_COLS + 4}) {
            double[] row = new double[cols];
            byte[] bytes = new byte[cols];
            bytes[cols - 1] = (byte) 255;
            of(cols, bytes).read(0, row, 0);
            assertThat(row).startsWith(0, 0).endsWith(0, 1);
        }
        Matrix tall = Matrix.zeros(100_000, 8);
        of(8, new byte[] {0, 0, 0, 1, 0, 0, 0, 0}).read(new int[100_000], tall);
        assertThat(tall.sparseToFill().isValid()).isTrue();
        assertThat(tall.get(99_999, 3)).isEqualTo(1 / 255.0);
    }

    /** For fewer rows, or more blocks of four numbers, it isn't worthwhile. */
    @ParameterizedTest
    @CsvSource({"16, 8, 0, true", "16, 8, 16, true", "16, 8, 17, false", "15, 8, 0, false", "17, 8, 17, true",
        "16, 7, 0, false"})
    void from_16_rows_on_up_to_half_of_all_blocks_are_kept_without_the_zeros(int rows, int cols, int blocks,
                                                                            boolean sparse) {
        byte[] bytes = new byte[rows * cols];
        for (int i = 0; i < blocks; i++) {
            bytes[4 * i + 3] = 1;
        }
        Matrix x = Matrix.zeros(rows, cols);
        of(cols, bytes).read(IntStream.range(0, rows).toArray(), x);
        assertThat(x.sparseToFill().isValid()).isEqualTo(sparse);
    }

    @Test
    void the_longest_row_is_a_chunk() {
        assertThat(new SparseByteRows(1 << 29).chunkSize()).isEqualTo(1 << 29);
    }

    @Test
    void wrong_arguments_are_refused() {
        assertRefused(() -> new SparseByteRows(0), "SparseByteRows: expected 1 to 536870912 bytes in a row, got 0.");
        assertThatThrownBy(() -> new SparseByteRows((1 << 29) + 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SparseByteRows: expected 1 to 536870912 bytes in a row, got 536870913.");
        SparseByteRows rows = new SparseByteRows(3);
        for (int wrong : new int[] {0, 4, rows.chunkSize() + 3}) {
            assertRefused(() -> rows.add(new byte[wrong]), "SparseByteRows.add: expected 1048575 bytes, or the last"
                    + " time fewer in rows of 3, got " + wrong + " after 0 rows.");
        }
        rows.add(new byte[6]);
        assertRefused(() -> rows.add(new byte[3]), "SparseByteRows.add: expected 1048575 bytes, or the last time fewer"
                + " in rows of 3, got 3 after 2 rows.");
        assertThatThrownBy(() -> rows.read(new int[2], Matrix.zeros(2, 4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SparseByteRows.read: expected result of shape (2 x 3), got (2 x 4).");
        for (int wrong : new int[] {-1, 2}) {
            assertThatThrownBy(() -> rows.read(wrong, new double[3], 0)).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("SparseByteRows.read: row " + wrong + "; they are counted from 0 to 1.");
        }
    }

    @Test
    void a_row_that_is_not_there_leaves_the_matrix_as_it_is() {
        SparseByteRows rows = of(2, new byte[] {0, 1});
        Matrix x = Matrix.zeros(16, 2);
        rows.read(new int[16], x);
        int[] numbers = new int[16];
        numbers[15] = 1;
        assertThatThrownBy(() -> rows.read(numbers, x)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(x.get(15, 1)).isEqualTo(1 / 255.0);
    }
}
