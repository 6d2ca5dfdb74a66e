// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.playground.Choices.Activation;
import io.github.chainrule.playground.Choices.Data;
import io.github.chainrule.playground.Choices.Goal;
import io.github.chainrule.playground.Choices.Initial;
import io.github.chainrule.playground.Choices.Input;
import io.github.chainrule.playground.Choices.Rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is trained on what, and how. Its text stands in the page's address, so that it can be sent:
 * {@code data=moons&hidden=8,8&activation=relu}; what isn't said is as in {@link #DEFAULTS}.
 */
final class Setup {

    private static final String DEFAULTS = "data=xor&features=x1,x2&classes=0,1&points=200&noise=0.1&test=0.25"
            + "&scale=false&inputs=x1,x2&hidden=4&activation=tanh&initial=uniform&weights=&dropout=0&goal=probability"
            + "&rule=adam&rate=0.03&decay=0&batch=16&seed=42";
    /** The deepest network of the course has twelve hidden layers. */
    static final int MAX_LAYERS = 12;
    static final int MAX_NEURONS = 16;
    private static final int MAX_WEIGHTS = 4000;
    private static final int MAX_NAMES = 60;

    private final Values values;
    /** The lesson whose card is shown beside it. */
    final Optional<Preset> lesson;
    final Data data;
    /** The points, if they are one's own. */
    final Points own;
    /** How many points are made otherwise, and how far each is moved at random. */
    final int points;
    final double noise;
    /** The share of the points that is held back to be tested on; 0 for none. */
    final double test;
    /** Whether the inputs are brought to mean 0 and deviation 1. */
    final boolean scale;
    final List<Input> inputs;
    /** Neurons in each hidden layer, from the input to the output. */
    final List<Integer> hidden;
    final Activation activation;
    final Initial initial;
    /** Where the weights begin in place of that: of each layer a row for each input, then the biases. */
    final List<Double> weights;
    final double dropout;
    final Goal goal;
    final Rule rule;
    final double rate;
    final double decay;
    final int batch;
    final long seed;
    /** How many classes there are; 0 if the targets are numbers. */
    final int classes;

    private Setup(Values values) {
        this.values = values;
        lesson = values.has("lesson") ? Optional.of(values.choice("lesson", Preset.class)) : Optional.empty();
        data = values.choice("data", Data.class);
        own = new Points(Points.parse(Values.decoded("own", values.text("own", ""))),
                values.list("features", MAX_NAMES, name -> Values.name("features", name)),
                values.list("classes", MAX_NAMES, name -> Values.name("classes", name)));
        points = values.whole("points", 0, 10, 1000);
        noise = values.number("noise", 0, 2);
        test = data.isTruthTable() ? 0 : values.number("test", 0, 0.9);
        scale = values.choice("scale", Choices.Flag.class) == Choices.Flag.TRUE;
        inputs = values.list("inputs", Input.values().length, name -> Values.choice("inputs", Input.class, name))
                .stream().distinct().sorted().toList();
        hidden = values.list("hidden", MAX_LAYERS, text -> Values.whole("hidden", text, 1, MAX_NEURONS));
        activation = values.choice("activation", Activation.class);
        initial = values.choice("initial", Initial.class);
        weights = values.list("weights", MAX_WEIGHTS, text -> Values.number("weights", text, -1e9, 1e9));
        dropout = values.number("dropout", 0, 0.9);
        classes = data.classes(own);
        Goal wanted = values.choice("goal", Goal.class);
        goal = classes == 0 ? Goal.SQUARES : wanted;
        rule = values.choice("rule", Rule.class);
        rate = values.number("rate", 1e-6, 1000);
        decay = values.number("decay", 0, 1);
        batch = values.whole("batch", 0, 1, 1000);
        seed = values.whole("seed", 0, 0, Integer.MAX_VALUE);
        values.text("test", "");
        values.requireAllRead();
    }

    /**
     * A set-up from its text, or from the name of a lesson.
     *
     * @throws IllegalArgumentException if it isn't one; the message says what was expected
     */
    static Setup parse(String text) {
        return new Setup(Values.ofAddress(Preset.find(text).map(preset -> preset.setup).orElse(text))
                .over(Values.ofAddress(DEFAULTS)));
    }

    /** The same but for some settings: {@code rate=0.1&batch=4}. */
    Setup with(String changes) {
        return new Setup(Values.ofAddress(changes).over(values));
    }

    /** One for a number, and for the probability of the second of two classes. */
    int outputs() {
        return classes > 2 ? classes : 1;
    }

    /** What the network is fed, by name. */
    List<String> inputNames() {
        return inputs.stream().map(input -> input.label(own.features())).toList();
    }

    /** Whether weights that were trained in one of them fit into the network of the other. */
    boolean hasNetworkOf(Setup other) {
        return outputs() == other.outputs() && Stream.of("inputs", "hidden", "activation", "initial", "weights",
                "dropout", "goal", "seed").allMatch(key -> values.text(key, "").equals(other.values.text(key, "")));
    }

    /** The text: all settings, so that a link stays what it was when a default changes. */
    String text() {
        return values.toString();
    }
}
