// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.internal.Printable;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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

    private IdxStream(String name, InputStream in) {
        this.name = Printable.printable(name);
        this.in = in;
    }

    /** Takes over {@code packed}: it is closed with this file, or at once if it isn't what its name says. */
    static IdxStream open(String name, InputStream packed) throws IOException {
        try {
            return new IdxStream(name, name.endsWith(".gz") ? unpack(Printable.printable(name), packed) : packed);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    private static InputStream unpack(String name, InputStream packed) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed);
        in.mark(2);
        byte[] start = in.readNBytes(2);
        in.reset();
        if (start.length == 0) {
            throw new IOException(name + ": the file is empty. Download it again.");
        }
        if (!isGzip(start)) {
            throw new IOException(name + ": expected gzip data, which begins with the bytes 1f 8b, got "
                    + hex(start) + ". If the file was unpacked already, take .gz off its name;"
                    + " otherwise download it again.");
        }
        try {
            return new GzipStream(in);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        }
    }

    String name() {
        return name;
    }

    /** The next bytes: {@code size} of them, or all that are left where there are fewer. */
    byte[] next(int size) throws IOException {
        return next(size, new byte[0]);
    }

    /** The same, in an array that is there already if it has just the size. */
    byte[] next(int size, byte[] used) throws IOException {
        try {
            if (size > SMALL) {
                return in.readNBytes(size);     // piece by piece: a size that is a lie costs no memory
            }
            byte[] bytes = used.length == size ? used : new byte[size];
            int count = in.readNBytes(bytes, 0, size);
            return count == size ? bytes : Arrays.copyOf(bytes, count);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        }
    }

    private static IOException damaged(String name, IOException cause) {
        return new IOException(name + ": the gzip data "
                + (cause instanceof EOFException ? "ends too early" : "is damaged (" + cause.getMessage() + ")")
                + ". Download the file again.", cause);
    }

    /** Whether that is how gzip data begins. */
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
