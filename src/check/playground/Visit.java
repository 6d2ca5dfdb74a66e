// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.nio.file.Path;

/** A person at the page, in a browser: what the checks have in common. */
abstract class Visit {

    final Server server;
    final Driven browser;
    final Path pictures;

    Visit(Server server, Driven browser, Path pictures) {
        this.server = server;
        this.browser = browser;
        this.pictures = pictures;
    }

    /** Checks all of it. */
    abstract void check() throws IOException, InterruptedException;

    void require(String what, boolean holds, Object seen) {
        if (!holds) {
            throw new IllegalStateException("NOT SO: " + what + ": " + seen);
        }
        System.out.println("  " + what);
    }

    void open(String setup) throws InterruptedException {
        browser.open(server.address() + (setup.isEmpty() ? "" : "#" + setup));
        browser.until("document.body.dataset.state === 'ready'");
    }

    boolean is(String condition) {
        return browser.value("Boolean(" + condition + ")").equals("true");
    }

    int steps() {
        return Integer.parseInt(text("steps").replace(",", ""));
    }

    String text(String id) {
        return browser.value("document.getElementById('" + id + "').textContent");
    }

    void play(String pace) {
        browser.value("document.querySelector('[name=pace]').value = '" + pace + "'");
        browser.click("#play");
    }

    void stop() throws InterruptedException {
        if (is("document.body.classList.contains('playing')")) {
            browser.click("#play");
        }
        browser.until("!document.body.classList.contains('playing')");
    }

    /** Whether the large picture becomes another one: it is computed in parts, and drawn when they are there. */
    boolean planeChanges(String before) throws InterruptedException {
        for (int i = 0; i < 200 && plane().equals(before); i++) {
            Thread.sleep(50);
        }
        return !plane().equals(before);
    }

    /** The large picture, as text. */
    String plane() {
        return browser.value("document.getElementById('plane').toDataURL()");
    }
}
