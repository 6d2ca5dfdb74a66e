// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Set-ups that belong to the chapters of the course, each with what there is to see. */
enum Preset {

    ONE_NEURON("LinearSeparability", "One neuron and XOR",
            "A single neuron draws one line, and XOR needs two: the loss stays at ln 2 = 0.693.",
            "data=xor&hidden=&rate=0.1&batch=4"),
    TOO_LARGE_STEPS("GradientDescent", "Steps that are too large",
            "With learning rate 20 the loss jumps to and fro for ever. Try 0.5, and 0.005.",
            "data=blobs&noise=1.5&hidden=&rule=sgd&rate=20&batch=200"),
    XOR_STUCK("XorProblem", "XOR with two neurons, stuck",
            "Two hidden neurons can solve it, but these began in the wrong place. Take another seed, or four neurons.",
            "data=xor&hidden=2&rate=0.05&batch=4&seed=0"),
    ALL_ZERO("XorProblem", "All weights begin at 0",
            "Neurons that begin alike get the same gradient and stay alike: eight that count as one.",
            "data=circles&hidden=8&initial=zero"),
    SPIRAL("HiddenNeurons", "Two arms of a spiral",
            "Sixteen and eight neurons, each with a picture of its own, put the spiral together.",
            "data=spiral&points=400&noise=0.02&hidden=16,8&rate=0.02&batch=32"),
    OVERFITTING("Overfitting", "Learned by heart",
            "Few points, much noise, many neurons: the training loss falls, the test loss rises. Try weight decay.",
            "data=moons&points=60&noise=0.35&test=0.5&hidden=16,16&rate=0.02&batch=10"),
    TWELVE_SIGMOIDS("VanishingGradient", "Twelve layers of sigmoids",
            "The gradient shrinks on its way back: nothing is learned. Take tanh, or fewer layers.",
            "data=circles&hidden=8,8,8,8,8,8,8,8,8,8,8,8&activation=sigmoid&rule=sgd&rate=0.1");

    final String chapter;
    final String title;
    final String hint;
    final String setup;

    Preset(String chapter, String title, String hint, String setup) {
        this.chapter = chapter;
        this.title = title;
        this.hint = hint;
        this.setup = setup;
    }

    /** As it is typed: {@code xor-stuck}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    JsonText json() {
        return new JsonText().with("title", title).with("chapter", chapter).with("hint", hint).with("setup", setup);
    }

    static Optional<Preset> find(String label) {
        return Arrays.stream(values()).filter(preset -> preset.label().equals(label)).findFirst();
    }
}
