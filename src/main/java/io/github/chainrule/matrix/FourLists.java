// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/**
 * The lists of {@link NonZeros}, four by four, for wide products: each place that any of the four names stands here
 * once, with a byte for each, which is 0 where a list hasn't named it. A row of the other matrix is then loaded once
 * for four sums: more multiplications, and fewer loads, which they wait for. Of MNIST's pixels 0.19 aren't zero;
 * of four images at the same place 0.38 have one that isn't, of four neighbouring pixels 0.28.
 *
 * <pre>
 *   lists  a at 1, b at 3 | c at 0 | d at 3, e at 4 | —        places 0 1 3 4   bytes 0c00 a000 b0d0 00e0
 * </pre>
 */
final class FourLists {

    static final int LISTS = 4;

    int[] starts = new int[1];
    char[] places = new char[0];
    byte[] bytes = new byte[0];
    private byte[] atPlace = new byte[0];
    private long[] named = new long[0];

    /**
     * Begins anew.
     *
     * @param lists  what is put together
     * @param blocks how many times {@code count} lists there are; those that are left over of each are in no group
     * @param count  how many lists a block has
     * @param size   how many places there are
     */
    void fill(NonZeros.Lists lists, int blocks, int count, int size) {
        int groups = count / LISTS;
        int entries = lists.starts[blocks * count];
        if (places.length < entries || starts.length <= blocks * groups || atPlace.length < LISTS * size) {
            starts = new int[blocks * groups + 1];
            places = new char[entries + entries / 4];
            bytes = new byte[LISTS * places.length];
            atPlace = new byte[LISTS * size];
            named = new long[NonZeros.words(size)];
        }
        int n = 0;
        for (int block = 0; block < blocks; block++) {
            for (int group = 0; group < groups; group++) {
                for (int r = 0; r < LISTS; r++) {
                    scatter(lists, block * count + LISTS * group + r, r);
                }
                n = gather(n);
                starts[block * groups + group + 1] = n;
            }
        }
    }

    private void scatter(NonZeros.Lists lists, int list, int r) {
        for (int q = lists.starts[list]; q < lists.starts[list + 1]; q++) {
            int place = lists.places[q];
            atPlace[LISTS * place + r] = lists.bytes[q];
            named[place / Long.SIZE] |= 1L << place;
        }
    }

    /** From the first place to the last; and leaves nothing behind. Returns where the next group begins. */
    private int gather(int start) {
        int n = start;
        for (int w = 0; w < named.length; w++) {
            for (long set = named[w]; set != 0; set &= set - 1) {
                int place = w * Long.SIZE + Long.numberOfTrailingZeros(set);
                places[n] = (char) place;
                for (int r = 0; r < LISTS; r++) {
                    bytes[LISTS * n + r] = atPlace[LISTS * place + r];
                    atPlace[LISTS * place + r] = 0;
                }
                n++;
            }
            named[w] = 0;
        }
        return n;
    }
}
