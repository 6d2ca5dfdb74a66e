// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.internal.AtomicFile;
import io.github.chainrule.internal.Json;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.internal.RegularFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A file of named tensors, in the format that PyTorch's users share their models in: it can hold numbers and texts, but
 * no code.
 *
 * <pre>
 *   8 bytes           n, the length of the header; the lowest byte first
 *   n bytes           {"0.weight":{"dtype":"F64","shape":[16,784],"data_offsets":[128,100480]}, ...}
 *   all that follows  the numbers, tensor after tensor, without a gap; the lowest byte first
 * </pre>
 *
 * <p>What is written depends only on the tensors and the metadata: the same ones give the same bytes.
 *
 * @param file     where it was read, for messages
 * @param tensors  by their names
 * @param metadata texts by their names
 * @see <a href="https://github.com/huggingface/safetensors#format">the format's description</a>
 */
record Safetensors(String file, Map<String, Tensor> tensors, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";
    static final int MAX_HEADER = 100_000_000;
    /** What the library's own entries in the metadata begin with. */
    static final String KEY = "chainrule.";
    static final int BUFFER = 1 << 16;
    private static final int MAX_NAMES = 1 << 20;

    Safetensors {
        tensors = new TreeMap<>(tensors);
        metadata = new TreeMap<>(metadata);
    }

    /** A file to be written. */
    Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
        this("", tensors, metadata);
    }

    /** Reads a file. */
    static Safetensors read(Path file) throws IOException {
        RegularFile.requireReadable(file);
        try (InputStream in = Files.newInputStream(file)) {
            return new SafetensorsReader(Printable.printable(file.toString()), in, Files.size(file)).read();
        } catch (OutOfMemoryError e) {
            // What was read is garbage now: the program can continue.
            throw new IOException(file + ": its content takes more memory than this JVM has left. Start it with a"
                    + " larger -Xmx.", e);
        }
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeTo);
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] header = header().getBytes(StandardCharsets.UTF_8);
        int padding = -header.length & Long.BYTES - 1;
        if (header.length + padding > MAX_HEADER) {
            throw new IOException("names and texts take " + header.length + " bytes, and the format allows "
                    + MAX_HEADER);
        }
        out.write(buffer(Long.BYTES).putLong(header.length + padding).array());
        out.write(header);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : tensors.values()) {
            int most = BUFFER / Double.BYTES;
            for (int from = 0; from < tensor.values().length; from += most) {
                int count = Math.min(most, tensor.values().length - from);
                ByteBuffer bytes = buffer(count * Double.BYTES);
                bytes.asDoubleBuffer().put(tensor.values(), from, count);
                out.write(bytes.array());
            }
        }
    }

    private String header() {
        Map<String, String> texts = new TreeMap<>(metadata);
        texts.putIfAbsent("format", "pt");
        StringJoiner words = new StringJoiner(",", "{", "}");
        texts.forEach((name, text) -> words.add(Json.quote(name) + ":" + Json.quote(text)));
        StringJoiner header = new StringJoiner(",", "{", "}").add("\"" + METADATA + "\":" + words);
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            long end = begin + (long) Double.BYTES * tensor.values().length;
            header.add(Json.quote(entry.getKey()) + ":{\"dtype\":\"F64\",\"shape\":"
                    + tensor.shape().toString().replace(" ", "") + ",\"data_offsets\":[" + begin + "," + end + "]}");
            begin = end;
        }
        return header.toString();
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A text of the library's own metadata. */
    String text(String key) throws IOException {
        String text = metadata.get(KEY + key);
        if (text == null) {
            throw damaged("its metadata lacks " + KEY + key + ". The file is damaged: save it again.");
        }
        return text;
    }

    /** A list of texts there. */
    List<String> texts(String key) throws IOException {
        Json json = new Json(file + ": " + KEY + key, text(key));
        List<String> texts = json.array(MAX_NAMES, json::string);
        json.end();
        return texts;
    }

    /** Refuses a file whose format is newer than this library. */
    void requireVersion(String key, String known) throws IOException {
        if (!text(key).equals(known)) {
            throw damaged("it was saved by a later version of this library, in the format " + Json.shown(text(key))
                    + "; this one knows " + known + ". Use the later one.");
        }
    }

    IOException damaged(String what) {
        return new IOException(file + ": " + what);
    }
}
