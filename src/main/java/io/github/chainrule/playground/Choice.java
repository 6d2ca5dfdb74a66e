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
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What can be chosen from a list: what is learned, from what, and how.
 *
 * @param label its name in an address
 * @param code  the same in Java, where a program needs it
 * @param value what it is
 */
record Choice<T>(String label, String code, T value) {

    /** Data: points, and their classes if they have some. */
    static final List<Choice<Function<Setup, Dataset>>> DATA = List.of(of("xor", "ToyData.xor()", s -> ToyData.xor()),
            of("and", "ToyData.and()", s -> ToyData.and()),
            of("or", "ToyData.or()", s -> ToyData.or()),
            of("circles", "ToyData.circles(POINTS, NOISE, seed)", s -> ToyData.circles(s.points, s.noise, s.seed)),
            of("moons", "ToyData.moons(POINTS, NOISE, seed)", s -> ToyData.moons(s.points, s.noise, s.seed)),
            of("blobs", "ToyData.blobs(POINTS, 2, NOISE, seed)", s -> ToyData.blobs(s.points, 2, s.noise, s.seed)),
            of("blobs3", "ToyData.blobs(POINTS, 3, NOISE, seed)", s -> ToyData.blobs(s.points, 3, s.noise, s.seed)),
            of("spiral", "ToyData.spiral(POINTS, 2, NOISE, seed)", s -> ToyData.spiral(s.points, 2, s.noise, s.seed)),
            of("spiral3", "ToyData.spiral(POINTS, 3, NOISE, seed)", s -> ToyData.spiral(s.points, 3, s.noise, s.seed)),
            of("plane", "ToyData.blobs(POINTS, 4, 1, seed)", s -> ToyData.blobs(s.points, 4, 1, s.seed)),
            of("hills", "ToyData.blobs(POINTS, 4, 1, seed)", s -> ToyData.blobs(s.points, 4, 1, s.seed)),
            of("own", "OWN", s -> s.own.dataset()));

    /** What is learned at the points of some data, in place of classes: a slope, and hills and valleys. */
    static final List<Choice<DoubleBinaryOperator>> TARGETS = List.of(
            of("plane", "(x1 + x2) / 4", (x1, x2) -> (x1 + x2) / 4),
            of("hills", "StrictMath.sin(x1) * StrictMath.cos(x2)", (a, b) -> StrictMath.sin(a) * StrictMath.cos(b)));

    /** What the network is fed: a point's place, or something made from it. */
    static final List<Choice<DoubleBinaryOperator>> INPUTS = List.of(of("x1", "x1", (x1, x2) -> x1),
            of("x2", "x2", (x1, x2) -> x2),
            of("x1x1", "x1 * x1", (x1, x2) -> x1 * x1),
            of("x2x2", "x2 * x2", (x1, x2) -> x2 * x2),
            of("x1x2", "x1 * x2", (x1, x2) -> x1 * x2),
            of("sinx1", "StrictMath.sin(Math.PI * x1)", (x1, x2) -> StrictMath.sin(Math.PI * x1)),
            of("sinx2", "StrictMath.sin(Math.PI * x2)", (x1, x2) -> StrictMath.sin(Math.PI * x2)));

    static final List<Choice<Boolean>> FLAGS = List.of(of("false", "", false), of("true", "", true));

    /** Whether the sum of the weights' sizes is kept small, instead of that of their squares. */
    static final List<Choice<Boolean>> PENALTIES = List.of(of("l2", "", false), of("l1", "", true));

    /** What comes between two linear layers. Two in a row are no more than one, which the page can show. */
    static final List<Choice<Supplier<List<Layer>>>> ACTIVATIONS = List.of(of("tanh", "", () -> List.of(new Tanh())),
            of("relu", "", () -> List.of(new ReLU())),
            of("leaky", "", () -> List.of(new LeakyReLU())),
            of("sigmoid", "", () -> List.of(new Sigmoid())),
            of("none", "", List::of));

    /** Where the weights begin; from zero all neurons of a layer stay alike, forever. */
    static final List<Choice<Initializer>> INITIALS = List.of(
            of("uniform", "Initializer.uniform()", Initializer.uniform()),
            of("he", "Initializer.he()", Initializer.he()),
            of("glorot", "Initializer.glorot()", Initializer.glorot()),
            of("zero", "Initializer.constant(0)", Initializer.constant(0)));

    /** What is minimized, with two classes. */
    static final List<Choice<Loss>> GOALS = List.of(of("probability", "", new BinaryCrossEntropy()),
            of("logits", "", new BinaryCrossEntropyWithLogits()),
            of("squares", "", new MeanSquaredError()));

    /** Makes an optimizer with a learning rate and a weight decay. */
    interface Rule {
        Optimizer of(List<Parameter> parameters, double rate, double decay);
    }

    static final List<Choice<Rule>> RULES = List.of(of("adam", "new Adam(model.parameters(), RATE).weightDecay(DECAY)",
                    (parameters, rate, decay) -> new Adam(parameters, rate).weightDecay(decay)),
            of("adamw", "new Adam(model.parameters(), RATE).decoupledWeightDecay(DECAY)",
                    (parameters, rate, decay) -> new Adam(parameters, rate).decoupledWeightDecay(decay)),
            of("sgd", "new Sgd(model.parameters(), RATE).weightDecay(DECAY)",
                    (parameters, rate, decay) -> new Sgd(parameters, rate).weightDecay(decay)),
            of("momentum", "new Sgd(model.parameters(), RATE).momentum(0.9).weightDecay(DECAY)",
                    (parameters, rate, decay) -> new Sgd(parameters, rate).momentum(0.9).weightDecay(decay)));

    private static <T> Choice<T> of(String label, String code, T value) {
        return new Choice<>(label, code, value);
    }

    boolean is(String name) {
        return label.equals(name);
    }
}
