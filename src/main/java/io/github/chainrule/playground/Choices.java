// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/** What can be chosen from a list: what is learned, from what, and how. Each choice can be written as Java, too. */
final class Choices {

    private Choices() {
    }

    enum Flag { FALSE, TRUE }

    /** What there is to learn. */
    enum Data {

        XOR(s -> ToyData.xor()),
        AND(s -> ToyData.and()),
        OR(s -> ToyData.or()),
        CIRCLES(s -> ToyData.circles(s.points, s.noise, s.seed)),
        MOONS(s -> ToyData.moons(s.points, s.noise, s.seed)),
        BLOBS(s -> ToyData.blobs(s.points, 2, s.noise, s.seed)),
        BLOBS3(s -> ToyData.blobs(s.points, 3, s.noise, s.seed)),
        SPIRAL(s -> ToyData.spiral(s.points, 2, s.noise, s.seed)),
        SPIRAL3(s -> ToyData.spiral(s.points, 3, s.noise, s.seed)),
        /** Numbers, at the points of four blobs: a slope, and hills and valleys. */
        PLANE("(x1 + x2) / 4", (x1, x2) -> (x1 + x2) / 4),
        HILLS("StrictMath.sin(x1) * StrictMath.cos(x2)", (x1, x2) -> StrictMath.sin(x1) * StrictMath.cos(x2)),
        /** Set by clicking, or from a file. */
        OWN(s -> s.own.dataset());

        /** The points, and their classes if they have some. */
        final Function<Setup, Dataset> dataset;
        /** Of data whose targets are numbers: how they are computed, and that as Java. */
        final Optional<DoubleBinaryOperator> target;
        final String targetCode;

        Data(Function<Setup, Dataset> dataset) {
            this.dataset = dataset;
            this.target = Optional.empty();
            this.targetCode = "";
        }

        Data(String targetCode, DoubleBinaryOperator target) {
            this.dataset = s -> ToyData.blobs(s.points, 4, 1, s.seed);
            this.target = Optional.of(target);
            this.targetCode = targetCode;
        }

        /** Whether every possible input is among the examples, so that there is nothing left to be tested on. */
        boolean isTruthTable() {
            return this == XOR || this == AND || this == OR;
        }

        /** How many classes there are; 0 if the targets are numbers. */
        int classes(Points own) {
            return this == OWN ? own.classes().size() : target.isPresent() ? 0
                    : this == BLOBS3 || this == SPIRAL3 ? 3 : 2;
        }

        String code(Setup setup) {
            String name = Text.label(this).replace("3", "");
            String classes = name.equals("blobs") || name.equals("spiral") ? setup.classes + ", " : "";
            return this == OWN ? setup.own.code() : isTruthTable() ? "ToyData." + name + "()" : target.isPresent()
                    ? "ToyData.blobs(" + setup.points + ", 4, 1, seed)"
                    : "ToyData." + name + "(" + setup.points + ", " + classes + setup.noise + ", seed)";
        }
    }

    /** What the network is fed: a point's place, or something made of it. */
    enum Input {

        X1("A", "x1", (x1, x2) -> x1),
        X2("B", "x2", (x1, x2) -> x2),
        X1X1("A\u00b2", "x1 * x1", (x1, x2) -> x1 * x1),
        X2X2("B\u00b2", "x2 * x2", (x1, x2) -> x2 * x2),
        X1X2("A\u00b7B", "x1 * x2", (x1, x2) -> x1 * x2),
        SINX1("sin \u03c0A", "StrictMath.sin(Math.PI * x1)", (x1, x2) -> StrictMath.sin(Math.PI * x1)),
        SINX2("sin \u03c0B", "StrictMath.sin(Math.PI * x2)", (x1, x2) -> StrictMath.sin(Math.PI * x2));

        static final List<Input> PLAIN = List.of(X1, X2);
        private final String label;
        final String code;
        final DoubleBinaryOperator value;

        Input(String label, String code, DoubleBinaryOperator value) {
            this.label = label;
            this.code = code;
            this.value = value;
        }

        /** What it is called. */
        String label(List<String> features) {
            return this == X1 ? features.get(0) : this == X2 ? features.get(1)
                    : label.replace("A", features.get(0)).replace("B", features.get(1));
        }
    }

    /** What stands between two linear layers: a layer or none. */
    enum Activation {

        TANH(() -> List.of(new Tanh())),
        RELU(() -> List.of(new ReLU())),
        LEAKY(() -> List.of(new LeakyReLU())),
        SIGMOID(() -> List.of(new Sigmoid())),
        /** Two linear layers in a row are no more than one: something to be seen. */
        NONE(List::of);

        final Supplier<List<Layer>> layers;

        Activation(Supplier<List<Layer>> layers) {
            this.layers = layers;
        }
    }

    /** Where the weights begin. */
    enum Initial {

        UNIFORM(Initializer.uniform()),
        HE(Initializer.he()),
        GLOROT(Initializer.glorot()),
        /** All neurons of a layer alike, forever. */
        ZERO(Initializer.constant(0));

        final Initializer initializer;

        Initial(Initializer initializer) {
            this.initializer = initializer;
        }

        String code() {
            return "Initializer." + (this == ZERO ? "constant(0)" : Text.label(this) + "()");
        }
    }

    /** What shall become small, and so how the network ends. Two classes have one output, more have one for each. */
    enum Goal {

        /** The probability's logarithm, of a network that ends with a probability. */
        PROBABILITY,
        /** The same number, of a network that ends before the sigmoid. */
        LOGITS,
        SQUARES;

        /** Numbers have only squares. */
        Goal of(int classes) {
            return classes == 0 ? SQUARES : this;
        }

        /** What follows the last linear layer. A softmax is always inside the loss; numbers need nothing. */
        List<Layer> end(int classes) {
            return classes > 0 && (this == SQUARES || this == PROBABILITY && classes == 2) ? List.of(new Sigmoid())
                    : List.of();
        }

        Loss loss(int classes) {
            return this == SQUARES ? new MeanSquaredError() : classes > 2 ? new CrossEntropy()
                    : this == LOGITS ? new BinaryCrossEntropyWithLogits() : new BinaryCrossEntropy();
        }
    }

    /** How the weights are changed, each with a learning rate and a weight decay. */
    enum Rule {

        ADAM("new Adam(model.parameters(), RATE).weightDecay(DECAY)"),
        ADAMW("new Adam(model.parameters(), RATE).decoupledWeightDecay(DECAY)"),
        SGD("new Sgd(model.parameters(), RATE).weightDecay(DECAY)"),
        MOMENTUM("new Sgd(model.parameters(), RATE).momentum(0.9).weightDecay(DECAY)");

        private final String code;

        Rule(String code) {
            this.code = code;
        }

        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            return switch (this) {
                case ADAM -> new Adam(parameters, rate).weightDecay(decay);
                case ADAMW -> new Adam(parameters, rate).decoupledWeightDecay(decay);
                case SGD -> new Sgd(parameters, rate).weightDecay(decay);
                case MOMENTUM -> new Sgd(parameters, rate).momentum(0.9).weightDecay(decay);
            };
        }

        String code(double rate, double decay) {
            return code.replace("RATE", String.valueOf(rate)).replace("DECAY", String.valueOf(decay));
        }
    }
}
