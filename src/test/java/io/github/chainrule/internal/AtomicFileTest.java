// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import static io.github.chainrule.Refusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void a_file_is_saved_whole_and_nothing_is_left_beside_it() throws IOException {
        Path file = folder.resolve("loss.svg");
        AtomicFile.write(file, "old");
        AtomicFile.write(file, "손실");
        assertThat(Files.readString(file)).isEqualTo("손실");
        assertThat(filesInFolder()).containsExactly("loss.svg");
    }

    @Test
    void bytes_are_saved_as_they_are() throws IOException {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Path file = folder.resolve("model");
        AtomicFile.write(file, out -> out.write(bytes));
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void missing_folders_are_made() throws IOException {
        Path file = folder.resolve("plots/today/loss.svg");
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
    }

    @Test
    void a_link_stays_a_link() throws IOException {
        Path real = Files.writeString(folder.resolve("real.svg"), "old");
        Path link = link("link.svg", real);
        AtomicFile.write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void a_link_that_leads_nowhere_is_refused() {
        Path link = link("link.svg", folder.resolve("gone"));
        assertFails(() -> AtomicFile.write(link, "new"), "can't write " + link + ": it is a link to "
                + folder.resolve("gone") + ", which leads to no file. Remove the link, or choose another name.");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void a_folder_in_its_place_is_refused() {
        assertFails(() -> AtomicFile.write(folder, "new"), "can't write " + folder + ": it is a folder. Expected the"
                + " name of a file, such as " + folder.resolve("name") + ".");
    }

    @Test
    void a_file_where_a_folder_should_be_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        assertFails(() -> AtomicFile.write(file.resolve("loss.svg"), "new"), "can't write " + file.resolve("loss.svg")
                + ": " + file + ": is a file, not a folder.");
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "File too large",
        "There is not enough space on the disk"})
    void a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(String said) throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AtomicFile.write(file, out -> {
            out.write(new byte[1 << 17]);
            throw new IOException(said);
        })).withMessage("can't write " + file + ": there is no room for it (" + said + ")."
                + " Make room, or choose a place on another disk.");
        assertThat(file).hasContent("old");
        assertThat(filesInFolder()).containsExactly("model");
    }

    @Test
    void a_failure_that_gives_no_reason_is_named() {
        Path file = folder.resolve("model");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AtomicFile.write(file, out -> {
            throw new EOFException();
        })).withMessage("can't write " + file + ": java.io.EOFException.");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AtomicFile.write(file, out -> {
            throw new FileSystemException("tape");
        })).withMessage("can't write " + file + ": java.nio.file.FileSystemException: tape.");
    }

    @Test
    void a_failure_of_the_system_is_said_in_plain_words() {
        Path file = folder.resolve("model");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AtomicFile.write(file, out -> {
            throw new AccessDeniedException("tape");
        })).withMessage("can't write " + file + ": permission denied. Choose a folder that you may write to, or close"
                + " a program that uses the file.");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AtomicFile.write(file, out -> {
            throw new NoSuchFileException("tape");
        })).withMessage("can't write " + file + ": tape: isn't there, or takes no files.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void of_a_failure_of_the_hidden_file_the_folder_is_named() {
        Path file = folder.resolve("model");
        assertFails(() -> AtomicFile.write(file, out -> {
            throw new FileSystemException(folder.resolve(filesInFolder()[0]).toString(), null, "Read-only file system");
        }), "can't write " + file + ": " + folder + ": Read-only file system.");
    }

    @Test
    void a_name_that_is_too_long_or_not_on_a_disk_is_refused_and_control_characters_are_not_printed()
            throws IOException {
        Path longest = folder.resolve("x".repeat(255));
        AtomicFile.write(longest, "new");
        assertThat(longest).hasContent("new");
        Path file = folder.resolve("x".repeat(256));
        assertFails(() -> AtomicFile.write(file, "new"), "can't write " + file + ": its name is too long. Choose a"
                + " shorter one.");
        assertFails(() -> AtomicFile.write(longest.resolve("a\u001b[2J\n"), "new"), "can't write " + longest
                + "/a\\u001b[2J\\n: " + longest + ": is a file, not a folder.");
        Path zip = folder.resolve("zip.zip");
        try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertFails(() -> AtomicFile.write(inside.getPath("/model"), "new"), "can't write /model: it is in " + zip
                    + ", not on a disk. Save it to a disk, and copy it from there.");
        }
    }

    /** Here a folder has taken the place of what was half written. */
    @Test
    void what_can_not_be_removed_does_not_hide_what_went_wrong_first() {
        IOException first = new IOException("paper jam");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AtomicFile.write(folder.resolve("model"), out -> {
            Path beside = folder.resolve(filesInFolder()[0]);
            Files.delete(beside);
            Files.createFile(Files.createDirectory(beside).resolve("full"));
            throw first;
        })).withMessage("can't write " + folder.resolve("model") + ": paper jam.").havingCause().isSameAs(first);
        assertThat(first.getSuppressed()).hasSize(1).hasOnlyElementsOfType(DirectoryNotEmptyException.class);
    }

    @Test
    void content_that_can_not_be_made_leaves_the_old_file_whole_and_nothing_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> AtomicFile.write(file, out -> {
            out.write(new byte[1 << 17]);
            throw new IllegalStateException("nothing to draw");
        }));
        assertThat(file).hasContent("old");
        assertThat(filesInFolder()).containsExactly("model");
    }

    @Test
    void a_folder_without_permission_is_said_and_the_old_file_left() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        mode(folder, "r-xr-xr-x");
        try {
            assumeTrue(!Files.isWritable(folder), "root may write anywhere");
            assertFails(() -> AtomicFile.write(file, "new"), "can't write " + file + ": permission denied. Choose a"
                    + " folder that you may write to, or close a program that uses the file.");
        } finally {
            mode(folder, "rwxr-xr-x");
        }
        assertThat(file).hasContent("old");
    }

    @Test
    void a_file_that_is_protected_against_writing_is_left_alone() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        mode(file, "r--r--r--");
        assumeTrue(!Files.isWritable(file), "root may write anything");
        assertFails(() -> AtomicFile.write(file, "new"), "can't write " + file + ": it is write-protected."
                + " Choose another name, or allow writing to it.");
        assertThat(file).hasContent("old");
    }

    @Test
    void a_file_keeps_its_mode() throws IOException {
        for (String mode : new String[] {"rw-------", "rw-rw-rw-", "rwxr-x--x"}) {
            Path file = Files.writeString(folder.resolve(mode), "old");
            mode(file, mode);
            AtomicFile.write(file, "new");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
            assertThat(file).hasContent("new");
        }
    }

    @Test
    void a_file_keeps_its_owner_and_group() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        UserPrincipalLookupService known = folder.getFileSystem().getUserPrincipalLookupService();
        try {
            view.setGroup(known.lookupPrincipalByGroupName("daemon"));
            view.setOwner(known.lookupPrincipalByName("daemon"));
        } catch (IOException | UnsupportedOperationException e) {
            throw new TestAbortedException("only root may give files away", e);
        }

        AtomicFile.write(file, "new");

        PosixFileAttributes now = Files.readAttributes(file, PosixFileAttributes.class);
        assertThat(now.owner().getName()).isEqualTo("daemon");
        assertThat(now.group().getName()).isEqualTo("daemon");
        assertThat(file).hasContent("new");
    }

    @Test
    void a_new_file_has_the_mode_that_any_new_file_has() throws IOException {
        Path any = Files.createFile(folder.resolve("any"));
        Path file = folder.resolve("model");
        AtomicFile.write(file, "new");
        mode(any, PosixFilePermissions.toString(Files.getPosixFilePermissions(any)));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
    }

    @Test
    void a_private_file_is_private_while_it_is_written() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        mode(file, "rw-------");
        AtomicFile.write(file, out -> {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).hasSize(2).allSatisfy(each -> assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(each))).isEqualTo("rw-------"));
            }
        });
    }

    @Test
    void a_pipe_is_written_to_and_stays_a_pipe() throws Exception {
        Path pipe = special("mkfifo", folder.resolve("pipe").toString());
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return e.toString();
            }
        });
        AtomicFile.write(pipe, "through");
        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("through");
        assertThat(isOther(pipe)).isTrue();
    }

    /** The numbers are those of /dev/null; the node is the test's own. */
    @Test
    void a_device_is_written_to_and_stays_a_device() throws Exception {
        Path device = special("mknod", folder.resolve("device").toString(), "c", "1", "3");
        try {
            Files.writeString(device, "probe", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new TestAbortedException("devices can't be used in this folder", e);
        }
        AtomicFile.write(device, "into nothing");
        AtomicFile.write(link("link", device), "into nothing");
        assertThat(isOther(device)).isTrue();
        assertThat(filesInFolder()).containsExactly("device", "link");
    }

    @Test
    void what_dead_processes_left_is_removed_and_nothing_else() throws IOException {
        long dead = deadProcess();
        long alive = ProcessHandle.current().pid();
        Path leftover = aged(".chainrule-" + dead + "-0123456789abcdef.tmp", Duration.ofMinutes(2));
        Path ofLastWeek = aged(".chainrule-" + alive + "-0123456789abcdef.tmp", Duration.ofDays(7));
        Path fresh = aged(".chainrule-" + dead + "-fedcba9876543210.tmp", Duration.ZERO);
        Path atWork = aged(".chainrule-" + alive + "-fedcba9876543210.tmp", Duration.ofHours(2));
        Path users = aged(".chainrule-mine.tmp", Duration.ofDays(7));

        AtomicFile.write(folder.resolve("model"), "new");

        assertThat(leftover).doesNotExist();
        assertThat(ofLastWeek).doesNotExist();
        assertThat(List.of(fresh, atWork, users)).allMatch(Files::exists);
    }

    @Test
    void the_name_beside_is_another_each_time_and_what_has_it_is_not_opened() throws IOException {
        assertThat(TemporaryFile.newName(folder)).isNotEqualTo(TemporaryFile.newName(folder));
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Path laid = link(".chainrule-1-0123456789abcdef.tmp", victim);
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> TemporaryFile.create(laid, folder.resolve("model")));
        assertThat(victim).hasContent("precious");
    }

    /** Before it writes, before each of its writes, and after the last. */
    @Test
    void a_thread_that_is_interrupted_at_any_point_saves_all_the_same_and_stays_interrupted() throws IOException {
        Path file = folder.resolve("model");
        for (int interrupted = 0; interrupted < 10; interrupted++) {
            int at = interrupted;
            String text = String.valueOf(at).repeat(1 << 16);
            if (at == 9) {
                Thread.currentThread().interrupt();
            }
            AtomicFile.write(file, out -> {
                for (int i = 0; i < 8; i++) {
                    interruptIf(i == at);
                    out.write(text.getBytes(StandardCharsets.US_ASCII));
                }
                interruptIf(at == 8);
            });
            assertThat(Thread.interrupted()).isTrue();
            assertThat(file).hasContent(text.repeat(8));
            assertThat(filesInFolder()).containsExactly("model");
        }
    }

    private static void interruptIf(boolean now) {
        if (now) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whenever it happens between them, every save succeeds. */
    @Test
    void a_thread_that_is_interrupted_again_and_again_saves_all_the_same() throws Exception {
        Thread saving = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> interrupting = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                saving.interrupt();
                Thread.onSpinWait();
            }
        });
        try {
            for (int i = 0; i < 20; i++) {
                AtomicFile.write(folder.resolve("model"), String.valueOf(i));
                assertThat(folder.resolve("model").toFile()).content().isEqualTo(String.valueOf(i));
            }
        } finally {
            done.set(true);
            while (!interrupting.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private String[] filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toArray(String[]::new);
        }
    }

    private Path aged(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "half a mod");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private Path link(String name, Path to) {
        try {
            return Files.createSymbolicLink(folder.resolve(name), to);
        } catch (IOException | UnsupportedOperationException e) {
            throw new TestAbortedException("this system doesn't let everybody make links", e);
        }
    }

    private static void mode(Path file, String mode) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        } catch (UnsupportedOperationException e) {
            throw new TestAbortedException("this system has no modes", e);
        }
    }

    private static boolean isOther(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther();
    }

    private Path special(String... command) throws InterruptedException {
        try {
            assumeTrue(new ProcessBuilder(command).start().waitFor() == 0, "only root may do this");
        } catch (IOException e) {
            throw new TestAbortedException("this system has no such files", e);
        }
        return Path.of(command[1]);
    }

    private static long deadProcess() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--version").redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return process.pid();
    }
}
