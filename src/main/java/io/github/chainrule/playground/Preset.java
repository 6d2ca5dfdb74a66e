// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.List;

/**
 * The path of lessons: setups that belong to the chapters of the course, each with something to reach. Their texts are
 * with the page, in {@code lessons.js}.
 */
enum Preset {

    FIRST("", Goal.allRight(setup -> true),
            "data=circles&points=120&noise=0.08&test=0&hidden=4&initial=glorot&rate=0.05&batch=10&seed=3"),
    ONE_NEURON("LinearSeparability", Goal.allRight(setup -> setup.hidden.isEmpty()),
            "data=and&hidden=&rate=0.05&batch=4"),
    TOO_LARGE_STEPS("GradientDescent", Goal.loss(0.27, 100, false),
            "data=blobs&noise=1.5&hidden=&rule=sgd&rate=20&batch=200"),
    ALL_ZERO("XorProblem", Goal.allRight(setup -> setup.hidden.equals(List.of(8))),
            "data=circles&noise=0.05&hidden=8&initial=zero"),
    XOR_STUCK("XorProblem", Goal.allRight(setup -> setup.hidden.equals(List.of(2))),
            "data=xor&hidden=2&rate=0.05&batch=4&seed=1"),
    ON_PAPER("HandCalculation", Goal.opened("neuron 1"),
            "data=own&own=1,0.5,1&test=0&hidden=2&activation=sigmoid&rule=sgd&rate=1&batch=1"
            + "&weights=0.5,-1,1,0.5,-0.5,-0.25,2,-1.5,-0.5"),
    ONE_PATH("ChainRule", Goal.opened("weight 1"), "data=blobs&hidden=1,1,1"),
    TWO_PATHS("AutomaticDifferentiation", Goal.opened("weight 1"), "data=blobs&hidden=1,2"),
    WAY_BACK("Backpropagation", Goal.opened("slow"), "data=circles&hidden=4,4"),
    SIXTEEN_RELUS("BinaryMnist", Goal.testRight(240),
            "data=moons&points=1000&hidden=16&activation=relu&rate=0.001&batch=64"),
    OWN_PACE("InsideAdam", Goal.allRight(setup -> setup.rate == 0.03),
            "data=circles&noise=0.05&hidden=4&initial=glorot&rule=sgd&rate=0.03&batch=10"),
    THREE_OUTPUTS("TenDigits", Goal.allRight(setup -> setup.hidden.isEmpty()),
            "data=blobs3&noise=0.4&hidden=&rate=0.05&batch=10"),
    SPIRAL("HiddenNeurons", Goal.allRight(setup -> true),
            "data=spiral&points=400&noise=0.02&hidden=16,16&rate=0.02&batch=32&seed=4"),
    OVERFITTING("Overfitting", Goal.loss(0.6, 1000, true),
            "data=moons&points=60&noise=0.35&test=0.5&hidden=16,16&rate=0.02&batch=10"),
    TWELVE_SIGMOIDS("VanishingGradient", Goal.allRight(setup -> setup.hidden.size() == Setup.MAX_LAYERS),
            "data=circles&noise=0.07&hidden=8,8,8,8,8,8,8,8,8,8,8,8&activation=sigmoid&rule=sgd&rate=0.1"),
    ONE_LEAKY_NEURON("OwnLayer", Goal.allRight(setup -> setup.hidden.equals(List.of(1))),
            "data=xor&hidden=1&activation=leaky&rate=0.05&batch=4&seed=0"),
    RIDDLE("Quiz", Goal.allRight(setup -> setup.activation.is("relu")),
            "data=xor&hidden=2&activation=relu&rate=0.05&batch=4&seed=0");

    final String chapter;
    final Goal goal;
    final String setup;

    Preset(String chapter, Goal goal, String setup) {
        this.chapter = chapter;
        this.goal = goal;
        this.setup = "lesson=" + Text.label(this) + "&" + setup;
    }

    JsonText json() {
        return new JsonText().with("id", Text.label(this)).with("chapter", chapter).with("setup", Setup.parse(setup));
    }
}
