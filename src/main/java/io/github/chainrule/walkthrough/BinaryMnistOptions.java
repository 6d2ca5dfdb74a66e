package io.github.chainrule.walkthrough;

import io.github.chainrule.mnist.Task;

import java.util.Locale;

/** The options of {@link BinaryMnist}, and what can be wrong with its task. */
final class BinaryMnistOptions {

    private BinaryMnistOptions() {
    }

    static Options all() {
        return new Options()
                .option("task", "TASK", "0v1", "what to tell apart: 0v1 or any pair, 7vRest, even")
                .option("hidden", "SIZES", "16", "neurons in each hidden layer, as in 32,16")
                .option("epochs", "N", "3", "how often to go through the training images")
                .option("batch", "N", "64", "images in one step")
                .option("learning-rate", "X", "0.001", "Adam's")
                .option("seed", "N", "42", "of initial weights and order; the same seed gives the same bits")
                .option("data", "FOLDER", "", "IDX files to read instead of the MNIST inside")
                .option("report", "FILE", "target/report.html", "where to write a page about the training")
                .flag("quiet", "print the test result alone; a report is written if one is asked for");
    }

    /** The task with a given name, in upper or lower case, if it has two classes. */
    static Task twoClasses(String name) throws Options.WrongOptionException {
        Task task;
        try {
            task = task(name);
        } catch (IllegalArgumentException e) {
            throw new Options.WrongOptionException("--task: " + e.getMessage());
        }
        if (task.groups().size() != 2) {
            throw new Options.WrongOptionException("--task " + name + " has more than two classes: this network"
                    + " has one output, which tells two apart");
        }
        return task;
    }

    /**
     * The task with a given name, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is no such task
     */
    static Task task(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches("[0-9]v[0-9]")) {
            return Task.pair(lower.charAt(0) - '0', lower.charAt(2) - '0');
        }
        if (lower.matches("[0-9]vrest")) {
            return Task.oneVsRest(lower.charAt(0) - '0');
        }
        return switch (lower) {
            case "even" -> Task.even();
            case "ten" -> Task.allClasses();
            default -> throw new IllegalArgumentException("unknown task \"" + name + "\". The tasks are:"
                    + " 0v1 (or any two digits; the second is class 1),"
                    + " 7vRest (or any digit; it is class 1, all others are class 0),"
                    + " even (even digits are class 1, odd ones class 0) and ten (each digit is a class).");
        };
    }
}
