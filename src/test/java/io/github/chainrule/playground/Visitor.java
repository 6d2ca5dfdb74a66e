// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the server what the page asks, and what it never asks. */
final class Visitor {

    private static final AtomicInteger PAGES = new AtomicInteger();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Server server;
    private final String page = "page" + PAGES.incrementAndGet();

    Visitor(Server server) {
        this.server = server;
    }

    /** As the page does: names and values in turn. */
    Answer ask(String... request) throws IOException, InterruptedException {
        return new Answer(post("api/" + page, Answer.request(request)));
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.address() + path))
                .header(Guard.TOKEN_HEADER, server.guard.token()).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    HttpResponse<String> file(String name) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.address() + name)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Any bytes, and the first line of what comes back; empty if nothing does. */
    static String send(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.isEmpty() ? "" : answer.lines().findFirst().orElse("");
        }
    }

    static String send(int port, String request) throws IOException {
        return send(port, request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
