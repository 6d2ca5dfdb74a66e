// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.internal.AtomicFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed hard at a random moment while it saves. {@code -Dchainrule.kills=100} does it a hundred
 * times.
 */
class KilledWhileSavingTest {

    private static final int KILLS = Integer.getInteger("chainrule.kills", 4);
    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    /**
     * Saves in turn a file of ones, of twos, and so on, each of another size: until it is killed, or for a minute if
     * the test ends first.
     */
    static final class Saver {

        private Saver() {
        }

        public static void main(String[] args) throws IOException {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            for (int i = 0; System.nanoTime() - end < 0; i++) {
                AtomicFile.write(Path.of(args[0]), whole(i % 10));
            }
        }
    }

    private static String whole(int digit) {
        return String.valueOf(digit).repeat(SIZE + 1000 * digit);
    }

    @Test
    void the_file_in_place_is_always_a_whole_one() throws Exception {
        Random random = new Random(9);
        Path file = folder.resolve("model");
        int halves = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            AtomicFile.write(file, "start");
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-classpath", System.getProperty("java.class.path"),
                    Saver.class.getName(), file.toString()).inheritIO().start();
            try {
                while (Files.size(file) < SIZE && process.isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(50_000));
                assertThat(process.isAlive()).isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
            String content = Files.readString(file);
            assertThat(content).isEqualTo(whole(content.charAt(0) - '0'));
            halves += leftovers();
        }
        if (KILLS > 4) {
            System.out.println(KILLS + " kills, " + halves + " of them left half a file beside the whole one");
        }
    }

    /** How many there are; they are removed, as the next writer would after a minute. */
    private int leftovers() throws IOException {
        int count = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left : files.filter(each -> each.getFileName().toString().startsWith(".chainrule-")).toList()) {
                Files.delete(left);
                count++;
            }
        }
        return count;
    }
}
