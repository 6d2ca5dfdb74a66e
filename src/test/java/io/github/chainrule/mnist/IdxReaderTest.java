// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import static io.github.chainrule.Refusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {

    private static final byte[] IMAGES = IdxWriter.images(3);
    private static final byte[] LABELS = IdxWriter.labels(7, 0, 9);

    /** Knows how far it was read, how large the arrays were that it was to fill, and whether it was closed. */
    private static final class Watched extends InputStream {

        private final InputStream in;
        private long read;
        private int largestArray;
        private boolean closed;

        Watched(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            read += Math.max(count, 0);
            largestArray = Math.max(largestArray, target.length);
            return count;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static LabeledImages read(String imagesName, byte[] images, String labelsName, byte[] labels)
            throws IOException {
        return IdxReader.read(IdxStream.open(imagesName, new ByteArrayInputStream(images)),
                IdxStream.open(labelsName, new ByteArrayInputStream(labels)));
    }

    private static ThrowableAssertAlternative<?> refused(byte[] images, byte[] labels) {
        return assertThatIOException().isThrownBy(() -> read("images", images, "labels", labels));
    }

    private static ThrowableAssertAlternative<?> refusedPacked(byte[] images) {
        return assertThatIOException().isThrownBy(() -> read("images.gz", images, "labels", LABELS));
    }

    private static void requireThreeImages(LabeledImages read) {
        assertThat(read.count()).isEqualTo(3);
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.cols()).isEqualTo(3);
        assertThat(read.imageSize()).isEqualTo(6);
        assertThat(read.labels()).containsExactly(7, 0, 9);
        double[] pixels = new double[18];
        for (int i = 0; i < 3; i++) {
            read.pixels().read(i, pixels, 6 * i);
        }
        for (int k = 0; k < 18; k++) {
            assertThat(pixels[k]).isEqualTo(IdxWriter.pixel(k) / 255.0);
        }
    }

    @Test
    void plain_files_are_read() throws IOException {
        requireThreeImages(read("images", IMAGES, "labels", LABELS));
    }

    @Test
    void packed_files_are_read() throws IOException {
        requireThreeImages(read("images.gz", IdxWriter.gzip(IMAGES), "labels.gz", IdxWriter.gzip(LABELS)));
    }

    @Test
    void an_empty_file_and_a_wrong_magic_number_are_refused() {
        refused(new byte[0], LABELS).withMessage("images: the file is empty. Download it again.");
        refused(IMAGES, new byte[0]).withMessage("labels: the file is empty. Download it again.");
        refusedPacked(new byte[0]).withMessage("images.gz: the file is empty. Download it again.");
        refusedPacked(IdxWriter.gzip(new byte[0])).withMessage("images.gz: the file is empty. Download it again.");
        byte[] page = "<!DOCTYPE html>".getBytes(StandardCharsets.US_ASCII);
        refused(page, LABELS).withMessage("images: expected the magic number of an image file,"
                + " 2051, got the bytes 3c 21 44 4f. This isn't an IDX file of bytes.");
        refused(IMAGES, new byte[] {0, 0, 8}).withMessage("labels: expected the magic number of a label file, 2049,"
                + " got the bytes 00 00 08. This isn't an IDX file of bytes.");
    }

    @Test
    void swapped_files_are_recognized() {
        refused(LABELS, IMAGES).withMessage("images: this is a label file (magic number 2049); an image file has 2051:"
                + " were the two swapped?");
        refused(IMAGES, IMAGES).withMessage("labels: this is an image file (magic number 2051); a label file has 2049:"
                + " were the two swapped?");
    }

    @Test
    void a_file_that_is_packed_or_not_against_its_name_is_recognized() {
        refused(IdxWriter.gzip(IMAGES), LABELS).withMessage("images: expected the magic number of an image file, 2051,"
                + " got the bytes 1f 8b 08 00. That is gzip data: add .gz to the file's name.");
        refusedPacked(IMAGES).withMessage("images.gz: expected gzip data, which begins with the bytes 1f 8b, got 00 00."
                + " If the file was unpacked already, take .gz off its name; otherwise download it again.");
        refusedPacked(new byte[] {0x1f}).withMessageContaining("got 1f. If");
    }

    @Test
    void a_header_or_data_that_are_cut_off_or_too_long_are_refused() {
        refused(Arrays.copyOf(IMAGES, 15), LABELS).withMessage("images: the header of an image file has 16 bytes, but"
                + " only 15 are there. The file is cut off: download it again.");
        refused(IMAGES, Arrays.copyOf(LABELS, 4)).withMessage("labels: the header of a label file has 8 bytes, but"
                + " only 4 are there. The file is cut off: download it again.");
        refused(Arrays.copyOf(IMAGES, IMAGES.length - 1), LABELS).withMessage("images: the header promises 3 images of"
                + " 2 x 3, which is 18 bytes, but only 17 are there. The file is cut off: download it again.");
        refused(IMAGES, Arrays.copyOf(LABELS, 8)).withMessage("labels: the header promises 3 labels, which is 3 bytes,"
                + " but only 0 are there. The file is cut off: download it again.");
        refused(Arrays.copyOf(IMAGES, IMAGES.length + 1), LABELS).withMessage("images: the header promises 3 images of"
                + " 2 x 3, which is 18 bytes, but there are more. Header and data don't belong together: download the"
                + " file"
                + " again.");
        refused(IMAGES, Arrays.copyOf(LABELS, LABELS.length + 1)).withMessageStartingWith("labels: the header promises"
                + " 3 labels, which is 3 bytes, but there are more.");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 9, 15, 30})
    void gzip_data_that_are_cut_off_are_refused(int length) {
        refusedPacked(Arrays.copyOf(IdxWriter.gzip(IMAGES), length))
                .withMessage("images.gz: the gzip data ends too early. Download the file again.");
    }

    @Test
    void gzip_data_with_a_wrong_checksum_are_refused() {
        byte[] packed = IdxWriter.gzip(IMAGES);
        packed[packed.length - 8] ^= 1;

        refusedPacked(packed).withMessage("images.gz: the gzip data is damaged (the checksum is wrong)."
                + " Download the file again.");
    }

    @Test
    void gzip_data_of_several_members_are_read_as_one() throws IOException {
        byte[] first = IdxWriter.gzip(Arrays.copyOf(IMAGES, 20));
        byte[] second = IdxWriter.gzip(Arrays.copyOfRange(IMAGES, 20, IMAGES.length));

        requireThreeImages(read("images.gz", IdxWriter.joined(first, second), "labels", LABELS));
    }

    /** GZIPInputStream calls itself for each of them, until its stack is full. */
    @Test
    void ten_thousand_empty_members_are_skipped() throws IOException {
        byte[][] members = new byte[10_001][];
        Arrays.fill(members, IdxWriter.gzip(new byte[0]));
        members[10_000] = IdxWriter.gzip(IMAGES);

        requireThreeImages(read("images.gz", IdxWriter.joined(members), "labels", LABELS));
    }

    /** Flags for a checksum of the header, an extra field, a name and a comment, which other programs write. */
    @Test
    void optional_fields_of_a_gzip_header_are_skipped() throws IOException {
        byte[] plain = IdxWriter.gzip(IMAGES);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 + 4 + 8 + 16;
        byte[] extra = new byte[2 + 259];
        extra[0] = 3;
        extra[1] = 1;
        byte[] fields = {'n', 'a', 'm', 'e', 0, 'c', 0, 7, 7};

        requireThreeImages(read("images.gz", IdxWriter.joined(header, extra, fields, Arrays.copyOfRange(plain, 10,
                plain.length)), "labels", LABELS));
    }

    @Test
    void packed_bytes_can_be_read_one_by_one() throws IOException {
        try (GzipStream in = new GzipStream(new PushbackInputStream(
                new ByteArrayInputStream(IdxWriter.gzip(new byte[] {0, 7, -1})), GzipStream.BUFFER))) {
            assertThat(new int[] {in.read(), in.read(), in.read(), in.read()}).containsExactly(0, 7, 255, -1);
        }
    }

    @Test
    void gzip_data_that_are_wrong_are_refused() {
        byte[] method = IdxWriter.gzip(IMAGES);
        method[2] = 7;
        refusedPacked(method).withMessage("images.gz: the gzip data is damaged (its compression method is unknown)."
                + " Download the file again.");
        byte[] length = IdxWriter.gzip(IMAGES);
        length[length.length - 4] ^= 1;
        refusedPacked(length).withMessageContaining("is damaged (the length is wrong).");
        byte[] block = IdxWriter.gzip(IMAGES);
        block[10] |= 6;
        refusedPacked(block).withMessageContaining("is damaged (invalid block type).");
        refusedPacked(IdxWriter.joined(IdxWriter.gzip(IMAGES), new byte[] {0x1f, 0}))
                .withMessageContaining("is damaged (something else follows it).");
        refusedPacked(IdxWriter.joined(IdxWriter.gzip(IMAGES), new byte[] {0x1f}))
                .withMessageContaining("the gzip data ends too early.");
    }

    @Test
    void data_that_were_packed_twice_are_recognized() {
        refusedPacked(IdxWriter.gzip(IdxWriter.gzip(IMAGES))).withMessage("images.gz: expected the magic number of an"
                + " image file, 2051, got the bytes 1f 8b 08 00. That is gzip data inside gzip data: the file was"
                + " packed twice. Unpack it once.");
    }

    @Test
    void control_characters_in_a_name_are_written_as_java_writes_them() {
        assertThatIOException().isThrownBy(() -> read("a\n\u001b[1mb\u00fc", new byte[0], "labels", LABELS))
                .withMessage("a\\n\\u001b[1mb\u00fc: the file is empty. Download it again.");
        assertThatIOException().isThrownBy(() -> read("a\rb.gz", new byte[0], "labels", LABELS))
                .withMessage("a\\rb.gz: the file is empty. Download it again.");
    }

    /**
     * Of a heap of 24 million bytes, 1,901 million pixels would take ten times as much if each were a bit. 24 million
     * that aren't 0 have no room beside what is there. 3 million have, and so do 80 million that are.
     */
    @Test
    void what_the_heap_has_no_room_for_is_refused_and_the_program_goes_on() throws Exception {
        Process small = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                SmallHeap.class.getName(), "60000,178,0", "24,1000,1", "3,1000,1", "80,1000,0")
                .redirectErrorStream(true).start();
        List<String> said = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

        assertThat(said).hasSize(4);
        assertThat(said.get(0)).matches("images.gz: the header promises 60000 images of 178 x 178, which is 1901040000"
                + " bytes, but the heap has no room for them: it ends at \\d+ bytes\\. Start Java with a larger -Xmx,"
                + " or use fewer or smaller images\\.");
        assertThat(said.get(1)).startsWith("images.gz: the header promises 24 images of 1000 x 1000, which is 24000000"
                + " bytes, but the heap has no room");
        assertThat(said.subList(2, 4)).containsExactly("read 3", "read 80");
    }

    @Test
    void gzip_data_that_unpack_to_more_than_promised_are_not_unpacked_to_the_end() throws IOException {
        byte[] much = new byte[1 << 20];
        new Random(1).nextBytes(much);
        Watched packed = new Watched(IdxWriter.gzip(IdxWriter.file(new int[] {2051, 3, 2, 3}, much)));
        IdxStream images = IdxStream.open("images.gz", packed);

        assertThatIOException()
                .isThrownBy(() -> IdxReader.read(images, IdxStream.open("labels", new ByteArrayInputStream(LABELS))))
                .withMessageStartingWith("images.gz: the header promises 3 images of 2 x 3, which is 18 bytes, but"
                        + " there are more.");
        assertThat(packed.read).isLessThan(200_000);
    }

    @Test
    void a_header_that_promises_a_billion_bytes_does_not_allocate_them() throws IOException {
        Watched file = new Watched(IdxWriter.file(new int[] {2051, 3, 20000, 20000}, new byte[100]));
        IdxStream images = IdxStream.open("images", file);

        assertFails(() -> IdxReader.read(images, IdxStream.open("labels", new ByteArrayInputStream(LABELS))), "images:"
                + " the header promises 3 images of 20000 x 20000, which is 1200000000 bytes, but only 100 are there."
                + " The file is cut off: download it again.");
        assertThat(file.largestArray).isLessThan(100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 26755, 26755",                  // a little more than an array holds
        "2147483640, 1, 1",                 // by one
        "65536, 65536, 1",                  // 2³² is 0 as an int
        "2097152, 2097152, 4194304",        // 2⁶⁴ is 0 as a long
        "2147483647, 2147483647, 2147483647"})
    void sizes_that_no_array_holds_are_refused(int count, int rows, int cols) {
        refused(IdxWriter.file(new int[] {2051, count, rows, cols}), LABELS).withMessage("images: the header promises "
                + count + " images of " + rows + " x " + cols + ", more bytes than an array can hold (2147483639)."
                + " Split the file, or download it again if it should be smaller.");
    }

    /** 2147483639 is what an array holds. A heap may still have no room for it. */
    @Test
    void the_largest_size_that_an_array_holds_is_not_too_large_for_one() {
        refused(IdxWriter.file(new int[] {2051, 2147483639, 1, 1}), LABELS)
                .withMessageNotContaining("more bytes than an array can hold");
    }

    @Test
    void an_image_of_more_pixels_than_rows_of_bytes_have_is_refused() {
        refused(IdxWriter.file(new int[] {2051, 1, 1 << 15, (1 << 14) + 1}), IdxWriter.labels(0)).withMessage("images:"
                + " the header promises 1 images of 32768 x 16385, but an image may have 536870912 pixels. Use smaller"
                + " images, or download the file again if they should be smaller.");
    }

    @ParameterizedTest
    @CsvSource({"0, 28, 28", "-1, 28, 28", "3, 0, 28", "3, 28, 0", "3, -28, -28"})
    void sizes_below_one_are_refused(int count, int rows, int cols) {
        refused(IdxWriter.file(new int[] {2051, count, rows, cols}), LABELS).withMessage("images: the header promises "
                + count + " images of " + rows + " x " + cols + "; each size must be at least 1. The file is damaged or"
                + " has no examples.");
    }

    @Test
    void a_label_file_without_labels_is_refused() {
        refused(IMAGES, IdxWriter.labels()).withMessage("labels: the header promises 0 labels; each size must be at"
                + " least 1. The file is damaged or has no examples.");
    }

    @Test
    void a_count_mismatch_is_noticed_before_the_pixels_are_read() throws IOException {
        Watched file = new Watched(IMAGES);
        IdxStream images = IdxStream.open("images", file);

        assertThatThrownBy(() -> IdxReader.read(images,
                IdxStream.open("labels", new ByteArrayInputStream(IdxWriter.labels(1, 2)))))
                .isInstanceOf(IOException.class)
                .hasMessage("images has 3 images, but labels has 2 labels. Each image needs one label: do the two files"
                        + " belong together?");
        assertThat(file.read).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200, 255})
    void a_label_above_nine_is_refused(int label) {
        refused(IMAGES, IdxWriter.labels(9, label, 0)).withMessage("labels: label 1 is " + label + ", expected 0 to 9."
                + " Only datasets of ten classes, such as MNIST, Fashion-MNIST and KMNIST, can be read.");
    }

    @Test
    void a_file_that_is_not_what_its_name_says_is_closed() {
        Watched file = new Watched(IMAGES);

        assertThatIOException().isThrownBy(() -> IdxStream.open("images.gz", file));
        assertThat(file.closed).isTrue();
    }

    @Test
    void closing_closes_the_packed_file() throws IOException {
        Watched file = new Watched(IdxWriter.gzip(IMAGES));
        IdxStream.open("images.gz", file).close();

        assertThat(file.closed).isTrue();
    }
}
