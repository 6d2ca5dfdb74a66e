// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip data, one member after the other. {@link java.util.zip.GZIPInputStream} calls itself for each empty
 * member, and ten thousand of them overflow its stack.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipStream extends InputStream {

    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    /** Packed bytes from {@code start} to {@code end} are still to be used. */
    private final byte[] packed = new byte[1 << 16];
    private int start;
    private int end;
    private boolean atEnd;

    /** Reads the first header. */
    GzipStream(InputStream in) throws IOException {
        this.in = in;
        try {
            readHeader();
        } catch (IOException e) {
            inflater.end();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!atEnd) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            readTrailer();
            atEnd = !fill();
            if (!atEnd) {
                readHeader();
            }
        }
        return -1;
    }

    /** Unpacks something, or returns 0 at the end of a member. */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(target, offset, length);
            while (count == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw new ZipException("it asks for a preset dictionary");
                }
                start = end;    // it has used all that it was given
                require(fill());
                inflater.setInput(packed, 0, end);
                count = inflater.inflate(target, offset, length);
            }
            start = end - inflater.getRemaining();
            return count;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private void readHeader() throws IOException {
        if (next() != 0x1f || next() != 0x8b) {
            throw new ZipException("something else follows it");
        }
        if (next() != DEFLATE) {
            throw new ZipException("its method of packing is unknown");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        skip((flags & HEADER_CRC) == 0 ? 0 : 2);
        inflater.reset();
        checksum.reset();
        inflater.setInput(packed, start, end - start);
    }

    private void readTrailer() throws IOException {
        if (nextInt() != (int) checksum.getValue()) {
            throw new ZipException("the checksum is wrong");
        }
        if (nextInt() != (int) inflater.getBytesWritten()) {
            throw new ZipException("the length is wrong");
        }
    }

    private void skipText(int flag) throws IOException {
        boolean more = flag != 0;
        while (more) {
            more = next() != 0;
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() throws IOException {
        require(fill());
        return packed[start++] & 0xff;
    }

    /** Whether there are packed bytes left. */
    private boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            end = Math.max(0, in.read(packed, 0, packed.length));
        }
        return start < end;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
