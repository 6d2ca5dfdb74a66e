// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.playground.Words.Finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What to do about findings: each piece of advice is tried, as a lesson of its own, and only what helps is given. */
final class Advice {

    static final int TRIED_STEPS = 3000;
    private static final int SLICE = 25;
    /** How much smaller a loss must have become. */
    private static final double BETTER = 0.7;
    private static final int SEEDS = 4;

    /**
     * Something to try.
     *
     * @param label  in words
     * @param setups one after the other, until one helps
     */
    private record Candidate(String label, List<Setup> setups) {
    }

    private final Lesson lesson;
    private final List<Finding> findings;
    private final List<Candidate> untried;
    private final boolean isAboutTest;
    private final double loss;
    private final List<JsonText> helpful = new ArrayList<>();
    private final List<String> useless = new ArrayList<>();
    private int attempt;
    private Optional<Lesson> trial = Optional.empty();

    Advice(Lesson lesson, List<Finding> findings) {
        this.lesson = lesson;
        this.findings = findings;
        this.untried = new ArrayList<>(findings.stream().flatMap(finding -> candidates(finding.kind(), lesson.setup()))
                .filter(candidate -> !candidate.setups.isEmpty()).collect(Collectors.toMap(Candidate::label, c -> c,
                        (first, second) -> first, LinkedHashMap::new)).values());
        this.isAboutTest = findings.stream().anyMatch(finding -> finding.kind().equals("OVERFITTING")
                || finding.kind().equals("WORSE_THAN_BASELINE"));
        this.loss = measure(lesson);
    }

    /** Whether it is about these findings of this lesson. */
    boolean isAbout(Lesson other, List<Finding> found) {
        return lesson == other && kinds(found).equals(kinds(findings));
    }

    private static List<String> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    private double measure(Lesson of) {
        return isAboutTest ? of.testScore().map(Score::loss).orElse(Double.NaN) : of.score().loss();
    }

    /** What may help, and what people think may help. */
    private static Stream<Candidate> candidates(String kind, Setup setup) {
        List<String> neurons = wider(setup);
        Candidate tenth = one("Use a rate of " + Text.number(setup.rate() / 10), setup, "rate", setup.rate() / 10);
        Candidate hundredth = one("Use a rate of " + Text.number(setup.rate() / 100), setup, "rate",
                setup.rate() / 100);
        Candidate wider = neurons.isEmpty() ? new Candidate("", List.of())
                : one(neurons.get(0), setup, "hidden", neurons.get(1));
        Candidate tanh = both("Use tanh and Glorot", setup, "activation", "tanh", "initial", "glorot");
        Candidate relu = both("Use ReLU and He", setup, "activation", "relu", "initial", "he");
        Candidate leaky = one("Use LeakyReLU", setup, "activation", "leaky");
        Candidate start = one("Begin with random weights", setup, "initial", "uniform");
        return switch (kind) {
            case "NOT_A_NUMBER", "LEARNING_RATE_TOO_HIGH" -> Stream.of(tenth, hundredth,
                    one("Scale the inputs", setup, "scale", true));
            case "LEARNING_RATE_TOO_LOW" -> Stream.of(
                    one("Use a rate of " + Text.number(setup.rate() * 10), setup, "rate", setup.rate() * 10),
                    one("Use a rate of " + Text.number(setup.rate() * 100), setup, "rate", setup.rate() * 100));
            case "VANISHING_GRADIENT" -> Stream.of(tanh, relu,
                    one("Use tanh only", setup, "activation", "tanh"),
                    one("Use two hidden layers", setup, "hidden", "8,8"));
            case "EXPLODING_GRADIENT", "SATURATION" -> Stream.of(tanh, relu, tenth);
            case "DEAD_UNITS" -> Stream.of(wider, seeds(setup), leaky, one("Use tanh", setup, "activation", "tanh"),
                    one("Use He's first weights", setup, "initial", "he"), tenth);
            case "IDENTICAL_NEURONS", "HIGH_INITIAL_LOSS" -> Stream.of(start);
            case "NO_ACTIVATION_BETWEEN" -> Stream.of(one("Use tanh", setup, "activation", "tanh"), relu);
            case "EXCESSIVE_WEIGHT_DECAY" -> Stream.of(one("Use no weight decay", setup, "decay", 0));
            case "UNSCALED_INPUTS" -> Stream.of(one("Scale the inputs", setup, "scale", true));
            case "OVERFITTING", "WORSE_THAN_BASELINE" -> Stream.of(
                    one("Use weight decay 0.01", setup, "decay", 0.01),
                    one("Use four hidden neurons", setup, "hidden", "4"),
                    one("Switch off half of the neurons (dropout)", setup, "dropout", 0.5),
                    one("Take 1,000 points", setup, "points", 1000));
            default -> Stream.of(wider, seeds(setup), one("Use tanh", setup, "activation", "tanh"), start, tenth);
        };
    }

