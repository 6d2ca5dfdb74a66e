// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The playground in a real browser, as its readers use it; in Chromium also what no one should do to it, in numbers.
 * Takes the browser's name and the folder for its pictures. Ends with 0 if all is well, and with 3 if there is no such
 * browser.
 */
final class InBrowser {

    private InBrowser() {
    }

    /** Checks, and says what was checked. */
    public static void main(String[] args) throws Exception {
        boolean firefox = args[0].equals("Firefox");
        Optional<String> program = Driven.find(firefox ? Firefox.NAMES : Chromium.NAMES);
        if (program.isEmpty()) {
            System.exit(3);
        }
        Path pictures = Files.createDirectories(Path.of(args[1]));
        try (Server server = new Server(0); Driven browser = open(firefox, program.get())) {
            List<Visit> visits = List.of(new LearningVisit(server, browser, pictures),
                    new OpeningVisit(server, browser, pictures), new OwnDataVisit(server, browser, pictures),
                    new BusyVisit(server, browser, pictures));
            for (Visit visit : visits.subList(0, firefox ? 3 : 4)) {
                visit.check();
            }
            visits.get(0).require("nothing was said on the console", browser.messages().isEmpty(), browser.messages());
        }
        System.exit(0);
    }

    private static Driven open(boolean firefox, String program) throws IOException, InterruptedException {
        return firefox ? new Firefox(program) : new Chromium(program);
    }
}
