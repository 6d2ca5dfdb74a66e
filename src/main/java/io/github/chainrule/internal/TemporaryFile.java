// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hidden files beside a file's place, in which {@link AtomicFile} prepares its content. */
final class TemporaryFile {

    private static final Pattern NAME = Pattern.compile("\\.chainrule-(\\d{1,18})-[0-9a-f]{16}\\.tmp");
    /** A process on another machine isn't seen here, but while it saves, it writes more often than this. */
    private static final Duration QUIET = Duration.ofMinutes(1);
    /** By then, a process with the same number is another one. */
    private static final Duration OLD = Duration.ofDays(1);

    private TemporaryFile() {
    }

    /** An unpredictable name, with the number of this process. */
    static Path newName(Path folder) {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return folder.resolve(".chainrule-" + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random)
                + ".tmp");
    }

    static boolean isTemporary(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** Makes the file; nothing that already has its name is opened or followed. */
    static void create(Path beside, Path target) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (old == null || !Files.exists(target)) {
            Files.createFile(beside);
        } else {    // What only its owner may read must not be read by others while it is written.
            Files.createFile(beside,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** Gives the new file the mode of the old one, if there is one, and its owner and group where that is allowed. */
    static void copyAttributes(Path target, Path beside) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
        if (view == null || !Files.exists(target)) {
            return;
        }
        PosixFileAttributes old = Files.readAttributes(target, PosixFileAttributes.class);
        try {
            PosixFileAttributes now = view.readAttributes();
            if (!now.group().equals(old.group())) {
                view.setGroup(old.group());
            }
            if (!now.owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
        } catch (IOException e) {
            // Only the superuser may give files away.
        }
        view.setPermissions(old.permissions());
    }

    /** Removes what crashed processes left in a folder. */
    static void removeLeftovers(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".chainrule-*.tmp")) {
            files.forEach(TemporaryFile::removeIfLeftover);
        } catch (IOException | DirectoryIteratorException e) {
            // The caller wants to save, which may still be possible.
        }
    }

    private static void removeIfLeftover(Path file) {
        try {
            if (isLeftover(file)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It belongs to another user, or another process was faster.
        }
    }

    private static boolean isLeftover(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Duration age = Duration.between(attributes.lastModifiedTime().toInstant(), Instant.now());
        boolean runs = ProcessHandle.of(Long.parseLong(name.group(1))).isPresent();
        return attributes.isRegularFile() && age.compareTo(runs ? OLD : QUIET) > 0;
    }
}