    /** A label, and more hidden neurons; nothing if there are as many as there can be. */
    private static List<String> wider(Setup setup) {
        if (setup.hidden().isEmpty()) {
            return List.of("Use four hidden neurons", "4");
        }
        int most = setup.hidden().stream().mapToInt(n -> n).max().orElse(1);
        String hidden = setup.hidden().stream().map(n -> String.valueOf(Math.max(n, most < 4 ? 4 : Math.min(2 * n,
                Setup.MAX_NEURONS)))).collect(Collectors.joining(","));
        return most >= Setup.MAX_NEURONS ? List.of() : List.of(setup.hidden().size() > 1 ? "Use more hidden neurons"
                : most < 4 ? "Use four hidden neurons" : "Use " + hidden + " hidden neurons", hidden);
    }

    /** Other first weights; where the points come from the seed, too, they would be others. */
    private static Candidate seeds(Setup setup) {
        boolean fixed = setup.data().isTruthTable() || setup.data() == Choices.Data.OWN && !setup.hasTest();
        return new Candidate("Draw other first weights", !fixed ? List.of() : IntStream.rangeClosed(1, SEEDS)
                .mapToObj(i -> setup.with("seed", String.valueOf(setup.seed() + i))).toList());
    }

    private static Candidate one(String label, Setup setup, String key, Object value) {
        try {
            Setup changed = setup.with(key, String.valueOf(value instanceof Double number ? Text.number(number) : value));
            return new Candidate(label, changed.equals(setup) ? List.of() : List.of(changed));
        } catch (IllegalArgumentException e) {
            return new Candidate(label, List.of());     // no such setting is possible
        }
    }

    private static Candidate both(String label, Setup setup, String key, String value, String key2, String value2) {
        Setup changed = setup.with(key, value).with(key2, value2);
        return new Candidate(label, changed.equals(setup) ? List.of() : List.of(changed));
    }

    /** Goes on trying for a while. */
    JsonText json(long deadline) {
        while (!untried.isEmpty() && System.nanoTime() - deadline < 0) {
            advance(untried.get(0), deadline);
        }
        return new JsonText().with("done", untried.isEmpty()).with("advice", helpful).with("tried", useless);
    }

    private void advance(Candidate candidate, long deadline) {
        Setup setup = candidate.setups.get(attempt);
        Lesson tried = trial.orElseGet(() -> new Lesson(setup));
        trial = Optional.of(tried);
        boolean solved = false;
        while (!solved && tried.steps() < TRIED_STEPS && tried.state() == Lesson.State.READY
                && System.nanoTime() - deadline < 0) {
            tried.make(SLICE, false, deadline);
            solved = !isAboutTest && isSolved(tried);
        }
        if (!solved && tried.steps() < TRIED_STEPS && tried.state() == Lesson.State.READY) {
            return;
        }
        trial = Optional.empty();
        double after = measure(tried);
        String ends = ends(tried, after) + (candidate.setups.size() > 1 ? " with seed " + setup.seed() : "");
        if (solved || after < BETTER * loss || Double.isNaN(loss) && !Double.isNaN(after)) {
            helpful.add(new JsonText().with("label", candidate.label).with("ends", ends).with("setup", setup.text()));
        } else if (++attempt < candidate.setups.size()) {
            return;
        } else {
            useless.add(candidate.label + ": " + ends(tried, after));
        }
        attempt = 0;
        untried.remove(0);
    }

    private static boolean isSolved(Lesson tried) {
        Score score = tried.score();
        return tried.setup().lesson().isPresent() && tried.reached(score).isPresent()
                || tried.setup().classes() > 0 && Goal.isSolved(score);
    }

    private String ends(Lesson tried, double after) {
        String when = " after " + Text.count(tried.steps()) + " steps";
        Score score = tried.score();
        return Double.isNaN(after) ? "not a number" + when
                : isAboutTest ? "held-back loss " + Text.rounded(after) + " instead of " + Text.rounded(loss) + when
                : tried.setup().classes() == 0 ? "loss " + Text.rounded(after) + when
                : score.right() + " of " + score.of() + " right" + (Goal.isSolved(score) ? ""
                : ", loss " + Text.rounded(after)) + when;
    }
}
