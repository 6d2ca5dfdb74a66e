// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.evaluation.Evaluation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers, and what it refuses. */
class ServerTest {

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        server = new Server(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void xor_learns_and_the_numbers_are_those_of_the_lesson() throws Exception {
        Visitor visitor = new Visitor(server);
        HttpResponse<String> opened = visitor.ask("open", "", "data=xor&rate=0.05");
        HttpResponse<String> after = visitor.ask("step", "&count=500", "");

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(Visitor.text(opened, "state")).isEqualTo("PAUSED");
        assertThat(Visitor.number(opened, "loss")).isGreaterThan(0.6);
        assertThat(Visitor.number(after, "steps")).isEqualTo(500);
        assertThat(Visitor.number(after, "right")).isEqualTo(4);
        try (Lesson lesson = new Lesson(Setup.parse("data=xor&rate=0.05"))) {
            lesson.gate().step(500);
            lesson.gate().awaitPause(20_000);
            assertThat(Visitor.number(after, "loss")).isCloseTo(lesson.predictor(lesson.look())
                    .evaluate(lesson.examples().training()).loss(), Percentage.withPercentage(0.001));
        }
    }

    @Test
    void play_goes_on_until_pause() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.ask("open", "", "data=circles");
        HttpResponse<String> playing = visitor.ask("play", "&pace=1000", "");
        Thread.sleep(50);
        HttpResponse<String> paused = visitor.ask("pause", "", "");
        HttpResponse<String> later = visitor.ask("look", "", "");

        assertThat(Visitor.text(playing, "state")).isEqualTo("PLAYING");
        assertThat(Visitor.text(paused, "state")).isEqualTo("PAUSED");
        assertThat(Visitor.number(paused, "steps")).isPositive();
        assertThat(Visitor.number(later, "steps")).isEqualTo(Visitor.number(paused, "steps"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "open | | goal=1 | 400 | goal: expected one of probability, logits, squares, got \\\"1\\\".",
            "step | &count=0 | | 400 | count: expected a whole number from 1 to 10000, got \\\"0\\\".",
            "play | &pace=a | | 400 | pace: expected a whole number from 0 to 1000000, got \\\"a\\\".",
            "fly | | | 404 | there is nothing called \\\"fly\\\".",
            "look | &session=1 | | 400 | \\\"session\\\" is there twice."})
    void what_cannot_be_done_is_said(String what, String query, String body, int status, String message)
            throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.ask("open", "", "");
        HttpResponse<String> answer = visitor.ask(what, query == null ? "" : query, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Visitor.text(answer, "error")).isEqualTo(message);
    }

    @Test
    void a_lesson_that_is_no_longer_there_is_gone() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.ask("open", "", "");
        visitor.ask("close", "", "");

