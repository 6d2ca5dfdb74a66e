// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens a page in the browser of whoever sits here, if there is one. */
final class Browser {

    private Browser() {
    }

    /** {@return whether something was started that opens it} */
    static boolean open(String address) {
        try {
            new ProcessBuilder(command(System.getProperty("os.name", ""), address))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static List<String> command(String system, String address) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        return List.of(name.startsWith("mac") ? "open" : "xdg-open", address);
    }
}
