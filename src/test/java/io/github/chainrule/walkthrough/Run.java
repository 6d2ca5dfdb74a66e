// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One run of the program: its status, and what it printed. */
record Run(int status, String out, String err) {

    private interface Program {
        int run(PrintStream out, PrintStream err);
    }

    /** Runs the program in this JVM. What goes to the JVM's own standard output counts as printed, too. */
    static Run of(String... args) {
        return of((out, err) -> BinaryMnist.CHAPTER.run(args, out, err));
    }

    /** As a user starts it; not for wrong arguments, which would end the JVM. */
    static Run ofMain(String... args) {
        return of((out, err) -> {
            BinaryMnist.main(args);
            return 0;
        });
    }

    private static Run of(Program program) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(toOut);
            System.setErr(toErr);
            int status = program.run(toOut, toErr);
            return new Run(status, text(out), text(err));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    static Run in(Locale locale, String... args) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(locale);
            return of(args);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** What was printed, without how long it took. */
    String timeless() {
        return out.replaceAll("\\d+\\.\\d\\d s\\b", "some s");
    }
}
