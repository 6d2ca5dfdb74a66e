// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Started with a small heap: tries to read files whose honest headers promise much, and prints the messages. */
final class SmallHeap {

    private SmallHeap() {
    }

    /** Each argument is a file: how many images, their rows and columns, and the value of all their pixels. */
    public static void main(String[] args) throws IOException {
        for (String arg : args) {
            int[] sizes = Arrays.stream(arg.split(",")).mapToInt(Integer::parseInt).toArray();
            try {
                LabeledImages read = IdxReader.read(IdxStream.open("images.gz", images(sizes[0], sizes[1], sizes[2])),
                        IdxStream.open("labels", new ByteArrayInputStream(IdxWriter.labels(new int[sizes[0]]))));
                System.out.println("read " + read.count());
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** A gzip file of many members, each an image: however much it unpacks to, it is small. */
    private static InputStream images(int count, int side, int pixel) {
        byte[] image = new byte[side * side];
        Arrays.fill(image, (byte) pixel);
        List<InputStream> members = new ArrayList<>();
        members.add(new ByteArrayInputStream(IdxWriter.gzip(IdxWriter.file(new int[] {2051, count, side, side}))));
        byte[] member = IdxWriter.gzip(image);
        for (int i = 0; i < count; i++) {
            members.add(new ByteArrayInputStream(member));
        }
        return new SequenceInputStream(Collections.enumeration(members));
    }
}
