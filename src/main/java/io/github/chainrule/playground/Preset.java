// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The path of lessons: set-ups that belong to the chapters of the course, each with something to reach. */
enum Preset {

    FIRST("", "First, just watch",
            "Circles lie inside, triangles outside. No one tells the network where the ring is. Press play.",
            Goal.allRight("all 120 right", setup -> true), "",
            "data=circles&points=160&hidden=4&rate=0.03&batch=10"),
    ONE_NEURON("LinearSeparability", "One neuron draws one line",
            "AND is true only where both inputs are 1. A single neuron can say so: it weighs its inputs, adds them up,"
            + " and splits the plane with a straight line.",
            Goal.allRight("all 4 right, with no hidden layer", setup -> setup.hidden().isEmpty()),
            "Watch the line turn as the two weights change. Then take XOR in place of AND.",
            "data=and&hidden=&rate=0.05&batch=4"),
    TOO_LARGE_STEPS("GradientDescent", "Steps that are too large",
            "With learning rate 20 the loss jumps up and down forever: each step lands on the other side of the valley.",
            Goal.loss("a loss below 0.25", 0.25, lesson -> lesson.score().loss(), setup -> true),
            "Try a rate of 0.5, and one of 0.005.",
            "data=blobs&noise=1.5&hidden=&rule=sgd&rate=20&batch=200"),
    ALL_ZERO("XorProblem", "All weights begin at 0",
            "Neurons that begin alike get the same gradient and stay alike: eight neurons do the work of one.",
            Goal.allRight("all 150 right, with eight hidden neurons", setup -> setup.hidden().equals(List.of(8))),
            "Let the weights begin somewhere else.",
            "data=circles&hidden=8&initial=zero"),
    XOR_STUCK("XorProblem", "Two lines for XOR",
            "XOR is true where exactly one input is 1. No single line parts those points. Two hidden neurons draw two"
            + " lines, and the output joins them.",
            Goal.allRight("all 4 right, with two hidden neurons", setup -> setup.hidden().equals(List.of(2))),
            "These two began in the wrong place: take another seed.",
            "data=xor&hidden=2&rate=0.05&batch=4&seed=1"),
    ON_PAPER("HandCalculation", "The network on paper",
            "The chapter's network, its weights and its image of two pixels. Click a neuron: its sum, with all numbers.",
            Goal.opened("open a neuron of layer 1", "neuron 1"), "",
            "data=own&own=1,0.5,1&classes=0,1&test=0&hidden=2&activation=sigmoid&rule=sgd"
            + "&weights=0.5,-1,1,0.5,-0.5,-0.25,2,-1.5,-0.5&rate=1&batch=1"),
    ONE_PATH("ChainRule", "One neuron after another",
            "Only one path leads from a weight to the loss. Click the first weight, and multiply the slopes.",
            Goal.opened("open a weight of layer 1", "weight 1"), "",
            "data=blobs&hidden=1,1,1"),
    WAY_BACK("Backpropagation", "The way back through two hidden layers",
            "Click weights of the first layer: all their gradients are made from the same numbers.",
            Goal.opened("play one step slowly", "slow"), "",
            "data=circles&hidden=4,4"),
    SIXTEEN_RELUS("BinaryMnist", "Sixteen ReLU neurons",
            "The network for digits, but with two inputs instead of 784.",
            Goal.testRight("245 of the 250 held-back points right", 245), "",
            "data=moons&points=1000&hidden=16&activation=relu&rate=0.001&batch=64"),
    SPIRAL("HiddenNeurons", "A spiral, put together from lines",
            "Two arms wind around each other.",
            Goal.allRight("all 300 right", setup -> true), "",
            "data=spiral&points=400&noise=0.02&hidden=16,8&rate=0.02&batch=32"),
    OVERFITTING("Overfitting", "Memorized",
            "Few points, much noise, many neurons: the training loss falls, the test loss rises.",
            Goal.loss("a held-back loss below 0.4 after 1,000 steps", 0.4, lesson -> lesson.testScore()
                    .map(Score::loss).orElse(Double.NaN), setup -> true), "",
            "data=moons&points=60&noise=0.35&test=0.5&hidden=16,16&rate=0.02&batch=10"),
    TWELVE_SIGMOIDS("VanishingGradient", "Twelve layers, and nothing moves",
            "Each sigmoid passes on at most a quarter of the gradient.",
            Goal.allRight("all 150 right, with twelve hidden layers", setup -> setup.hidden().size() == 12), "",
            "data=circles&hidden=8,8,8,8,8,8,8,8,8,8,8,8&activation=sigmoid&rule=sgd&rate=0.1"),
    ONE_LEAKY_NEURON("OwnLayer", "One neuron with a LeakyReLU",
            "Its slope below 0 is fixed, so one hidden neuron never solves XOR.",
            Goal.allRight("all 4 right, with one hidden neuron", setup -> setup.hidden().equals(List.of(1))), "",
            "data=xor&hidden=1&activation=leaky&rate=0.05&batch=4&seed=0"),
    RIDDLE("Quiz", "A riddle",
            "Play it. Why does it learn nothing, and what would help?",
            Goal.allRight("all 4 right, with ReLU", setup -> setup.activation() == Choices.Activation.RELU), "",
            "data=xor&hidden=2&activation=relu&rate=0.05&batch=4&seed=0");

    final String chapter;
    final String title;
    final String text;
    final Goal goal;
    final String hint;
    final String setup;

    Preset(String chapter, String title, String text, Goal goal, String hint, String setup) {
        this.chapter = chapter;
        this.title = title;
        this.text = text;
        this.goal = goal;
        this.hint = hint;
        this.setup = "lesson=" + Text.label(this) + "&" + setup;
    }

    JsonText json() {
        return new JsonText().with("id", Text.label(this)).with("number", ordinal()).with("title", title)
                .with("text", text).with("goal", goal.text()).with("hint", hint).with("chapter", chapter)
                .with("setup", Setup.parse(setup).text());
    }

    static Optional<Preset> find(String label) {
        return Arrays.stream(values()).filter(preset -> Text.label(preset).equals(label)).findFirst();
    }
}
