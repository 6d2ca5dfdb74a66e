// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private static final byte DEPTH = 8;
    private static final byte GRAY = 0;
    private static final byte INDEXED = 3;
    private static final int MAX_BLOCK = 65_535;

    private Png() {
    }

    /** An image from ink, 0 to 1, on white paper, row after row. A dark page inverts it. */
    static byte[] ink(int cols, double[] ink) {
        byte[] gray = new byte[ink.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (255 - Math.round(255 * ink[i]));
        }
        return image(cols, gray, GRAY, new byte[0]);
    }

    /** An image from places in a palette of colors, 0xAARRGGBB. */
    static byte[] indexed(int cols, byte[] pixels, int[] palette) {
        ByteBuffer colors = ByteBuffer.allocate(3 * palette.length);
        ByteBuffer alphas = ByteBuffer.allocate(palette.length);
        for (int color : palette) {
            colors.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
            alphas.put((byte) (color >> 24));
        }
        return image(cols, pixels, INDEXED, chunk("PLTE", colors.array()), chunk("tRNS", alphas.array()));
    }

    static String dataUri(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static byte[] image(int cols, byte[] pixels, byte kind, byte[]... colors) {
        int rows = pixels.length / cols;
        // Each row begins with the number of its filter: 0, none.
        byte[] filtered = new byte[rows * (cols + 1)];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(pixels, i * cols, filtered, i * (cols + 1) + 1, cols);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(cols).putInt(rows).put(DEPTH).put(kind).array()));
        for (byte[] chunk : colors) {
            out.writeBytes(chunk);
        }
        out.writeBytes(chunk("IDAT", zlib(filtered)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /**
     * The zlib format without packing, in blocks of at most 65,535 bytes. How well a Deflater packs depends on the
     * JVM's zlib; so the same picture has the same bytes everywhere, and the images are small.
     */
    private static byte[] zlib(byte[] bytes) {
        Adler32 sum = new Adler32();
        sum.update(bytes);
        ByteBuffer out = ByteBuffer.allocate(bytes.length + 5 * (bytes.length / MAX_BLOCK + 1) + 6);
        out.put((byte) 0x78).put((byte) 0x01);
        for (int from = 0; from < bytes.length; from += MAX_BLOCK) {
            int size = Math.min(MAX_BLOCK, bytes.length - from);
            out.put((byte) (from + size == bytes.length ? 1 : 0)).order(ByteOrder.LITTLE_ENDIAN).putShort((short) size)
                    .putShort((short) ~size).order(ByteOrder.BIG_ENDIAN).put(bytes, from, size);
        }
        return Arrays.copyOf(out.putInt((int) sum.getValue()).array(), out.position());
    }

    private static byte[] chunk(String name, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length).putInt(data.length)
                .put(name.getBytes(StandardCharsets.US_ASCII)).put(data).putInt((int) crc.getValue()).array();
    }
}
