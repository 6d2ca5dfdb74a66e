// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.plot.Picture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a chapter prints and draws. Numbers look the same in every locale. */
public record Output(PrintStream stream, Options options) {

    /** Prints a line. */
    public void say(String format, Object... arguments) {
        print(format + "%n", arguments);
    }

    public void print(String format, Object... arguments) {
        stream.printf(Locale.ROOT, format, arguments);
        stream.flush();
    }

    /** Prints a row of a table: its name, and each value in one format. */
    public void row(String name, String format, Stream<?> values) {
        say("%s%s", name, values.map(value -> text(format, value)).collect(Collectors.joining()));
    }

    /** {@return text with numbers as they are printed} */
    public static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** {@return a file in the folder of the pictures} */
    public Path file(String name) {
        return Path.of(options.text(Options.PICTURES)).resolve(name);
    }

    /** {@return a path as it is printed, the same on each system} */
    public static String name(Path file) {
        return file.toString().replace('\\', '/');
    }

    /** Whether a file can be written, and the folders that it lacks can be made. */
    static boolean canWrite(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        while (!Files.exists(folder)) {
            folder = folder.resolveSibling("");
        }
        return Files.isDirectory(folder) && Files.isWritable(folder);
    }

    /** Saves a picture under its name, which is without folder and ending, and returns where. */
    public String save(String name, Picture picture) throws IOException {
        Path file = file(name + ".svg");
        picture.save(file);
        return name(file);
    }

    /** Saves pictures by their names, and says where. */
    public void save(Map<String, ? extends Picture> pictures) throws IOException {
        say("%nPictures:");
        for (Map.Entry<String, ? extends Picture> picture : pictures.entrySet()) {
            say("  %s", save(picture.getKey(), picture.getValue()));
        }
    }
}
