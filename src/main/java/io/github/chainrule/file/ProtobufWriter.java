// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the encoding of protocol buffers: before each value stands a number made of its field and its kind.
 *
 * <pre>
 *   kind 0   a number, 7 bits in each byte, the lowest first; the highest bit says that there is more
 *   kind 2   a length, and as many bytes: a text, a message, numbers in a row
 *   kind 5   4 bytes, the lowest first: a float
 * </pre>
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtobufWriter {

    private static final int NUMBER = 0;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtobufWriter number(int field, long value) {
        key(field, NUMBER);
        number(value);
        return this;
    }

    ProtobufWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufWriter message(int field, ProtobufWriter value) {
        return bytes(field, value.out.toByteArray());
    }

    ProtobufWriter bytes(int field, byte[] value) {
        key(field, BYTES);
        number(value.length);
        out.writeBytes(value);
        return this;
    }

    ProtobufWriter real(int field, float value) {
        key(field, FOUR_BYTES);
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
        return this;
    }

    /** All fields of another message, as if they had been added here. */
    ProtobufWriter append(ProtobufWriter fields) {
        out.writeBytes(fields.out.toByteArray());
        return this;
    }

    void writeTo(OutputStream stream) throws IOException {
        out.writeTo(stream);
    }

    private void key(int field, int kind) {
        number((long) field << 3 | kind);
    }

    private void number(long value) {
        long rest = value;
        while (rest < 0 || rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
