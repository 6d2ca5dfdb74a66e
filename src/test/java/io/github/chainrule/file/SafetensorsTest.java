// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static io.github.chainrule.Refusals.assertFails;
import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.chainrule.matrix.Matrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    /** A file by hand: the length, the header and doubles. */
    private static byte[] file(String header, double... values) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length).put(text);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    private static String tensor(String name, String shape, String offsets) {
        return "\"" + name + "\":{\"dtype\":\"F64\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    }

    static Safetensors read(byte[] bytes) throws IOException {
        return new SafetensorsReader("m", new ByteArrayInputStream(bytes), bytes.length).read();
    }

    static byte[] written(Safetensors file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);
        return out.toByteArray();
    }

    private static void refused(byte[] bytes, String message) {
        assertFails(() -> read(bytes), message);
    }

    private static void assertSame(Safetensors file, Map<String, Tensor> expected) {
        assertThat(file.tensors().keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(file.tensors().get(name).shape()).isEqualTo(tensor.shape());
            assertThat(file.tensors().get(name).values()).isEqualTo(tensor.values());
        });
    }

    @Test
    void a_file_by_hand_is_read() throws IOException {
        Safetensors file = read(file(" { \"b\" : {\"shape\": [ 2 ] , \"dtype\":\"F64\",\"data_offsets\":[8,24]},\n"
                .strip() + "\"__metadata__\":{\"who\":\"m\\u00e9\\n\"}, " + tensor("a", "[]", "[0,8]") + "}   ", 1, 2,
                3));

        assertThat(file.tensors()).containsOnlyKeys("a", "b");
        assertSame(file, Map.of("a", new Tensor(List.of(), 1), "b", Tensor.of(2, 3)));
        assertThat(file.metadata()).isEqualTo(Map.of("who", "m\u00e9\n"));
    }

    /** A file of two floats. */
    static byte[] floats() {
        byte[] bytes = file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", 0);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 8, 0.1f)
                .putFloat(bytes.length - 4, -3e38f);
        return bytes;
    }

    @Test
    void floats_are_widened() throws IOException {
        assertThat(read(floats()).tensors().get("a").matrix(1, 2)).isEqualTo(Matrix.row(0.1f, -3e38f));
    }

    @Test
    void the_writer_orders_pads_and_says_where_it_is_from() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z", Tensor.of(5));
        tensors.put("a", new Tensor(List.of(0L, 3L)));
        tensors.put("b\u00e4", new Tensor(List.of(1L, 1L), 2));
        Map<String, String> metadata = Map.of("z", "\"\\\u0001", "a", "x");

        byte[] bytes = written(new Safetensors(tensors, metadata));

        String header = "{\"__metadata__\":{\"a\":\"x\",\"format\":\"pt\",\"z\":\"\\\"\\\\\\u0001\"},"
                + tensor("a", "[0,3]", "[0,0]") + "," + tensor("b\u00e4", "[1,1]", "[0,8]") + ","
                + tensor("z", "[1]", "[8,16]") + "}";
        int length = header.getBytes(StandardCharsets.UTF_8).length;
        assertThat(bytes).isEqualTo(file(header + " ".repeat(-length & 7), 2, 5));
    }

    @Test
    void round_trips_keep_every_bit() throws IOException {
        double[] special = {0.0, -0.0, 1 / 3.0, Double.MIN_VALUE, -Double.MAX_VALUE, Double.NaN,
            Double.POSITIVE_INFINITY, Double.longBitsToDouble(0x7ff8000000000123L)};
        double[] many = new Random(1).doubles(20_000).toArray();
        Safetensors file = new Safetensors(Map.of("special", Tensor.of(special), "many",
                new Tensor(List.of(100L, 2L, 100L), many), "one", new Tensor(List.of(), 4), "none", Tensor.of()),
                Map.of("k", "v"));
        Path path = folder.resolve("a");
        file.write(path);
        Safetensors back = Safetensors.read(path);

        assertSame(back, file.tensors());
        double[] read = back.tensors().get("special").values();
        for (int i = 0; i < special.length; i++) {
            assertThat(Double.doubleToRawLongBits(read[i])).isEqualTo(Double.doubleToRawLongBits(special[i]));
        }
        assertThat(back.metadata()).isEqualTo(Map.of("k", "v", "format", "pt"));
        assertThat(written(back)).isEqualTo(Files.readAllBytes(path));
    }

    @Test
    void empty_files_and_no_metadata_are_legal() throws IOException {
        assertThat(read(file("{}")).tensors()).isEmpty();
        assertThat(read(file("{\"__metadata__\":{}}")).metadata()).isEmpty();
        assertThat(read(file("{" + tensor("a", "[3,0,2]", "[0,0]") + "," + tensor("b", "[1]", "[0,8]") + ","
                + tensor("c", "[0]", "[8,8]") + "}", 7)).tensors()).hasSize(3);
    }

    @Test
    void a_file_that_is_too_short_is_refused() {
        refused(new byte[7], "m: expected at least 8 bytes, got 7. The file is damaged or cut off: get it again.");
        refused(new byte[8], "m: the header's length is 0 bytes; expected 2 to 100000000. Is this a safetensors file?");
        byte[] largest = file("{}");
        ByteBuffer.wrap(largest).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_000);
        refused(largest, "m: the header's length is 100000000 bytes, but only 2 follow. The file is damaged or cut off:"
                + " get it again.");
        byte[] cut = Arrays.copyOf(file("{}   "), 12);
        refused(cut, "m: the header's length is 5 bytes, but only 4 follow. The file is damaged or cut off:"
                + " get it again.");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "100000001,100000001", "-1,18446744073709551615"})
    void a_header_length_that_can_not_be_is_refused(long length, String shown) {
        byte[] bytes = file("{}");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        refused(bytes, "m: the header's length is " + shown + " bytes; expected 2 to 100000000."
                + " Is this a safetensors file?");
    }

    @Test
    void what_is_no_object_in_UTF_8_is_refused() {
        byte[] bytes = file("{\"?\":1}");
        bytes[10] = (byte) 0xff;
        refused(bytes, "m: the header isn't valid UTF-8. The file is damaged or cut off: get it again.");
        refused(file("[1]"), "m: expected '{' as the header's first character, got \"[\". Is this a safetensors file?");
        refused(file(" {}"), "m: expected '{' as the header's first character, got \" \". Is this a safetensors file?");
        refused(file("{}\n"), "m: the header: expected nothing but spaces after the end at character 2, got"
                + " \"\\u000a\".");
        refused(file("{} {}"), "m: the header: expected nothing but spaces after the end at character 3, got \"{}\".");
    }

    @Test
    void keys_that_are_there_twice_are_refused_by_name() {
        String a = tensor("a", "[1]", "[0,8]");
        refused(file("{" + a + "," + a + "}", 1), "m: the header: \"a\" appears twice.");
        refused(file("{\"__metadata__\":{\"k\":\"v\",\"k\":\"v\"}}"), "m: the header: \"k\" appears twice.");
        refused(file("{\"a\":{\"dtype\":\"F64\",\"\\u0064type\":\"F64\"}}"), "m: the header: \"dtype\" appears twice.");
    }

    @Test
    void metadata_that_is_no_text_is_refused() {
        refused(file("{\"__metadata__\":{\"epoch\":3}}"), "m: the header: expected '\"' at character 25, got \"3}}\".");
        refused(file("{\"__metadata__\":null}"), "m: the header: expected '{' at character 16, got \"null}\".");
    }

    @Test
    void other_types_are_refused_by_name() {
        refused(file("{\"h\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}"),
                "m: the tensor \"h\" is of type \"BF16\"; only F64 and F32 can be read. In PyTorch, convert it with"
                        + " tensor.double() before it is saved.");
    }

    @Test
    void a_tensor_with_too_little_or_too_much_said_about_it_is_refused() {
        refused(file("{\"a\":{\"dtype\":\"F64\",\"shape\":[]}}"),
                "m: the tensor \"a\" lacks one of dtype, shape and data_offsets.");
        refused(file("{\"a\\n\":{\"device\":\"cuda\"}}"),
                "m: the tensor \"a\\u000a\" has \"device\", which the format doesn't know.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[0]", "[8,0]", "[0,16]", "[0,999999999999999999]"})
    void offsets_that_are_no_place_in_the_data_are_refused(String offsets) {
        refused(file("{" + tensor("a", "[1]", offsets) + "}", 1), "m: the tensor \"a\" has the data_offsets "
                + offsets.replace(",", ", ") + "; expected a beginning and an end that isn't before it, both within"
                + " the 8"
                + " bytes of data.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2]", "[0]", "[4294967296,4294967296]", "[230584300921369395]", "[999999999999999999,9]",
        "[461168601842738790,4,0]"})
    void a_shape_that_takes_another_number_of_bytes_is_refused(String shape) {
        refused(file("{" + tensor("a", shape, "[0,8]") + "}", 1), "m: the tensor \"a\" is F64 with the shape "
                + shape.replace(",", ", ") + ", which doesn't take 8 bytes, as its data_offsets say.");
    }

    @Test
    void holes_overlaps_and_bytes_that_belong_to_nothing_are_refused() {
        String a = tensor("a", "[1]", "[0,8]");
        refused(file("{" + tensor("b", "[1]", "[16,24]") + "," + a + "}", 1, 2, 3), "m: the tensor \"b\" begins at byte"
                + " 16 of the data, but what is before it ends at 8: there must be no hole and no overlap.");
        refused(file("{" + a + "," + tensor("b", "[2]", "[0,16]") + "}", 1, 2), "m: the tensor \"b\" begins at byte 0"
                + " of the data, but what is before it ends at 8: there must be no hole and no overlap.");
        refused(file("{" + a + "}", 1, 2), "m: the tensors take 8 bytes, but 16 follow the header. The file is damaged"
                + " or cut off: get it again.");
    }

    @Test
    void what_a_header_promises_is_not_allocated_before_it_is_checked() {
        refused(file("{" + tensor("a", "[250000000000]", "[0,2000000000000]") + "}"), "m: the tensor \"a\" has the"
                + " data_offsets [0, 2000000000000]; expected a beginning and an end that isn't before it, both"
                + " within the"
                + " 0 bytes of data.");
        refused(file("{" + tensor("a", "[" + "1,".repeat(64) + "1]", "[0,8]") + "}", 1), "m: the header: expected at"
                + " most 64 elements at character 157, got \"1],\\\"data_o\".");
    }

    /** The file isn't there, but says that it is. */
    @Test
    void more_values_than_an_array_can_hold_are_refused() {
        long count = 2_147_483_640L;
        byte[] bytes = file("{" + tensor("a", "[" + count + "]", "[0," + 8 * count + "]") + "}");
        assertFails(() -> new SafetensorsReader("m", new ByteArrayInputStream(bytes), bytes.length + 8 * count).read(),
                "m: the tensor \"a\" has 2147483640 values, more than an array can hold (2147483639).");
    }

    /** As many as an array can hold, a thousand times: nothing is read before memory is known to suffice. */
    @Test
    void what_does_not_fit_into_memory_is_refused() {
        long count = 2_147_483_639L;
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 1000; i++) {
            header.append(i == 0 ? "" : ",").append(tensor("t" + i, "[" + count + "]",
                    "[" + 8 * count * i + "," + 8 * count * (i + 1) + "]"));
        }
        byte[] bytes = file(header + "}");
        assertFails(() -> new SafetensorsReader("m", new ByteArrayInputStream(bytes), bytes.length + 8000 * count)
                .read(), "m: its numbers take 17179869112000 bytes of memory, and this JVM may use "
                + Runtime.getRuntime().maxMemory() + ". Start it with a larger -Xmx.");
    }

    @Test
    void a_file_that_is_not_there_or_no_file_and_names_that_can_not_be_written_are_refused() {
        Path gone = folder.resolve("gone");
        assertFails(() -> Safetensors.read(gone), gone + ": there is no such file.");
        assertFails(() -> Safetensors.read(folder), folder + ": this is a folder, not a file.");
        Path path = folder.resolve("a");
        assertRefused(() -> new Safetensors(Map.of("\ud800", Tensor.of(1)), Map.of()).write(path), "the text"
                + " \"\\ud800\" has an unpaired surrogate, which UTF-8 can't write. Remove or replace it.");
        assertThat(folder).isEmptyDirectory();
    }

    /** Each entry takes 9 bytes of the file, and about 300 in memory. */
    @Test
    void more_texts_than_any_file_needs_are_refused() throws IOException {
        assertThat(read(texts(100_000)).metadata()).hasSize(100_000);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(texts(100_001)))
                .withMessageStartingWith("m: the header: expected at most 100000 names at character ");
    }

    private static byte[] texts(int count) {
        return file(IntStream.range(0, count).mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":\"\"")
                .collect(Collectors.joining(",", "{\"__metadata__\":{", "}}")));
    }

    private Path zeros(String name, byte[] begin, long size) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(begin);
            sparse.setLength(size);
        }
        return file;
    }

    /** In a JVM of its own, which has 64 million bytes: a header of 99 million, and 8 million numbers. */
    @Test
    void what_takes_more_memory_than_is_left_is_refused_and_the_program_goes_on() throws Exception {
        byte[] length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(99_000_000).array();
        Path texts = zeros("texts", length, 99_000_008);
        byte[] header = file("{" + tensor("a", "[8000000]", "[0,64000000]") + "}");
        Path numbers = zeros("numbers", header, header.length + 64_000_000);
        Process small = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-cp", System.getProperty("java.class.path"), SmallHeap.class.getName(), texts.toString(),
                numbers.toString()).redirectErrorStream(true).start();
        String said = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        String message = ": its content takes more memory than this JVM has left. Start it with a larger -Xmx.\n";
        assertThat(said).isEqualTo(texts + message + numbers + message);
    }

    /** Reads files, and prints what is said of them. */
    static final class SmallHeap {

        private SmallHeap() {
        }

        public static void main(String[] files) {
            for (String file : files) {
                try {
                    System.out.println(Safetensors.read(Path.of(file)).tensors().keySet());
                } catch (IOException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void a_thread_that_was_interrupted_still_reads_and_stays_interrupted() throws IOException {
        Path file = folder.resolve("m");
        Safetensors saved = new Safetensors(Map.of("a", Tensor.of(1, 2)), Map.of());
        saved.write(file);
        Thread.currentThread().interrupt();
        try {
            assertSame(Safetensors.read(file), saved.tensors());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
