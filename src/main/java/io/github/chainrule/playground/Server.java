// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers the page, at this machine's own address, which no other machine reaches. */
final class Server implements AutoCloseable {

    /** More than any set-up or small table needs. */
    static final int MOST_BYTES = 1 << 20;
    private static final String API = "/api/";

    private final HttpServer http;
    private final ExecutorService threads;
    private final Guard guard;
    private final Page page;
    private final Lessons lessons = new Lessons();
    private final Api api;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Starts.
     *
     * @param port where, if it is free; otherwise, and with 0, at any free one
     */
    Server(int port) throws IOException {
        http = bind(port);
        guard = new Guard(port());
        page = new Page(guard.token());
        api = new Api(lessons, this::close);
        // A connection that sends nothing keeps its thread: their number must not have a limit that others run into.
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "chainrule-playground-server");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        }
    }

    int port() {
        return http.getAddress().getPort();
    }

    String token() {
        return guard.token();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Guard.protect(exchange.getResponseHeaders());
            String path = exchange.getRequestURI().getPath();
            boolean asked = path != null && path.startsWith(API);
            Optional<String> refusal = guard.refusal(exchange, asked);
            if (refusal.isPresent()) {
                send(exchange, Answered.error(403, refusal.get()));
            } else if (!exchange.getRequestMethod().equals(asked ? "POST" : "GET")) {
                send(exchange, Answered.error(405, "expected " + (asked ? "POST." : "GET.")));
            } else if (asked) {
                send(exchange, answer(exchange, path.substring(API.length())));
            } else {
                send(exchange, page.file(path == null ? "" : path)
                        .orElseGet(() -> Answered.error(404, "there is no such file.")));
            }
        }
    }

    private Answered answer(HttpExchange exchange, String what) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return Answered.error(413, "expected at most " + MOST_BYTES + " bytes.");
        }
        String query = exchange.getRequestURI().getRawQuery();
        return api.answer(what, query == null ? "" : query, new String(body, StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, Answered answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        // Headers and content go out one after the other. On a connection that stays, the second waits for the
        // browser's word that the first has come, which takes its time: 44 ms instead of 0.5 (Linux, JDK 17).
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(answer.status(), answer.content().length == 0 ? -1 : answer.content().length);
        exchange.getResponseBody().write(answer.content());
    }

    /** Waits for the end of the server. */
    void await() throws InterruptedException {
        closed.await();
    }

    /** Ends the server and all lessons, after the answer that is under way. */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        lessons.close();
        closed.countDown();
        // Not on the thread of a request, which it would wait for.
        Thread end = new Thread(() -> {
            http.stop(1);
            threads.shutdownNow();
        }, "chainrule-playground-end");
        end.start();
    }
}
