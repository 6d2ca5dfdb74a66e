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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the server what the page asks, and what nobody should. */
final class Visitor {

    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();
    private String session = "";

    Visitor(Server server) {
        this.server = server;
    }

    /** As the page does. */
    HttpResponse<String> ask(String what, String query, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest
                .newBuilder(URI.create(server.address() + "api/" + what + "?session=" + session + query))
                .header(Guard.TOKEN_HEADER, server.token())
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        if (what.equals("open") && answer.statusCode() == 200) {
            session = text(answer, "session");
        }
        return answer;
    }

    HttpResponse<String> file(String name) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(server.address() + name)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static String text(HttpResponse<String> answer, String key) {
        return found(answer, Pattern.compile('"' + key + "\":\"((?:[^\"\\\\]|\\\\.)*)\""));
    }

    static double number(HttpResponse<String> answer, String key) {
        return Double.parseDouble(found(answer, Pattern.compile('"' + key + "\":(-?[0-9.E-]+)")));
    }

    private static String found(HttpResponse<String> answer, Pattern pattern) {
        Matcher matcher = pattern.matcher(answer.body());
        if (!matcher.find()) {
            throw new AssertionError(pattern + " isn't in " + answer.body());
        }
        return matcher.group(1);
    }

    /** Whatever bytes, and the first line of what comes back; empty if nothing does. */
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
