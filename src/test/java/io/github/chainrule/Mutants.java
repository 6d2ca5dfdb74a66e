// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Damaged files for a reader: valid ones in which bits, numbers, pieces and lengths were changed. Each is read, or
 * refused with an {@link IOException} that says what is wrong; nothing else is thrown, and little memory is taken.
 *
 * <p>{@code -Dchainrule.fuzz.files=100000} makes that many for each reader, different ones each time; their seed is
 * printed, and {@code -Dchainrule.fuzz.seed=7} makes those of that seed.
 */
public final class Mutants {

    private static final int OF_A_BUILD = 1500;
    private static final int COUNT = Integer.getInteger("chainrule.fuzz.files", OF_A_BUILD);
    private static final long SEED =
            Long.getLong("chainrule.fuzz.seed", COUNT == OF_A_BUILD ? 1 : System.currentTimeMillis() / 1000);
    private static final long[] NUMBERS = {0, 1, 2, 7, 8, 255, 256, 65_535, 100_000_000, Integer.MAX_VALUE - 8,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff_ffffL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1};
    private static final String[] WORDS = {"\"", "{", "}", "[", "]", ",", ":", "\\", "0", "-1", "1e9", "null", "true",
        "F64", "F32", "I8", "shape", "dtype", "data_offsets", "__metadata__", "18446744073709551616",
        "9223372036854775807", "[[[[[[[[", "\u0000", "\u00ff", " ", "Linear(1, 1)", "ReLU", "NaN", "Infinity",
        "1e999", "number", "category", "quantity", "REFUSE", ";", "\t", "\r", "\n", "\n\n", "\"\"", "\ufeff", "\u0661"};

    /** Reads a file, and checks what it read. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] file) throws IOException;
    }

    private Mutants() {
    }

    /**
     * Reads mutants of valid files.
     *
     * @param reader what is tried
     * @param factor how many bytes it may allocate for each byte of the file
     * @param valid  the files
     */
    public static void read(Reader reader, int factor, byte[]... valid) throws IOException {
        for (byte[] file : valid) {
            reader.read(file);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int refused = 0;
        for (int i = 0; i < COUNT; i++) {
            Random random = new Random(SEED * 1_000_003 + i);
            byte[] mutant = mutant(valid, random);
            long before = threads.getThreadAllocatedBytes(thread);
            try {
                reader.read(mutant);
            } catch (IOException e) {
                refused++;
                assertThat(e.getMessage()).as("mutant %d of seed %d", i, SEED).isNotBlank().hasSizeLessThan(1000);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutant " + i + " of seed " + SEED + ", " + mutant.length + " bytes", e);
            }
            long bytes = threads.getThreadAllocatedBytes(thread) - before;
            assertThat(bytes).as("bytes allocated for mutant %d of seed %d, a file of %d bytes", i, SEED, mutant.length)
                    .isLessThan(4_000_000L + (long) factor * mutant.length);
        }
        if (COUNT != OF_A_BUILD) {
            System.out.printf(Locale.ROOT, "%,d damaged files of seed %d: %,d refused, the others read%n", COUNT, SEED,
                    refused);
        }
        assertThat(refused).isBetween(COUNT / 10, COUNT - 1);
    }

    private static byte[] mutant(byte[][] valid, Random random) {
        byte[] bytes = valid[random.nextInt(valid.length)].clone();
        for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 0; times--) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        // Half of all changes are near the beginning, where headers are.
        int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 16));
        int length = random.nextInt(Math.min(bytes.length - at, 1 << random.nextInt(10)) + 1);
        int number = 1 << random.nextInt(4);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> {
                ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                value.putLong(random.nextInt(4) == 0 ? bytes.length + random.nextInt(9) - 8
                        : NUMBERS[random.nextInt(NUMBERS.length)]);
                boolean littleEndian = random.nextBoolean();
                for (int i = 0; i < number && at + i < bytes.length; i++) {
                    bytes[at + i] = value.get(littleEndian ? i : number - 1 - i);
                }
            }
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return Arrays.copyOf(bytes, bytes.length + length);
            }
            case 5 -> {
                return spliced(bytes, at, at + length, new byte[0]);
            }
            case 6 -> {
                return spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            }
            case 7 -> {
                byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
                int end = random.nextBoolean() ? at : Math.min(bytes.length, at + word.length);
                return spliced(bytes, at, end, word);
            }
            default -> {
                for (int i = at; i < bytes.length && i < at + 40; i++) {
                    if (bytes[i] >= '0' && bytes[i] <= '9') {
                        bytes[i] = (byte) ('0' + random.nextInt(10));
                        break;
                    }
                }
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List.of(Arrays.copyOf(bytes, from), between, Arrays.copyOfRange(bytes, to, bytes.length))
                .forEach(out::writeBytes);
        return out.toByteArray();
    }
}
