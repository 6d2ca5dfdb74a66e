// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static io.github.chainrule.Refusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files come from the JDK's own writer, in java.desktop; what it doesn't write is made part by part. */
class PngFileTest {

    @TempDir
    Path folder;

    /** Smooth here and wild there, so that the writer has reason to use every filter. */
    static BufferedImage painted(BufferedImage image) {
        Random random = new Random(image.getType());
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int alpha = 255 - y * 5 % 256;
                int color = x % 16 < 8 ? (3 * x + 2 * y & 0xff) * 0x010101 : random.nextInt(1 << 24);
                image.setRGB(x, y, alpha << 24 | color);
            }
        }
        return image;
    }

    private static int[] grays(byte[] png) throws IOException {
        byte[] grays = new PngFile("p", png).grays();
        return IntStream.range(0, grays.length).map(i -> grays[i] & 0xff).toArray();
    }

    private static int[] grays(byte[]... chunks) throws IOException {
        return grays(Pngs.of(chunks[0], Arrays.copyOfRange(chunks, 1, chunks.length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY})
    void colors_become_the_grays_that_they_look_like_on_white_paper(int type) throws IOException {
        BufferedImage image = painted(new BufferedImage(61, 47, type));
        int[] expected = new int[61 * 47];
        for (int i = 0; i < expected.length; i++) {
            int argb = image.getRGB(i % 61, i / 61);
            double gray = (299 * (argb >> 16 & 0xff) + 587 * (argb >> 8 & 0xff) + 114 * (argb & 0xff)) / 1000.0;
            double alpha = (argb >>> 24) / 255.0;
            expected[i] = (int) Math.round(Math.round(gray) * alpha + 255 * (1 - alpha));
        }

        assertThat(grays(Pngs.of(image))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void grays_are_read_as_they_are(int type) throws IOException {
        BufferedImage image = painted(new BufferedImage(61, 47, type));
        int[] expected = image.getRaster().getSamples(0, 0, 61, 47, 0, (int[]) null);
        if (type == BufferedImage.TYPE_USHORT_GRAY) {
            expected = Arrays.stream(expected).map(v -> v >> 8).toArray();
        }

        assertThat(grays(Pngs.of(image))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void several_pixels_may_share_a_byte(int bits) throws IOException {
        int count = 1 << bits;
        byte[] ramp = new byte[count];
        for (int i = 0; i < count; i++) {
            ramp[i] = (byte) (255 - i * 200 / count);
        }
        BufferedImage image = painted(new BufferedImage(37, 21, BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(bits, count, ramp, ramp, ramp)));
        int[] expected = Arrays.stream(image.getRGB(0, 0, 37, 21, null, 0, 37)).map(argb -> argb & 0xff).toArray();

        assertThat(grays(Pngs.of(image))).isEqualTo(expected);
        // And without a palette: as many levels of gray, here two rows of five pixels, the second as different from it.
        byte[] rows = bits == 1 ? new byte[] {0, (byte) 0b01101_000, 2, 0}
                : bits == 2 ? new byte[] {0, (byte) 0b00_01_10_11, (byte) 0b11_000000, 2, 0, 0}
                : new byte[] {0, 0x01, 0x2f, (byte) 0xe0, 2, 0, 0, 0};
        int[] levels = bits == 1 ? new int[] {0, 255, 255, 0, 255} : bits == 2 ? new int[] {0, 85, 170, 255, 255}
                : new int[] {0, 17, 34, 255, 238};
        int[] twice = Arrays.copyOf(levels, 10);
        System.arraycopy(levels, 0, twice, 5, 5);
        assertThat(grays(Pngs.header(5, 2, bits, 0), Pngs.data(rows), Pngs.end())).isEqualTo(twice);
    }

    /** Worked out by hand, from the specification. */
    @Test
    void each_row_may_be_stored_in_one_of_five_ways() throws IOException {
        byte[] rows = {0, 10, 20, 30,
            1, 10, 20, 30,           // 10, 30, 60
            2, 1, 2, 3,              // 11, 32, 63
            3, 5, 5, 5,              // 5 + 11/2 = 10, 5 + (10+32)/2 = 26, 5 + (26+63)/2 = 49
            4, 1, 1, 1};             // 1 + 10, 1 + up 26 (nearest to 11+26-10), 1 + up 49 (nearest to 27+49-26)
        assertThat(grays(Pngs.header(3, 5, 8, 0), Pngs.data(rows), Pngs.end()))
                .containsExactly(10, 20, 30, 10, 30, 60, 11, 32, 63, 10, 26, 49, 11, 27, 50);
    }

    /** The specification's words: of a left, b above and c upper left, that which is nearest to a + b − c. */
    private static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int nearest = Math.min(Math.abs(p - a), Math.min(Math.abs(p - b), Math.abs(p - c)));
        return nearest == Math.abs(p - a) ? a : nearest == Math.abs(p - b) ? b : c;
    }

    /** Numbers below 8, so that two of the three are often equally near. */
    @ParameterizedTest
    @CsvSource({"8, 0, 1", "8, 2, 3", "16, 0, 2", "8, 6, 4", "16, 2, 6", "16, 6, 8"})
    void left_is_a_whole_pixel_away_whatever_a_pixel_takes(int depth, int color, int pixelBytes) throws IOException {
        Random random = new Random(1);
        int rowBytes = 40 * pixelBytes;
        byte[] plain = new byte[50 * (1 + rowBytes)];
        byte[] filtered = new byte[plain.length];
        byte[] before = new byte[rowBytes];
        for (int y = 0; y < 50; y++) {
            int start = y * (1 + rowBytes) + 1;
            filtered[start - 1] = (byte) (y % 5);
            for (int i = 0; i < rowBytes; i++) {
                plain[start + i] = (byte) random.nextInt(8);
                int a = i < pixelBytes ? 0 : plain[start + i - pixelBytes];
                int b = before[i];
                int c = i < pixelBytes ? 0 : before[i - pixelBytes];
                int[] filters = {0, a, b, (a + b) / 2, paeth(a, b, c)};
                filtered[start + i] = (byte) (plain[start + i] - filters[y % 5]);
            }
            before = Arrays.copyOfRange(plain, start, start + rowBytes);
        }

        byte[] header = Pngs.header(40, 50, depth, color);
        assertThat(grays(header, Pngs.data(filtered), Pngs.end()))
                .isEqualTo(grays(header, Pngs.data(plain), Pngs.end()))
                .hasSize(2000);
    }

    @Test
    void one_color_may_stand_for_nothing_which_is_white() throws IOException {
        byte[] rgb = Pngs.of(Pngs.header(2, 1, 8, 2), Pngs.chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3}),
                Pngs.data((byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 1, (byte) 2, (byte) 4), Pngs.end());
        byte[] gray = Pngs.of(Pngs.header(2, 1, 8, 0), Pngs.chunk("tRNS", new byte[] {0, 7}),
                Pngs.data((byte) 0, (byte) 7, (byte) 8), Pngs.end());
        byte[] palette = Pngs.of(Pngs.header(2, 1, 8, 3), Pngs.chunk("PLTE", new byte[] {9, 9, 9, 8, 8, 8}),
                Pngs.chunk("tRNS", new byte[] {0}), Pngs.data((byte) 0, (byte) 0, (byte) 1), Pngs.end());

        byte[] deep = Pngs.of(Pngs.header(2, 1, 16, 0), Pngs.chunk("tRNS", new byte[] {0x12, 0x34}),
                Pngs.data((byte) 0, (byte) 0x12, (byte) 0x34, (byte) 0x12, (byte) 0x35), Pngs.end());

        assertThat(grays(deep)).containsExactly(255, 0x12);
        assertThat(grays(rgb)).containsExactly(255, 2);
        assertThat(grays(gray)).containsExactly(255, 8);
        assertThat(grays(palette)).containsExactly(255, 8);
    }

    @Test
    void data_may_come_in_pieces_and_unknown_small_parts_between() throws IOException {
        byte[] whole = Pngs.data((byte) 0, (byte) 1, (byte) 2, (byte) 3);
        byte[] first = Pngs.chunk("IDAT", Arrays.copyOfRange(whole, 8, 12));
        byte[] second = Pngs.chunk("IDAT", Arrays.copyOfRange(whole, 12, whole.length - 4));
        assertThat(grays(Pngs.header(3, 1, 8, 0), Pngs.chunk("tEXt", (byte) 'a'), first, second, Pngs.end()))
                .containsExactly(1, 2, 3);
    }

    private static void refused(String message, byte[] png) {
        assertFails(() -> PngFile.read("p", png), "p: " + message);
    }

    @Test
    void what_is_no_sound_png_is_refused_with_the_reason() {
        byte[] row = Pngs.data((byte) 0, (byte) 1);
        byte[] header = Pngs.header(1, 1, 8, 0);
        refused("this isn't a PNG. Save the picture as PNG.", new byte[] {1, 2});
        refused("this isn't a PNG. Save the picture as PNG.", "GIF89a, or so".getBytes(StandardCharsets.US_ASCII));
        refused("it ends in the middle.", Pngs.of(new byte[0]));
        refused("it ends in the middle.", Pngs.of(header, row));
        refused("it is damaged at \"IDAT\".", Pngs.of(row));
        refused("its header makes no sense.", Pngs.of(Pngs.header(0, 1, 8, 0), row, Pngs.end()));
        refused("its header makes no sense.", Pngs.of(Pngs.header(1, 1, 4, 2), row, Pngs.end()));
        refused("its header makes no sense.", Pngs.of(Pngs.header(1, 1, 16, 3), row, Pngs.end()));
        refused("it has a part \"ABCD\", which isn't known here.",
                Pngs.of(header, Pngs.chunk("ABCD"), row, Pngs.end()));
        refused("its pixels are places in a palette, which is missing.",
                Pngs.of(Pngs.header(1, 1, 8, 3), row, Pngs.end()));
        refused("a pixel has color 1, but the palette ends before it.",
                Pngs.of(Pngs.header(1, 1, 8, 3), Pngs.chunk("PLTE", new byte[3]), row, Pngs.end()));
        refused("a row is stored with filter 5; expected 0 to 4.",
                Pngs.of(header, Pngs.data((byte) 5, (byte) 1), Pngs.end()));
        refused("its pixels end in row 1 of 2.", Pngs.of(Pngs.header(1, 2, 8, 0), row, Pngs.end()));
        refused("it has more data than pixels.", Pngs.of(header, Pngs.data(new byte[3]), Pngs.end()));
        refused("its pixels are damaged.", Pngs.of(header, Pngs.chunk("IDAT", new byte[9]), Pngs.end()));
        byte[] interlaced = Pngs.header(1, 1, 8, 0);
        interlaced[20] = 1;
        refused("it is interlaced. Save it without interlacing.", Pngs.signed(Pngs.of(interlaced, row, Pngs.end())));
        byte[] damaged = Pngs.of(header, row, Pngs.end());
        damaged[45] ^= 1;
        refused("it is damaged at \"IDAT\".", damaged);
    }

    private static long allocated(int cols, int rows) throws IOException {
        byte[] png = Pngs.of(Pngs.header(cols, rows, 8, 0), Pngs.data(new byte[(cols + 1) * rows]), Pngs.end());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(new PngFile("p", png).grays()).hasSize(cols * rows);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** 32,000 bytes hold 16 million rows of one pixel. A buffer for each row took 22 times as long, 14 seconds. */
    @Test
    void a_picture_of_a_single_column_needs_nothing_of_its_own_for_each_row() throws IOException {
        assertThat(allocated(1, 1 << 24)).isLessThan(2 * allocated(1 << 12, 1 << 12));
    }

    /** 300 bytes that would take 16 million. */
    @Test
    void what_promises_more_than_it_holds_is_refused_before_anything_is_allocated() {
        refused("it has 65536 x 65536 pixels, but may have 16777216. Save it smaller.",
                Pngs.of(Pngs.header(1 << 16, 1 << 16, 8, 0), Pngs.data(new byte[300]), Pngs.end()));
        refused("it promises 4096 x 4096 pixels, but its data can't hold them.",
                Pngs.of(Pngs.header(1 << 12, 1 << 12, 8, 0), Pngs.data(new byte[300]), Pngs.end()));
        // A byte unpacks to 1032 at most. Ten rows of 1031 pixels, and a byte for each row's filter, are as many as 10.
        byte[] tenBytes = Pngs.chunk("IDAT", new byte[10]);
        refused("its pixels are damaged.", Pngs.of(Pngs.header(1031, 10, 8, 0), tenBytes, Pngs.end()));
        refused("it promises 1032 x 10 pixels, but its data can't hold them.",
                Pngs.of(Pngs.header(1032, 10, 8, 0), tenBytes, Pngs.end()));
    }

    @Test
    void what_is_no_file_is_refused() throws IOException {
        Path missing = folder.resolve("no.png");
        assertFails(() -> PngFile.read(missing), missing + ": there is no such file.");
        assertFails(() -> PngFile.read(folder), folder + ": this is a folder, not a file.");
        Path text = Files.writeString(folder.resolve("a\u001b[2J.png"), "text");
        assertFails(() -> PngFile.read(text), folder + "/a\\u001b[2J.png: this isn't a PNG. Save the picture as PNG.");
        assertFails(() -> ModelFile.load(text), folder + "/a\\u001b[2J.png: expected at least 8 bytes, got 4. The file"
                + " is damaged or cut off: get it again.");
        Path huge = folder.resolve("huge.png");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(100_000_001);
        }
        assertFails(() -> PngFile.read(huge), huge + ": it has 100000001 bytes; a picture may have 100000000. Save it"
                + " smaller.");
        Path file = Files.write(folder.resolve("a.png"), Pngs.of(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB)));
        assertThat(PngFile.read(file)).hasToString("a drawing of 2 x 3 pixels");
    }
}
