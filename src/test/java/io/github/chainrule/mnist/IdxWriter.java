// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Builds IDX files, valid and invalid ones. */
final class IdxWriter {

    static final int ROWS = 2;
    static final int COLS = 3;

    private IdxWriter() {
    }

    /** A file with any header and any data after it. */
    static byte[] file(int[] header, byte... data) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * header.length + data.length);
        for (int h : header) {
            bytes.putInt(h);
        }
        return bytes.put(data).array();
    }

    /** Images of 2 × 3. Pixel k of all pixels of the file is {@link #pixel(int)}. */
    static byte[] images(int count) {
        byte[] pixels = new byte[count * ROWS * COLS];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (byte) pixel(k);
        }
        return file(new int[] {2051, count, ROWS, COLS}, pixels);
    }

    static int pixel(int k) {
        return (37 * k + 200) % 256;
    }

    static byte[] labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return file(new int[] {2049, labels.length}, bytes);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Training and test files as MNIST has them, not packed. */
    static void folder(Path folder, int[] trainLabels, int[] testLabels) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), images(trainLabels.length));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(trainLabels));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(testLabels.length));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(testLabels));
    }
}
