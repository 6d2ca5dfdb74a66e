package io.github.chainrule.walkthrough;

import io.github.chainrule.mnist.Mnist;

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

    static void requireTwoClasses(String task) throws Options.WrongOptionException {
        try {
            if (Mnist.classNames(task).size() != 2) {
                throw new Options.WrongOptionException("--task " + task + " has more than two classes: this network"
                        + " has one output, which tells two apart");
            }
        } catch (IllegalArgumentException e) {
            throw new Options.WrongOptionException("--task: " + e.getMessage());
        }
    }
}
