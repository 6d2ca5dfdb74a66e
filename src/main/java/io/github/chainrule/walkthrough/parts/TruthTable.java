// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.plot.BoundaryPlot;
import java.util.Random;

/** A function of two inputs that are 0 or 1: four rows, which are all the examples that there are. */
public enum TruthTable {

    AND(0, 0, 0, 1),
    OR(0, 1, 1, 1),
    XOR(0, 1, 1, 0);

    /** How many rows a truth table of two inputs has. */
    public static final int ROWS = 4;

    private final double[] targets;

    TruthTable(double... targets) {
        this.targets = targets;
    }

    /** The inputs x0 and x1, one example in each row. */
    public static Matrix inputs() {
        return Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    }

    /** A target for each example. */
    public Matrix targets() {
        return Matrix.column(targets);
    }

    // @start region=training
    /** Trains with all four rows in each step. */
    public void train(Sequential model, Optimizer optimizer, int steps) {
        Loss loss = new BinaryCrossEntropy();
        for (int step = 0; step < steps; step++) {
            // What does the model predict?
            ForwardPass pass = model.forward(inputs());
            // How does the loss change with each weight?
            pass.backward(loss.gradient(pass.output(), targets()));
            // Change each weight a little.
            optimizer.step();
        }
    }
    // @end

    public double loss(Sequential model) {
        return new BinaryCrossEntropy().value(model.output(inputs()), targets());
    }

    // @start region=rows-right
    /** How many rows are right: p is above 1/2 exactly where the target is 1. */
    public int rowsRight(Sequential model) {
        Matrix p = model.output(inputs());
        int right = 0;
        for (int row = 0; row < ROWS; row++) {
            if (Prediction.classIndexOf(p, row) == targets[row]) {
                right++;
            }
        }
        return right;
    }
    // @end

    public boolean isSolvedBy(Sequential model) {
        return rowsRight(model) == ROWS;
    }

    /** What pictures call two inputs and the classes. */
    public static Names names(String... inputs) {
        return Names.NONE.withFeatures(inputs).withClasses("target 0", "target 1");
    }

    /** The plane of the inputs, with the four rows as points. */
    public BoundaryPlot plot(String title, Sequential model) {
        return new BoundaryPlot(title, Predictor.of(model, new BinaryCrossEntropy()),
                Dataset.of(inputs(), targets()).withNames(names("x0", "x1"))).range(-0.5, 1.5, -0.5, 1.5);
    }

    /**
     * Where the initial weights of one of many training runs come from. The first number of {@link Random} is skipped:
     * it hardly differs between neighboring seeds, so that all the networks would begin with nearly the same weight.
     */
    public static Random random(long seed) {
        Random random = new Random(seed);
        random.nextDouble();
        return random;
    }
}
