// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.training.DivergedException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/**
 * A chapter as a program: options, help, and one clear line when something is wrong.
 *
 * @param summary what it does, in one sentence, for {@code --help}
 * @param options what the reader can choose
 * @param work    the chapter's own work
 */
public record Chapter(String summary, Options options, Work work) {

    /** The chapter's own work. */
    public interface Work {
        void run(Options options, Output out) throws IOException, Options.WrongOptionException;
    }

    /** Runs the chapter, and ends the JVM with its status if that isn't 0. */
    @SuppressWarnings("IncorrectMainMethod")    // the chapters' own main methods call it
    public void main(String... args) {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** {@return the exit status: 0, 1 if something failed, or 2 for a wrong option} */
    public int run(String[] args, PrintStream out, PrintStream err) {
        try {
            Options given = options.parse(args);
            if (given.has("help")) {
                out.print(summary + "\n\n" + given.help());
            } else {
                work.run(given, new Output(out, given));
            }
            return 0;
        } catch (Options.WrongOptionException | ExceptionInInitializerError e) {
            err.println(e.getMessage());    // an error if -Dchainrule.kernel or -Dchainrule.threads is wrong
            return 2;
        } catch (FileSystemException e) {           // its message is only the file
            err.println(e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage());
            return 1;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | DivergedException e) {
            err.println(e.getMessage());
            return 1;
        }
    }
}
