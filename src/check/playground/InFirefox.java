// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the page's own scripts and pictures do in Firefox. Takes the folder for its pictures; ends as InBrowser does. */
final class InFirefox {

    private static final int XOR_STEPS = 300;

    private final Server server;
    private final Firefox browser;
    private final Path pictures;

    private InFirefox(Server server, Firefox browser, Path pictures) {
        this.server = server;
        this.browser = browser;
        this.pictures = pictures;
    }

    /** Checks, and says what was checked. */
    public static void main(String[] args) throws Exception {
        Optional<String> firefox = Driven.find(Firefox.NAMES);
        if (firefox.isEmpty()) {
            System.exit(3);
        }
        Path pictures = Files.createDirectories(Path.of(args[0]));
        try (Server server = new Server(0); Firefox browser = new Firefox(firefox.get())) {
            InFirefox check = new InFirefox(server, browser, pictures);
            for (int width : new int[] {1280, 390}) {
                browser.screen(width, 900);
                check.learning(width);
                check.keys();
                check.digit(width);
            }
            check.require("nothing was said on the console", browser.messages().isEmpty(), browser.messages());
        }
        System.exit(0);
    }

    private void require(String what, boolean holds, Object seen) {
        if (!holds) {
            throw new IllegalStateException("NOT SO: " + what + ": " + seen);
        }
        System.out.println("  " + what);
    }

    private void open(String setup) throws InterruptedException {
        browser.open(server.address() + "#" + setup);
        browser.until("document.body.dataset.state === 'PAUSED'");
    }

    private String text(String id) {
        return browser.value("document.getElementById('" + id + "').textContent");
    }

    private void learning(int width) throws Exception {
        open("data=xor");
        for (int i = 1; i <= XOR_STEPS; i++) {
            browser.click("#step");
            browser.until("document.getElementById('steps').textContent === '" + i + "'");
        }
        browser.click("#network .neuron:nth-of-type(4)");
        browser.until("document.querySelectorAll('#backward .entry').length > 0");
        require("Firefox, " + width + " pixels: XOR is learned, a neuron is opened: " + text("opened-title"),
                text("score").contains("4 of 4"), text("score"));
        browser.picture(pictures.resolve("firefox-" + width + ".png"));
        require("nothing is wider", browser.value("document.documentElement.scrollWidth <= innerWidth").equals("true"),
                browser.value("document.documentElement.scrollWidth"));
    }

    private void keys() throws InterruptedException {
        browser.value("document.getElementById('tools').value = '1'");
        browser.value("document.getElementById('surface').focus()");
        browser.key("ArrowLeft");
        browser.key("Enter");
        browser.until("/;-0.0325,0,1&/.test(location.hash)");
        require("a key sets a point: " + text("place"), text("place").startsWith("A point of true is set."), "");
    }

    private void digit(int width) throws Exception {
        open("");
        browser.click("#digit summary");
        double[] paper = browser.middleOf("#paper");
        browser.drag(new double[] {paper[0] + 6, paper[1] - 80}, new double[] {paper[0], paper[1]},
                new double[] {paper[0] - 6, paper[1] + 80});
        browser.until("document.getElementById('digit-says').textContent.startsWith('1,')");
        require("a drawn 1 is told: " + text("digit-says"), text("digit-says").startsWith("1,"), "");
        browser.picture(pictures.resolve("firefox-digit-" + width + ".png"));
    }
}
