// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import com.sun.net.httpserver.HttpServer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Frames drawn and training steps made per second: the folder without Java, the Java server, and TensorFlow's page, in
 * turn in one run. See src/check/web/frames. The processor's time for a frame depends less on
 * what else the machine does.
 */
final class Frames {

    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    /** The same: 250 of 500 points to train with, 2-8-8-1, tanh, plain steps with ten points. */
    private static final String OURS = "#data=circles&points=500&test=0.5&noise=0&hidden=8,8&activation=tanh&rule=sgd"
            + "&rate=0.03&batch=10";
    private static final String THEIRS = "#activation=tanh&batchSize=10&dataset=circle&learningRate=0.03&noise=0"
            + "&networkShape=8,8&percTrainData=50&seed=0.5";
    private static final String TWELVE = "#data=circles&hidden=" + "16,".repeat(11) + "16&activation=tanh";
    private static final String COUNT = "(async (steps, drawn) => {"
            + " const start = [performance.now(), drawn(), steps()];"
            + " await new Promise(later => setTimeout(later, %d)); const a = performance.now() - start[0];"
            + " return [1000 * (drawn() - start[1]) / a, 1000 * (steps() - start[2]) / a, a].join(' '); })(%s)";
    /** Its page draws in each frame, and goes through 250 points by tens each time. */
    private static final String THEIR_STEPS = "() => 25 * document.getElementById('iter-number').textContent"
            + ".replace(/\\D/g, ''), () => +document.getElementById('iter-number').textContent.replace(/\\D/g, '')";
    private static final String OUR_STEPS = "() => document.getElementById('steps').textContent.replace(/\\D/g, ''),"
            + " () => looks.count";

    private final Chromium browser;
    private final Map<String, double[][]> measured = new LinkedHashMap<>();

    private Frames(Chromium browser) {
        this.browser = browser;
    }

    /** Takes the folder without Java, and that of TensorFlow's page. */
    public static void main(String[] args) throws Exception {
        String ours = serve(Path.of(args[0])) + "playground/index.html";
        String theirs = serve(Path.of(args[1])) + "index.html";
        try (Chromium browser = new Chromium(Driven.find(Chromium.NAMES).orElseThrow());
                Server server = new Server(0)) {
            Frames frames = new Frames(browser);
            browser.screen(1280, 800, false);
            for (int round = 0; round < ROUNDS; round++) {
                frames.measure(round, "TensorFlow's page", theirs + THEIRS, "#play-pause-button", THEIR_STEPS);
                frames.measure(round, "without Java", ours + OURS, "#play", OUR_STEPS);
                frames.measure(round, "with Java", server.address() + OURS, "#play", OUR_STEPS);
                frames.measure(round, "without Java, twelve of 16", ours + TWELVE, "#play", OUR_STEPS);
                frames.measure(round, "with Java, twelve of 16", server.address() + TWELVE, "#play", OUR_STEPS);
            }
            frames.print();
        }
        System.exit(0);
    }

    private static String serve(Path folder) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> WithoutJava.serve(folder, exchange));
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void measure(int round, String name, String address, String play, String steps) throws Exception {
        browser.open(address);
        if (play.equals("#play")) {
            browser.until("document.body.dataset.state === 'ready'");
            browser.value("import('./clock.js').then(clock => { window.looks = clock.frames; })");
            browser.value("(() => { const pace = document.querySelector('#settings [name=pace]');"
                    + " pace.value = [...pace.options].at(-1).value; })()");
        }
        browser.click(play);
        Thread.sleep(1500);
        double cpu = browser.cpu();
        String[] found = browser.value(String.format(COUNT, 1000 * SECONDS, steps)).split(" ");
        measured.computeIfAbsent(name, key -> new double[3][ROUNDS]);
        measured.get(name)[0][round] = Double.parseDouble(found[0]);
        measured.get(name)[1][round] = Double.parseDouble(found[1]);
        measured.get(name)[2][round] = (browser.cpu() - cpu) / Double.parseDouble(found[2]) * 1000
                / Double.parseDouble(found[0]);
    }

    private void print() {
        double theirs = median(measured.get("TensorFlow's page")[0]);
        System.out.printf("%-26s %13s %7s %8s %13s%n", "median of " + ROUNDS, "frames/second", "ratio", "steps/s",
                "CPU ms/frame");
        measured.forEach((name, found) -> System.out.printf(Locale.ROOT, "%-26s %13.1f %7.2f %8.0f %13.1f   %s%n",
                name, median(found[0]), median(found[0]) / theirs, median(found[1]), median(found[2]),
                Arrays.stream(found[0]).mapToObj(drawn -> String.format(Locale.ROOT, "%.1f", drawn)).toList()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
