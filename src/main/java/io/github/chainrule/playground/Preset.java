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
            "With learning rate 20 the loss jumps back and forth forever. Try 0.5, and 0.005.",
            "data=blobs&noise=1.5&hidden=&rule=sgd&rate=20&batch=200"),
    XOR_STUCK("XorProblem", "XOR with two neurons, stuck",
            "Two hidden neurons can solve it, but these began in the wrong place. Take another seed, or four neurons.",
            "data=xor&hidden=2&rate=0.05&batch=4&seed=0"),
    ALL_ZERO("XorProblem", "All weights begin at 0",
            "Neurons that begin alike get the same gradient and stay alike: eight neurons do the work of one.",
            "data=circles&hidden=8&initial=zero"),
    ON_PAPER("HandCalculation", "Two inputs, two hidden neurons, one output",
            "The chapter's network and its image, with other weights. Click a neuron: its sum, with all numbers.",
            "data=own&own=1,0.5,1;0.5,1,0&features=x0,x1&classes=0,1&test=0&hidden=2&activation=sigmoid&rule=sgd"
                    + "&rate=1&batch=2"),
    ONE_PATH("ChainRule", "One neuron after another",
            "Only one path leads from a weight to the loss. Click the first weight, and multiply the slopes.",
            "data=blobs&hidden=1,1,1"),
    WAY_BACK("Backpropagation", "The way back through two hidden layers",
            "Click weights of the first layer: all their gradients are made from the same dL/da.",
            "data=circles&hidden=4,4"),
    SIXTEEN_RELUS("BinaryMnist", "Sixteen ReLU neurons",
            "The network for digits, but with two inputs instead of 784. To draw a digit, go to the foot of the page.",
            "data=moons&points=1000&hidden=16&activation=relu&rate=0.001&batch=64"),
    SPIRAL("HiddenNeurons", "Two arms of a spiral",
            "Sixteen and eight neurons, each with a picture of its own, put the spiral together.",
            "data=spiral&points=400&noise=0.02&hidden=16,8&rate=0.02&batch=32"),
    OVERFITTING("Overfitting", "Memorized",
            "Few points, much noise, many neurons: the training loss falls, the test loss rises. Try weight decay.",
            "data=moons&points=60&noise=0.35&test=0.5&hidden=16,16&rate=0.02&batch=10"),
    TWELVE_SIGMOIDS("VanishingGradient", "Twelve layers of sigmoids",
            "The gradient shrinks on its way back: nothing is learned. Take tanh, or fewer layers.",
            "data=circles&hidden=8,8,8,8,8,8,8,8,8,8,8,8&activation=sigmoid&rule=sgd&rate=0.1"),
    ONE_LEAKY_NEURON("OwnLayer", "One neuron with a LeakyReLU",
            "Its slope below 0 is fixed, so one hidden neuron never solves XOR. A PReLU learns it.",
            "data=xor&hidden=1&activation=leaky&rate=0.05&batch=4&seed=0"),
    RIDDLE("Quiz", "What is wrong here?",
            "Play it. Why does it learn nothing, and what would help? Guess before you read what the page says.",
            "data=xor&hidden=2&activation=relu&rate=0.05&batch=4&seed=0");

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
