// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.Json;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.internal.RegularFile;
import io.github.chainrule.mnist.Drawing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads pictures as PNG, the format that every drawing program can save. The library has its own reader, because the
 * JDK's is in java.desktop, which it does without.
 *
 * {@snippet :
 * double[] pixels = PngFile.read(Path.of("seven.png")).pixels();
 * }
 *
 * <p>Colors become grays, and what is transparent becomes white. Interlaced pictures are refused. So are damaged ones,
 * and those that promise more pixels than their data can hold, before anything is allocated.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">the PNG specification</a>
 */
public final class PngFile {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int MAX_FILE = 100_000_000;
    private static final int MAX_PIXELS = 1 << 24;
    /** Deflate packs at most this many bytes into one. */
    private static final int MAX_PACKED = 1032;
    private static final int WHITE = 255;
    /** How many numbers a pixel has: gray, red green blue, a place in the palette, gray alpha, red green blue alpha. */
    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};

    private final String name;
    private final ByteBuffer in;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int cols;
    private int rows;
    private int depth;
    private int channels;
    private boolean isIndexed;
    private byte[] palette = {};
    private byte[] transparency = {};

    PngFile(String name, byte[] bytes) {
        this.name = name;
        this.in = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads a picture.
     *
     * @param file a PNG
     * @return its pixels as grays
     * @throws IOException if it can't be read, isn't a PNG, is damaged, interlaced, or has more than 16 million pixels;
     *                     the message says so
     */
    public static Drawing read(Path file) throws IOException {
        RegularFile.requireReadable(file);
        if (Files.size(file) > MAX_FILE) {
            throw new IOException(file + ": it has " + Files.size(file) + " bytes; a picture may have " + MAX_FILE
                    + ". Save it smaller.");
        }
        try {
            return read(Printable.printable(file.toString()), Files.readAllBytes(file));
        } catch (OutOfMemoryError e) {
            throw new IOException(file + ": it takes more memory than this JVM has left. Save it smaller, or start Java"
                    + " with a larger -Xmx.", e);
        }
    }

    static Drawing read(String name, byte[] bytes) throws IOException {
        PngFile png = new PngFile(name, bytes);
        byte[] grays = png.grays();
        return new Drawing(png.rows, png.cols, grays);
    }

    byte[] grays() throws IOException {
        if (in.remaining() < Long.BYTES || in.getLong() != SIGNATURE) {
            throw damaged("this isn't a PNG. Save the picture as PNG.");
        }
        String type = readChunk();
        if (!type.equals("IHDR")) {
            throw damaged("it is damaged at " + Json.shown(type) + ".");
        }
        while (!type.equals("IEND")) {
            type = readChunk();
        }
        if (isIndexed && (palette.length == 0 || palette.length % 3 != 0)) {
            throw damaged("its pixels are places in a palette, which is missing.");
        }
        return unpack();
    }

    /** Reads one part of the file; {@return its type} */
    private String readChunk() throws IOException {
        int length = in.remaining() < 12 ? -1 : in.getInt();
        if (length < 0 || length > in.remaining() - 8) {
            throw damaged("it ends in the middle.");
        }
        CRC32 crc = new CRC32();
        crc.update(in.array(), in.position(), 4 + length);
        byte[] letters = new byte[4];
        byte[] chunk = new byte[length];
        in.get(letters).get(chunk);
        String type = new String(letters, StandardCharsets.ISO_8859_1);
        if (in.getInt() != (int) crc.getValue()) {
            throw damaged("it is damaged at " + Json.shown(type) + ".");
        }
        switch (type) {
            case "IHDR" -> header(chunk);
            case "PLTE" -> palette = chunk;
            case "tRNS" -> transparency = chunk;
            case "IDAT" -> data.writeBytes(chunk);
            default -> {
                // A part whose name begins with a capital letter can't be skipped.
                if (Character.isUpperCase(type.charAt(0)) && !type.equals("IEND")) {
                    throw damaged("it has a part " + Json.shown(type) + ", which isn't known here.");
                }
            }
        }
        return type;
    }

    private void header(byte[] chunk) throws IOException {
        if (chunk.length != 13 || rows > 0) {
            throw damaged("it is damaged at \"IHDR\".");
        }
        ByteBuffer header = ByteBuffer.wrap(chunk);
        cols = header.getInt();
        rows = header.getInt();
        depth = header.get();
        int color = header.get();
        isIndexed = color == 3;
        channels = color < 0 || color > 6 ? 0 : CHANNELS[color];
        boolean isDeep = depth == 8 || depth == 16 && !isIndexed;
        boolean isShallow = (color == 0 || isIndexed) && (depth == 1 || depth == 2 || depth == 4);
        boolean isPlain = header.getShort() == 0;
        if (cols < 1 || rows < 1 || channels == 0 || !isPlain || !(isDeep || isShallow)) {
            throw damaged("its header makes no sense.");
        }
        if ((long) cols * rows > MAX_PIXELS) {
            throw damaged("it has " + cols + " x " + rows + " pixels, but may have " + MAX_PIXELS
                    + ". Save it smaller.");
        }
        if (header.get() != 0) {
            throw damaged("it is interlaced. Save it without interlacing.");
        }
    }

    private byte[] unpack() throws IOException {
        int rowBytes = (int) (((long) cols * channels * depth + 7) / 8);
        long size = (rowBytes + 1L) * rows;
        if (size > (long) MAX_PACKED * data.size()) {
            throw damaged("it promises " + cols + " x " + rows + " pixels, but its data can't hold them.");
        }
        byte[] unpacked = new byte[(int) size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data.toByteArray());
            int count = inflater.inflate(unpacked);
            if (count < size) {
                throw damaged("its pixels end in row " + count / (rowBytes + 1) + " of " + rows + ".");
            }
            if (inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
                throw damaged("it has more data than pixels.");
            }
        } catch (DataFormatException e) {
            throw new IOException(name + ": its pixels are damaged.", e);
        } finally {
            inflater.end();
        }
        byte[] grays = new byte[rows * cols];
        for (int y = 0; y < rows; y++) {
            int row = y * (rowBytes + 1) + 1;
            unfilter(unpacked, row, rowBytes);
            for (int x = 0; x < cols; x++) {
                grays[y * cols + x] = (byte) gray(unpacked, row, x);
            }
        }
        return grays;
    }

    /** A row is stored as differences: from the pixel before, the one above, both, or the one that predicts it best. */
    private void unfilter(byte[] bytes, int row, int rowBytes) throws IOException {
        int pixel = Math.max(1, channels * depth / 8);
        int stride = rowBytes + 1;
        for (int i = row; i < row + rowBytes; i++) {
            boolean isFirst = i < row + pixel;
            boolean isTop = row == 1;
            int left = isFirst ? 0 : bytes[i - pixel] & 0xff;
            int up = isTop ? 0 : bytes[i - stride] & 0xff;
            int upLeft = isFirst || isTop ? 0 : bytes[i - stride - pixel] & 0xff;
            bytes[i] += (byte) switch (bytes[row - 1]) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                case 4 -> paeth(left, up, upLeft);
                default -> throw damaged("a row is stored with filter " + bytes[row - 1] + "; expected 0 to 4.");
            };
        }
    }

    private static int paeth(int left, int up, int upLeft) {
        int toLeft = Math.abs(up - upLeft);
        int toUp = Math.abs(left - upLeft);
        int toUpLeft = Math.abs(left + up - 2 * upLeft);
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    /** A pixel on white paper, from 0 (black) to 255; {@code row} is where its row begins. */
    private int gray(byte[] bytes, int row, int x) throws IOException {
        int first = sample(bytes, row, x * channels);
        if (isIndexed) {
            if (first >= palette.length / 3) {
                throw damaged("a pixel has color " + first + ", but the palette ends before it.");
            }
            return onWhite(luminance(palette[3 * first] & 0xff, palette[3 * first + 1] & 0xff,
                    palette[3 * first + 2] & 0xff), first < transparency.length ? transparency[first] & 0xff : WHITE);
        }
        int gray = channels < 3 ? level(first) : luminance(level(first), level(sample(bytes, row, x * channels + 1)),
                level(sample(bytes, row, x * channels + 2)));
        int alpha = channels % 2 == 0 ? level(sample(bytes, row, x * channels + channels - 1))
                : isTransparent(bytes, row, x) ? 0 : WHITE;
        return onWhite(gray, alpha);
    }

    /** Whether it is the color that means transparent; each of its channels takes two bytes. */
    private boolean isTransparent(byte[] bytes, int row, int x) {
        boolean isKey = transparency.length == 2 * channels;
        for (int c = 0; c < channels && isKey; c++) {
            isKey = sample(bytes, row, x * channels + c) == ByteBuffer.wrap(transparency).getChar(2 * c);
        }
        return isKey;
    }

    private int sample(byte[] bytes, int row, int i) {
        if (depth == 16) {
            return (bytes[row + 2 * i] & 0xff) << 8 | bytes[row + 2 * i + 1] & 0xff;
        }
        int bit = i * depth;
        return bytes[row + bit / 8] >> 8 - depth - bit % 8 & (1 << depth) - 1;
    }

    private int level(int sample) {
        return depth == 16 ? sample >> 8 : sample * WHITE / ((1 << depth) - 1);
    }

    private static int luminance(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    private static int onWhite(int gray, int alpha) {
        return (gray * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
    }

    private IOException damaged(String what) {
        return new IOException(name + ": " + what);
    }
}
