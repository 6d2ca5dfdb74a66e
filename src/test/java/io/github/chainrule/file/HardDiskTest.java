// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.internal.AtomicFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A full disk, a user without the right, what reaches the disk: all of it real, on Linux, where that can be had. */
class HardDiskTest {

    @TempDir
    Path folder;

    /** Saves a large file over a small one. */
    static final class Saver {

        private Saver() {
        }

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            if (!Files.exists(file)) {
                Files.writeString(file, "old");
            }
            try {
                AtomicFile.write(file, "new".repeat(100_000));
                System.out.println("saved");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
            System.out.println(Files.readString(file) + ", files: " + file.getParent().toFile().list().length);
        }
    }

    @Test
    void a_full_disk_is_said_and_the_old_file_left() throws Exception {
        Path file = folder.resolve("model");
        String small = "mount -t tmpfs -o size=64k none \"$1\" || exit 99; shift; \"$@\"";
        assertThat(run(file, "unshare", "-rm", "sh", "-c", small, "sh", folder.toString())).isEqualTo(
                "can't write " + file + ": there is no room for it (No space left on device). Make room, or choose a"
                        + " place on another disk.\nold, files: 1\n");
    }

    @Test
    void a_folder_that_another_user_owns_is_said_and_the_old_file_left() throws Exception {
        Path file = Files.writeString(folder.resolve("model"), "old");
        for (Path each : List.of(folder, file)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String said = run(file, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assertThat(said).isEqualTo("can't write " + file + ": it is write-protected."
                + " Choose another name, or allow writing to it.\nold, files: 1\n");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(run(file, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"))
                .isEqualTo("can't write " + file + ": permission denied. Choose a folder that you may write to, or"
                        + " close a program that uses the file.\nold, files: 1\n");
    }

    private static final String NOT_REPLACED = "). A file that is mounted by itself can't be, nor another user's in a"
            + " folder such as /tmp. Choose another name, or another folder.\nold, files: 1\n";

    @Test
    void a_file_that_is_mounted_by_itself_is_said_and_left() throws Exception {
        Path file = Files.writeString(folder.resolve("model"), "old");
        String bind = "mount --bind \"$1\" \"$1\" || exit 99; shift; \"$@\"";
        assertThat(run(file, "unshare", "-rm", "sh", "-c", bind, "sh", file.toString()))
                .isEqualTo("can't write " + file + ": it can't be replaced (Device or resource busy" + NOT_REPLACED);
    }

    @Test
    void another_users_file_in_a_folder_like_tmp_is_said_and_left() throws Exception {
        Path file = Files.writeString(folder.resolve("model"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        String sticky = "chmod 1777 \"$1\" && shift && exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";
        assertThat(run(file, "sh", "-c", sticky, "sh", folder.toString()))
                .isEqualTo("can't write " + file + ": it can't be replaced (Operation not permitted" + NOT_REPLACED);
    }

    /** So that a power cut leaves the old file or the new one, and no empty one under its name. */
    @Test
    void bytes_are_on_the_disk_before_the_file_gets_its_name_and_the_name_before_saving_ends() throws Exception {
        Path calls = folder.resolve("calls");
        Path file = Files.createDirectory(folder.resolve("models")).resolve("model");
        assertThat(run(file, "strace", "-f", "-y", "-qq", "-e", "trace=fsync,rename", "-e", "signal=none", "-o",
                calls.toString())).startsWith("saved\n");
        assertThat(Files.readAllLines(calls)).satisfiesExactly(
                call -> assertThat(call).contains("fsync(", file.getParent() + "/."),
                call -> assertThat(call).contains("rename(\"" + file.getParent() + "/.", ", \"" + file + "\")"),
                call -> assertThat(call).contains("fsync(", "<" + file.getParent() + ">)"));
    }

    @Test
    void of_several_hard_links_only_the_one_that_is_written_gets_the_new_content() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        Path other = Files.createLink(folder.resolve("other"), file);
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(other).hasContent("old");
    }

    /** What the saver says when it is started by a command; the test is skipped where the command can't. */
    private static String run(Path file, String... by) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(by));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-classpath", System.getProperty("java.class.path"), Saver.class.getName(),
                file.toString()));
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C.UTF-8");     // the system says what is wrong in the user's language
            process = builder.start();
        } catch (IOException e) {
            throw new TestAbortedException("there is no " + by[0], e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 && said.isEmpty()) {
            throw new TestAbortedException(by[0] + " isn't allowed here");
        }
        return said;
    }
}
