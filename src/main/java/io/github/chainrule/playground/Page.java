// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The page's files. They are in the jar, and there are no others: no name leads to the disk. */
final class Page {

    private Page() {
    }

    /** What {@code files.txt} lists. */
    static List<String> names() throws IOException {
        return text("files.txt").lines().toList();
    }

    /** What a file is. */
    static String type(String name) {
        return Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml")
                .getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/html") + "; charset=utf-8";
    }

    /** A file's text. */
    static String text(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the playground's file " + name + " isn't beside its classes. Were the"
                        + " resources compiled? Run mvn -q compile.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
