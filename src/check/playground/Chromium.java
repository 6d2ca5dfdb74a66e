// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Chromium without a window, and one page in it, driven through its DevTools with the JDK's own WebSocket. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"([A-Za-z0-9+/=]*)\"");
    private static final Pattern DATA = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]*)\"");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path folder;
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** Where Chromium is; empty if it isn't installed. */
    static Optional<String> find() {
        return NAMES.stream().filter(name -> List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)))).findFirst();
    }

    Chromium(String name) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("chromium");
        process = new ProcessBuilder(name, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--remote-debugging-port=0", "--user-data-dir=" + folder, "about:blank")
                .redirectErrorStream(true).start();
        String host = host(new BufferedReader(new InputStreamReader(process.getInputStream(),
                StandardCharsets.UTF_8)));
        HttpClient client = HttpClient.newHttpClient();
        String page = client.send(HttpRequest.newBuilder(URI.create("http://" + host + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString()).body();
        Matcher address = SOCKET.matcher(page);
        if (!address.find()) {
            throw new IOException("Chromium opened no page: " + page);
        }
        socket = client.newWebSocketBuilder().buildAsync(URI.create(address.group(1)), new Listener()).join();
        for (String part : List.of("Runtime", "Log", "Page")) {
            send(part + ".enable", "{}");
        }
    }

    /** Reads until Chromium has said where it listens; what it says later is thrown away. */
    private static String host(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread rest = new Thread(() -> said.lines().forEach(ignored -> { }));
                rest.setDaemon(true);
                rest.start();
                return listening.group(1);
            }
        }
        throw new IOException("Chromium ended before it listened.");
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean whole) {
            text.append(data);
            if (whole) {
                String message = text.toString();
                text.setLength(0);
                Matcher id = ID.matcher(message);
                if (id.find()) {
                    answers.remove(Integer.valueOf(id.group(1))).complete(message);
                } else if (message.contains("\"Runtime.consoleAPICalled\"") || message.contains("\"Log.entryAdded\"")
                        || message.contains("\"Runtime.exceptionThrown\"")) {
                    messages.add(message);
                }
            }
            webSocket.request(1);
            return null;
        }
    }

    /** Sends a command of DevTools, and returns the answer. */
    String send(String method, String parameters) {
        int id = last.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true).join();
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What the page's console was told, and what it complained about. */
    List<String> messages() {
        return messages;
    }

    void open(String address) throws InterruptedException {
        send("Page.navigate", "{\"url\":\"about:blank\"}");
        send("Page.navigate", "{\"url\":\"" + address + "\"}");
        until("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** The value of a JavaScript expression, as text; a promise is waited for. */
    String value(String script) {
        String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        String decoded = "decodeURIComponent(escape(atob('" + encoded + "')))";
        String wrapped = "(async () => btoa(unescape(encodeURIComponent(String(await eval(" + decoded + "))))))()";
        String answer = send("Runtime.evaluate", "{\"expression\":\"" + wrapped
                + "\",\"awaitPromise\":true,\"returnByValue\":true,\"userGesture\":true}");
        Matcher value = VALUE.matcher(answer);
        if (!value.find()) {
            throw new IllegalStateException(script + "\n" + answer);
        }
        return new String(Base64.getDecoder().decode(value.group(1)), StandardCharsets.UTF_8);
    }

    /** Waits until a condition holds in the page. */
    void until(String condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        while (!value(condition).equals("true")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("this never came true: " + condition);
            }
            Thread.sleep(20);
        }
    }

    void click(String selector) {
        value("document.querySelector('" + selector + "').click()");
    }

    /** A real press of a key, by what it is called in JavaScript. */
    void key(String name) {
        for (String type : List.of("keyDown", "keyUp")) {
            send("Input.dispatchKeyEvent", "{\"type\":\"" + type + "\",\"key\":\"" + name + "\"}");
        }
    }

    /** A real press of the mouse, a way, and its release. */
    void drag(double[]... places) {
        for (int i = 0; i < places.length; i++) {
            mouse(i == 0 ? "mousePressed" : "mouseMoved", places[i]);
        }
        mouse("mouseReleased", places[places.length - 1]);
    }

    private void mouse(String type, double[] place) {
        send("Input.dispatchMouseEvent", String.format(Locale.ROOT,
                "{\"type\":\"%s\",\"x\":%.1f,\"y\":%.1f,\"button\":\"left\",\"buttons\":1,\"clickCount\":1}", type,
                place[0], place[1]));
    }

    /** How large the page is, and whether its reader likes it dark. */
    void screen(int width, int height, boolean dark) {
        send("Emulation.setDeviceMetricsOverride", "{\"width\":" + width + ",\"height\":" + height
                + ",\"deviceScaleFactor\":1,\"mobile\":" + (width < 600) + "}");
        send("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
                + (dark ? "dark" : "light") + "\"}]}");
    }

    /** The whole page as a picture. */
    void picture(Path file) throws IOException {
        value("window.scrollTo({ top: 0, behavior: 'instant' })");
        Matcher data = DATA.matcher(send("Page.captureScreenshot",
                "{\"format\":\"png\",\"captureBeyondViewport\":true}"));
        if (!data.find()) {
            throw new IOException("Chromium took no picture.");
        }
        Files.write(file, Base64.getDecoder().decode(data.group(1)));
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
