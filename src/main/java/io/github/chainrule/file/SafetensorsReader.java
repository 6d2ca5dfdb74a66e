// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.Json;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one {@link Safetensors} file. It is strict, because a file may come from anywhere: everything that the header
 * promises is checked before any number is read.
 */
final class SafetensorsReader {

    private static final int LENGTH_BYTES = 8;
    private static final int MIN_HEADER = 2;
    /** As many as PyTorch and NumPy allow. */
    private static final int MAX_DIMENSIONS = 64;
    /** The JVM keeps a few words of an array for itself. */
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;
    private static final String AGAIN = " The file is damaged or cut off: get it again.";

    private final String file;
    private final InputStream in;
    private final long size;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** A tensor as the header promises it: what its numbers are, its shape, and its place in the data. */
    private record Entry(String name, int bytes, List<Long> shape, long begin, long end) {

        private int count() {
            return (int) ((end - begin) / bytes);
        }
    }

    /**
     * A reader.
     *
     * @param file what the messages call it
     * @param in   its bytes, from the first one
     * @param size how many there are
     */
    SafetensorsReader(String file, InputStream in, long size) {
        this.file = file;
        this.in = in;
        this.size = size;
    }

    Safetensors read() throws IOException {
        long data = readHeader();
        requireFullCover(data);
        requireMemory();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tensors.put(entry.name, new Tensor(entry.shape, values(entry)));
        }
        return new Safetensors(file, tensors, metadata);
    }

    /** Reads the header; {@return how many bytes of data follow it} */
    private long readHeader() throws IOException {
        if (size < LENGTH_BYTES) {
            throw damaged("expected at least " + LENGTH_BYTES + " bytes, got " + size + "." + AGAIN);
        }
        long length = next(LENGTH_BYTES).getLong();
        if (length < MIN_HEADER || length > Safetensors.MAX_HEADER) {
            throw damaged("the header's length is " + Long.toUnsignedString(length) + " bytes; expected "
                    + MIN_HEADER + " to " + Safetensors.MAX_HEADER + ". Is this a safetensors file?");
        }
        long data = size - LENGTH_BYTES - length;
        if (data < 0) {
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
        Json json = new Json(file + ": the header", text);
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

    private Entry entry(Json json, String tensor, long data) throws IOException {
        List<String> dtype = new ArrayList<>();
        List<Long> shape = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        int members = json.object(key -> {
            switch (key) {
                case "dtype" -> dtype.add(json.string());
                case "shape" -> shape.addAll(json.array(MAX_DIMENSIONS, json::number));
                case "data_offsets" -> offsets.addAll(json.array(2, json::number));
                default -> throw damaged(tensor, "has " + Json.shown(key) + ", which the format doesn't know.");
            }
        });
        if (members < 3) {
            throw damaged(tensor, "lacks one of dtype, shape and data_offsets.");
        }
        int bytes = switch (dtype.get(0)) {
            case "F64" -> Double.BYTES;
            case "F32" -> Float.BYTES;
            default -> throw damaged(tensor, "is of type " + Json.shown(dtype.get(0)) + "; only F64 and F32 can be"
                    + " read. In PyTorch, convert it with tensor.double() before it is saved.");
        };
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > data) {
            throw damaged(tensor, "has the data_offsets " + offsets + "; expected a beginning and an end that isn't"
                    + " before it, both within the " + data + " bytes of data.");
        }
        long span = offsets.get(1) - offsets.get(0);
        BigInteger needed = shape.stream().map(BigInteger::valueOf).reduce(BigInteger.valueOf(bytes),
                BigInteger::multiply);
        if (!needed.equals(BigInteger.valueOf(span))) {
            throw damaged(tensor, "is " + dtype.get(0) + " with the shape " + shape + ", which doesn't take " + span
                    + " bytes, as its data_offsets say.");
        }
        if (span / bytes > MAX_VALUES) {
            throw damaged(tensor, "has " + span / bytes + " values, more than an array can hold (" + MAX_VALUES + ").");
        }
        return new Entry(tensor, bytes, shape, offsets.get(0), offsets.get(1));
    }

    /** Sorted by their place, the tensors follow each other without a hole, up to the last byte. */
    private void requireFullCover(long data) throws IOException {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin != end) {
                throw damaged(entry.name, "begins at byte " + entry.begin + " of the data, but what is before it ends"
                        + " at " + end + ": there must be no hole and no overlap.");
            }
            end = entry.end;
        }
        if (end != data) {
            throw damaged("the tensors take " + end + " bytes, but " + data + " follow the header." + AGAIN);
        }
    }

    private void requireMemory() throws IOException {
        long needed = entries.stream().mapToLong(entry -> (long) entry.count() * Double.BYTES).sum();
        long max = Runtime.getRuntime().maxMemory();
        if (needed > max) {
            throw damaged("its numbers take " + needed + " bytes of memory, and this JVM may use " + max
                    + ". Start it with a larger -Xmx.");
        }
    }

    private double[] values(Entry entry) throws IOException {
        double[] values = new double[entry.count()];
        int most = Safetensors.BUFFER / entry.bytes;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            ByteBuffer bytes = next(count * entry.bytes);
            for (int i = from; i < from + count; i++) {
                values[i] = entry.bytes == Double.BYTES ? bytes.getDouble() : bytes.getFloat();
            }
        }
        return values;
    }

    private ByteBuffer next(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged("the file became shorter while it was read.");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private IOException damaged(String tensor, String what) {
        return damaged("the tensor " + Json.shown(tensor) + " " + what);
    }

    private IOException damaged(String what) {
        return new IOException(file + ": " + what);
    }
}
