// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.training.DivergedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** What all chapters do around their own work: options, help, and one clear line when something is wrong. */
@FunctionalInterface
public interface Chapter {

    /**
     * The chapter's own work.
     *
     * @param options what the reader asked for
     * @param out     where to print; letters of ASCII alone, which every console knows
     */
    void run(Options options, PrintStream out) throws IOException, Options.WrongOptionException;

    /** Ends the JVM with the chapter's status, if that isn't 0. */
    static void exit(int status) {
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * Runs a chapter.
     *
     * @param summary what it does, in one sentence, for {@code --help}
     * @return the exit status: 0, 1 if something failed, or 2 for a wrong option
     */
    static int run(String summary, Options options, String[] args, PrintStream out, PrintStream err, Chapter chapter) {
        try {
            options.parse(args);
            if (options.has("help")) {
                out.print(summary + "\n\n" + options.help());
            } else {
                chapter.run(options, out);
            }
            return 0;
        } catch (Options.WrongOptionException e) {
            err.println(e.getMessage());
            return 2;
        } catch (ExceptionInInitializerError e) {   // a wrong -Dchainrule.kernel or -Dchainrule.threads
            err.println(e.getMessage());
            return 2;
        } catch (UncheckedIOException e) {          // a checkpoint that can't be written
            err.println(e.getMessage());
            return 1;
        } catch (FileSystemException e) {           // whose message is nothing but the file
            err.println(e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage());
            return 1;
        } catch (IOException | IllegalArgumentException | DivergedException e) {
            err.println(e.getMessage());
            return 1;
        }
    }
}
