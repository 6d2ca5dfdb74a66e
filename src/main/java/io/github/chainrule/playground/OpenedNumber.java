// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.ChainRuleTrace.Product;
import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A weight, a neuron or a whole layer, opened: what it computes for one example, and how the loss changes with it, down
 * to the products and sums of single numbers. The letters are those of {@link ChainRuleTrace}.
 */
final class OpenedNumber {

    /** Stands for all inputs of a neuron, or all neurons of a layer. */
    static final int ALL = -1;

    /**
     * A result on the way.
     *
     * @param name    as in {@code dL/da2}
     * @param letters how it is computed, as in {@code dL/da3 * W2^T}
     * @param value   all its numbers
     * @param entries those numbers of it that were opened, each computed in full
     * @param users   what it is used in again, for gradients
     */
    record Line(String name, String letters, String value, List<String> entries, List<String> users) {

        JsonText json() {
            return new JsonText().with("name", name).with("letters", letters).with("value", value)
                    .with("entries", entries).with("users", users);
        }
    }

    private final Loss loss;
    private final ForwardPass pass;
    private final ChainRuleTrace trace;
    private final int k;
    private final int from;
    private final int to;

    /**
     * Opens something of a network that is trained no more.
     *
     * @param predictor the network and its loss
     * @param input     one example, scaled
     * @param target    its target
     * @param linear    which of the linear layers, from 0
     * @param from      which input of it, or {@link #ALL}
     * @param to        which neuron of it, or {@link #ALL}
     * @throws IllegalArgumentException if there is no such layer, input or neuron
     */
    OpenedNumber(Predictor predictor, Matrix input, Matrix target, int linear, int from, int to) {
        this.k = number(predictor.model().layers(), linear);
        Linear layer = (Linear) predictor.model().layers().get(k);
        require("neuron", to, layer.weight().value().cols());
        require("input", from, layer.weight().value().rows());
        this.from = from;
        this.to = to;
        this.trace = ChainRuleTrace.of(predictor.model(), predictor.loss(), input, target);
        this.loss = predictor.loss();
        this.pass = trace.forward();
    }

    private static int number(List<Layer> layers, int linear) {
        int[] numbers = IntStream.range(0, layers.size()).filter(k -> layers.get(k) instanceof Linear).toArray();
        require("layer", linear, numbers.length);
        return numbers[Math.max(0, linear)];
    }

    private static void require(String what, int number, int count) {
        if (number < ALL || number >= count) {
            throw new IllegalArgumentException("there is no " + what + " " + number + "; expected 0 to " + (count - 1)
                    + ".");
        }
    }

    JsonText json() {
        Matrix w = linear(k).weight().value();
        JsonText json = new JsonText().with("title", title())
                .with("forward", forward().stream().map(Line::json).toList())
                .with("backward", backward().stream().map(Line::json).toList())
                .with("loss", trace.loss()).with("multiplications", trace.multiplications())
                .with("without", trace.multiplicationsWithoutReuse()).with("all", trace.toString());
        if (to != ALL) {
            Matrix gradient = trace.product("dL/dW" + k).value();
            json.with("weights", column(w)).with("gradients", column(gradient));
        }
        return json;
    }

    private double[] column(Matrix m) {
        return IntStream.range(0, m.rows()).mapToDouble(i -> m.get(i, to)).toArray();
    }

    String title() {
        String layer = "layer " + k + ", " + linear(k).name();
        return to == ALL ? layer : from == ALL ? layer + ": neuron " + to
                : layer + ": the weight W" + k + "[" + from + "," + to + "] = "
                + Text.rounded(linear(k).weight().value().get(from, to));
    }

    /** From the input to the loss. */
    List<Line> forward() {
        List<Line> lines = new ArrayList<>();
        int last = pass.model().layers().size();
        lines.add(new Line("a0", "x", row(pass.activation(0)), List.of(), List.of()));
        for (int m = 0; m < last; m++) {
            lines.add(new Line("a" + (m + 1), trace.formula(m), row(pass.activation(m + 1)),
                    isOpened(m + 1) ? forwardEntries(m) : List.of(), List.of()));
        }
        lines.add(new Line("L", loss.name() + "(a" + last + ", t)", Text.rounded(trace.loss()), List.of(), List.of()));
        return lines;
    }

