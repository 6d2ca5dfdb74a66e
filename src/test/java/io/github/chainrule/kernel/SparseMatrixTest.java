// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SparseMatrixTest {

    private static final Kernel PLAIN = new ProductDispatcher(new ScalarKernel());

    /** Of a hundred bytes, as many as {@code percent} aren't zero. */
    static byte[] bytes(int size, int percent, Random random) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (random.nextInt(100) < percent ? 1 + random.nextInt(255) : 0);
        }
        return bytes;
    }

    /** A matrix of bytes, a whole number of blocks in each row; no row has 256 blocks. */
    static SparseMatrix fill(SparseMatrix x, int cols, byte[] bytes, Kernel kernel) {
        x.clear(bytes.length / cols, cols, 2 * bytes.length);
        byte[] blocks = new byte[2 * bytes.length];
        int end = 0;
        for (int row = 0; row < bytes.length; row += cols) {
            int begin = end;
            int last = 0;
            for (int k = 0; k < cols; k += 4) {
                byte[] block = Arrays.copyOfRange(bytes, row + k, row + k + 4);
                if (!Arrays.equals(block, new byte[4])) {
                    blocks[end] = (byte) ((k - last) / 4);
                    System.arraycopy(block, 0, blocks, end + 1, 4);
                    end += 5;
                    last = k;
                }
            }
            x.addRow(blocks, begin, end);
        }
        x.complete(kernel);
        return x;
    }

    static double[] doubles(byte[] bytes) {
        double[] x = new double[bytes.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (bytes[i] & 0xff) / 255.0;
        }
        return x;
    }

    @Test
    void plain_Java_has_the_entries_of_each_row_and_SIMD_the_blocks_of_each_four_columns() {
        byte[] bytes = {
            0, 7, 0, 0, 0, 0, 0, 0,
            0, 9, 5, 0, (byte) 200, 0, 0, -1};
        SparseMatrix x = fill(new SparseMatrix(), 8, bytes, PLAIN);
        assertThat(x.offsets).startsWith(0, 1, 5);
        assertThat(x.entries).startsWith(1 << 8 | 7, 1 << 8 | 9, 2 << 8 | 5, 4 << 8 | 200, 7 << 8 | 255);
        x.blockColumns();
        assertThat(x.offsets).startsWith(0, 2, 3);
        assertThat(x.blockRows).startsWith(0, 1, 1);
        assertThat(x.blocks).startsWith(7 << 8, 9 << 8 | 5 << 16, 200 | 255 << 24);
        assertThat(x.count()).as("of three blocks").isEqualTo(12);
    }

    /** Each one is larger in one direction and smaller in the other, and forgets what was there. */
    @Test
    void a_matrix_is_filled_again_and_again() {
        Random random = new Random(1);
        SparseMatrix x = new SparseMatrix();
        for (int[] size : new int[][] {{64, 8}, {1, 4}, {16, 68}, {130, 12}, {3, 256}, {64, 8}}) {
            for (int percent : new int[] {0, 20, 100, 5}) {
                byte[] bytes = bytes(size[0] * size[1], percent, random);
                fill(x, size[1], bytes, PLAIN);
                double[] array = Operands.untouched(bytes.length);
                assertThat(x.writtenTo(array)).isSameAs(array).isEqualTo(doubles(bytes));
            }
        }
    }

    @Test
    void it_is_valid_from_when_it_is_complete_until_the_array_changes_and_is_written_out_once() {
        SparseMatrix x = new SparseMatrix();
        assertThat(x.isValid()).isFalse();
        fill(x, 4, new byte[] {0, 0, -1, 0}, PLAIN);
        assertThat(x.isValid()).isTrue();
        double[] array = {7, 7, 7, 7};
        assertThat(x.writtenTo(array)).containsExactly(0, 0, 1, 0);
        array[0] = 5;
        assertThat(x.writtenTo(array)).containsExactly(5, 0, 1, 0);
        assertThat(x.isValid()).as("as well as the array").isTrue();
        x.invalidate();
        assertThat(x.isValid()).isFalse();
        assertThat(x.writtenTo(array)).containsExactly(5, 0, 1, 0);
        fill(x, 4, new byte[4], PLAIN).clear(1, 4, 5);
        assertThat(x.isValid()).isFalse();
        assertThat(SparseMatrix.NONE.isValid()).isFalse();
    }
}
