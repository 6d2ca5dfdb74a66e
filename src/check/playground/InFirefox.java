// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the page's scripts and pictures do in Firefox. Takes the folder for its pictures; ends as InBrowser does. */
final class InFirefox extends Visit<Firefox> {

    private static final int XOR_STEPS = 300;

    private InFirefox(Server server, Firefox browser, Path pictures) {
        super(server, browser, pictures);
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

    private void learning(int width) throws Exception {
        open("data=xor&hidden=4");
        for (int i = 1; i <= XOR_STEPS; i++) {
            browser.click("#step");
            browser.until("document.getElementById('steps').textContent === '" + i + "'");
        }
        browser.click(".n[data-k=\"1\"]");
        browser.until("document.querySelectorAll('button.wrow').length === 3");
        require("Firefox, " + width + " pixels: XOR is learned, a neuron is opened", text("scores").contains("4 of 4"),
                text("scores"));
        browser.picture(pictures.resolve("firefox-" + width + ".png"));
        require("nothing is wider", browser.value("document.documentElement.scrollWidth <= innerWidth").equals("true"),
                browser.value("document.documentElement.scrollWidth"));
    }

    private void keys() throws InterruptedException {
        open("data=own&own=-1,-1,0;1,1,1&test=0");
        browser.click("[data-tool=\"1\"]");
        browser.value("document.getElementById('plane').focus()");
        browser.key("ArrowLeft");
        browser.key("Enter");
        browser.until("document.getElementById('scores').textContent.includes('of 3')");
        require("a key sets a point: " + text("place"), text("place").startsWith("A point of 1 is set."), "");
    }

    private void digit(int width) throws Exception {
        open("data=xor");
        browser.click("[data-name=digits]");
        double[] paper = browser.middleOf("#paper");
        browser.drag(new double[] {paper[0] + 4, paper[1] - 55}, new double[] {paper[0], paper[1]},
                new double[] {paper[0] - 4, paper[1] + 55});
        browser.until("document.getElementById('digit-says').textContent.startsWith('1,')");
        require("a drawn 1 is recognized: " + text("digit-says"), true, "");
        browser.picture(pictures.resolve("firefox-digit-" + width + ".png"));
    }
}
