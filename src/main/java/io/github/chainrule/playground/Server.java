// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Carries text between the page and its {@link Api}, at this machine's own address, which no other one reaches. */
final class Server implements AutoCloseable {

    /** More than any setup or small table needs. */
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_PAGES = 32;
    static final int MAX_THREADS = 64;
    private static final String END = "/end";

    private final HttpServer http;
    final Guard guard;
    private final List<String> names = Page.names();
    private final DigitNetwork digits = new DigitNetwork();
    /** The pages that were asked for last, each with its lesson. */
    private final Map<String, Api> pages = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Api> eldest) {
            return size() > MAX_PAGES;
        }
    });
    /** Those of the requests that are under way, the oldest first; only the thread that listens touches them. */
    private final Queue<Thread> threads = new ArrayDeque<>();
    /** Opens when the server has ended. */
    final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Starts.
     *
     * @param port where, if it is free; otherwise, and with 0, at any free one
     */
    Server(int port) throws IOException {
        http = bind(port);
        guard = new Guard(port(), UUID.randomUUID().toString());        // 122 bits from a SecureRandom
        http.setExecutor(this::run);
        http.createContext("/", this::handle);
        http.start();
    }

    private static HttpServer bind(int port) throws IOException {
        // Not the system's own choice, which may be ::1: the address that is printed must be the one that answers.
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        }
    }

    /**
     * Runs a request on a thread of its own. One that sends half of its head waits for the rest, and keeps its thread:
     * where there are too many, the oldest is interrupted, which closes its connection.
     */
    private void run(Runnable request) {
        Thread thread = new Thread(request, "chainrule-playground-server");
        thread.setDaemon(true);
        thread.start();
        threads.removeIf(one -> !one.isAlive());
        threads.add(thread);
        if (threads.size() > MAX_THREADS) {
            threads.remove().interrupt();
        }
    }

    int port() {
        return http.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** What goes back: its status, what it is, and its text. */
    private record Reply(int status, String type, String text) {

        static Reply error(int status, String why) {
            return new Reply(status, "application/json", new JsonText().with("error", why).toString());
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = String.valueOf(exchange.getRequestURI().getPath());
            Reply reply = reply(exchange, path);
            Guard.protect(exchange.getResponseHeaders());
            exchange.getResponseHeaders().set("Content-Type", reply.type);
            // Headers and content go out one after the other. On a connection that stays, the second waits until
            // the browser confirms the first: an answer takes 44 ms instead of 0.5 (Linux, JDK 17).
            exchange.getResponseHeaders().set("Connection", "close");
            byte[] content = reply.text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
            if (path.equals(END) && reply.status == 200) {
                close();
            }
        }
    }

    private Reply reply(HttpExchange exchange, String path) throws IOException {
        String name = path.equals("/") ? "index.html" : path.replaceFirst("^/", "");
        boolean asked = path.startsWith("/api/") || path.equals(END);
        Optional<String> refusal = guard.refusal(exchange, asked);
        return refusal.isPresent() ? Reply.error(403, refusal.get())
                : !exchange.getRequestMethod().equals(asked ? "POST" : "GET")
                ? Reply.error(405, "expected " + (asked ? "POST." : "GET."))
                : asked ? answer(path, exchange.getRequestBody().readNBytes(MAX_BYTES + 1)) : !names.contains(name)
                ? Reply.error(404, "there is no such file.")
                : new Reply(200, Page.type(name), Page.text(name).replace("{{token}}", guard.token()));
    }

    private Reply answer(String path, byte[] body) {
        return body.length > MAX_BYTES ? Reply.error(413, "expected at most " + MAX_BYTES + " bytes.")
                : new Reply(200, "application/json", path.equals(END) ? "{}" : pages.computeIfAbsent(path, made ->
                new Api(digits, System::nanoTime)).answer(new String(body, StandardCharsets.UTF_8)));
    }

    /** Ends the server, after the answer that is under way. */
    @Override
    public synchronized void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            // Not on the thread of a request, which it would wait for.
            new Thread(() -> http.stop(1), "chainrule-playground-end").start();
        }
    }
}
