// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.playground.Playground;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The table of contents. This is the one place where the chapters are listed: their numbers, the links between them and
 * every list of them are made from here. As a program it runs the chapter that is named.
 */
enum Contents {

    LINEAR_SEPARABILITY("LinearSeparability", "One neuron",
            "What can a single neuron learn, and why not XOR?", LinearSeparability::main),
    GRADIENT_DESCENT("GradientDescent", "Gradient descent",
            "How do weights find their way downhill, and how long should a step be?", GradientDescent::main),
    XOR_PROBLEM("XorProblem", "XOR",
            "How does a hidden layer solve it, and how often does training fail?", XorProblem::main),
    HAND_CALCULATION("HandCalculation", "On paper",
            "What exactly does a network calculate? Every number, on paper.", HandCalculation::main),
    CHAIN_RULE("ChainRule", "The chain rule",
            "If functions follow one another, how does the last number change with the first?", ChainRule::main),
    AUTOMATIC_DIFFERENTIATION("AutomaticDifferentiation", "Automatic differentiation",
            "How does a program find the derivatives of any formula? Sixty lines to write yourself.",
            AutomaticDifferentiation::main),
    BACKPROPAGATION("Backpropagation", "Back-propagation",
            "How do you get all gradients for little more than the price of one?", Backpropagation::main),
    BINARY_MNIST("BinaryMnist", "Handwritten digits",
            "Does it work on real handwriting? The lecture's program, in PyTorch and in Java.", BinaryMnist::main),
    INSIDE_ADAM("InsideAdam", "Inside Adam",
            "How does the optimizer choose a step length for each weight?", InsideAdam::main),
    TEN_DIGITS("TenDigits", "Ten digits",
            "How does a network tell ten classes apart, and how far can you trust its probabilities?", TenDigits::main),
    HIDDEN_NEURONS("HiddenNeurons", "Hidden neurons",
            "What do hidden neurons learn, and how many are enough?", HiddenNeurons::main),
    OVERFITTING("Overfitting", "Overfitting",
            "When does a network memorize its examples, and what helps?", Overfitting::main),
    VANISHING_GRADIENT("VanishingGradient", "The vanishing gradient",
            "Why do deep networks learn badly, and what helps?", VanishingGradient::main),
    OWN_LAYER("OwnLayer", "A layer of your own",
            "How do you write a layer that the library doesn't have, and check it?", OwnLayer::main),
    QUIZ("Quiz", "The quiz",
            "What do you know now?", Quiz::main);

    /** Of its class. */
    final String className;
    /** For people. */
    final String title;
    /** That it answers. */
    final String question;
    private final Consumer<String[]> program;

    Contents(String className, String title, String question, Consumer<String[]> program) {
        this.className = className;
        this.title = title;
        this.question = question;
        this.program = program;
    }

    /**
     * Runs a chapter.
     *
     * @param args the name of its class, or its number, and then its options
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equalsIgnoreCase("Playground")) {    // no chapter, but started in the same way
            Playground.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        Optional<Contents> chapter = args.length == 0 ? Optional.empty() : find(args[0]);
        if (chapter.isEmpty()) {
            list(args.length == 0 ? "" : args[0], System.err);
            System.exit(2);
        }
        chapter.get().program.accept(Arrays.copyOfRange(args, 1, args.length));
    }

    /** The chapter of that name, whatever the case of its letters, or of that number. */
    static Optional<Contents> find(String name) {
        return list().stream().filter(chapter -> chapter.className.equalsIgnoreCase(name)
                || String.valueOf(chapter.number()).equals(name)).findFirst();
    }

    static void list(String wrong, PrintStream out) {
        out.printf("%sThe chapters are:%n%n", wrong.isEmpty() ? "" : "There is no chapter '" + wrong + "'. ");
        list().forEach(chapter -> out.printf(Locale.ROOT, "  %2d  %-20s %s%n", chapter.number(), chapter.className,
                chapter.title));
        out.printf("%nRun one with its name or number: mvn -q compile exec:exec -Dchapter=XorProblem%n"
                + "To watch a network learn: mvn -q compile exec:exec -Dchapter=Playground%n");
    }

    static List<Contents> list() {
        return List.of(values());
    }

    /** Counted from 1. */
    @SuppressWarnings("EnumOrdinal")    // the chapters stand in their order
    int number() {
        return ordinal() + 1;
    }
}
