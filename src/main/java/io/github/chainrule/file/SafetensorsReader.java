// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.Json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one {@link Safetensors} file, from its first byte to its last. */
final class SafetensorsReader {

    private static final int LENGTH_BYTES = 8;
    private static final int SMALLEST_HEADER = 2;
    /** As many as PyTorch and NumPy allow. */
    private static final int MAX_DIMENSIONS = 64;
    private static final int BUFFER = 1 << 16;
    /** The JVM keeps a few words of an array for itself. */
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;
    private static final String AGAIN = " The file is damaged or cut off: get it again.";

    private final String name;
    private final ReadableByteChannel in;
    private final long size;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** A tensor as the header promises it. */
    private record Entry(String name, Tensor.Type type, List<Long> shape, long begin, long end) {

        private int count() {
            return (int) ((end - begin) / type.bytes());
        }
    }

    /**
     * A reader.
     *
     * @param name what the messages call the file
     * @param in   its bytes, from the first one
     * @param size how many there are
     */
    SafetensorsReader(String name, ReadableByteChannel in, long size) {
        this.name = name;
        this.in = in;
        this.size = size;
    }

    Safetensors read() throws IOException {
        long data = readHeader();
        requireFullCover(data);
        requireMemory();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tensors.put(entry.name, new Tensor(entry.type, entry.shape, values(entry)));
        }
        return new Safetensors(tensors, metadata);
    }

    /** Reads the header; {@return how many bytes of data follow it} */
    private long readHeader() throws IOException {
        if (size < LENGTH_BYTES) {
            throw damaged("expected at least " + LENGTH_BYTES + " bytes, got " + size + "." + AGAIN);
        }
        long length = next(LENGTH_BYTES).getLong();
        if (length < SMALLEST_HEADER || length > Safetensors.MAX_HEADER) {
            throw damaged("the header's length is " + Long.toUnsignedString(length) + " bytes; expected "
                    + SMALLEST_HEADER + " to " + Safetensors.MAX_HEADER + ". Is this a safetensors file?");
        }
        if (length > size - LENGTH_BYTES) {
            throw damaged("the header's length is " + length + " bytes, but only " + (size - LENGTH_BYTES)
                    + " follow." + AGAIN);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(next((int) length)).toString();
        } catch (CharacterCodingException e) {
            throw damaged("the header isn't valid UTF-8." + AGAIN);
        }
        if (text.charAt(0) != '{') {
            throw damaged("expected '{' as the header's first character, got " + Json.shown(text.substring(0, 1))
                    + ". Is this a safetensors file?");
        }
        long data = size - LENGTH_BYTES - length;
        Json json = new Json(name + ": the header", text);
        json.object(key -> {
            if (key.equals(Safetensors.METADATA)) {
                json.object(word -> metadata.put(word, json.string()));
            } else {
                entries.add(entry(json, key, data));
            }
        });
        json.end();
        return data;
    }

    private Entry entry(Json json, String tensor, long dataSize) throws IOException {
        String[] dtype = new String[1];
        List<Long> shape = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        int[] known = new int[1];
        json.object(key -> {
            known[0]++;
            switch (key) {
                case "dtype" -> dtype[0] = json.string();
                case "shape" -> shape.addAll(json.array(MAX_DIMENSIONS, json::number));
                case "data_offsets" -> offsets.addAll(json.array(2, json::number));
                default -> throw wrong(tensor, "has " + Json.shown(key) + ", which the format doesn't know.");
            }
        });
        if (known[0] < 3) {
            throw wrong(tensor, "lacks one of dtype, shape and data_offsets.");
        }
        Tensor.Type type = type(tensor, dtype[0]);
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataSize) {
            throw wrong(tensor, "has the data_offsets " + offsets + "; expected a begin and an end that isn't"
                    + " before it, both within the " + dataSize + " bytes of data.");
        }
        long count = Tensor.count(shape);
        long span = offsets.get(1) - offsets.get(0);
        if (count < 0 || count > Long.MAX_VALUE / type.bytes() || count * type.bytes() != span) {
            throw wrong(tensor, "is " + type + " with the shape " + shape + ", which doesn't take " + span
                    + " bytes, as its data_offsets say.");
        }
        if (count > MAX_VALUES) {
            throw wrong(tensor, "has " + count + " values, more than an array can hold (" + MAX_VALUES + ").");
        }
        return new Entry(tensor, type, List.copyOf(shape), offsets.get(0), offsets.get(1));
    }

    private Tensor.Type type(String tensor, String dtype) throws IOException {
        for (Tensor.Type type : Tensor.Type.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw wrong(tensor, "is of type " + Json.shown(dtype) + "; only F64 and F32 can be read. In PyTorch, convert it"
                + " with tensor.double() before it is saved.");
    }

    /** Sorted by their place, the tensors follow each other without a hole, up to the last byte. */
    private void requireFullCover(long data) throws IOException {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin != end) {
                throw wrong(entry.name, "begins at byte " + entry.begin + " of the data, but what is before it ends at "
                        + end + ": there must be no hole and no overlap.");
            }
            end = entry.end;
        }
        if (end != data) {
            throw damaged("the tensors take " + end + " bytes, but " + data + " follow the header." + AGAIN);
        }
    }

    private void requireMemory() throws IOException {
        long needed = entries.stream().mapToLong(entry -> (long) entry.count() * Double.BYTES).sum();
        long most = Runtime.getRuntime().maxMemory();
        if (needed > most) {
            throw damaged("its numbers take " + needed + " bytes of memory, and this JVM may use " + most
                    + ". Start it with a larger -Xmx.");
        }
    }

    private double[] values(Entry entry) throws IOException {
        double[] values = new double[entry.count()];
        int perBuffer = BUFFER / entry.type.bytes();
        for (int from = 0; from < values.length; from += perBuffer) {
            int count = Math.min(perBuffer, values.length - from);
            ByteBuffer bytes = next(count * entry.type.bytes());
            for (int i = from; i < from + count; i++) {
                values[i] = entry.type == Tensor.Type.F64 ? bytes.getDouble() : bytes.getFloat();
            }
        }
        return values;
    }

    private ByteBuffer next(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw damaged("the file became shorter while it was read.");
            }
        }
        return bytes.flip();
    }

    private IOException wrong(String tensor, String what) {
        return damaged("the tensor " + Json.shown(tensor) + " " + what);
    }

    private IOException damaged(String what) {
        return new IOException(name + ": " + what);
    }
}
