// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A PNG read back by the specification, for the tests: java.desktop's reader isn't there for the module. */
record PngImage(int cols, int rows, Map<String, byte[]> chunks, byte[] pixels) {

    static PngImage of(Element image) {
        String prefix = "data:image/png;base64,";
        String href = image.getAttribute("href");
        if (!href.startsWith(prefix)) {
            throw new AssertionError("not a PNG: " + href);
        }
        return of(Base64.getDecoder().decode(href.substring(prefix.length())));
    }

    static PngImage of(byte[] png) {
        ByteBuffer in = ByteBuffer.wrap(png);
        require(in.getLong() == 0x89504e470d0a1a0aL, "signature");
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            byte[] data = new byte[in.getInt()];
            byte[] name = new byte[4];
            in.get(name).get(data);
            CRC32 crc = new CRC32();
            crc.update(name);
            crc.update(data);
            require(in.getInt() == (int) crc.getValue(), "check sum");
            chunks.put(new String(name, StandardCharsets.US_ASCII), data);
        }
        ByteBuffer header = ByteBuffer.wrap(chunks.get("IHDR"));
        int cols = header.getInt();
        int rows = header.getInt();
        require(header.get() == 8, "8 bits for each pixel");
        require(chunks.containsKey("IEND"), "end");
        byte[] filtered = inflate(chunks.get("IDAT"), rows * (cols + 1));
        byte[] pixels = new byte[rows * cols];
        for (int i = 0; i < rows; i++) {
            require(filtered[i * (cols + 1)] == 0, "no filter");
            System.arraycopy(filtered, i * (cols + 1) + 1, pixels, i * cols, cols);
        }
        return new PngImage(cols, rows, chunks, pixels);
    }

    private static byte[] inflate(byte[] data, int size) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            byte[] bytes = new byte[size];
            require(inflater.inflate(bytes) == size, "size");
            require(inflater.inflate(new byte[1]) == 0 && inflater.finished(), "nothing after the pixels");
            return bytes;
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("PNG: expected " + what);
        }
    }

    /** From 0, black, to 255, white. */
    int gray(int x, int y) {
        require(chunks.get("IHDR")[9] == 0, "grays");
        return pixels[y * cols + x] & 0xff;
    }

    /** As 0xAARRGGBB. */
    int color(int x, int y) {
        require(chunks.get("IHDR")[9] == 3, "a palette");
        int i = pixels[y * cols + x] & 0xff;
        byte[] palette = chunks.get("PLTE");
        return chunks.get("tRNS")[i] << 24 | (palette[3 * i] & 0xff) << 16 | (palette[3 * i + 1] & 0xff) << 8
                | palette[3 * i + 2] & 0xff;
    }
}
