// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the encoding of protocol buffers: before each value comes a number made from its field and its kind.
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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtobufWriter number(int field, long value) {
        number((long) field << 3);
        number(value);
        return this;
    }

    ProtobufWriter bytes(int field, byte[] value) {
        number((long) field << 3 | 2);
        number(value.length);
        out.writeBytes(value);
        return this;
    }

    ProtobufWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufWriter message(int field, ProtobufWriter value) {
        return bytes(field, value.out.toByteArray());
    }

    ProtobufWriter real(int field, float value) {
        number((long) field << 3 | 5);
        out.writeBytes(Safetensors.buffer(Float.BYTES).putFloat(value).array());
        return this;
    }

    void writeTo(OutputStream stream) throws IOException {
        out.writeTo(stream);
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
