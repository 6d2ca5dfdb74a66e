// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.matrix.SparseByteRows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
    /** With more, a packed image could be too long for an array. */
    private static final int MAX_PIXELS = 1 << 29;

    private static final Kind LABELS = new Kind("a label file", 2049, 1);
    private static final Kind IMAGES = new Kind("an image file", 2051, 3);

    private record Kind(String text, int magic, int sizes) {
    }

    private final IdxStream file;
    /** What the header promises: how many images or labels; for images also rows and columns. */
    private final int[] sizes;
    private final String promise;

    /** Reads the header. */
    private IdxReader(IdxStream file, Kind kind) throws IOException {
        this.file = file;
        byte[] magic = file.next(4);
        if (magic.length == 0) {
            throw file.damaged("the file is empty. Download it again.");
        }
        requireMagic(magic, kind);
        byte[] rest = file.next(4 * kind.sizes);
        if (rest.length < 4 * kind.sizes) {
            throw file.damaged("the header of " + kind.text + " has " + (4 + 4 * kind.sizes) + " bytes, but only "
                    + (4 + rest.length) + " are there. The file is cut off: download it again.");
        }
        sizes = new int[kind.sizes];
        ByteBuffer.wrap(rest).asIntBuffer().get(sizes);
        promise = "the header promises " + sizes[0]
                + (sizes.length == 1 ? " labels" : " images of " + sizes[1] + " x " + sizes[2]);
        requireSizes();
    }

    /** Reads a pair of files. Both headers are checked before anything else is read. */
    static LabeledImages read(IdxStream imageFile, IdxStream labelFile) throws IOException {
        IdxReader images = new IdxReader(imageFile, IMAGES);
        IdxReader labels = new IdxReader(labelFile, LABELS);
        int count = images.sizes[0];
        if (count != labels.sizes[0]) {
            throw new IOException(imageFile.name() + " has " + count + " images, but " + labelFile.name() + " has "
                    + labels.sizes[0] + " labels. Each image needs one label: do the two files belong together?");
        }
        byte[][] digits = new byte[1][];
        labels.data(count, block -> digits[0] = block);
        requireDigits(labelFile, digits[0]);
        SparseByteRows pixels = new SparseByteRows(images.sizes[1] * images.sizes[2]);
        images.data(pixels.chunkSize(), pixels::add);
        return new LabeledImages(images.sizes[1], images.sizes[2], pixels, digits[0]);
    }

    private void requireMagic(byte[] bytes, Kind expected) throws IOException {
        int magic = bytes.length < 4 ? -1 : ByteBuffer.wrap(bytes).getInt();
        if (magic == expected.magic) {
            return;
        }
        for (Kind kind : new Kind[] {LABELS, IMAGES}) {
            if (magic == kind.magic) {
                throw file.damaged("this is " + kind.text + " (magic number " + kind.magic + "); " + expected.text
                        + " has " + expected.magic + ": were the two swapped?");
            }
        }
        throw file.damaged("expected the magic number of " + expected.text + ", " + expected.magic + ", got the bytes "
                + IdxStream.hex(bytes) + ". " + (!IdxStream.isGzip(bytes) ? "This isn't an IDX file of bytes."
                : file.isUnpacked() ? "That is gzip data inside gzip data: the file was packed twice. Unpack it once."
                : "That is gzip data: add .gz to the file's name."));
    }

    private void requireSizes() throws IOException {
        if (Arrays.stream(sizes).anyMatch(size -> size < 1)) {
            throw file.damaged(promise + "; each size must be at least 1. The file is damaged or has no examples.");
        }
        // Once too large, it stays so, and the product of two ints can't overflow a long.
        long size = Arrays.stream(sizes).asLongStream().reduce(1, (a, b) -> Math.min(a, MAX_SIZE + 1L) * b);
        if (size > MAX_SIZE) {
            throw file.damaged(promise + ", more bytes than an array can hold (" + MAX_SIZE + "). Split the file, or"
                    + " download it again if it should be smaller.");
        }
        if (size / sizes[0] > MAX_PIXELS) {
            throw file.damaged(promise + ", but an image may have " + MAX_PIXELS + " pixels. Use smaller images, or"
                    + " download the file again if they should be smaller.");
        }
        // Zeros take next to nothing: whether there is room for the others shows when they are read.
        if (size / Byte.SIZE > Runtime.getRuntime().maxMemory()) {
            throw noRoom();
        }
    }

    private int size() {
        return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    }

    private IOException noRoom() {
        return file.damaged(promise + ", which is " + size() + " bytes, but the heap has no room for them: it ends at "
                + Runtime.getRuntime().maxMemory() + " bytes. Start Java with a larger -Xmx, or use fewer or smaller"
                + " images.");
    }

    /**
     * All that follows the header, in blocks of one size and a rest: neither less nor more than it promises. Each block
     * comes in the same array.
     */
    private void data(int blockSize, Consumer<byte[]> blocks) throws IOException {
        byte[] block = new byte[0];
        int size = size();
        try {
            for (int read = 0; read < size; read += block.length) {
                int wanted = Math.min(blockSize, size - read);
                block = file.next(wanted, block);
                if (block.length < wanted) {
                    throw file.damaged(promise + ", which is " + size + " bytes, but only " + (read + block.length)
                            + " are there. The file is cut off: download it again.");
                }
                blocks.accept(block);
            }
        } catch (OutOfMemoryError e) {
            throw noRoom();     // what was read is garbage now: the program can continue
        }
        if (file.next(1).length > 0) {
            throw file.damaged(promise + ", which is " + size + " bytes, but there are more. Header and data don't"
                    + " belong"
                    + " together: download the file again.");
        }
    }

    private static void requireDigits(IdxStream file, byte[] labels) throws IOException {
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xff;
            if (label > MAX_LABEL) {
                throw file.damaged("label " + i + " is " + label + ", expected 0 to " + MAX_LABEL + ". Only datasets"
                        + " of ten classes, such as MNIST, Fashion-MNIST and KMNIST, can be read.");
            }
        }
    }
}
