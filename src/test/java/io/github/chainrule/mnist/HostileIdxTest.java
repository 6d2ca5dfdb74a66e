// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.Mutants;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(3600)
class HostileIdxTest {

    private static final byte[] IMAGES = IdxWriter.images(5);
    private static final byte[] LABELS = IdxWriter.labels(7, 0, 9, 1, 1);

    private static void read(String imagesName, byte[] images, String labelsName, byte[] labels) throws IOException {
        try (IdxStream imageFile = IdxStream.open(imagesName, new ByteArrayInputStream(images));
                IdxStream labelFile = IdxStream.open(labelsName, new ByteArrayInputStream(labels))) {
            LabeledImages read = IdxReader.read(imageFile, labelFile);
            assertThat(read.count()).isPositive();
        }
    }

    @Test
    void damaged_images_are_read_or_refused() throws IOException {
        Mutants.read(bytes -> read("i", bytes, "l", LABELS), 100, IMAGES);
    }

    @Test
    void damaged_labels_are_read_or_refused() throws IOException {
        Mutants.read(bytes -> read("i", IMAGES, "l", bytes), 100, LABELS);
    }

    private static byte[] inTwoMembers(byte[] bytes) {
        int half = bytes.length / 2;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(IdxWriter.gzip(Arrays.copyOf(bytes, half)));
        packed.writeBytes(IdxWriter.gzip(Arrays.copyOfRange(bytes, half, bytes.length)));
        return packed.toByteArray();
    }

    /** Gzip packs a thousand zeros into one byte. */
    @Test
    void damaged_gzip_is_read_or_refused() throws IOException {
        Mutants.read(bytes -> read("i.gz", bytes, "l", LABELS), 3000, IdxWriter.gzip(IMAGES),
                inTwoMembers(IMAGES));
        Mutants.read(bytes -> read("i", IMAGES, "l.gz", bytes), 3000, IdxWriter.gzip(LABELS));
    }
}