    /** From the loss to what was opened, and no further. */
    List<Line> backward() {
        List<Line> lines = new ArrayList<>();
        for (Product product : trace.products()) {
            boolean activation = product.name().startsWith("dL/da");
            int m = activation ? Integer.parseInt(product.name().substring(5)) : product.layer();
            if (activation && m > k) {
                lines.add(new Line(product.name(), product.formula(), row(product.value()),
                        isOpened(m) ? activationEntries(m) : List.of(), users(product)));
            } else if (!activation && m == k && isAbout(product)) {
                lines.add(new Line(product.name(), product.formula(), rows(product.value()), parameterEntries(product),
                        List.of()));
            }
        }
        return lines;
    }

    /** The opened neuron's sum, and what follows it up to the next sum. */
    private boolean isOpened(int activation) {
        return to != ALL && activation > k && IntStream.range(k + 1, activation)
                .noneMatch(m -> pass.model().layers().get(m) instanceof Linear);
    }

    /** A single weight doesn't ask for the gradient of the bias. */
    private boolean isAbout(Product product) {
        return from == ALL || product.name().startsWith("dL/dW");
    }

    private List<String> users(Product product) {
        return trace.products().stream().filter(user -> user.reuses().equals(product.name())).map(Product::name)
                .toList();
    }

    private Linear linear(int m) {
        return (Linear) pass.model().layers().get(m);
    }

    private List<String> forwardEntries(int m) {
        Matrix x = pass.activation(m);
        String name = entry("a" + (m + 1)) + " = ";
        String result = " = " + Text.rounded(pass.activation(m + 1).get(0, to));
        if (!(pass.model().layers().get(m) instanceof Linear linear)) {
            return List.of(name + trace.formula(m).replace("a" + m, Text.rounded(x.get(0, to))) + result);
        }
        return List.of(name + IntStream.range(0, x.cols())
                .mapToObj(i -> product(x.get(0, i), linear.weight().value().get(i, to)))
                .collect(Collectors.joining(" + ")) + " + " + inBrackets(linear.bias().value().get(0, to)) + result);
    }

    private List<String> activationEntries(int m) {
        String name = entry("dL/da" + m) + " = ";
        String result = Text.rounded(trace.backward().gradient(m).get(0, to));
        if (m == pass.model().layers().size()) {
            return List.of(name + result + ", from the loss");
        }
        Matrix dy = trace.backward().gradient(m + 1);
        if (pass.model().layers().get(m) instanceof Linear linear) {
            return List.of(name + IntStream.range(0, dy.cols())
                    .mapToObj(q -> product(dy.get(0, q), linear.weight().value().get(to, q)))
                    .collect(Collectors.joining(" + ")) + " = " + result);
        }
        return List.of(name + product(dy.get(0, to), slope(m)) + " = " + result);
    }

    /** The derivative of an entry-by-entry layer, where the opened neuron stands on it. */
    private double slope(int m) {
        Matrix one = Matrix.zeros(1, pass.activation(m).cols()).map(v -> 1);
        return pass.model().layers().get(m).inputGradient(pass.activation(m), pass.activation(m + 1), one).get(0, to);
    }

    private List<String> parameterEntries(Product product) {
        if (to == ALL) {
            return List.of();
        }
        double dy = trace.backward().gradient(k + 1).get(0, to);
        if (product.name().startsWith("dL/db")) {
            return List.of(entry(product.name()) + " = " + Text.rounded(dy));
        }
        int[] inputs = from == ALL ? IntStream.range(0, product.value().rows()).toArray() : new int[] {from};
        return Arrays.stream(inputs).mapToObj(i -> product.name() + "[" + i + "," + to + "] = "
                + product(pass.activation(k).get(0, i), dy) + " = " + Text.rounded(product.value().get(i, to)))
                .toList();
    }

    private String entry(String name) {
        return name + "[" + to + "]";
    }

    private static String product(double a, double b) {
        return inBrackets(a) + " * " + inBrackets(b);
    }

    private static String inBrackets(double value) {
        return value < 0 ? "(" + Text.rounded(value) + ")" : Text.rounded(value);
    }

    private static String row(Matrix m) {
        return Arrays.stream(m.values()).mapToObj(Text::rounded).collect(Collectors.joining("  ", "[ ", " ]"));
    }

    private static String rows(Matrix m) {
        return IntStream.range(0, m.rows()).mapToObj(i -> row(Matrix.row(
                Arrays.copyOfRange(m.values(), i * m.cols(), (i + 1) * m.cols())))).collect(Collectors.joining("\n"));
    }
}
