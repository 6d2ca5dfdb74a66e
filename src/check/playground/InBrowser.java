// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The playground in a real browser, as its readers use it; and what no one should do to it, in numbers. Takes the
 * folder for its pictures. Ends with 0 if all is well, and with 3 if there is no Chromium.
 */
final class InBrowser {

    private InBrowser() {
    }

    /** Checks, and says what was checked. */
    public static void main(String[] args) throws Exception {
        Optional<String> chromium = Driven.find(Chromium.NAMES);
        if (chromium.isEmpty()) {
            System.exit(3);
        }
        Path pictures = Files.createDirectories(Path.of(args[0]));
        try (Server server = new Server(0); Chromium browser = new Chromium(chromium.get())) {
            new LearningVisit(server, browser, pictures).check();
            new OpeningVisit(server, browser, pictures).check();
            new OwnDataVisit(server, browser, pictures).check();
            BusyVisit last = new BusyVisit(server, browser, pictures);
            last.check();
            last.require("nothing was said on the console", browser.messages().isEmpty(), browser.messages());
        }
        System.exit(0);
    }
}
