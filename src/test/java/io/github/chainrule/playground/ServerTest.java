// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        Answer after = visitor.ask("do", "open", "setup", "data=xor&rate=0.05");
        while (after.number("steps") < 500) {       // a busy machine doesn't get there in two seconds
            String left = String.valueOf(500 - (int) after.number("steps"));
            after = visitor.ask("do", "look", "steps", left, "milliseconds", "2000");
        }

        assertThat(after.number("steps")).isEqualTo(500);
        assertThat(after.number("right")).isEqualTo(4);
        assertThat(after.number("loss")).isEqualTo(LessonTest.played("data=xor&rate=0.05", 500).score().loss());
    }

    /** As a page in twenty tabs: none of them learns from another's steps. */
    @Test
    void twenty_pages_at_once_do_not_disturb_each_other() throws Exception {
        ExecutorService pages = Executors.newFixedThreadPool(20);
        List<Future<List<String>>> results = new ArrayList<>();
        for (int page = 0; page < 20; page++) {
            String seed = String.valueOf(page % 5);
            Callable<List<String>> work = () -> {
                Visitor visitor = new Visitor(server);
                visitor.ask("do", "open", "setup", "data=moons&points=50&hidden=3&seed=" + seed);
                for (int step = 0; step < 19; step++) {
                    visitor.ask("do", "look", "steps", "1", "plane", "0", "neuron", "0");
                }
                return List.of(seed, visitor.ask("do", "look", "steps", "1").json());
            };
            results.add(pages.submit(work));
        }
        String[] answers = new String[5];
        for (Future<List<String>> result : results) {
            int seed = Integer.parseInt(result.get().get(0));
            answers[seed] = answers[seed] == null ? result.get().get(1) : answers[seed];
            assertThat(result.get().get(1)).contains("\"steps\":20").isEqualTo(answers[seed]);
        }
        pages.shutdown();
        assertThat(answers).doesNotHaveDuplicates();
    }

    @Test
    void more_pages_than_there_is_room_for_take_that_of_the_oldest() throws Exception {
        try (Server small = new Server(0)) {
            Visitor first = new Visitor(small);
            first.ask("do", "open", "setup", "data=and");
            for (int i = 1; i < Server.MAX_PAGES; i++) {
                new Visitor(small).ask("do", "lessons");
            }
            assertThat(first.ask("do", "look").json()).contains("\"steps\":0");
            for (int i = 0; i < Server.MAX_PAGES; i++) {
                new Visitor(small).ask("do", "lessons");
            }

            assertThat(first.ask("do", "look").json()).contains("\"closed\":true");
        }
    }

    // What no page asks.

    /** The first line of the answer to a request without content. */
    private static String status(String line, String... headers) throws IOException {
        return Visitor.send(server.port(), line + "\n" + String.join("\n", headers)
                + "\nContent-Length: 0\nConnection: close\n\n");
    }

    private static String host() {
        return "Host: 127.0.0.1:" + server.port();
    }

    private static String token() {
        return Guard.TOKEN_HEADER + ": " + server.guard.token();
    }

    @Test
    void the_page_is_there_under_the_names_of_this_machine() throws IOException {
        for (String name : List.of("127.0.0.1", "localhost", "[::1]")) {
            assertThat(status("GET / HTTP/1.1", "Host: " + name + ":" + server.port())).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1",
            "localhost.evil.example:PORT", "127.0.0.1:PORT@evil.example", "127.1:PORT", ""})
    void another_host_is_refused(String host) throws IOException {
        for (String line : List.of("GET / HTTP/1.1", "POST /api/a HTTP/1.1")) {
            assertThat(status(line, "Host: " + host.replace("PORT", String.valueOf(server.port())), token()))
                    .isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void two_hosts_and_none_are_refused() throws IOException {
        assertThat(status("GET / HTTP/1.1", host(), host())).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(status("GET / HTTP/1.1", "X-Other: 1")).isIn("HTTP/1.1 403 Forbidden", "HTTP/1.1 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://localhost:PORT",
            "http://127.0.0.1:1"})
    void another_origin_is_refused_even_with_the_token(String origin) throws IOException {
        assertThat(status("POST /api/a HTTP/1.1", host(), token(), "Origin: "
                + origin.replace("PORT", String.valueOf(server.port())))).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    @Test
    void nothing_is_done_without_the_token_of_this_start() throws IOException {
        for (String wrong : List.of("X-Other: 1", Guard.TOKEN_HEADER + ": ", Guard.TOKEN_HEADER + ": "
                + "0".repeat(32), token().substring(0, token().length() - 1))) {
            assertThat(status("POST /end HTTP/1.1", host(), wrong)).isEqualTo("HTTP/1.1 403 Forbidden");
        }
        assertThat(status("GET / HTTP/1.1", host())).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void two_starts_have_different_tokens() throws IOException {
        try (Server other = new Server(0)) {
            assertThat(other.guard.token()).hasSize(36).isNotEqualTo(server.guard.token());
            assertThat(Visitor.send(other.port(), "POST /api/a HTTP/1.1\nHost: 127.0.0.1:" + other.port() + "\n"
                    + token() + "\nContent-Length: 0\nConnection: close\n\n")).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT / HTTP/1.1", "POST / HTTP/1.1", "GET /api/a HTTP/1.1",
            "OPTIONS /api/a HTTP/1.1"})
    void another_method_is_refused(String line) throws IOException {
        assertThat(status(line, host(), token())).isEqualTo("HTTP/1.1 405 Method Not Allowed");
    }

    @Test
    void which_method_is_expected_is_said() throws Exception {
        assertThat(new Visitor(server).post("", "")).isEqualTo("{\"error\":\"expected GET.\"}");
    }

    @Test
    void its_own_origin_is_its_own() throws IOException {
        assertThat(status("GET / HTTP/1.1", host(), "Origin: http://127.0.0.1:" + server.port()))
                .isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../Page.class", "/..%2f..%2fetc/passwd", "//etc/passwd", "/page.css/", "/favicon.ico",
            "/%00", "/index.html%00.js"})
    void no_name_leads_to_another_file(String path) throws IOException {
        assertThat(status("GET " + path + " HTTP/1.1", host())).isEqualTo("HTTP/1.1 404 Not Found");
    }

    @Test
    void a_body_has_a_limit() throws Exception {
        assertThat(new Visitor(server).post("api/a", "a".repeat(Server.MAX_BYTES + 1))).isEqualTo(
                "{\"error\":\"expected at most 1048576 bytes.\"}");
        assertThat(new Visitor(server).post("api/a", "a".repeat(Server.MAX_BYTES))).contains("name=value");
    }

    @Test
    void no_other_machine_can_reach_it() throws IOException {
        List<InetAddress> others = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            others.addAll(Collections.list(network.getInetAddresses()).stream()
                    .filter(address -> !address.isLoopbackAddress()).toList());
        }
        assertThat(canConnect(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))).isTrue();
        assumeThat(others).isNotEmpty();
        for (InetAddress address : others) {
            assertThat(canConnect(address)).as("%s", address).isFalse();
        }
    }

    private static boolean canConnect(InetAddress address) {
        try (Socket socket = new Socket(address, server.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_browser_learns_what_it_must_not_do() throws Exception {
        HttpResponse<String> page = new Visitor(server).file("");

        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ").doesNotContain("unsafe")
                .contains("frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Connection")).hasValue("close");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.body()).contains("<meta name=\"token\" content=\"" + server.guard.token() + "\">");
    }

    /** The whole hundred thousand of them are sent by src/check. */
    @Test
    void malformed_requests_change_nothing_and_end_nothing() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.ask("do", "open", "setup", "data=xor", "steps", "10");
        String before = visitor.ask("do", "look").json();
        for (long seed = 0; seed < 1000; seed++) {
            assertThat(Visitor.send(server.port(), Malformed.request(server.port(), server.guard.token(), seed)))
                    .as("seed %d", seed).doesNotContain(" 500 ");
        }

        assertThat(visitor.ask("do", "look").json()).isEqualTo(before);
    }

    /** Twice as many as there are threads. */
    @Test
    void requests_that_never_end_keep_no_one_waiting_and_take_no_more_threads_than_there_may_be() throws Exception {
        List<Socket> stuck = new ArrayList<>();
        for (int i = 0; i < 2 * Server.MAX_THREADS; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write("POST /api/a HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            stuck.add(socket);
        }

        assertThat(new Visitor(server).file("main.js").statusCode()).isEqualTo(200);
        for (int attempt = 0; attempt < 1000 && threads() > Server.MAX_THREADS; attempt++) {
            Thread.sleep(20);       // until those that were interrupted have ended
        }
        assertThat(threads()).isLessThanOrEqualTo(Server.MAX_THREADS);
        assertThat(Thread.getAllStackTraces().keySet()).as("none keeps the program from ending")
                .filteredOn(thread -> thread.getName().equals("chainrule-playground-server"))
                .allMatch(Thread::isDaemon);
        for (Socket socket : stuck) {
            socket.close();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("chainrule-playground-server")).count();
    }

    @Test
    void it_ends_when_the_page_says_so() throws Exception {
        Server ending = new Server(0);

        assertThat(new Visitor(ending).post("end", "")).isEqualTo("{}");
        ending.closed.await();
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
