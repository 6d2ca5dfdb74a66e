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
import java.util.function.Function;
import java.util.function.Supplier;

/** What can be chosen from a list: what there is to learn, and how. Each choice can be written as Java, too. */
final class Choices {

    private Choices() {
    }

    /** What there is to learn. */
    enum Data {

        XOR(2, "ToyData.xor()", s -> ToyData.xor()),
        AND(2, "ToyData.and()", s -> ToyData.and()),
        OR(2, "ToyData.or()", s -> ToyData.or()),
        CIRCLES(2, "ToyData.circles(%s, %s, seed)", s -> ToyData.circles(s.points(), s.noise(), s.seed())),
        MOONS(2, "ToyData.moons(%s, %s, seed)", s -> ToyData.moons(s.points(), s.noise(), s.seed())),
        BLOBS(2, "ToyData.blobs(%s, 2, %s, seed)", s -> ToyData.blobs(s.points(), 2, s.noise(), s.seed())),
        BLOBS3(3, "ToyData.blobs(%s, 3, %s, seed)", s -> ToyData.blobs(s.points(), 3, s.noise(), s.seed())),
        SPIRAL(2, "ToyData.spiral(%s, 2, %s, seed)", s -> ToyData.spiral(s.points(), 2, s.noise(), s.seed())),
        SPIRAL3(3, "ToyData.spiral(%s, 3, %s, seed)", s -> ToyData.spiral(s.points(), 3, s.noise(), s.seed())),
        /** Set by clicking, or from a file. */
        OWN(0, "", s -> s.own().dataset());

        private final int classes;
        private final String code;
        private final Function<Setup, Dataset> dataset;

        Data(int classes, String code, Function<Setup, Dataset> dataset) {
            this.classes = classes;
            this.code = code;
            this.dataset = dataset;
        }

        /** Whether every possible input is among the examples, so that there is nothing left to be tested on. */
        boolean isTruthTable() {
            return this == XOR || this == AND || this == OR;
        }

        int classes(Setup setup) {
            return this == OWN ? setup.own().classes().size() : classes;
        }

        Dataset dataset(Setup setup) {
            return dataset.apply(setup);
        }

        String code(Setup setup) {
            return this == OWN ? setup.own().code() : String.format(code, setup.points(), setup.noise());
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

        UNIFORM("Initializer.uniform()", Initializer.uniform()),
        HE("Initializer.he()", Initializer.he()),
        GLOROT("Initializer.glorot()", Initializer.glorot()),
        /** All neurons of a layer alike, forever. */
        ZERO("Initializer.constant(0)", Initializer.constant(0));

        final String code;
        final Initializer initializer;

        Initial(String code, Initializer initializer) {
            this.code = code;
            this.initializer = initializer;
        }
    }

    /** What shall become small, and so how the network ends. Two classes have one output, more have one for each. */
    enum Goal {

        /** The probability's logarithm, of a network that ends with a probability. */
        PROBABILITY,
        /** The same number, of a network that ends before the sigmoid. */
        LOGITS,
        SQUARES;

        /** What follows the last linear layer. A softmax is always inside the loss. */
        List<Layer> end(int classes) {
            return this == SQUARES || this == PROBABILITY && classes == 2 ? List.of(new Sigmoid()) : List.of();
        }

        Loss loss(int classes) {
            return this == SQUARES ? new MeanSquaredError() : classes > 2 ? new CrossEntropy()
                    : this == LOGITS ? new BinaryCrossEntropyWithLogits() : new BinaryCrossEntropy();
        }
    }

    /** How the weights are changed, each with a learning rate and a weight decay. */
    enum Rule {

        ADAM("new Adam(model.parameters(), %s)"),
        SGD("new Sgd(model.parameters(), %s)"),
        MOMENTUM("new Sgd(model.parameters(), %s).momentum(0.9)");

        private final String code;

        Rule(String code) {
            this.code = code;
        }

        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            if (this == ADAM) {
                return new Adam(parameters, rate).weightDecay(decay);
            }
            Sgd sgd = new Sgd(parameters, rate).weightDecay(decay);
            return this == MOMENTUM ? sgd.momentum(0.9) : sgd;
        }

        String code(double rate, double decay) {
            return String.format(code, rate) + (decay == 0 ? "" : ".weightDecay(" + decay + ")");
        }
    }
}
