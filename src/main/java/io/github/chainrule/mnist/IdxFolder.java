package io.github.chainrule.mnist;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** IDX files in a folder, each of them plain or packed. */
record IdxFolder(Path folder) implements IdxSource {

    private static final int MAX_LISTED = 12;

    @Override
    public IdxStream open(String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileNotFoundException(folder.toAbsolutePath() + ": expected a folder with the file "
                    + name + " or " + name + ".gz, but "
                    + (Files.exists(folder) ? "this is a file." : "there is nothing."));
        }
        for (Path file : List.of(folder.resolve(name), folder.resolve(name + ".gz"))) {
            if (Files.isRegularFile(file)) {
                return IdxStream.open(file.toString(), Files.newInputStream(file));
            }
        }
        throw new FileNotFoundException(folder.toAbsolutePath() + ": looked for the file " + name + " or " + name
                + ".gz, but " + contents() + ". Put the missing file there under one of these two names.");
    }

    private String contents() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries
                    .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? " (a folder)" : ""))
                    .sorted().toList();
            if (names.isEmpty()) {
                return "the folder is empty";
            }
            return "there is " + names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "))
                    + (names.size() > MAX_LISTED ? " and " + (names.size() - MAX_LISTED) + " more" : "");
        }
    }
}
