// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.internal.Printable;
import io.github.chainrule.internal.RegularFile;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** IDX files in a folder, each of them plain or packed. */
record IdxFolder(Path folder) implements IdxSource {

    private static final int MAX_LISTED = 12;

    @Override
    public IdxStream open(String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileNotFoundException(shown(folder.toAbsolutePath()) + ": expected a folder with the file "
                    + name + " or " + name + ".gz, but " + kind(folder) + ".");
        }
        List<Path> candidates = List.of(folder.resolve(name), folder.resolve(name + ".gz"));
        for (Path file : candidates) {
            if (Files.isRegularFile(file)) {
                RegularFile.requireReadable(file);
                return IdxStream.open(file.toString(), Files.newInputStream(file));
            }
        }
        for (Path file : candidates) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileNotFoundException(shown(file) + ": expected a file, but " + kind(file)
                        + ". Put the file itself there.");
            }
        }
        throw new FileNotFoundException(shown(folder.toAbsolutePath()) + ": looked for the file " + name + " or "
                + name + ".gz, but " + contents() + ". Put the missing file there under one of these two names.");
    }

    private String contents() throws IOException {
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw new IOException(shown(folder) + ": this program may not read the folder. Give it permission, or"
                    + " copy the files to a place of your own.");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries
                    .map(entry -> shown(entry.getFileName()) + (Files.isDirectory(entry) ? " (a folder)" : ""))
                    .sorted().toList();
            return names.isEmpty() ? "the folder is empty"
                    : "there is " + names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "))
                    + (names.size() > MAX_LISTED ? " and " + (names.size() - MAX_LISTED) + " more" : "");
        }
    }

    /** What is there instead. */
    private static String kind(Path path) throws IOException {
        boolean link = Files.isSymbolicLink(path);
        String from = link ? "this is a link to " + shown(Files.readSymbolicLink(path)) + ", " : "";
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return from + (link ? "which is " : "this is ") + (found.isDirectory() ? "a folder"
                    : found.isRegularFile() ? "a file" : "a pipe, a socket or a device");
        } catch (NoSuchFileException e) {
            return from + (link ? "where there is nothing" : "there is nothing");
        } catch (AccessDeniedException e) {
            return from + "this program may not look there";
        } catch (FileSystemException e) {
            return from + "which leads around in a circle";
        }
    }

    private static String shown(Path path) {
        return Printable.printable(path.toString());
    }
}
