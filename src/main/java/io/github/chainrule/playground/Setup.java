// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.playground.Choices.Activation;
import io.github.chainrule.playground.Choices.Data;
import io.github.chainrule.playground.Choices.Goal;
import io.github.chainrule.playground.Choices.Initial;
import io.github.chainrule.playground.Choices.Rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is trained on what, and how. Its text stands in the page's address, so that it can be sent:
 * {@code data=moons&hidden=8,8&activation=relu}; what isn't said is as in {@link #DEFAULT}.
 *
 * @param data       what there is to learn
 * @param own        the points, if they are one's own
 * @param points     how many there are, if they are made
 * @param noise      how far each is moved at random
 * @param test       the share of the points that is kept back to be tested on; 0 for none
 * @param scale      whether the inputs are brought to mean 0 and deviation 1
 * @param hidden     neurons in each hidden layer, from the input to the output
 * @param activation what follows each hidden layer
 * @param initial    where the weights begin
 * @param dropout    the share of hidden neurons that is switched off in each step
 * @param goal       what shall become small
 * @param rule       how the weights are changed
 * @param rate       the learning rate
 * @param decay      the weight decay
 * @param batch      examples in a step
 * @param seed       of points, initial weights and order
 */
record Setup(Data data, Points own, int points, double noise, double test, boolean scale, List<Integer> hidden,
             Activation activation, Initial initial, double dropout, Goal goal, Rule rule, double rate, double decay,
             int batch, long seed) {

    /** The deepest network of the course has twelve hidden layers. */
    static final int MOST_LAYERS = 12;
    static final int MOST_NEURONS = 16;
    static final Setup DEFAULT = parse("");

    Setup {
        hidden = List.copyOf(hidden);
    }

    /**
     * A set-up from its text.
     *
     * @throws IllegalArgumentException if it isn't one; the message says what was expected
     */
    static Setup parse(String text) {
        SetupReader reader = new SetupReader(text);
        Setup setup = new Setup(
                reader.choice("data", Data.class, "xor"),
                new Points(Points.parse(reader.text("own", "")), reader.names("features", Points.NONE.features()),
                        reader.names("classes", Points.NONE.classes())),
                reader.whole("points", 200, 10, 1000),
                reader.number("noise", 0.1, 0, 2),
                reader.number("test", 0.25, 0, 0.9),
                reader.flag("scale"),
                reader.wholes("hidden", "4", MOST_LAYERS, MOST_NEURONS),
                reader.choice("activation", Activation.class, "tanh"),
                reader.choice("initial", Initial.class, "uniform"),
                reader.number("dropout", 0, 0, 0.9),
                reader.choice("goal", Goal.class, "probability"),
                reader.choice("rule", Rule.class, "adam"),
                reader.number("rate", 0.03, 1e-6, 1000),
                reader.number("decay", 0, 0, 1),
                reader.whole("batch", 16, 1, 1000),
                reader.whole("seed", 42, 0, Integer.MAX_VALUE));
        reader.requireAllRead();
        return setup;
    }

    int classes() {
        return data.classes(this);
    }

    /** Without a test part when all there is must be learned. */
    boolean hasTest() {
        return test > 0 && !data.isTruthTable();
    }

    /** The text: all settings, so that a link stays what it was when a default changes. */
    String text() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("data", name(data));
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
        texts.put("hidden", hidden.stream().map(String::valueOf).collect(Collectors.joining(",")));
        texts.put("activation", name(activation));
        texts.put("initial", name(initial));
        texts.put("dropout", Text.number(dropout));
        texts.put("goal", name(goal));
        texts.put("rule", name(rule));
        texts.put("rate", Text.number(rate));
        texts.put("decay", Text.number(decay));
        texts.put("batch", String.valueOf(batch));
        texts.put("seed", String.valueOf(seed));
        return texts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
