// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.evaluation.Scores;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;

/**
 * Shows the progress of training on the terminal: a bar that moves while an epoch runs, and a line for each finished
 * epoch. If the output isn't a terminal but a file or a build's log, it prints only the lines.
 */
public final class ProgressBar implements TrainingListener {

    private static final int WIDTH = 20;
    /** Often enough to look smooth, rarely enough to cost nothing. */
    private static final long NANOS_BETWEEN_FRAMES = 50_000_000;

    private final PrintStream out;
    private final boolean animated;
    @SuppressWarnings("NullAway.Init")    // there is one as soon as a run has begun
    private Plan plan;
    private long lastFrame;
    private int lastLength;

    /** A progress bar on {@code System.out}, which moves if that is a terminal. */
    @SuppressWarnings("SystemConsoleNull")    // on JDK 22 and newer, isTerminal decides as well
    public ProgressBar() {
        this(System.out, System.console() != null && isTerminal(Runtime.version().feature(),
                System.getProperty("jdk.console", ""), System.getenv().getOrDefault("TERM", "")));
    }

    /**
     * A progress bar anywhere.
     *
     * @param out      where to print
     * @param animated whether to show a moving bar; false for only the lines
     */
    public ProgressBar(PrintStream out, boolean animated) {
        this.out = Objects.requireNonNull(out, "ProgressBar: out is null.");
        this.animated = animated;
    }

    /** JDK 22 to 24 have a console even where there is no terminal, unless they are set to use the old one. */
    static boolean isTerminal(int jdk, String jdkConsole, String term) {
        return (jdk < 22 || jdk > 24 || jdkConsole.equals("java.base")) && !term.equals("dumb");
    }

    @Override
    public void started(Plan plan) {
        this.plan = plan;
        this.lastFrame = System.nanoTime() - NANOS_BETWEEN_FRAMES;
        this.lastLength = 0;
    }

    @Override
    public void afterUpdate(StepEvent event) {
        if (!animated || plan.batchesPerEpoch() == 0 || System.nanoTime() - lastFrame < NANOS_BETWEEN_FRAMES) {
            return;
        }
        lastFrame = System.nanoTime();
        frame(epoch(event.step().epoch()) + "  " + bar(event.step().batch(), plan.batchesPerEpoch())
                + text("", event.step().scores()));
    }

    /** How much of a comparison is done. */
    void compared(int done, int runs) {
        if (animated) {
            frame(bar(done, runs) + " runs");
        }
    }

    private static String bar(int done, int all) {
        int filled = (int) ((long) WIDTH * done / all);
        return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]  " + done + "/" + all;
    }

    @Override
    public void epochEnded(History.Epoch epoch) {
        line(epoch(epoch.number()) + text("", epoch.training())
                + epoch.validation().map(scores -> text("val ", scores)).orElse("")
                + String.format(Locale.ROOT, "  %.2f s", epoch.duration().toNanos() / 1e9));
    }

    /** A line that stays. */
    void line(String line) {
        if (animated) {
            frame(line);
            out.println();
            lastLength = 0;
        } else {
            out.println(line);
        }
    }

    private String epoch(int number) {
        int digits = String.valueOf(plan.epochs()).length();
        return plan.epochs() == 0 ? "epoch " + number
                : String.format(Locale.ROOT, "epoch %" + digits + "d/%d", number, plan.epochs());
    }

    private static String text(String prefix, Scores result) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "  %sloss %.4f", prefix, result.loss()));
        result.byMetric().forEach((name, score) ->
                text.append(String.format(Locale.ROOT, "  %s%s %.4f", prefix, name, score)));
        return text.toString();
    }

    /** Writes over the line before, and blanks what was longer. */
    private void frame(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
        out.flush();
        lastLength = line.length();
    }

    /** {@return {@code ProgressBar}} */
    @Override
    public String toString() {
        return "ProgressBar";
    }
}
