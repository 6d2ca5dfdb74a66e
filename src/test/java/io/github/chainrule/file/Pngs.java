// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** PNG files for the tests: from the JDK's own writer, and part by part. */
final class Pngs {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Pngs() {
    }

    /** As the JDK writes it. */
    static byte[] of(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "png", out)) {
                throw new AssertionError("no writer for " + image);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Signature, header and the given parts. */
    static byte[] of(byte[] header, byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.writeBytes(header);
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        return out.toByteArray();
    }

    static byte[] header(int cols, int rows, int depth, int color) {
        return chunk("IHDR", ByteBuffer.allocate(13).putInt(cols).putInt(rows).put((byte) depth).put((byte) color)
                .array());
    }

    static byte[] chunk(String type, byte... data) {
        byte[] bytes = ByteBuffer.allocate(12 + data.length).putInt(data.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data).array();
        sign(bytes, 0, data.length);
        return bytes;
    }

    /** Rows with the number of their filter before each. */
    static byte[] data(byte... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
            packed.write(rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return chunk("IDAT", out.toByteArray());
    }

    static byte[] end() {
        return chunk("IEND");
    }

    /** The same file with the right sum at each part, so that damage isn't found by the sums alone. */
    static byte[] signed(byte[] png) {
        byte[] bytes = png.clone();
        int at = SIGNATURE.length;
        while (at + 12 <= bytes.length) {
            int length = ByteBuffer.wrap(bytes).getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                break;
            }
            sign(bytes, at, length);
            at += 12 + length;
        }
        return bytes;
    }

    private static void sign(byte[] bytes, int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, at + 4, 4 + length);
        ByteBuffer.wrap(bytes).putInt(at + 8 + length, (int) crc.getValue());
    }
}
