// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.playground.Choices.Activation;
import io.github.chainrule.playground.Choices.Data;
import io.github.chainrule.playground.Choices.Goal;
import io.github.chainrule.playground.Choices.Initial;
import io.github.chainrule.playground.Choices.Input;
import io.github.chainrule.playground.Choices.Rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is trained on what, and how. Its text stands in the page's address, so that it can be sent:
 * {@code data=moons&hidden=8,8&activation=relu}; what isn't said is as in {@link #DEFAULT}.
 *
 * @param lesson     the lesson whose card is shown beside it
 * @param data       what there is to learn
 * @param own        the points, if they are one's own
 * @param points     how many there are, if they are made
 * @param noise      how far each is moved at random
 * @param test       the share of the points that is kept back to be tested on; 0 for none
 * @param scale      whether the inputs are brought to mean 0 and deviation 1
 * @param inputs     what the network is fed, at least one
 * @param hidden     neurons in each hidden layer, from the input to the output
 * @param activation what follows each hidden layer
 * @param initial    where the weights begin
 * @param weights    where they begin in place of that: of each layer a row for each input, then the biases
 * @param dropout    the share of hidden neurons that is switched off in each step
 * @param goal       what shall become small
 * @param rule       how the weights are changed
 * @param rate       the learning rate
 * @param decay      the weight decay
 * @param batch      examples in a step
 * @param seed       of points, initial weights and order
 */
record Setup(Optional<Preset> lesson, Data data, Points own, int points, double noise, double test, boolean scale,
             List<Input> inputs, List<Integer> hidden, Activation activation, Initial initial, List<Double> weights,
             double dropout, Goal goal, Rule rule, double rate, double decay, int batch, long seed) {

    /** The deepest network of the course has twelve hidden layers. */
    static final int MAX_LAYERS = 12;
    static final int MAX_NEURONS = 16;
    private static final int MAX_WEIGHTS = 4000;
    static final Setup DEFAULT = parse("");

    Setup {
        inputs = List.copyOf(inputs);
        hidden = List.copyOf(hidden);
        weights = List.copyOf(weights);
    }

    /**
     * A set-up from its text, or from the name of a lesson.
     *
     * @throws IllegalArgumentException if it isn't one; the message says what was expected
     */
    static Setup parse(String text) {
        return of(Values.ofAddress(Preset.find(text).map(preset -> preset.setup).orElse(text)));
    }

    private static Setup of(Values values) {
        Optional<Preset> lesson = values.has("lesson")
                ? Optional.of(values.choice("lesson", Preset.class, "")) : Optional.empty();
        Setup setup = new Setup(lesson,
                values.choice("data", Data.class, "xor"),
                new Points(Points.parse(Values.decoded("own", values.text("own", ""))),
                        values.names("features", Points.NONE.features()),
                        values.names("classes", Points.NONE.classes())),
                values.whole("points", 200, 10, 1000),
                values.number("noise", 0.1, 0, 2),
                values.number("test", 0.25, 0, 0.9),
                values.flag("scale"),
                values.choices("inputs", Input.class, "x1,x2"),
                values.wholes("hidden", "4", MAX_LAYERS, MAX_NEURONS),
                values.choice("activation", Activation.class, "tanh"),
                values.choice("initial", Initial.class, "uniform"),
                values.numbers("weights", MAX_WEIGHTS, -1e9, 1e9),
                values.number("dropout", 0, 0, 0.9),
                values.choice("goal", Goal.class, "probability"),
                values.choice("rule", Rule.class, "adam"),
                values.number("rate", 0.03, 1e-6, 1000),
                values.number("decay", 0, 0, 1),
                values.whole("batch", 16, 1, 1000),
                values.whole("seed", 42, 0, Integer.MAX_VALUE));
        values.requireAllRead();
        return setup;
    }

    /** The same but for one setting. */
    Setup with(String key, String value) {
        return of(Values.ofAddress(text()).with(key, value));
    }

    /** What shall become small; numbers have only their squared errors. */
    @Override
    public Goal goal() {
        return classes() == 0 ? Goal.SQUARES : goal;
    }

    int classes() {
        return data.classes(this);
    }

    /** One for a number, and for the probability of the second of two classes. */
    int outputs() {
        return classes() > 2 ? classes() : 1;
    }

    /** Without a test part when all there is must be learned. */
    boolean hasTest() {
        return test > 0 && !data.isTruthTable();
    }

    /** What the network is fed, by name. */
    List<String> inputNames() {
        return inputs.stream().map(input -> input.label(own.features())).toList();
    }

    /** Whether weights that were trained in one of them fit into the network of the other. */
    boolean hasNetworkOf(Setup other) {
        return inputs.equals(other.inputs) && hidden.equals(other.hidden) && activation == other.activation
                && initial == other.initial && weights.equals(other.weights) && dropout == other.dropout
                && goal() == other.goal() && outputs() == other.outputs() && seed == other.seed;
    }

    /** The text: all settings, so that a link stays what it was when a default changes. */
    String text() {
        Map<String, String> texts = new LinkedHashMap<>();
        lesson.ifPresent(preset -> texts.put("lesson", Text.label(preset)));
        texts.put("data", Text.label(data));
        if (data == Data.OWN) {
            texts.put("own", own.text());
            texts.put("features", Text.names(own.features()));
            texts.put("classes", Text.names(own.classes()));
        } else if (!data.isTruthTable()) {
            texts.put("points", String.valueOf(points));
            texts.put("noise", Text.number(noise));
        }
        if (!data.isTruthTable()) {
            texts.put("test", Text.number(test));
        }
        texts.put("scale", String.valueOf(scale));
        texts.put("inputs", inputs.stream().map(Text::label).collect(Collectors.joining(",")));
        texts.put("hidden", hidden.stream().map(String::valueOf).collect(Collectors.joining(",")));
        texts.put("activation", Text.label(activation));
        texts.put("initial", Text.label(initial));
        if (!weights.isEmpty()) {
            texts.put("weights", weights.stream().map(Text::number).collect(Collectors.joining(",")));
        }
        texts.put("dropout", Text.number(dropout));
        texts.put("goal", Text.label(goal));
        texts.put("rule", Text.label(rule));
        texts.put("rate", Text.number(rate));
        texts.put("decay", Text.number(decay));
        texts.put("batch", String.valueOf(batch));
        texts.put("seed", String.valueOf(seed));
        return texts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
    }
}
