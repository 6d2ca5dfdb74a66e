// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.internal.Printable;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of one file, and its name for the messages. A name that ends in {@code .gz} means that the bytes
 * are packed.
 */
final class IdxStream implements Closeable {

    private static final int SMALL = 1 << 20;

    private final String name;
    private final InputStream in;

    private IdxStream(String name, InputStream packed) throws IOException {
        this.name = Printable.printable(name);
        this.in = name.endsWith(".gz") ? unpacked(packed) : packed;
    }

    /** Takes over {@code packed}: it is closed with this file, or at once if it isn't what its name says. */
    static IdxStream open(String name, InputStream packed) throws IOException {
        try {
            return new IdxStream(name, packed);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    private InputStream unpacked(InputStream packed) throws IOException {
        PushbackInputStream in = new PushbackInputStream(packed, GzipStream.BUFFER);
        byte[] start = in.readNBytes(2);
        in.unread(start);
        if (start.length == 0) {
            throw damaged("the file is empty. Download it again.");
        }
        if (!isGzip(start)) {
            throw damaged("expected gzip data, which begins with the bytes 1f 8b, got " + hex(start) + ". If the file"
                    + " was unpacked already, take .gz off its name; otherwise download it again.");
        }
        try {
            return new GzipStream(in);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    String name() {
        return name;
    }

    /** The next bytes: {@code size} of them, or all that are left if there are fewer. */
    byte[] next(int size) throws IOException {
        return next(size, new byte[0]);
    }

    /** The same, in an array that was used before, if it has this very size. */
    byte[] next(int size, byte[] used) throws IOException {
        try {
            if (size > SMALL) {
                return in.readNBytes(size);     // piece by piece: a false size costs no memory
            }
            byte[] bytes = used.length == size ? used : new byte[size];
            int count = in.readNBytes(bytes, 0, size);
            return count == size ? bytes : Arrays.copyOf(bytes, count);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private IOException damaged(IOException gzip) {
        return new IOException(name + ": the gzip data " + (gzip instanceof EOFException ? "ends too early"
                : "is damaged (" + gzip.getMessage() + ")") + ". Download the file again.", gzip);
    }

    IOException damaged(String what) {
        return new IOException(name + ": " + what);
    }

    /** Whether gzip data begins like this. */
    static boolean isGzip(byte[] start) {
        return start.length > 1 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b;
    }

    /** Whether the bytes were unpacked on their way here. */
    boolean isUnpacked() {
        return in instanceof GzipStream;
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
