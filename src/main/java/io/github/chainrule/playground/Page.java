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

    static final List<String> NAMES = List.of("index.html", "page.css", "main.js", "server.js", "setup.js",
            "network.js", "surface.js", "charts.js", "words.js", "opened.js", "points.js", "cursor.js",
            "exports.js", "digit.js");

    private final Map<String, Answered> files = new HashMap<>();

    /** With the token filled into the first one. */
    Page(String token) {
        for (String name : NAMES) {
            byte[] content = read(name);
            if (name.equals("index.html")) {
                String text = new String(content, StandardCharsets.UTF_8);
                content = text.replace("{{token}}", token).getBytes(StandardCharsets.UTF_8);
                files.put("/", new Answered(200, type(name), content));
            }
            files.put("/" + name, new Answered(200, type(name), content));
        }
    }

    private static String type(String name) {
        return (name.endsWith(".html") ? "text/html" : name.endsWith(".css") ? "text/css" : "text/javascript")
                + "; charset=utf-8";
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

    Optional<Answered> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
