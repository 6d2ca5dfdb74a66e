// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;


import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The playground without Java, from a copy of its folder at a plain server for files: each lesson gets the JVM's bits.
 * Takes the folder. Ends with 0 if all is well, and with 3 if there is no Chromium.
 */
final class WithoutJava {

    private static final int STEPS = 1000;
    private static final int MAX_PACKED = 250_000;
    /** A cold browser's first picture; a busy machine may take longer. */
    private static final int MAX_MILLISECONDS = Integer.getInteger("first", 3000);
    private static final Pattern CHAPTER = Pattern.compile("\"id\":\"([^\"]+)\",\"chapter\":\"([^\"]+)\"");
    /** Where a chapter opens its setup. */
    private static final String FRAME = "document.querySelector('iframe.set-up')";
    /** What the page has opened; one of its members follows. */
    private static final String OPENED = "import('./state.js').then(state => state.app.opened";
    private static final Pattern ID = Pattern.compile("\"id\":\"([a-z0-9-]+)\"");
    private static final Pattern MADE = Pattern.compile("\"made\":(\\d+)");

    private final Chromium browser;
    private final Api jvm = new Api(new DigitNetwork(), System::nanoTime);

    private WithoutJava(Chromium browser) {
        this.browser = browser;
    }

    /** Checks, and says what was checked. */
    public static void main(String[] args) throws Exception {
        Optional<String> chromium = Driven.find(Chromium.NAMES);
        if (chromium.isEmpty()) {
            System.exit(3);
        }
        Path folder = copy(Path.of(args[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(folder, exchange));
        server.start();
        // Also if a check fails: the server's thread would go on.
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        try (Chromium browser = new Chromium(chromium.get())) {
            WithoutJava check = new WithoutJava(browser);
            check.firstPicture("http://127.0.0.1:" + server.getAddress().getPort()
                    + "/playground/index.html");
            long packed = packed(folder.resolve("playground"));
            require("what the first picture needs is small enough", packed <= MAX_PACKED, packed + " bytes");
            check.lessons();
            check.others();
            check.ownPoint();
            check.requests();
            check.course(folder);
        }
        server.stop(0);
        System.exit(0);
    }

    private static void require(String what, boolean holds, Object seen) {
        if (!holds) {
            throw new IllegalStateException("NOT SO: " + what + ": " + seen);
        }
        System.out.println("  " + what + ": " + seen);
    }

    private static Path copy(Path site) throws IOException {
        Path folder = Files.createTempDirectory("elsewhere");
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(site.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                copy.toFile().deleteOnExit();
            }
        }
        return folder;
    }

    static void serve(Path folder, HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        Path file = folder.resolve(name).normalize();
        boolean found = file.startsWith(folder) && Files.isRegularFile(file);
        byte[] bytes = found ? Files.readAllBytes(file) : new byte[0];
        exchange.getResponseHeaders().set("Content-Type", Page.type(file.toString()));
        exchange.sendResponseHeaders(found ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static long packed(Path folder) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.endsWith("digits.bin")).toList()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (OutputStream out = new GZIPOutputStream(bytes)) {
                    out.write(Files.readAllBytes(file));
                }
                sum += bytes.size();
            }
        }
        return sum;
    }

    /** Each chapter that has a setup leads to it, by a click. */
    private void course(Path folder) throws IOException, InterruptedException {
        if (!Files.exists(folder.resolve("index.html"))) {
            System.out.println("  SKIPPED: the course isn't in the folder");
            return;
        }
        String root = browser.value("location.origin");
        Matcher lessons = CHAPTER.matcher(jvm.answer(Answer.request("do", "lessons")));
        int count = 0;
        while (lessons.find()) {
            browser.open(root + "/io/github/chainrule/walkthrough/" + lessons.group(2) + ".html");
            browser.click("a[href$=\"playground/index.html#" + lessons.group(1) + "\"]");
            browser.until(FRAME + "?.contentDocument.body?.dataset.state === 'ready'");
            require(lessons.group(2) + " opens in place", browser.value(FRAME + ".contentWindow.location.hash")
                    .contains("lesson=" + lessons.group(1)), lessons.group(1));
            count++;
        }
        require("chapters have setups", count > 10, count);
    }

    /** A click in the plane sets a point of one's own. */
    private void ownPoint() throws InterruptedException {
        browser.open(browser.value("location.href.split('#')[0]"));
        browser.until("document.body.dataset.state === 'ready'");
        browser.click("[data-name=own]");
        browser.until(OPENED + ".training.n === 2)");
        double[] plane = browser.middleOf("#plane");
        browser.drag(new double[] {plane[0] + plane[2] / 5, plane[1] - plane[3] / 5});
        browser.until(OPENED + ".training.n === 3)");
        browser.click("#play");
        browser.until("import('./state.js').then(state => state.app.look.steps > 9)");
        require("a click sets a point, and it is learned", true, browser.value("location.hash.match(/own=[^&]*/)[0]"));
    }

    private void firstPicture(String address) throws InterruptedException {
        long start = System.nanoTime();
        browser.open(address);
        browser.until("document.body.dataset.state === 'ready'");
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        require("the first picture is there soon", milliseconds <= MAX_MILLISECONDS, milliseconds + " ms");
    }

    private String inBrowser(String request) {
        String encoded = Base64.getEncoder().encodeToString(request.getBytes(StandardCharsets.UTF_8));
        return browser.value("import('/playground/engine.js').then(e => e.call(atob('" + encoded + "')))");
    }

    private interface Place {
        String answer(String request);
    }

    /** The file of the model after some steps: it has all weights, bit for bit. */
    private static String trained(Place place, String setup) {
        String answer = place.answer(Answer.request("do", "open", "setup", setup, "plane", "0", "neuron", "0"));
        int made = 0;
        while (made < STEPS && !answer.contains("\"error\"") && !answer.contains("\"state\":\"failed\"")) {
            answer = place.answer(Answer.request("do", "look", "steps", String.valueOf(STEPS - made),
                    "milliseconds", "2000", "plane", "0", "neuron", "0"));
            Matcher steps = MADE.matcher(answer);
            made += steps.find() ? Integer.parseInt(steps.group(1)) : STEPS;
        }
        return place.answer(Answer.request("do", "model")) + answer.replaceAll(".*(\"state\":\"[a-z]*\").*", "$1");
    }

    private void lessons() {
        Matcher ids = ID.matcher(jvm.answer(Answer.request("do", "lessons")));
        while (ids.find()) {
            same(ids.group(1));
        }
        for (String setup : List.of("data=blobs3&hidden=8&activation=relu&initial=he&rule=sgd&rate=0.1&dropout=0.2",
                "data=hills&goal=squares&inputs=x1,x2,x1x2,sinx1,sinx2,x1x1&rule=adamw&decay=0.01",
                "data=spiral&hidden=8,8&noise=0.2&goal=logits&rule=momentum&scale=true&batch=50")) {
            same(setup);
        }
    }

    private void same(String setup) {
        String expected = trained(jvm::answer, setup);
        String actual = trained(this::inBrowser, setup);
        require(setup + ", after " + STEPS + " steps: the same weights", actual.equals(expected),
                Integer.toHexString(actual.hashCode()) + ", on the JVM " + Integer.toHexString(expected.hashCode()));
    }

    private void others() {
        byte[] drawing = new byte[DigitNetwork.CELLS * DigitNetwork.CELLS];
        for (int i = 0; i < 60; i++) {
            Arrays.fill(drawing, (26 + i) * DigitNetwork.CELLS + 50, (26 + i) * DigitNetwork.CELLS + 60,
                    (byte) 255);
        }
        String drawn = Base64.getEncoder().encodeToString(drawing);
        for (String request : List.of(Answer.request("do", "digit", "drawing", drawn), Answer.request("do", "program"),
                Answer.request("do", "csv", "text", "height,weight,kind\n1.5,2,a\n2.25,3,b\n4,4e0,a\n3,1,b\n"),
                Answer.request("do", "open", "setup", "no-such-lesson"),
                Answer.request("do", "number", "example", "0"))) {
            String actual = inBrowser(request);
            String expected = jvm.answer(request);
            require("the same answer to " + request.substring(0, Math.min(40, request.length())),
                    actual.equals(expected), actual.equals(expected) ? actual.length() + " characters"
                            : actual + "\nJVM: " + expected);
        }
    }

    private void requests() {
        String others = browser.value("performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(n => new URL(n).host !== location.host).join(' ')");
        require("nothing was asked of another host", others.isEmpty(), "policy "
                + browser.value("document.querySelector('meta[http-equiv]').content"));
        require("the policy refuses another host", browser.value("fetch('http://localhost:1/')"
                + ".then(() => 'asked', () => 'refused')").equals("refused"), "fetch");
        require("nothing else was said on the console", browser.messages().stream()
                .allMatch(message -> message.contains("Content Security Policy")), browser.messages().size());
    }
}
