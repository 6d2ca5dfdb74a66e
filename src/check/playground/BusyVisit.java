// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Counts frames, and treats the page as no one should, many times over. */
final class BusyVisit extends Visit {

    private static final int MALFORMED = Integer.getInteger("malformed", 100_000);
    private static final int PAGES = 20;

    BusyVisit(Server server, Driven browser, Path pictures) {
        super(server, browser, pictures);
    }

    @Override
    void check() throws IOException, InterruptedException {
        fluent();
        twentyPages();
        malformed();
        end();
    }

    private String ask(String page, String... request) throws IOException, InterruptedException {
        return browser.client.send(HttpRequest.newBuilder(URI.create(server.address() + "api/" + page))
                .header(Guard.TOKEN_HEADER, server.guard.token())
                .POST(HttpRequest.BodyPublishers.ofString(Answer.request(request))).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Frames a second, to be read: how many there are depends on the machine, and on what else it does. */
    private void fluent() throws InterruptedException {
        for (String setup : List.of("data=circles&points=500&hidden=8,8&batch=10",
                "data=circles&hidden=16,16,16,16,16,16,16,16,16,16,16,16")) {
            open(setup);
            play("100");
            String rate = browser.value("import('/clock.js').then(async ({ frames }) => { const wait = (t) => new"
                    + " Promise((r) => setTimeout(r, t)); await wait(1000); const [n, t] = [frames.count,"
                    + " performance.now()]; await wait(4000);"
                    + " return ((frames.count - n) / (performance.now() - t) * 1000).toFixed(1); })");
            require(rate + " frames a second: " + setup, Double.parseDouble(rate) > 0, rate);
            stop();
        }
    }

    private void twentyPages() throws IOException, InterruptedException {
        for (int i = 0; i < PAGES; i++) {
            ask("page" + i, "do", "open", "setup", "data=moons&hidden=8,8&seed=" + i);
        }
        open("data=xor");
        browser.click("#step");
        browser.until("document.getElementById('steps').textContent === '1'");
        long start = System.nanoTime();
        for (int i = 0; i < PAGES; i++) {
            ask("page" + i, "do", "look", "steps", "3");
        }
        double milliseconds = (System.nanoTime() - start) / 1e6 / PAGES;
        browser.click("#step");
        browser.until("document.getElementById('steps').textContent === '2'");
        require(String.format(Locale.ROOT, "beside %d others, a page makes its own steps; a look takes %.1f ms", PAGES,
                milliseconds), true, "");
    }

    private void malformed() throws IOException, InterruptedException {
        ask("mine", "do", "open", "setup", "data=xor", "steps", "10");
        String before = ask("mine", "do", "look");
        long start = System.nanoTime();
        for (long seed = 0; seed < MALFORMED; seed++) {
            String answer = Visitor.send(server.port(), Malformed.request(server.port(), server.guard.token(), seed));
            if (answer.contains(" 500 ")) {
                throw new IllegalStateException("seed " + seed + ": " + answer);
            }
        }
        require(String.format(Locale.ROOT, "%,d malformed requests change nothing and end nothing (%.0f s)", MALFORMED,
                (System.nanoTime() - start) / 1e9), ask("mine", "do", "look").equals(before), "");
    }

    private void end() throws InterruptedException {
        open("data=xor");
        browser.click("#end");
        server.closed.await();
        browser.until("document.getElementById('problem').textContent.includes('ended')");
        require("it ends when the page says so", true, List.of());
    }
}
