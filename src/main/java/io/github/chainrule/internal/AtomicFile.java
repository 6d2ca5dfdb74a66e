// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file that is there whole or not at all: everything that this library saves is written by this class.
 *
 * <p>The new content is written beside its place, forced to the disk and then moved into its place in one step. If
 * anything fails before that, even the power, the old file is unchanged. A link stays a link, and the file keeps its
 * mode and its owner. Other hard links to the old file keep its content. What isn't a file, such as a pipe or
 * {@code /dev/stdout}, is written to directly. Interrupting the thread changes nothing: the file is written, and the
 * thread stays interrupted.
 *
 * <p>A process that is killed while it saves leaves a hidden file whose name begins with {@code .chainrule-}. The
 * next save into the same folder, a minute later or more, removes it.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    private AtomicFile() {
    }

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all of it.
         *
         * @param out where to write; it is closed by the caller
         * @throws IOException if it can't be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a text as UTF-8.
     *
     * @param file the file to write; a missing folder is created
     * @param text what it is to hold
* @throws IOException if it can't be written; the message says why, and an existing file is unchanged
     */
    public static void write(Path file, String text) throws IOException {
        Objects.requireNonNull(file, "AtomicFile.write: file is null.");
        Objects.requireNonNull(text, "AtomicFile.write: text is null.");
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a file.
     *
     * @param file    the file to write; a missing folder is created
     * @param content what it is to hold
* @throws IOException if it can't be written; the message says why, and an existing file is unchanged
     */
    public static void write(Path file, Content content) throws IOException {
        Objects.requireNonNull(file, "AtomicFile.write: file is null.");
        Objects.requireNonNull(content, "AtomicFile.write: content is null.");
        try {
            writeOrThrow(file, content);
        } catch (IOException e) {
            throw new IOException(Printable.printable("can't write " + file + ": " + reason(e)), e);
        }
    }

    @SuppressWarnings("NullAway")    // only the root has no folder above it, and is a folder itself
    private static void writeOrThrow(Path file, Content content) throws IOException {
        if (file.getFileSystem() != FileSystems.getDefault()) {
            throw refusal("it is in " + file.getFileSystem() + ", not on a disk. Save it to a disk, and copy it from"
                    + " there.");
        }
        if (Files.isDirectory(file)) {
            throw refusal("it is a folder. Expected the name of a file, such as " + file.resolve("name") + ".");
        }
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw refusal("it is write-protected. Choose another name, or allow writing to it.");
            }
            if (Files.isRegularFile(file)) {
                replace(file.toRealPath(), content);
            } else {
                write(file, content, false);
            }
        } else if (Files.isSymbolicLink(file)) {
            throw refusal("it is a link to " + Files.readSymbolicLink(file) + ", which leads to no file."
                    + " Remove the link, or choose another name.");
        } else {
            makeFolder(file.toAbsolutePath().getParent());
            replace(file.toAbsolutePath(), content);
        }
    }

    private static FileSystemException refusal(String reason) {
        return new FileSystemException(null, null, reason);
    }

    /** Through a stream: interrupting the thread would close a channel. */
    private static void write(Path file, Content content, boolean force) throws IOException {
        try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
            OutputStream out = new BufferedOutputStream(stream, BUFFER);
            content.writeTo(out);
            out.flush();
            if (force) {
                stream.getFD().sync();
            }
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        for (Path part = folder; part != null && !Files.isDirectory(part); part = part.getParent()) {
            if (Files.exists(part)) {
                throw new FileSystemException(part.toString(), null, "is a file, not a folder");
            }
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    @SuppressWarnings("NullAway")    // as above: what isn't a folder has one above it
    private static void replace(Path target, Content content) throws IOException {
        Path folder = target.getParent();
        TemporaryFile.removeLeftovers(folder);
        Path beside = TemporaryFile.newName(folder);
        try {
            TemporaryFile.create(beside, target);
            write(beside, content, true);
            TemporaryFile.copyAttributes(target, beside);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | RuntimeException | Error e) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
        force(folder);
    }

    /** Without this, a power failure could undo the move. Not every system can do it to a folder. */
    private static void force(Path folder) {
        boolean interrupted = Thread.interrupted();     // which would close the channel
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is in its place anyway.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied. Choose a folder that you may write to, or close a program that uses the file.";
        }
        String why = e instanceof NoSuchFileException ? "isn't there, or takes no files"
                : e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        if (why == null) {
            return e + ".";
        }
        if (Stream.of("no space left", "quota exceeded", "file too large", "not enough space")  // Linux, macOS, Windows
                .anyMatch(why.toLowerCase(Locale.ROOT)::contains)) {
            return "there is no room for it (" + why + "). Make room, or choose a place on another disk.";
        }
        if (!(e instanceof FileSystemException failed)) {
            return why + ".";
        }
        if (why.contains("too long")) {
            return "its name is too long. Choose a shorter one.";
        }
        if (failed.getOtherFile() != null) {    // the new file was to be moved into its place
            return "it can't be replaced (" + why + "). A file that is mounted by itself can't be, nor another user's"
                    + " in a folder such as /tmp. Choose another name, or another folder.";
        }
        return failed.getFile() == null ? why : place(failed) + ": " + why + ".";
    }

    /** What an exception is about; of the hidden file, which nobody knows, the folder. */
    private static Path place(FileSystemException e) {
        Path file = Path.of(e.getFile());
        return TemporaryFile.isTemporary(file) ? file.resolveSibling("") : file;
    }
}
