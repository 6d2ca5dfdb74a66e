// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is trained on what, and how. Its text is in the page's address, so that it can be sent:
 * {@code data=moons&hidden=8,8&activation=relu}; whatever isn't given is as in {@link #DEFAULTS}. It comes back with
 * all settings, so that a link stays what it was when a default changes.
 */
final class Setup extends Values {

    private static final String DEFAULTS = "data=xor&features=x1,x2&classes=0,1&points=200&noise=0.1&test=0.25"
            + "&scale=false&inputs=x1,x2&hidden=4&activation=tanh&initial=uniform&weights=&dropout=0&goal=probability"
            + "&rule=adam&rate=0.03&decay=0&penalty=l2&batch=16&seed=42";
    private static final int MAX_LENGTH = 1 << 17;
    /** The deepest network of the course has twelve hidden layers. */
    static final int MAX_LAYERS = 12;
    static final int MAX_NEURONS = 16;

    /** The lesson whose card is shown beside it. */
    final Optional<Preset> lesson = has("lesson") ? Optional.of(
            choice("lesson", text("lesson"), List.of(Preset.values()), Text::label)) : Optional.empty();
    final Choice<Function<Setup, Dataset>> data = choice("data", Choice.DATA);
    /** What is learned, if it is a number. */
    final Optional<Choice<DoubleBinaryOperator>> target = Choice.TARGETS.stream().filter(t -> data.is(t.label()))
            .findFirst();
    /** The points, if they are the user's own. */
    final Points own = new Points(Points.parse(decoded("own", text("own")), names("classes").size()),
            names("features"), names("classes"));
    /** How many classes there are; 0 if the targets are numbers. */
    final int classes = data.is("own") ? own.classes().size() : target.isPresent() ? 0
            : data.label().endsWith("3") ? 3 : 2;
    /** Whether every possible input is among the examples, so that there is nothing left to be tested on. */
    final boolean isTruthTable = data.is("xor") || data.is("and") || data.is("or");
    /** How many points are made otherwise, and how far each is moved at random. */
    final int points = whole("points", 0, 10, 1000);
    final double noise = number("noise", 0, 2);
    /** The share of the points that is held back to be tested on; 0 for none. */
    final double test = Math.min(number("test", 0, 0.9), isTruthTable ? 0 : 1);
    /** Whether the inputs are standardized to mean 0 and deviation 1. */
    final boolean scale = choice("scale", Choice.FLAGS).value();
    final List<Choice<DoubleBinaryOperator>> inputs = list("inputs", Choice.INPUTS.size(), name ->
            choice("inputs", name, Choice.INPUTS, Choice::label)).stream().distinct()
            .sorted(Comparator.comparing(Choice.INPUTS::indexOf)).toList();
    /** Neurons in each hidden layer, from the input to the output. */
    final List<Integer> hidden = list("hidden", MAX_LAYERS, text -> whole("hidden", text, 1, MAX_NEURONS));
    /** How many inputs there are, and how many neurons in each layer: one for a number or for one of two classes. */
    final List<Integer> sizes = Stream.of(List.of(inputs.size()), hidden, List.of(classes > 2 ? classes : 1))
            .flatMap(List::stream).toList();
    final Choice<Supplier<List<Layer>>> activation = choice("activation", Choice.ACTIVATIONS);
    final Choice<Initializer> initial = choice("initial", Choice.INITIALS);
    /** The weights to begin with instead: for each layer, a row for each input, then the biases. */
    final List<Double> weights = list("weights", MAX_LENGTH, text -> number("weights", text, -1e9, 1e9));
    final double dropout = number("dropout", 0, 0.9);
    private final Choice<Loss> goal = choice("goal", Choice.GOALS);
    /** What is minimized; for numbers always the squares. */
    final Loss loss = classes == 0 ? new MeanSquaredError()
            : classes > 2 && !goal.is("squares") ? new CrossEntropy() : goal.value();
    final Choice<Choice.Rule> rule = choice("rule", Choice.RULES);
    final double rate = number("rate", 1e-6, 1000);
    final double decay = number("decay", 0, 1);
    /** By how much each step brings each parameter nearer to 0, instead of weight decay. */
    final double shrinkage = choice("penalty", Choice.PENALTIES).value() ? rate * decay : 0;
    final int batch = whole("batch", 0, 1, 1000);
    final long seed = whole("seed", 0, 0, Integer.MAX_VALUE);

    private Setup(String settings, String changes) {
        super(settings, changes);
        requireAllRead();
    }

    /**
     * A setup from its text, or from the name of a lesson.
     *
     * @throws IllegalArgumentException if it isn't one; the message says what was expected
     */
    static Setup parse(String text) {
        require(text.length() <= MAX_LENGTH, "the setup has " + text.length() + " characters; expected at most "
                + MAX_LENGTH + ".");
        return new Setup(DEFAULTS, text.isEmpty() || text.contains("=") ? text
                : choice("setup", text, List.of(Preset.values()), Text::label).setup);
    }

    /** The same with some other settings: {@code rate=0.1&batch=4}. */
    Setup with(String changes) {
        return new Setup(toString(), changes);
    }

    /** What the network is fed, by name. */
    List<String> inputNames() {
        String x1 = own.features().get(0);
        String x2 = own.features().get(1);
        Map<String, String> names = Map.of("x1", x1, "x2", x2, "x1x1", x1 + "\u00b2", "x2x2", x2 + "\u00b2",
                "x1x2", x1 + "\u00b7" + x2, "sinx1", "sin \u03c0" + x1, "sinx2", "sin \u03c0" + x2);
        return inputs.stream().map(input -> names.get(input.label())).toList();
    }

    /** Whether weights that were trained in one of them fit into the network of the other. */
    boolean hasNetworkOf(Setup other) {
        return sizes.equals(other.sizes) && Stream.of("inputs", "activation", "initial", "weights", "dropout", "goal",
                "seed").allMatch(key -> text(key).equals(other.text(key)));
    }
}
