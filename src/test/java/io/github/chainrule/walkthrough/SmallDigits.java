// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;

/** Files in the form of MNIST's, with few images, so that a program on them takes no time. */
final class SmallDigits {

    static final int SIZE = 28;

    private SmallDigits() {
    }

    /** 40 images for training and 20 for testing, of the digits 0 and 1 in turn: ink on the left, or on the right. */
    static String write(Path folder) throws IOException {
        IntBinaryOperator ink = (image, pixel) -> pixel % SIZE < SIZE / 2 == (image % 2 == 0) ? 200 + image : 0;
        write(folder, "train", 40, ink);
        write(folder, "t10k", 20, ink);
        return folder.toString();
    }

    /** Images of the digits 0 and 1 in turn. */
    static void write(Path folder, String part, int count, IntBinaryOperator ink) throws IOException {
        try (DataOutputStream images = open(folder.resolve(part + "-images-idx3-ubyte"));
                DataOutputStream labels = open(folder.resolve(part + "-labels-idx1-ubyte"))) {
            for (int number : new int[] {2051, count, SIZE, SIZE}) {
                images.writeInt(number);
            }
            for (int number : new int[] {2049, count}) {
                labels.writeInt(number);
            }
            for (int image = 0; image < count; image++) {
                labels.writeByte(image % 2);
                for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
                    images.writeByte(ink.applyAsInt(image, pixel));
                }
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }
}
