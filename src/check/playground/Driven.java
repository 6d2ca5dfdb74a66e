// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
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
import java.util.stream.Stream;

/** A browser without a window that is driven over a socket, with the JDK's own WebSocket. */
abstract class Driven implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"([A-Za-z0-9+/=]*)\"");
    private static final Pattern DATA = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]*)\"");
    private static final long PATIENCE_SECONDS = 60;

    final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path folder;
    private WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** Which of some programs is installed; empty if none is. */
    static Optional<String> find(List<String> names) {
        return names.stream().filter(name -> List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)))).findFirst();
    }

    /** Starts a program with a profile of its own, in a new folder, which is the last argument. */
    Driven(String... command) throws IOException {
        folder = Files.createTempDirectory("browser");
        command[command.length - 1] += folder;
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Reads until the browser has said where it listens; what it says later is thrown away. */
    String listening(Pattern pattern) throws IOException {
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(),
                StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher listening = pattern.matcher(line);
            if (listening.find()) {
                Thread rest = new Thread(() -> {
                    try {
                        said.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // it has ended
                    }
                });
                rest.setDaemon(true);
                rest.start();
                return listening.group(1);
            }
        }
        throw new IOException("The browser ended before it listened.");
    }

    void connect(String address) {
        socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
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
                if (isComplaint(message)) {
                    messages.add(message);
                } else if (!message.contains("\"method\"") && id.find()) {
                    answers.remove(Integer.valueOf(id.group(1))).complete(message);
                }
            }
            webSocket.request(1);
            return null;
        }
    }

    /** Whether a message is something that was logged to the page's console. */
    abstract boolean isComplaint(String message);

    /** Sends a command, and returns the answer. */
    String send(String method, String parameters) {
        int id = last.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true).join();
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What was logged to the page's console, and the errors. */
    List<String> messages() {
        return messages;
    }

    abstract void open(String address) throws InterruptedException;

    /** The answer to an expression, which is a promise. */
    abstract String evaluate(String promise);

    /** The value of a JavaScript expression, as text; a promise is waited for. */
    String value(String script) {
        String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        String decoded = "decodeURIComponent(escape(atob('" + encoded + "')))";
        String answer = evaluate("(async () => btoa(unescape(encodeURIComponent(String(await eval(" + decoded
                + "))))))()");
        Matcher value = VALUE.matcher(answer);
        if (!value.find()) {
            throw new IllegalStateException(script + "\n" + answer);
        }
        return new String(Base64.getDecoder().decode(value.group(1)), StandardCharsets.UTF_8);
    }

    /** Waits until a condition holds in the page. */
    void until(String condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        while (!value("Promise.resolve(" + condition + ").then(Boolean)").equals("true")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("this never came true: " + condition);
            }
            Thread.sleep(20);
        }
    }

    void click(String selector) {
        value("document.querySelector('" + selector + "').click()");
    }

    /** The middle of an element that is in sight, its width and its height. */
    double[] middleOf(String selector) {
        value("document.querySelector('" + selector + "').scrollIntoView({ block: 'center' })");
        String[] place = value("(() => { const b = document.querySelector('" + selector
                + "').getBoundingClientRect(); return [b.left, b.top, b.width, b.height].join(' '); })()").split(" ");
        double[] box = {Double.parseDouble(place[0]), Double.parseDouble(place[1]), Double.parseDouble(place[2]),
            Double.parseDouble(place[3])};
        return new double[] {box[0] + box[2] / 2, box[1] + box[3] / 2, box[2], box[3]};
    }

    /** A real press of a key, by what it is called in JavaScript. */
    abstract void key(String name);

    /** A real drag: a press of the mouse, a move, and the release. */
    abstract void drag(double[]... places);

    /** Moves the pointer, without a button. */
    abstract void point(double... place);

    /** Sets the page's size and, where that is possible, whether its reader prefers dark. */
    abstract void screen(int width, int height, boolean dark);

    abstract String screenshot();

    /** The processor's time that the browser has taken until now, with that of this process, in milliseconds. */
    double cpu() {
        return Stream.of(Stream.of(ProcessHandle.current(), process.toHandle()), process.descendants())
                .flatMap(handles -> handles).flatMap(handle -> handle.info().totalCpuDuration().stream())
                .mapToLong(Duration::toMillis).sum();
    }

    /** The whole page as a picture. */
    void picture(Path file) throws IOException {
        value("window.scrollTo({ top: 0, behavior: 'instant' })");
        Matcher data = DATA.matcher(screenshot());
        if (!data.find()) {
            throw new IOException("The browser took no picture.");
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
            try {
                Files.deleteIfExists(file);
            } catch (DirectoryNotEmptyException e) {
                // one of its processes has written something since
            }
        }
    }
}
