// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page's files. They are in the jar, and there are no others: no name leads to the disk. */
final class Page {

    private final Map<String, byte[]> files = new HashMap<>();

    /** With the token filled into the first one. */
    Page(String token) {
        for (String name : names()) {
            files.put("/" + name, read(name));
        }
        String index = new String(read("index.html"), StandardCharsets.UTF_8).replace("{{token}}", token);
        files.put("/", index.getBytes(StandardCharsets.UTF_8));
        files.put("/index.html", files.get("/"));
    }

    /** What {@code files.txt} lists. */
    static List<String> names() {
        return new String(read("files.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    /** What a file is. */
    static String type(String name) {
        return (name.endsWith(".css") ? "text/css" : name.endsWith(".js") ? "text/javascript"
                : name.endsWith(".svg") ? "image/svg+xml" : "text/html") + "; charset=utf-8";
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

    Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
