// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip data, one member after the other. {@link java.util.zip.GZIPInputStream} ignores what follows if it isn't
 * a member, and calls itself for each empty one: ten thousand of them overflow its stack.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipStream extends InflaterInputStream {

    static final int BUFFER = 1 << 16;
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final PushbackInputStream packed;
    private final DataInputStream header;
    private final CRC32 checksum = new CRC32();
    private boolean isAtEnd;

    /** Reads the first header; there must be room to push back {@link #BUFFER} bytes. */
    GzipStream(PushbackInputStream packed) throws IOException {
        super(packed, new Inflater(true), BUFFER);
        this.packed = packed;
        this.header = new DataInputStream(packed);
        readHeader();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!isAtEnd) {
            int count = super.read(target, offset, length);
            if (count >= 0) {
                checksum.update(target, offset, count);
                return count;
            }
            packed.unread(buf, len - inf.getRemaining(), inf.getRemaining());
            readTrailer();
            int next = packed.read();
            isAtEnd = next < 0;
            if (!isAtEnd) {
                packed.unread(next);
                readHeader();
            }
        }
        return -1;
    }

    private void readHeader() throws IOException {
        if (header.readUnsignedShort() != MAGIC) {
            throw new ZipException("something else follows it");
        }
        if (header.readUnsignedByte() != DEFLATE) {
            throw new ZipException("its compression method is unknown");
        }
        int flags = header.readUnsignedByte();
        header.skipNBytes(6);
        if ((flags & EXTRA) != 0) {
            header.skipNBytes(header.readUnsignedByte() | header.readUnsignedByte() << 8);
        }
        int texts = Integer.bitCount(flags & (NAME | COMMENT));
        while (texts > 0) {
            texts -= header.readUnsignedByte() == 0 ? 1 : 0;
        }
        header.skipNBytes((flags & HEADER_CRC) == 0 ? 0 : 2);
        inf.reset();
        checksum.reset();
    }

    private void readTrailer() throws IOException {
        if (Integer.reverseBytes(header.readInt()) != (int) checksum.getValue()) {
            throw new ZipException("the checksum is wrong");
        }
        if (Integer.reverseBytes(header.readInt()) != (int) inf.getBytesWritten()) {
            throw new ZipException("the length is wrong");
        }
    }

    @Override
    public void close() throws IOException {
        inf.end();
        super.close();
    }
}
