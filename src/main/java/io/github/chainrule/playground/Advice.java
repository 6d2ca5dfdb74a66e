// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do about findings: each piece of advice is tried, as a lesson of its own, and only what helps is given. */
final class Advice {

    static final int TRIED_STEPS = 2000;
    private static final int SLICE = 25;
    /** How much smaller a loss must have become. */
    private static final double BETTER = 0.7;
    private static final String TANH = "Use tanh|activation=tanh";
    private static final String GLOROT = "Use tanh and Glorot|activation=tanh&initial=glorot";
    private static final String HE = "Use ReLU and He|activation=relu&initial=he";
    private static final String SCALE = "Scale the inputs|scale=true";

    final Lesson lesson;
    final List<String> kinds;
    /** By the label on the page. */
    private final Map<String, Lesson> untried = new LinkedHashMap<>();
    private final boolean isAboutTest;
    private final double loss;
    /** The result of each, by how it ends: below 0 what solves it, the fastest first, then the smallest losses. */
    private final List<Map.Entry<Double, JsonText>> results = new ArrayList<>();

    /** For a lesson with findings of these kinds. */
    Advice(Lesson lesson, List<String> kinds) {
        this.lesson = lesson;
        this.kinds = kinds;
        this.isAboutTest = kinds.contains("OVERFITTING") || kinds.contains("WORSE_THAN_BASELINE");
        // What became NaN is compared with how it began.
        this.loss = (lesson.state == Lesson.State.FAILED ? new Lesson(lesson.setup) : lesson).loss(isAboutTest);
        kinds.stream().flatMap(kind -> candidates(kind, lesson.setup)).forEach(this::add);
    }

    /** What may help, and what people think may help: words and settings. */
    private static Stream<String> candidates(String kind, Setup setup) {
        return switch (kind) {
            case "NOT_A_NUMBER", "LEARNING_RATE_TOO_HIGH" -> Stream.of(rate(setup, 0.1), rate(setup, 0.01), SCALE);
            case "LEARNING_RATE_TOO_LOW" -> Stream.of(rate(setup, 10), rate(setup, 100));
            case "VANISHING_GRADIENT" -> Stream.of(GLOROT, HE, "Use tanh without Glorot|activation=tanh",
                    "Use three layers|hidden=8,8,8");
            case "EXPLODING_GRADIENT", "SATURATION" -> Stream.of(GLOROT, HE, rate(setup, 0.1), rate(setup, 0.01));
            case "IDENTICAL_NEURONS", "HIGH_INITIAL_LOSS" -> Stream.of("Start with random weights|initial=uniform");
            case "NO_ACTIVATION_BETWEEN" -> Stream.of(TANH, GLOROT, HE);
            case "EXCESSIVE_WEIGHT_DECAY" -> Stream.of("Use no weight decay|decay=0");
            case "UNSCALED_INPUTS" -> Stream.of(SCALE);
            case "OVERFITTING", "WORSE_THAN_BASELINE" -> Stream.of("Use weight decay 0.01|decay=0.01",
                    "Use weight decay 0.1|decay=0.1", "Use four hidden neurons|hidden=4",
                    "Use dropout: half of the neurons in each step|dropout=0.5",
                    setup.data.is("own") ? SCALE : "Use 1,000 points|points=1000");
            case "SETTLED", "NOT_LEARNING", "CONSTANT_PREDICTION" -> Stream.of(wider(setup), seed(setup.seed + 1),
                    seed(setup.seed + 2), TANH, rate(setup, 0.1));
            case "DEAD_UNITS" -> Stream.concat(candidates("SETTLED", setup), Stream.of("Use LeakyReLU|activation=leaky",
                    "Use He's initial weights|initial=he"));
            default -> Stream.empty();
        };
    }

    private static String rate(Setup setup, double factor) {
        // Only the first digits of 0.03 · 0.1 are those that people write.
        String rate = Text.number(Double.parseDouble(String.format(Locale.ROOT, "%.2e", setup.rate * factor)));
        return "Use a learning rate of " + rate + "|rate=" + rate;
    }

    private static String seed(long seed) {
        return "Use seed " + seed + "|seed=" + seed;
    }

    private static String wider(Setup setup) {
        int most = setup.hidden.stream().mapToInt(n -> n).max().orElse(0);
        String hidden = most < 4 ? "4" : setup.hidden.stream()
                .map(n -> String.valueOf(Math.min(2 * n, Setup.MAX_NEURONS))).collect(Collectors.joining(","));
        return "Use " + hidden.replace(",", " + ") + " hidden neurons|hidden=" + hidden;
    }

    private void add(String candidate) {
        int bar = candidate.indexOf('|');
        try {
            Setup setup = lesson.setup.with(candidate.substring(bar + 1));
            if (!setup.toString().equals(lesson.setup.toString())) {
                untried.put(candidate.substring(0, bar), new Lesson(setup));
            }
        } catch (IllegalArgumentException e) {
            // no such setting is possible: a rate that is too small
        }
    }

    /** Keeps trying until the time is up, and adds the results. */
    void tryOut(BooleanSupplier isOver, JsonText answer) {
        while (!untried.isEmpty() && !isOver.getAsBoolean()) {
            Map.Entry<String, Lesson> next = untried.entrySet().iterator().next();
            Lesson tried = next.getValue();
            tried.make(SLICE - tried.steps % SLICE, isOver);
            if (tried.steps % SLICE > 0 && tried.state == Lesson.State.READY) {
                break;
            }
            Score score = tried.score();
            boolean solved = !isAboutTest && (tried.reached.isPresent() || Goal.isSolved(score));
            if (solved || tried.steps >= TRIED_STEPS || tried.state != Lesson.State.READY) {
                untried.remove(next.getKey());
                conclude(next.getKey(), tried, score, solved);
            }
        }
        answer.with("done", untried.isEmpty()).with("advice", results.stream().sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue).toList());
    }

    private void conclude(String label, Lesson tried, Score score, boolean solved) {
        double after = tried.loss(isAboutTest);
        String ends = (!Double.isFinite(after) || tried.state == Lesson.State.FAILED ? "not a number"
                : isAboutTest ? "test loss " + Text.rounded(after) + " instead of " + Text.rounded(loss)
                : tried.setup.classes == 0 ? "loss " + Text.rounded(after)
                : score.right() + " of " + score.of() + " right" + (Goal.isSolved(score) ? "" : ", loss "
                + Text.rounded(after))) + " after " + Text.count(tried.steps) + " steps";
        results.add(Map.entry(solved ? tried.steps - TRIED_STEPS - 1.0 : after,
                new JsonText().with("label", label).with("ends", ends).with("setup", tried.setup).with("helps",
                        !ends.startsWith("not") && (solved || after < BETTER * loss || Double.isNaN(loss)))));
    }
}
