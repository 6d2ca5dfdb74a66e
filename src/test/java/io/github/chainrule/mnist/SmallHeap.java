// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** Started with a small heap: tries to read files whose honest headers promise much, and prints what is said of it. */
final class SmallHeap {

    private static final int SIDE = 1_000;

    private SmallHeap() {
    }

    /** As many images as the arguments say. */
    public static void main(String[] args) throws IOException {
        for (String arg : args) {
            int count = Integer.parseInt(arg);
            InputStream images = new SequenceInputStream(new ByteArrayInputStream(
                    IdxWriter.file(new int[] {2051, count, SIDE, SIDE})), new Ink((long) count * SIDE * SIDE));
            try {
                LabeledImages read = IdxReader.read(IdxStream.open("images", images),
                        IdxStream.open("labels", new ByteArrayInputStream(IdxWriter.labels(new int[count]))));
                System.out.println("read " + read.count());
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static final class Ink extends InputStream {

        private long left;

        Ink(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 1 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(left, length);
            left -= count;
            Arrays.fill(target, offset, offset + count, (byte) 1);
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
