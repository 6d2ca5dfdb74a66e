// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets in what the page itself asks, and nothing else. Another page, open in the same browser, can send
 * requests here too, but not with our name as their origin, nor with the token, which is another one in each start.
 */
final class Guard {

    static final String TOKEN_HEADER = "X-Chainrule-Token";

    private final List<String> hosts;
    /** What the page must show with each request that isn't for one of its files. */
    final String token = UUID.randomUUID().toString();        // 122 bits from a SecureRandom

    /** For a server at a port of this machine. */
    Guard(int port) {
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** Why a request isn't answered; empty if it is. */
    Optional<String> refusal(HttpExchange exchange, boolean needsToken) {
        Headers headers = exchange.getRequestHeaders();
        List<String> host = headers.getOrDefault("Host", List.of());
        byte[] given = String.valueOf(headers.getFirst(TOKEN_HEADER)).getBytes(StandardCharsets.UTF_8);
        // A foreign name may have been made to lead here ("DNS rebinding").
        return host.size() != 1 || !hosts.contains(host.get(0))
                ? Optional.of("this server answers only to the names 127.0.0.1 and localhost.")
                : headers.getOrDefault("Origin", List.of()).stream().anyMatch(o -> !o.equals("http://" + host.get(0)))
                ? Optional.of("this server answers only its own page.")
                : needsToken && !MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8))
                ? Optional.of("this page belongs to an earlier start of the playground. Load it again.")
                : Optional.empty();
    }

    /** What a browser shall not do with what it gets from here. */
    static void protect(Headers headers) {
        headers.set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                + " data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }
}
