// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Starts the playground: a page in the browser, on which this library trains a network.
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=xor-stuck
 *   java -cp chainrule.jar io.github.chainrule.playground.Playground "data=moons&amp;hidden=8,8"
 * </pre>
 *
 * <p>Only this machine can reach it, at the loopback address. End it with Ctrl-C or with the button on the page.
 *
 * <p>It needs the JDK's module {@code jdk.httpserver}. On the class path that is always there; on the module path add
 * {@code --add-modules jdk.httpserver}, because the library itself doesn't require it.
 */
public final class Playground {

    /** The same at each start, if it is free, so that a link leads its receiver to a playground of their own. */
    static final int PORT = 8642;

    private Playground() {
    }

    /**
     * Starts the server, prints its address, opens the browser if there is one, and waits for the end.
     *
     * @param args nothing, or a setup: its name, or the part of a page's address after the {@code #}.
     *             {@code --no-browser} opens no browser, {@code --port N} chooses another port, {@code --help} lists
     *             the names. The exit status is 0, 1 if something failed, or 2 for wrong arguments
     */
    public static void main(String[] args) {
        try {
            if (List.of(args).contains("--help")) {
                System.out.print(help());
            } else if (ModuleLayer.boot().findModule("jdk.httpserver").isPresent()) {
                serve(Arguments.parse(args));
            } else {
                fail(1, "The playground needs the JDK's module jdk.httpserver: start java with --add-modules"
                        + " jdk.httpserver.");
            }
        } catch (IllegalArgumentException e) {
            fail(2, e.getMessage() + " (--help lists the options)");
        } catch (IOException | InterruptedException e) {
            fail(1, "no server could be started on this machine: " + e.getMessage());
        }
    }

    private static void fail(int status, String why) {
        System.err.println(why);
        System.exit(status);
    }

    private static void serve(Arguments arguments) throws IOException, InterruptedException {
        try (Server server = new Server(arguments.port())) {
            String address = server.address() + arguments.setup();
            System.out.println("The playground is at " + address
                    + "\nEnd it with Ctrl-C or on the page: Save, End the playground.");
            if (arguments.browser()) {
                openBrowser(address);
            }
            server.closed.await();
        }
    }

    private static void openBrowser(String address) {
        try {
            new ProcessBuilder(browserCommand(System.getProperty("os.name", ""), address)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            System.out.println("No browser was found: open that address in one.");
        }
    }

    static List<String> browserCommand(String system, String address) {
        String name = system.toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of(name.startsWith("mac") ? "open" : "xdg-open", address);
    }

    static String help() {
        return Arrays.stream(Preset.values()).map(preset -> "  " + Text.label(preset)
                + (preset.chapter.isEmpty() ? "\n" : " (chapter " + preset.chapter + ")\n"))
                .collect(Collectors.joining("", """
                Starts a page in the browser, on which a network is trained.

                  --port N          the port to use, if it is free (8642)
                  --no-browser      prints the address, and opens nothing
                  SETUP             a name, or what follows the # in a page's address

                The names are:

                """, ""));
    }

    /** What was typed; the setup as the end of an address, after the {@code #}. */
    record Arguments(String setup, int port, boolean browser) {

        static Arguments parse(String... args) {
            String setup = "";
            int port = PORT;
            boolean browser = true;
            for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext();) {
                String arg = rest.next();
                switch (arg) {
                    case "--no-browser" -> browser = false;
                    case "--port" -> port = Values.whole(arg, rest.hasNext() ? rest.next() : "", 0, 65_535);
                    default -> setup = "#" + Setup.parse(arg.replaceFirst("^[^#]*+#", ""));
                }
            }
            return new Arguments(setup, port, browser);
        }
    }
}
