// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The path of lessons: set-ups that belong to the chapters of the course, each with something to reach. */
enum Preset {

    FIRST("", "First, just watch",
            "Triangles lie inside, circles outside. No one tells the network where the ring is. Press play.",
            Goal.allRight("all 120 right", setup -> true),
            "Then point at a square: it is a neuron, and what it sees is one straight line.",
            "data=circles&points=120&noise=0.08&test=0&hidden=4&initial=glorot&rate=0.05&batch=10&seed=3"),
    ONE_NEURON("LinearSeparability", "One neuron draws one line",
            "AND is true only where both inputs are 1. A single neuron can say so: it weighs its inputs, adds them up,"
            + " and splits the plane with a straight line.",
            Goal.allRight("all 4 right, with no hidden layer", setup -> setup.hidden.isEmpty()),
            "Watch the line turn as the two weights change. Then take XOR in place of AND: at most 3 of 4, ever.",
            "data=and&hidden=&rate=0.05&batch=4"),
    TOO_LARGE_STEPS("GradientDescent", "Steps that are too large",
            "With learning rate 20 each step lands on the other side of the valley: the loss jumps up and down.",
            Goal.loss("a loss below 0.27", 0.27, false),
            "A tenth of the rate is enough. Try 0.005, too: the steps are then so small that it takes hundreds.",
            "data=blobs&noise=1.5&hidden=&rule=sgd&rate=20&batch=200"),
    ALL_ZERO("XorProblem", "All weights begin at 0",
            "Neurons that begin alike get the same gradient, so they stay alike. Eight neurons do the work of one.",
            Goal.allRight("all 150 right, with eight hidden neurons", setup -> setup.hidden.equals(List.of(8))),
            "Let the weights begin as random numbers.",
            "data=circles&noise=0.05&hidden=8&initial=zero"),
    XOR_STUCK("XorProblem", "Two lines for XOR",
            "XOR is true where exactly one input is 1. No single line parts those points. Two hidden neurons draw two"
            + " lines, and the output joins them. But these two began in a bad place.",
            Goal.allRight("all 4 right, with two hidden neurons", setup -> setup.hidden.equals(List.of(2))),
            "About half of all first weights get stuck: take another seed. The small square shows why: the hidden layer"
            + " has put a triangle and a circle in one place.",
            "data=xor&hidden=2&rate=0.05&batch=4&seed=1"),
    ON_PAPER("HandCalculation", "The network on paper",
            "The chapter's network, with its weights and its image of two pixels. What you worked out by hand stands"
            + " here at every line.",
            Goal.opened("open a neuron of layer 1, and find its sum", "neuron 1"),
            "Neuron 1.1 adds up 0.5 \u00b7 1 + 1 \u00b7 0.5 \u2212 0.5 = 0.5.",
            "data=own&own=1,0.5,1&test=0&hidden=2&activation=sigmoid&rule=sgd&rate=1&batch=1"
            + "&weights=0.5,-1,1,0.5,-0.5,-0.25,2,-1.5,-0.5"),
    ONE_PATH("ChainRule", "One neuron after another",
            "Only one path leads from a weight to the loss. So its gradient is one product: each slope on the way,"
            + " times each weight.",
            Goal.opened("open a weight of layer 1, and multiply", "weight 1"),
            "Click the first line. The numbers on the way back are the factors.",
            "data=blobs&hidden=1,1,1"),
    WAY_BACK("Backpropagation", "The way back",
            "The error goes back through the same lines, from the loss to the first layer. What one layer has worked"
            + " out serves all weights before it.",
            Goal.opened("play one step slowly", "slow"),
            "Press S. Each stop on the way back uses the numbers of the stop before.",
            "data=circles&hidden=4,4"),
    SIXTEEN_RELUS("BinaryMnist", "Sixteen ReLU neurons",
            "The network that tells a handwritten 0 from a 1 has sixteen of them, too; here they have two inputs"
            + " instead of 784. Held-back points show whether it has learned the rule.",
            Goal.testRight("240 of the 250 held-back points right", 240),
            "Give it 3,000 steps, or a larger rate. To draw a digit, choose the digits.",
            "data=moons&points=1000&hidden=16&activation=relu&rate=0.001&batch=64"),
    SPIRAL("HiddenNeurons", "A spiral, put together from lines",
            "Two arms wind around each other. Sixteen neurons draw lines; sixteen more join lines into bends. No neuron"
            + " draws the spiral, and yet there it is.",
            Goal.allRight("all 300 right", setup -> true),
            "Point at the squares of layer 1, then of layer 2: straight borders first, then bent ones.",
            "data=spiral&points=400&noise=0.02&hidden=16,16&rate=0.02&batch=32&seed=4"),
    OVERFITTING("Overfitting", "Memorized",
            "Few points, much noise, many neurons: the training loss falls, and the loss of the held-back points rises."
            + " It learns these 30 points, accidents included.",
            Goal.loss("a held-back loss below 0.6 after 1,000 steps", 0.6, true),
            "Weight decay keeps weights small: try 0.01. Or take more points.",
            "data=moons&points=60&noise=0.35&test=0.5&hidden=16,16&rate=0.02&batch=10"),
    TWELVE_SIGMOIDS("VanishingGradient", "Twelve layers, and nothing moves",
            "Each sigmoid passes on at most a quarter of the gradient. Read the bars from right to left: after twelve"
            + " layers almost nothing is left.",
            Goal.allRight("all 150 right, with twelve hidden layers", setup -> setup.hidden.size() == Setup.MAX_LAYERS),
            "Another function helps only with weights that fit it: tanh with Glorot, ReLU with He.",
            "data=circles&noise=0.07&hidden=8,8,8,8,8,8,8,8,8,8,8,8&activation=sigmoid&rule=sgd&rate=0.1"),
    ONE_LEAKY_NEURON("OwnLayer", "One neuron with a LeakyReLU",
            "A LeakyReLU only ever rises, so one hidden neuron is one line again: 3 of 4. The chapter writes a layer"
            + " whose slope is learned and may fall.",
            Goal.allRight("all 4 right, with one hidden neuron", setup -> setup.hidden.equals(List.of(1))),
            "Without a new layer it takes a new input: x\u2081\u00b7x\u2082.",
            "data=xor&hidden=1&activation=leaky&rate=0.05&batch=4&seed=0"),
    RIDDLE("Quiz", "A riddle",
            "Play it. Why does it learn nothing, and what would help? Guess before you read what the page says.",
            Goal.allRight("all 4 right, with ReLU", setup -> setup.activation == Choices.Activation.RELU),
            "Look at the squares of layer 1. Two ReLU neurons fail three times in four; four neurons, once in three.",
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
