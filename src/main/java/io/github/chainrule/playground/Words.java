// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Kind;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What is wrong with a lesson, in the page's words and numbers: what the library's diagnosis finds, and what only the
 * page can know, since it has all examples at hand: that a loss stays the same, or jumps, or is no longer a number.
 *
 * @param lesson what is looked at
 */
record Words(Lesson lesson) {

    /** What a loss that stays the same explains better. */
    private static final Set<Kind> STANDING = EnumSet.of(Kind.NOT_LEARNING, Kind.CONSTANT_PREDICTION);
    /** What says little about the very first steps. */
    private static final Set<Kind> EARLY = EnumSet.of(Kind.VANISHING_GRADIENT, Kind.DEAD_UNITS, Kind.SATURATION);
    /** What can't be said about a few points that were set by hand. */
    private static final Set<Kind> DATA = EnumSet.range(Kind.IDENTICAL_INPUTS, Kind.SORTED_TARGETS);
    private static final int MIN_STEPS = 50;
    private static final int FEW = 20;
    /** A layer of the library, or a number with a power of ten. */
    private static final Pattern NUMBER = Pattern.compile(
            "layer ([0-9]++), [A-Z][A-Za-z]*+(?:\\([^)]*+\\))?+,?+|[0-9.]++e[-+][0-9]++");
    /** Where a message comes to its advice: here that is tried, and offered if it helps. */
    private static final Pattern ADVICE = Pattern.compile("[.:;] (?:[Tt]ry|Check|Start|Stop|Put) .*+");
    private static final double FLAT = 0.01;
    private static final int MIN_FLAT = 200;
    private static final int MIN_NOT_LEARNING = 1000;
    private static final double SMALL_LOSS = 0.05;
    private static final double MANY = 0.9;

    /**
     * Something that is wrong.
     *
     * @param kind    what, as the library calls it, or {@code SETTLED}, or {@code NOT_A_NUMBER}
     * @param title   the headline
     * @param text    the evidence
     */
    record Finding(String kind, String title, String text) {
    }

    /** What is wrong, causes before effects. */
    List<Finding> findings() {
        if (lesson.state == Lesson.State.FAILED) {
            return List.of(new Finding("NOT_A_NUMBER", "Not a number since step " + Text.count(lesson.steps + 1L),
                    "The steps are too large for this network and these inputs: each overshot farther than the one"
                    + " before, until a number became infinite. The picture shows the last state with numbers."));
        }
        Optional<LossCurve.Point> jumps = lesson.means.jumps().filter(lately -> lately.high() > SMALL_LOSS);
        if (lesson.batches.batchesPerEpoch() == 1 && jumps.isPresent()) {
            return List.of(new Finding(Kind.LEARNING_RATE_TOO_HIGH.name(), "The learning rate is too high",
                    "The loss jumps up and down, lately between " + Text.rounded(jumps.get().low()) + " and "
                    + Text.rounded(jumps.get().high()) + ", although every step uses all examples: each one"
                    + " overshoots."));
        }
        Score score = lesson.score();
        boolean stands = lesson.steps - lesson.means.flatSince(FLAT) >= Math.max(MIN_FLAT, lesson.steps / 3.0)
                && (lesson.setup.classes == 0 || !Goal.isSolved(score)) && score.loss() > SMALL_LOSS;
        List<Finding> findings = lesson.diagnosis.findings().stream()
                .filter(finding -> lesson.steps >= MIN_STEPS || !EARLY.contains(finding.kind()))
                .filter(finding -> lesson.first == 0 || finding.kind() != Kind.HIGH_INITIAL_LOSS)
                .filter(finding -> score.of() > FEW || !DATA.contains(finding.kind()))
                .filter(finding -> !stands && lesson.steps >= MIN_NOT_LEARNING || !STANDING.contains(finding.kind()))
                .map(this::translated).toList();
        return stands && findings.isEmpty() ? List.of(standing(score)) : findings;
    }

    private Finding standing(Score score) {
        boolean classes = lesson.setup.classes > 0;
        boolean stuck = classes && (lesson.setup.isTruthTable || score.right() < MANY * score.of());
        String how = !classes ? "" : score.right() == score.of() ? ", unsure of some"
                : ", with " + score.right() + " of " + score.of() + " right";
        return new Finding("SETTLED", (stuck ? "Stuck" : "Settled") + how, "The loss has stayed at "
                + Text.rounded(score.loss()) + " since step " + Text.count((long) lesson.means.flatSince(FLAT))
                + ": no small change of the weights lowers it. Only another network, other data or another start can.");
    }

    private Finding translated(Diagnosis.Finding finding) {
        String message = finding.kind() == Kind.DEAD_UNITS ? dead() : finding.message();
        String plain = ADVICE.matcher(inPageNumbers(message)).replaceFirst(".");
        String name = finding.kind().name();
        return new Finding(name, name.charAt(0) + Text.label(finding.kind()).substring(1).replace('-', ' '),
                Character.toUpperCase(plain.charAt(0)) + plain.substring(1));
    }

    /** The library's layers and numbers as the page writes them. */
    private String inPageNumbers(String message) {
        String text = message;
        Matcher numbers = NUMBER.matcher(message);        // TeaVM has no replaceAll with a function
        while (numbers.find()) {
            int layer = numbers.group(1) == null ? 0 : Integer.parseInt(numbers.group(1)) / lesson.network.stride + 1;
            text = text.replace(numbers.group(), layer == 0 ? Text.rounded(Double.parseDouble(numbers.group()))
                    : layer == lesson.network.count() ? "the output" : "layer " + layer);
        }
        return text.replace("dL/da", "\u2202L/\u2202a").replace("dL/dW", "\u2202L/\u2202w");
    }

    private String dead() {
        List<String> dead = IntStream.range(1, lesson.network.count()).boxed().flatMap(layer ->
                Arrays.stream(lesson.diagnosis.deadUnits(lesson.network.sums(layer)))
                        .mapToObj(j -> layer + "." + (j + 1))).toList();
        return (dead.size() == 1 ? "Neuron " + dead.get(0) + " has" : "Neurons " + String.join(", ", dead) + " have")
                + " been 0 for every example for a while: no gradient passes through a neuron that is off, so it stays"
                + " off.";
    }

    JsonText json() {
        List<Finding> findings = findings();
        return new JsonText().with("ok", findings.isEmpty())
                .with("headline", lesson.steps == lesson.first
                        ? "It hasn\u2019t taken a step " + (lesson.steps == 0 ? "yet" : "since the change")
                        : "Nothing is wrong" + (lesson.state == Lesson.State.ENDED
                        ? ". It has taken " + Text.count(Lesson.MAX_STEPS) + " steps, the most that it can" : ""))
                .with("findings", findings.stream().map(f -> new JsonText().with("kind", f.kind).with("title", f.title)
                        .with("text", f.text)).toList())
                .with("notes", lesson.diagnosis.notes().stream().map(this::inPageNumbers).toList());
    }
}
