// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A check of files before they are read. */
public final class RegularFile {

    private RegularFile() {
    }

    /**
     * Checks that a file is there, ends, and may be read. Java's own messages only have its name.
     *
     * @param file where it should be
     * @throws FileNotFoundException if it isn't there
     * @throws IOException           if it is a folder, a pipe or a device, or this program may not read it
     */
    public static void requireReadable(Path file) throws IOException {
        Objects.requireNonNull(file, "requireReadable: file is null.");
        String name = Printable.printable(file.toString());
        if (Files.notExists(file)) {
            throw new FileNotFoundException(name + ": there is no such file" + (file.isAbsolute() ? "" : " in "
                    + Printable.printable(String.valueOf(file.toAbsolutePath().getParent()))) + ".");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(name + ": this program may not read the file. Give it permission, or copy the file"
                    + " to a place of your own.");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(name + ": this is a folder, not a file.");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + ": this is a pipe or a device, which may never end. Copy its content to a file"
                    + " first.");
        }
    }
}
