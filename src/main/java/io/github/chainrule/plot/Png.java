// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Small images inside an SVG: far shorter than a rectangle for each pixel. Written here, because the JDK's own writer
 * is in java.desktop, which the library does without.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">the PNG specification</a>
 */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte GRAY = 0;
    private static final byte INDEXED = 3;
    private static final int MAX_BLOCK = 65_535;

    private Png() {
    }

    /** An image from unsigned bytes, row after row, from 0 (black) to 255 (white). */
    static byte[] gray(int cols, byte[] pixels) {
        ByteArrayOutputStream out = header(cols, pixels.length / cols, GRAY);
        return finish(out, cols, pixels);
    }

    /** An image from places in a palette of colors, 0xAARRGGBB. */
    static byte[] indexed(int cols, byte[] pixels, int[] palette) {
        ByteArrayOutputStream out = header(cols, pixels.length / cols, INDEXED);
        ByteBuffer colors = ByteBuffer.allocate(3 * palette.length);
        ByteBuffer alphas = ByteBuffer.allocate(palette.length);
        for (int color : palette) {
            colors.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
            alphas.put((byte) (color >> 24));
        }
        chunk(out, "PLTE", colors.array());
        chunk(out, "tRNS", alphas.array());
        return finish(out, cols, pixels);
    }

    /** An image from ink, 0 to 1, on white paper. A dark page inverts it. */
    static byte[] ink(int cols, double[] ink) {
        byte[] gray = new byte[ink.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (255 - Math.round(255 * ink[i]));
        }
        return gray(cols, gray);
    }

    static String dataUri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static ByteArrayOutputStream header(int cols, int rows, byte kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        byte depth = 8;
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(cols).putInt(rows).put(depth).put(kind).array());
        return out;
    }

    private static byte[] finish(ByteArrayOutputStream out, int cols, byte[] pixels) {
        int rows = pixels.length / cols;
        // Each row begins with the number of its filter: 0, none.
        byte[] filtered = new byte[rows * (cols + 1)];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(pixels, i * cols, filtered, i * (cols + 1) + 1, cols);
        }
        chunk(out, "IDAT", zlib(filtered));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /**
     * The zlib format without packing, in blocks of at most 65,535 bytes. How well a Deflater packs depends on the
     * JVM's zlib; so the same picture has the same bytes everywhere, and the images are small.
     */
    private static byte[] zlib(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x78, 0x01});
        for (int from = 0; from < bytes.length; from += MAX_BLOCK) {
            int size = Math.min(MAX_BLOCK, bytes.length - from);
            byte last = (byte) (from + size == bytes.length ? 1 : 0);
            out.writeBytes(ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN)
                    .put(last).putShort((short) size).putShort((short) ~size).array());
            out.write(bytes, from, size);
        }
        Adler32 sum = new Adler32();
        sum.update(bytes);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] data) {
        byte[] bytes = ByteBuffer.allocate(4 + data.length)
                .put(name.getBytes(StandardCharsets.US_ASCII)).put(data).array();
        CRC32 crc = new CRC32();
        crc.update(bytes);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(bytes);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
