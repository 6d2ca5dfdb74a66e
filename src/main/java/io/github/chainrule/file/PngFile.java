// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.Json;
import io.github.chainrule.internal.RegularFile;
import io.github.chainrule.mnist.Drawing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads pictures as PNG, the format that every drawing program can save. The library has its own reader, because the
 * JDK's is in java.desktop, which it does without.
 *
 * {@snippet :
 * double[] pixels = PngFile.read(Path.of("seven.png")).pixels();
 * }
 *
 * <p>Colours become greys, and what is transparent becomes white. Interlaced pictures are refused. So are damaged ones,
 * and those that promise more pixels than their data can hold, before anything is allocated.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">the PNG specification</a>
 */
public final class PngFile {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int MAX_FILE = 100_000_000;
    private static final int MAX_PIXELS = 1 << 24;
    /** Deflate makes a byte of at most so many. */
    private static final int MOST_PACKED = 1032;
    private static final int WHITE = 255;

    private final String name;
    private final ByteBuffer in;
    private int cols;
    private int rows;
    private int depth;
    private int channels;
    private boolean indexed;
    private byte[] palette = {};
    private byte[] transparency = {};

    private PngFile(String name, byte[] bytes) {
        this.name = name;
        this.in = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads a picture.
     *
     * @param file a PNG
     * @return its pixels as greys
     * @throws IOException if it can't be read, isn't a PNG, is damaged, interlaced, or has more than 16 million pixels;
     *                     the message says so
     */
    public static Drawing read(Path file) throws IOException {
        RegularFile.requireReadable(file);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": this is no file that can be read from end to end.");
        }
        if (Files.size(file) > MAX_FILE) {
            throw new IOException(file + ": it has " + Files.size(file) + " bytes; a picture may have " + MAX_FILE
                    + ". Save it smaller.");
        }
        return read(file.toString(), Files.readAllBytes(file));
    }

    static Drawing read(String name, byte[] bytes) throws IOException {
        return new PngFile(name, bytes).read();
    }

    private Drawing read() throws IOException {
        if (in.remaining() < Long.BYTES || in.getLong() != SIGNATURE) {
            throw wrong("this is no PNG. Save the picture as PNG.");
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        header(chunk("IHDR"));
        String type;
        do {
            type = nextType();
            byte[] chunk = chunk(type);
            switch (type) {
                case "PLTE" -> palette = chunk;
                case "tRNS" -> transparency = chunk;
                case "IDAT" -> data.writeBytes(chunk);
                default -> requireKnown(type);
            }
        } while (!type.equals("IEND"));
        if (indexed && (palette.length == 0 || palette.length % 3 != 0)) {
            throw wrong("its pixels are places in a palette, which is missing.");
        }
        return pixels(data.toByteArray());
    }

    /** A chunk whose name begins with a capital letter can't be left out. */
    private void requireKnown(String type) throws IOException {
        if (Character.isUpperCase(type.charAt(0)) && !type.equals("IEND")) {
            throw wrong("it has a part " + Json.shown(type) + ", which isn't known here or isn't in its place.");
        }
    }

    private String nextType() throws IOException {
        if (in.remaining() < 12) {
            throw wrong("it ends in the middle.");
        }
        byte[] type = new byte[4];
        in.get(in.position() + 4, type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    private byte[] chunk(String expected) throws IOException {
        String type = nextType();
        int length = in.getInt();
        if (length < 0 || length > in.remaining() - 8) {
            throw wrong("it ends in the middle.");
        }
        CRC32 crc = new CRC32();
        crc.update(in.array(), in.position(), 4 + length);
        in.getInt();
        byte[] data = new byte[length];
        in.get(data);
        if (in.getInt() != (int) crc.getValue() || !type.equals(expected)) {
            throw wrong("it is damaged at " + Json.shown(type) + ".");
        }
        return data;
    }

    private void header(byte[] chunk) throws IOException {
        if (chunk.length != 13) {
            throw wrong("it is damaged at \"IHDR\".");
        }
        ByteBuffer header = ByteBuffer.wrap(chunk);
        cols = header.getInt();
        rows = header.getInt();
        depth = header.get();
        int colour = header.get();
        boolean plain = header.getShort() == 0;
        int interlaced = header.get();
        indexed = colour == 3;
        channels = switch (colour) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
        boolean deep = depth == 8 || depth == 16 && !indexed;
        boolean shallow = (colour == 0 || indexed) && (depth == 1 || depth == 2 || depth == 4);
        if (cols < 1 || rows < 1 || channels == 0 || !plain || !(deep || shallow)) {
            throw wrong("its header makes no sense.");
        }
        if ((long) cols * rows > MAX_PIXELS) {
            throw wrong("it has " + cols + " x " + rows + " pixels, and may have " + MAX_PIXELS + ". Save it smaller.");
        }
        if (interlaced != 0) {
            throw wrong("it is interlaced. Save it without interlacing.");
        }
    }

    private Drawing pixels(byte[] packed) throws IOException {
        int rowBytes = (int) (((long) cols * channels * depth + 7) / 8);
        if ((rowBytes + 1L) * rows > (long) MOST_PACKED * packed.length) {
            throw wrong("it promises " + cols + " x " + rows + " pixels, and its data can't hold them.");
        }
        byte[] grey = new byte[rows * cols];
        byte[] row = new byte[rowBytes];
        try (InflaterInputStream data = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            for (int y = 0; y < rows; y++) {
                byte[] above = row;
                int filter = data.read();
                row = data.readNBytes(rowBytes);
                if (row.length < rowBytes) {
                    throw wrong("its pixels end in row " + y + " of " + rows + ".");
                }
                unfilter(filter, row, above);
                for (int x = 0; x < cols; x++) {
                    grey[y * cols + x] = (byte) grey(row, x);
                }
            }
            if (data.read() >= 0) {
                throw wrong("it has more data than pixels.");
            }
        } catch (ZipException | EOFException e) {
            throw new IOException(name + ": its pixels are damaged.", e);
        }
        return new Drawing(rows, cols, grey);
    }

    /** A row is stored as differences: from the pixel before, the one above, both, or whichever foretells it best. */
    private void unfilter(int filter, byte[] row, byte[] above) throws IOException {
        int pixel = Math.max(1, channels * depth / 8);
        for (int i = 0; i < row.length; i++) {
            int left = i < pixel ? 0 : row[i - pixel] & 0xff;
            int up = above[i] & 0xff;
            int upLeft = i < pixel ? 0 : above[i - pixel] & 0xff;
            row[i] += (byte) switch (filter) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                case 4 -> paeth(left, up, upLeft);
                default -> throw wrong("a row is stored in way " + filter + ", which isn't known.");
            };
        }
    }

    private static int paeth(int left, int up, int upLeft) {
        int toLeft = Math.abs(up - upLeft);
        int toUp = Math.abs(left - upLeft);
        int toUpLeft = Math.abs(left + up - 2 * upLeft);
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    /** A pixel on white paper, from 0 (black) to 255. */
    private int grey(byte[] row, int x) throws IOException {
        int first = sample(row, x * channels);
        if (indexed) {
            if (first >= palette.length / 3) {
                throw wrong("a pixel has colour " + first + ", and the palette ends before it.");
            }
            int alpha = first < transparency.length ? transparency[first] & 0xff : WHITE;
            return onWhite(luminance(palette[3 * first] & 0xff, palette[3 * first + 1] & 0xff,
                    palette[3 * first + 2] & 0xff), alpha);
        }
        int grey = channels < 3 ? level(first)
                : luminance(level(first), level(sample(row, x * channels + 1)), level(sample(row, x * channels + 2)));
        int alpha = channels % 2 == 0 ? level(sample(row, x * channels + channels - 1))
                : isTransparent(row, x) ? 0 : WHITE;
        return onWhite(grey, alpha);
    }

    /** Whether it is the one colour that stands for nothing. */
    private boolean isTransparent(byte[] row, int x) {
        if (transparency.length != 2 * channels) {
            return false;
        }
        for (int c = 0; c < channels; c++) {
            int key = (transparency[2 * c] & 0xff) << 8 | transparency[2 * c + 1] & 0xff;
            if (sample(row, x * channels + c) != key) {
                return false;
            }
        }
        return true;
    }

    private int sample(byte[] row, int i) {
        if (depth == 16) {
            return (row[2 * i] & 0xff) << 8 | row[2 * i + 1] & 0xff;
        }
        int bit = i * depth;
        return row[bit / 8] >> 8 - depth - bit % 8 & (1 << depth) - 1;
    }

    private int level(int sample) {
        return depth == 16 ? sample >> 8 : sample * WHITE / ((1 << depth) - 1);
    }

    private static int luminance(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    private static int onWhite(int grey, int alpha) {
        return (grey * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
    }

    private IOException wrong(String what) {
        return new IOException(name + ": " + what);
    }
}
