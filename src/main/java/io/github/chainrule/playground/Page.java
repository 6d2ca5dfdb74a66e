// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page's files. They are in the jar, and there are no others: no name leads to the disk. */
final class Page {

    private Page() {
    }

    /** What stands at each path, with the token filled into the first file. */
    static Map<String, byte[]> files(String token) {
        Map<String, byte[]> files = names().stream().collect(Collectors.toMap(name -> "/" + name, Page::read));
        files.computeIfPresent("/index.html", (path, text) -> new String(text, StandardCharsets.UTF_8)
                .replace("{{token}}", token).getBytes(StandardCharsets.UTF_8));
        files.put("/", files.get("/index.html"));
        return files;
    }

    /** What {@code files.txt} lists. */
    static List<String> names() {
        return new String(read("files.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    /** What a file is. */
    static String type(String name) {
        return Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml")
                .getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/html") + "; charset=utf-8";
    }

    private static byte[] read(String name) {
        try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the playground's file " + name + " isn't beside its classes. Were the"
                        + " resources compiled? Run mvn -q compile.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