        assertThat(visitor.ask("look", "", "").statusCode()).isEqualTo(410);
    }

    /** As a page in twenty tabs: none of them learns from another's steps. */
    @Test
    void twenty_pages_at_once_do_not_disturb_each_other() throws Exception {
        ExecutorService pages = Executors.newFixedThreadPool(20);
        List<Future<List<String>>> results = new ArrayList<>();
        for (int page = 0; page < 20; page++) {
            int seed = page % 5;
            Callable<List<String>> work = () -> {
                Visitor visitor = new Visitor(server);
                visitor.ask("open", "", "data=moons&points=50&hidden=3&seed=" + seed);
                visitor.ask("play", "&pace=0", "");
                for (int look = 0; look < 5; look++) {
                    visitor.ask("look", "", "");
                }
                visitor.ask("pause", "", "");
                visitor.ask("open", "", "data=moons&points=50&hidden=3&seed=" + seed);
                String body = visitor.ask("step", "&count=60", "").body();
                return List.of(String.valueOf(seed), body);
            };
            results.add(pages.submit(work));
        }
        String[] bodies = new String[5];
        for (Future<List<String>> result : results) {
            int seed = Integer.parseInt(result.get().get(0));
            bodies[seed] = bodies[seed] == null ? result.get().get(1) : bodies[seed];
            assertThat(result.get().get(1)).contains("\"steps\":60").isEqualTo(bodies[seed]);
        }
        pages.shutdown();
        assertThat(bodies).doesNotHaveDuplicates();
    }

    @Test
    void more_pages_than_there_is_room_for_take_that_of_the_oldest() throws Exception {
        try (Server small = new Server(0)) {
            Visitor first = new Visitor(small);
            first.ask("open", "", "");
            for (int i = 0; i < Lessons.MOST; i++) {
                new Visitor(small).ask("open", "", "");
            }

            assertThat(first.ask("look", "", "").statusCode()).isEqualTo(410);
        }
    }

    // What nobody should ask.

    private String request(String line, String... headers) {
        return line + "\n" + String.join("\n", headers) + "\n\n";
    }

    private String host() {
        return "Host: 127.0.0.1:" + server.port();
    }

    private String token() {
        return Guard.TOKEN_HEADER + ": " + server.token();
    }

    @Test
    void the_page_is_there_under_the_names_of_this_machine() throws IOException {
        for (String name : List.of("127.0.0.1", "localhost", "[::1]")) {
            assertThat(Visitor.send(server.port(), request("GET / HTTP/1.1", "Host: " + name + ":" + server.port(),
                    "Connection: close"))).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1",
            "localhost.evil.example:PORT", "127.0.0.1:PORT@evil.example", "127.1:PORT", ""})
    void another_host_is_refused(String host) throws IOException {
        for (String line : List.of("GET / HTTP/1.1", "POST /api/presets HTTP/1.1")) {
            assertThat(Visitor.send(server.port(), request(line, "Host: " + host.replace("PORT",
                    String.valueOf(server.port())), token(), "Content-Length: 0", "Connection: close")))
                    .isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void two_hosts_and_none_are_refused() throws IOException {
        assertThat(Visitor.send(server.port(), request("GET / HTTP/1.1", host(), host(), "Connection: close")))
                .isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(Visitor.send(server.port(), request("GET / HTTP/1.1", "Connection: close")))
                .isIn("HTTP/1.1 403 Forbidden", "HTTP/1.1 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://localhost:PORT",
            "http://127.0.0.1:1"})
    void another_origin_is_refused_even_with_the_token(String origin) throws IOException {
        assertThat(Visitor.send(server.port(), request("POST /api/presets HTTP/1.1", host(), token(), "Origin: "
                + origin.replace("PORT", String.valueOf(server.port())), "Content-Length: 0", "Connection: close")))
                .isEqualTo("HTTP/1.1 403 Forbidden");
    }

    @Test
    void nothing_is_done_without_the_token_of_this_start() throws IOException {
        String start = "POST /api/end HTTP/1.1";
        for (String wrong : List.of("X-Other: 1", Guard.TOKEN_HEADER + ": ", Guard.TOKEN_HEADER + ": "
                + "0".repeat(32), token().substring(0, token().length() - 1))) {
            assertThat(Visitor.send(server.port(), request(start, host(), wrong, "Content-Length: 0",
                    "Connection: close"))).isEqualTo("HTTP/1.1 403 Forbidden");
        }
        assertThat(Visitor.send(server.port(), request("GET / HTTP/1.1", host(), "Connection: close")))
                .isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void two_starts_have_different_tokens() throws IOException {
        try (Server other = new Server(0)) {
            assertThat(other.token()).hasSize(32).isNotEqualTo(server.token());
            assertThat(Visitor.send(other.port(), request("POST /api/presets HTTP/1.1", "Host: 127.0.0.1:"
                    + other.port(), token(), "Content-Length: 0", "Connection: close")))
                    .isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT / HTTP/1.1", "POST / HTTP/1.1", "GET /api/presets HTTP/1.1",
            "OPTIONS /api/open HTTP/1.1"})
    void another_method_is_refused(String line) throws IOException {
        assertThat(Visitor.send(server.port(), request(line, host(), token(), "Content-Length: 0",
                "Connection: close"))).isEqualTo("HTTP/1.1 405 Method Not Allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../Page.class", "/..%2f..%2fetc/passwd", "//etc/passwd", "/page.css/", "/favicon.ico",
            "/%00", "/index.html%00.js"})
    void no_name_leads_to_another_file(String path) throws IOException {
        assertThat(Visitor.send(server.port(), request("GET " + path + " HTTP/1.1", host(), "Connection: close")))
                .isEqualTo("HTTP/1.1 404 Not Found");
    }

    @Test
    void a_body_has_a_limit() throws Exception {
        HttpResponse<String> answer = new Visitor(server).ask("open", "", "a".repeat(Server.MOST_BYTES + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Visitor.text(answer, "error")).isEqualTo("expected at most 1048576 bytes.");
    }

    @Test
    void no_other_machine_can_reach_it() throws IOException {
        List<InetAddress> others = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            others.addAll(Collections.list(network.getInetAddresses()).stream()
                    .filter(address -> !address.isLoopbackAddress()).toList());
        }
        for (InetAddress address : others) {
            assertThat(canConnect(address)).as("%s", address).isFalse();
        }
        assertThat(canConnect(InetAddress.getLoopbackAddress())).isTrue();
    }

    private static boolean canConnect(InetAddress address) {
        try (Socket socket = new Socket(address, server.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_browser_is_told_what_it_must_not_do() throws Exception {
        HttpResponse<String> page = new Visitor(server).file("");

        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ").doesNotContain("unsafe")
                .contains("frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.body()).contains("<meta name=\"token\" content=\"" + server.token() + "\">");
    }

    /** The whole hundred thousand of them are sent by src/check. */
    @Test
    void malformed_requests_change_nothing_and_end_nothing() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.ask("open", "", "data=xor");
        String before = visitor.ask("step", "&count=10", "").body();
        for (long seed = 0; seed < 1000; seed++) {
            assertThat(Visitor.send(server.port(), Malformed.request(server.port(), server.token(), seed)))
                    .as("seed %d", seed).doesNotContain(" 500 ");
        }

        assertThat(visitor.ask("look", "", "").body()).isEqualTo(before);
    }

    @Test
    void a_request_that_never_ends_keeps_nobody_else_waiting() throws Exception {
        List<Socket> stuck = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write("POST /api/open HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            stuck.add(socket);
        }

        assertThat(new Visitor(server).file("main.js").statusCode()).isEqualTo(200);
        for (Socket socket : stuck) {
            socket.close();
        }
    }

    @Test
    void it_ends_when_the_page_says_so() throws Exception {
        Server ending = new Server(0);
        Visitor visitor = new Visitor(ending);
        visitor.ask("open", "", "");

        assertThat(visitor.ask("end", "", "").statusCode()).isEqualTo(200);
        ending.await();
        boolean answers = true;
        for (int i = 0; i < 100 && answers; i++) {
            Thread.sleep(50);
            answers = isListening(ending.port());
        }
        assertThat(answers).isFalse();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void where_the_usual_port_is_taken_it_takes_another() throws IOException {
        try (Server second = new Server(server.port())) {
            assertThat(second.port()).isNotEqualTo(server.port()).isPositive();
        }
    }
}
