// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.playground.Words.Finding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to do about findings: each piece of advice is tried, as a lesson of its own, and only what helps is given. */
final class Advice {

    static final int TRIED_STEPS = 3000;
    private static final int SLICE = 25;
    /** How much smaller a loss must have become. */
    private static final double BETTER = 0.7;

    /** What may help, and what people think may help: words and settings, in which RATE and so on are what they are. */
    private static final String STEPS = "Use a rate of RATE/10|rate=RATE/10;Use a rate of RATE/100|rate=RATE/100;";
    private static final String LAYERS = "Use tanh and Glorot|activation=tanh&initial=glorot;"
            + "Use ReLU and He|activation=relu&initial=he;";
    private static final String START = "WIDER;Take seed SEED+1|seed=SEED+1;Take seed SEED+2|seed=SEED+2;"
            + "Use tanh|activation=tanh;Use a rate of RATE/10|rate=RATE/10;";

    /** Something to try. */
    private record Candidate(String label, Setup setup) {
    }

    private final Lesson lesson;
    private final String findings;
    private final Deque<Candidate> untried = new ArrayDeque<>();
    private final boolean isAboutTest;
    private final double loss;
    private final List<JsonText> helpful = new ArrayList<>();
    private final List<String> useless = new ArrayList<>();
    private Optional<Lesson> trial = Optional.empty();

    Advice(Lesson lesson, List<Finding> findings) {
        this.lesson = lesson;
        this.findings = kinds(findings);
        this.isAboutTest = this.findings.contains("OVERFITTING") || this.findings.contains("BASELINE");
        this.loss = measure(lesson);
        Arrays.stream(findings.stream().map(finding -> candidates(finding.kind())).collect(Collectors.joining())
                .split(";")).filter(text -> !text.isEmpty()).distinct().forEach(this::add);
    }

    private static String kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).collect(Collectors.joining(" "));
    }

    /** Whether it is about these findings of this lesson. */
    boolean isAbout(Lesson other, List<Finding> found) {
        return lesson == other && kinds(found).equals(findings);
    }

    private static String candidates(String kind) {
        return switch (kind) {
            case "NOT_A_NUMBER", "LEARNING_RATE_TOO_HIGH" -> STEPS + "Scale the inputs|scale=true;";
            case "LEARNING_RATE_TOO_LOW" -> "Use a rate of RATE*10|rate=RATE*10;Use a rate of RATE*100|rate=RATE*100;";
            case "VANISHING_GRADIENT" -> LAYERS + "Use tanh only|activation=tanh;Use three layers|hidden=8,8,8;";
            case "EXPLODING_GRADIENT", "SATURATION" -> LAYERS + STEPS;
            case "DEAD_UNITS" -> START + "Use LeakyReLU|activation=leaky;Use He's first weights|initial=he;";
            case "IDENTICAL_NEURONS", "HIGH_INITIAL_LOSS" -> "Begin with random weights|initial=uniform;";
            case "NO_ACTIVATION_BETWEEN" -> "Use tanh|activation=tanh;" + LAYERS;
            case "EXCESSIVE_WEIGHT_DECAY" -> "Use no weight decay|decay=0;";
            case "UNSCALED_INPUTS" -> "Scale the inputs|scale=true;";
            case "OVERFITTING", "WORSE_THAN_BASELINE" -> "Use weight decay 0.01|decay=0.01;"
                    + "Use weight decay 0.1|decay=0.1;Use four hidden neurons|hidden=4;"
                    + "Use half of the neurons at a time (dropout)|dropout=0.5;"
                    + "Take 1,000 points|points=1000;";
            case "SETTLED", "NOT_LEARNING", "CONSTANT_PREDICTION" -> START;
            default -> "";
        };
    }

    private void add(String text) {
        Setup setup = lesson.setup;
        String filled = text.replace("WIDER", wider(setup)).replace("SEED+1", String.valueOf(setup.seed + 1))
                .replace("SEED+2", String.valueOf(setup.seed + 2));
        for (int factor : new int[] {100, 10}) {
            filled = filled.replace("RATE/" + factor, Text.number(setup.rate / factor))
                    .replace("RATE*" + factor, Text.number(setup.rate * factor));
        }
        int bar = filled.indexOf('|');
        try {
            Setup changed = setup.with(filled.substring(bar + 1));
            if (!changed.text().equals(setup.text())) {
                untried.add(new Candidate(filled.substring(0, bar), changed));
            }
        } catch (IllegalArgumentException e) {
            // no such setting is possible: a rate that is too small
        }
    }

    private static String wider(Setup setup) {
        int most = setup.hidden.stream().mapToInt(n -> n).max().orElse(0);
        String hidden = most < 4 ? "4" : setup.hidden.stream().map(n -> String.valueOf(Math.min(2 * n,
                Setup.MAX_NEURONS))).collect(Collectors.joining(","));
        return "Use " + hidden + " hidden neurons|hidden=" + hidden;
    }

    private double measure(Lesson of) {
        return isAboutTest ? of.testScore().map(Score::loss).orElse(Double.NaN) : of.score().loss();
    }

    /** Goes on trying until a deadline. */
    JsonText json(long deadline) {
        while (!untried.isEmpty() && System.nanoTime() - deadline < 0) {
            advance(untried.getFirst(), deadline);
        }
        return new JsonText().with("done", untried.isEmpty()).with("advice", helpful).with("tried", useless);
    }

    private void advance(Candidate candidate, long deadline) {
        Lesson tried = trial.orElseGet(() -> new Lesson(candidate.setup));
        trial = Optional.of(tried);
        boolean solved = false;
        while (!solved && tried.steps < TRIED_STEPS && tried.state == Lesson.State.READY) {
            if (System.nanoTime() - deadline >= 0) {
                return;
            }
            tried.make(SLICE, Long.MAX_VALUE);
            Score score = tried.score();
            solved = !isAboutTest && (tried.reached(score).isPresent() || Goal.isSolved(score));
        }
        trial = Optional.empty();
        untried.removeFirst();
        double after = measure(tried);
        if (solved || after < BETTER * loss || Double.isNaN(loss) && tried.state == Lesson.State.READY) {
            helpful.add(new JsonText().with("label", candidate.label).with("ends", ends(tried, after))
                    .with("setup", candidate.setup.text()));
        } else {
            useless.add(candidate.label + ": " + ends(tried, after));
        }
    }

    private String ends(Lesson tried, double after) {
        Score score = tried.score();
        return (tried.state == Lesson.State.FAILED ? "not a number"
                : isAboutTest ? "held-back loss " + Text.rounded(after) + " instead of " + Text.rounded(loss)
                : tried.setup.classes == 0 ? "loss " + Text.rounded(after)
                : score.right() + " of " + score.of() + " right" + (Goal.isSolved(score) ? ""
                : ", loss " + Text.rounded(after))) + " after " + Text.count(tried.steps) + " steps";
    }
}
