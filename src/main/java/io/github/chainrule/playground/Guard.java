// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets in what the page itself asks, and nothing else. Another page, open in the same browser, can send requests here
 * too, but not with our name as their origin, nor with the token, which is new at each start.
 *
 * @param port  of this machine, where the server is
 * @param token what the page must show with each request that isn't for one of its files
 */
record Guard(int port, String token) {

    static final String TOKEN_HEADER = "X-Chainrule-Token";

    /** Why a request isn't answered; empty if it is. */
    Optional<String> refusal(HttpExchange exchange, boolean needsToken) {
        Headers headers = exchange.getRequestHeaders();
        List<String> host = headers.getOrDefault("Host", List.of());
        byte[] given = String.valueOf(headers.getFirst(TOKEN_HEADER)).getBytes(StandardCharsets.UTF_8);
        // A foreign name may have been made to lead here ("DNS rebinding").
        return host.size() != 1 || Stream.of("127.0.0.1:", "localhost:", "[::1]:").map(name -> name + port)
                .noneMatch(host.get(0)::equals)
                ? Optional.of("this server answers only to the names 127.0.0.1 and localhost.")
                : headers.getOrDefault("Origin", List.of()).stream().anyMatch(o -> !o.equals("http://" + host.get(0)))
                ? Optional.of("this server answers only its own page.")
                : needsToken && !MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8))
                ? Optional.of("this page belongs to an earlier start of the playground. Reload it.") : Optional.empty();
    }

    /** What a browser must not do with what it gets from here. */
    static void protect(Headers headers) {
        Map.of("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                + " data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "Cache-Control", "no-store",
                "Cross-Origin-Resource-Policy", "same-origin", "Cross-Origin-Opener-Policy", "same-origin")
                .forEach(headers::set);
    }
}
