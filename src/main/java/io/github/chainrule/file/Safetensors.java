// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.internal.Json;
import io.github.chainrule.internal.RegularFile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A file of named tensors, in the format that PyTorch's users share their models in: it can hold numbers and texts, and
 * no code.
 *
 * <pre>
 *   8 bytes           n, the length of the header; the lowest byte first
 *   n bytes           {"0.weight":{"dtype":"F64","shape":[16,784],"data_offsets":[128,100480]}, ...}
 *   all that follows  the numbers, tensor after tensor, without a gap; the lowest byte first
 * </pre>
 *
 * {@snippet :
 * Safetensors file = Safetensors.read(Path.of("model.safetensors"));
 * Tensor weight = file.tensors().get("0.weight");
 * }
 *
 * <p>The reader is strict, because a file may come from anywhere: everything the header promises is checked before
 * anything is allocated. What is written depends on the tensors and the metadata alone: the same ones give the same
 * bytes.
 *
 * @param tensors  by their names, in the order of the names; can't be changed
 * @param metadata texts by their names; can't be changed
 * @see <a href="https://github.com/huggingface/safetensors#format">the format's description</a>
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";
    static final int MAX_HEADER = 100_000_000;
    private static final int ALIGNMENT = 8;
    private static final int BUFFER = 1 << 16;
    private static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /**
     * Tensors and texts to be written.
     *
     * @param tensors  by their names
     * @param metadata texts by their names
     * @throws IllegalArgumentException if a tensor has a name that the format doesn't allow
     */
    public Safetensors {
        tensors = inOrder(tensors);
        metadata = inOrder(metadata);
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("Safetensors: a tensor can't be called " + METADATA
                    + ": this is where the file keeps its metadata.");
        }
    }

    private static <V> Map<String, V> inOrder(Map<String, V> map) {
        TreeMap<String, V> sorted = new TreeMap<>(BY_BYTES);
        sorted.putAll(map);
        return Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
    }

    /**
     * Reads a file.
     *
     * @param file a file in this format
     * @return all that is in it
     * @throws IOException if it can't be read, or isn't what the format demands; the message says where and why
     */
    public static Safetensors read(Path file) throws IOException {
        Objects.requireNonNull(file, "Safetensors.read: file is null.");
        RegularFile.requireReadable(file);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": this is no file that can be read from end to end.");
        }
        // A channel closes itself when its thread is interrupted: what is known before is told again afterwards.
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(file)) {
            return new SafetensorsReader(file.toString(), channel, channel.size()).read();
        } catch (ClosedByInterruptException e) {
            throw new IOException(file + ": the thread was interrupted while it read this file.", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The same tensors in another type.
     *
     * @param type F32 for a file of half the size, whose numbers are rounded
     * @return what can be written
     * @throws IllegalArgumentException if a number is too large for it
     */
    public Safetensors as(Tensor.Type type) {
        Map<String, Tensor> other = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> other.put(name, tensor.as(type)));
        return new Safetensors(other, metadata);
    }

    /**
     * Writes a file, {@linkplain AtomicFile whole or not at all}.
     *
     * @param file where to, such as {@code Path.of("model.safetensors")}
     * @throws IOException if it can't be written; the message says why, and a file that was there is as it was
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeTo);
    }

    @SuppressWarnings("NullAway")    // the names are those of the tensors
    void writeTo(OutputStream out) throws IOException {
        // F64 before F32, so that each number begins at a multiple of its size.
        List<String> names = tensors.keySet().stream()
                .sorted(Comparator.comparing(name -> tensors.get(name).type())).toList();
        ByteBuffer header = header(names);
        int padding = -header.remaining() & ALIGNMENT - 1;
        out.write(buffer(ALIGNMENT).putLong(header.remaining() + padding).array());
        out.write(header.array(), 0, header.limit());
        out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (String name : names) {
            writeValues(tensors.get(name), out);
        }
    }

    @SuppressWarnings("NullAway")    // the names are those of the tensors
    private ByteBuffer header(List<String> names) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(metadata);
        texts.putIfAbsent("format", "pt");
        StringBuilder json = new StringBuilder("{\"" + METADATA + "\":");
        json.append(inOrder(texts).entrySet().stream()
                .map(text -> Json.quote(text.getKey()) + ":" + Json.quote(text.getValue()))
                .collect(Collectors.joining(",", "{", "}")));
        long offset = 0;
        for (String name : names) {
            Tensor tensor = tensors.get(name);
            long end = offset + (long) tensor.type().bytes() * tensor.values().length;
            json.append(',').append(Json.quote(name)).append(":{\"dtype\":\"").append(tensor.type())
                    .append("\",\"shape\":").append(tensor.shape().toString().replace(" ", ""))
                    .append(",\"data_offsets\":[").append(offset).append(',').append(end).append("]}");
            offset = end;
        }
        ByteBuffer header;
        try {
            header = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json.append('}')));
        } catch (CharacterCodingException e) {
            throw new IOException("a name or a text holds half a surrogate pair, which can't be written as UTF-8", e);
        }
        if (header.remaining() > MAX_HEADER - ALIGNMENT) {
            throw new IOException("names and texts take " + header.remaining() + " bytes, and the format allows "
                    + MAX_HEADER);
        }
        return header;
    }

    private static void writeValues(Tensor tensor, OutputStream out) throws IOException {
        ByteBuffer buffer = buffer(BUFFER);
        for (double value : tensor.values()) {
            if (!buffer.hasRemaining()) {
                out.write(buffer.array());
                buffer.clear();
            }
            if (tensor.type() == Tensor.Type.F64) {
                buffer.putDouble(value);
            } else {
                buffer.putFloat((float) value);
            }
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
