// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests as they should not be: cut off, changed, repeated, and made at random. */
final class Malformed {

    private static final List<String> PATHS = List.of("/", "/main.js", "/api/a", "/api/", "/api/a/b",
            "/../", "/%", "*", "http://evil.example/");
    private static final List<String> BODIES = List.of("", "{}", "do=look", "do", "&", "%", "do=%ff%fe",
            "do=open&setup=hidden%3D9999999999", "do=open&setup=own%3D;;;",
            "do=csv&text=" + "9,".repeat(500), "\u0000\u0001\u00ff");

    private Malformed() {
    }

    /** With the right token and name of the machine, or without; the same for the same seed. */
    static byte[] request(int port, String token, long seed) {
        Random random = new Random(seed * 7_919);
        String body = BODIES.get(random.nextInt(BODIES.size()));
        String method = List.of("GET", "POST", "PUT", "", "G\u0000T").get(random.nextInt(5));
        String length = List.of(String.valueOf(body.length()), "-1", "99999999999999999999", "x", "3")
                .get(random.nextInt(5));
        String text = method + " " + PATHS.get(random.nextInt(PATHS.size())) + " HTTP/1." + random.nextInt(3) + "\r\n"
                + "Host: " + (random.nextBoolean() ? "127.0.0.1:" + port : "evil.example") + "\r\n"
                + (random.nextBoolean() ? Guard.TOKEN_HEADER + ": " + token + "\r\n" : "")
                + (random.nextInt(4) == 0 ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + length + "\r\n")
                + (random.nextInt(8) == 0 ? "Expect: 100-continue\r\n" : "") + "Connection: close\r\n\r\n" + body;
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
