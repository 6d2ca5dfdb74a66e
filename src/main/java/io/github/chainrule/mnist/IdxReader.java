// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.matrix.SparseByteRows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The format of the MNIST files. All numbers are 32 bits, the highest byte first:
 *
 * <pre>
 *   images   2051, count, rows, cols, then count · rows · cols pixels, one byte each, row after row
 *   labels   2049, count, then count labels, one byte each
 * </pre>
 */
final class IdxReader {

    private static final int MAX_LABEL = 9;
    /** The JVM keeps a few words of an array for itself. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private enum Kind {
        LABELS("a label file", 2049, 1),
        IMAGES("an image file", 2051, 3);

        private final String text;
        private final int magic;
        private final int sizes;

        Kind(String text, int magic, int sizes) {
            this.text = text;
            this.magic = magic;
            this.sizes = sizes;
        }
    }

    private IdxReader() {
    }

    /** Reads a pair of files. Both headers are checked before anything else is read. */
    static LabeledImages read(IdxStream images, IdxStream labels) throws IOException {
        int[] imageSizes = header(images, Kind.IMAGES);
        int[] labelSizes = header(labels, Kind.LABELS);
        if (imageSizes[0] != labelSizes[0]) {
            throw new IOException(images.name() + " has " + imageSizes[0] + " images, but " + labels.name() + " has "
                    + labelSizes[0] + " labels. Each image needs one label: do the two files belong together?");
        }
        List<byte[]> digits = new ArrayList<>();
        data(labels, labelSizes, labelSizes[0], digits::add);
        requireDigits(labels.name(), digits.get(0));
        SparseByteRows pixels = new SparseByteRows(imageSizes[1] * imageSizes[2]);
        data(images, imageSizes, pixels.chunkSize(), pixels::add);
        return new LabeledImages(imageSizes[1], imageSizes[2], pixels, digits.get(0));
    }

    /** The sizes that the header gives, all of them at least 1. */
    private static int[] header(IdxStream file, Kind kind) throws IOException {
        byte[] magic = file.next(4);
        if (magic.length == 0) {
            throw new IOException(file.name() + ": the file is empty. Download it again.");
        }
        requireMagic(file, magic, kind);
        byte[] rest = file.next(4 * kind.sizes);
        if (rest.length < 4 * kind.sizes) {
            throw new IOException(file.name() + ": the header of " + kind.text + " has " + (4 + 4 * kind.sizes)
                    + " bytes, but only " + (4 + rest.length) + " came. The file is cut off: download it again.");
        }
        int[] sizes = new int[kind.sizes];
        ByteBuffer.wrap(rest).asIntBuffer().get(sizes);
        requireSizes(file.name(), sizes);
        return sizes;
    }

    private static void requireMagic(IdxStream file, byte[] bytes, Kind expected) throws IOException {
        String name = file.name();
        int magic = bytes.length < 4 ? -1 : ByteBuffer.wrap(bytes).getInt();
        if (magic == expected.magic) {
            return;
        }
        for (Kind kind : Kind.values()) {
            if (magic == kind.magic) {
                throw new IOException(name + ": this is " + kind.text + " (magic number " + kind.magic + "); "
                        + expected.text + " has " + expected.magic + ": were the two swapped?");
            }
        }
        String advice = "This isn't an IDX file of bytes.";
        if (IdxStream.isGzip(bytes)) {
            advice = file.isUnpacked()
                    ? "That is gzip data inside gzip data: the file was packed twice. Unpack it once."
                    : "That is gzip data: add .gz to the file's name.";
        }
        throw new IOException(name + ": expected the magic number of " + expected.text + ", " + expected.magic
                + ", got the bytes " + IdxStream.hex(bytes) + ". " + advice);
    }

    private static void requireSizes(String name, int[] sizes) throws IOException {
        long size = 1;
        for (int s : sizes) {
            if (s < 1) {
                throw new IOException(name + ": the header promises " + text(sizes)
                        + "; each size must be at least 1. The file is damaged or has no examples.");
            }
            // Once too large it stays so, and the product of two ints can't overflow a long.
            size = Math.min(size, MAX_SIZE + 1L) * s;
        }
        if (size > MAX_SIZE) {
            throw new IOException(name + ": the header promises " + text(sizes)
                    + ", more bytes than an array can hold (" + MAX_SIZE + "). Split the file,"
                    + " or download it again if it should be smaller.");
        }
        // A pixel of 0 is kept as a bit: whether the others have room is known when they have come.
        if (size / Byte.SIZE > Runtime.getRuntime().maxMemory()) {
            throw noRoom(name, sizes);
        }
    }

    private static IOException noRoom(String name, int[] sizes) {
        long size = Arrays.stream(sizes).asLongStream().reduce(1, (a, b) -> a * b);
        return new IOException(name + ": the header promises " + text(sizes) + ", which is " + size
                + " bytes, but the heap has no room for them: it ends at " + Runtime.getRuntime().maxMemory()
                + " bytes. Start Java with a larger -Xmx, or use fewer or smaller images.");
    }

    /**
     * All that follows the header, in blocks of one size and a rest: neither less nor more than it promises. They come
     * in the same array, one after the other.
     */
    private static void data(IdxStream file, int[] sizes, int blockSize, Consumer<byte[]> blocks) throws IOException {
        int size = 1;
        for (int s : sizes) {
            size *= s;
        }
        try {
            readBlocks(file, sizes, size, blockSize, blocks);
        } catch (OutOfMemoryError e) {
            throw noRoom(file.name(), sizes);   // what was read is garbage again: the program can go on
        }
        if (file.next(1).length > 0) {
            throw new IOException(file.name() + ": the header promises " + text(sizes) + ", which is " + size
                    + " bytes, but more came. Header and data don't belong together: download the file again.");
        }
    }

    private static void readBlocks(IdxStream file, int[] sizes, int size, int blockSize, Consumer<byte[]> blocks)
            throws IOException {
        int read = 0;
        byte[] block = new byte[0];
        while (read < size) {
            int wanted = Math.min(blockSize, size - read);
            block = file.next(wanted, block);
            read += block.length;
            if (block.length < wanted) {
                throw new IOException(file.name() + ": the header promises " + text(sizes) + ", which is " + size
                        + " bytes, but only " + read + " came. The file is cut off: download it again.");
            }
            blocks.accept(block);
        }
    }

    private static String text(int[] sizes) {
        return sizes.length == 1 ? sizes[0] + " labels" : sizes[0] + " images of " + sizes[1] + " x " + sizes[2];
    }

    private static void requireDigits(String name, byte[] labels) throws IOException {
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xff;
            if (label > MAX_LABEL) {
                throw new IOException(name + ": label " + i + " is " + label + ", expected 0 to " + MAX_LABEL
                        + ". Only data sets of ten classes, such as MNIST, Fashion-MNIST and KMNIST, can be read.");
            }
        }
    }
}
