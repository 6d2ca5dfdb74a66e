package io.github.chainrule.plot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that is there whole or not at all. */
final class WholeFile {

    private WholeFile() {
    }

    /** Writes the text beside its place and moves it there. */
    static void write(Path file, String text) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("can't write " + file + ": it is a folder. Expected the name of a file, such as "
                    + file.resolve("picture.svg") + ".");
        }
        try {
            // A link stays a link: what it points to is replaced.
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            makeFolder(target.getParent());
            replace(target, text);
        } catch (IOException e) {
            throw new IOException("can't write " + file + ": " + reason(e), e);
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

    private static void replace(Path target, String text) throws IOException {
        // Not createTempFile: its files can be read by nobody else, and would stay so after the move.
        Path beside = target.resolveSibling(".chainrule-" + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().getId() + ".tmp");
        try {
            Files.writeString(beside, text);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied. Choose a folder that you may write to, or close the program that has it open.";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " isn't there.";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getFile() + ": " + failed.getReason() + ".";
        }
        return e.getMessage() + ".";
    }
}
