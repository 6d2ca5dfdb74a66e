package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.TrainingListener.Event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** What a diagnosis rests on besides the gradient flow, collected during a training. */
final class Observations {

    /** How many examples tell how inputs and targets are scaled. */
    private static final int SAMPLE = 64;
    private static final int MIXED = -1;

    private final List<Layer> layers;
    private final List<Double> losses = new ArrayList<>();
    private Goal goal;

    private int batchSize;
    private int batches;
    private int batchesOfOneClass;
    private long[] classCounts;

    private int sampled;
    private double[] inputSums;
    private double[] targetSums;
    private double[] targetSquares;

    private int looks;
    /** For each unit of each ReLU in which look it was last other than 0, from 1; empty for other layers. */
    private int[][] lastAlive;
    private int predictedClass = MIXED;
    private int looksWithIt;

    Observations(Sequential model) {
        this.layers = model.layers();
    }

    /** To be called in each step: cheap. */
    void step(Event event) {
        Matrix targets = event.data().targets();
        if (goal == null) {
            goal = Goal.of(event.forward(), targets, event.step().result().loss());
            batchSize = targets.rows();
            classCounts = new long[goal.classes()];
        }
        losses.add(event.step().result().loss());
        // A short last batch may well be of one class: it is left out.
        if (goal.classes() > 0 && targets.rows() == batchSize) {
            batches++;
            for (int i = 0; i < batchSize; i++) {
                classCounts[goal.right(targets, i)]++;
            }
            if (common(batchSize, i -> goal.right(targets, i)) != MIXED) {
                batchesOfOneClass++;
            }
        }
    }

    /** To be called where the gradient flow looks. */
    void look(Event event) {
        looks++;
        ForwardPass pass = event.forward();
        if (sampled < SAMPLE) {
            sample(pass.activation(0), event.data().targets());
        }
        lastAlive = lastAlive == null ? new int[layers.size()][] : lastAlive;
        for (int k = 0; k < lastAlive.length; k++) {
            if (layers.get(k) instanceof ReLU) {
                markAlive(k, pass.activation(k + 1));
            }
        }
        if (goal.classes() > 0) {
            comparePredictions(pass.output(), event.data().targets());
        }
    }

    private void sample(Matrix inputs, Matrix targets) {
        if (sampled == 0) {
            inputSums = new double[inputs.cols()];
            targetSums = new double[targets.cols()];
            targetSquares = new double[targets.cols()];
        }
        sampled += inputs.rows();
        for (int i = 0; i < inputs.rows(); i++) {
            for (int j = 0; j < inputs.cols(); j++) {
                inputSums[j] += Math.abs(inputs.get(i, j));
            }
            for (int j = 0; j < targets.cols(); j++) {
                targetSums[j] += targets.get(i, j);
                targetSquares[j] += targets.get(i, j) * targets.get(i, j);
            }
        }
    }

    private void markAlive(int k, Matrix y) {
        lastAlive[k] = lastAlive[k] == null ? new int[y.cols()] : lastAlive[k];
        boolean[] alive = FlowMeter.alive(y);
        for (int j = 0; j < alive.length; j++) {
            lastAlive[k][j] = alive[j] ? looks : lastAlive[k][j];
        }
    }

    private void comparePredictions(Matrix output, Matrix targets) {
        if (common(targets.rows(), i -> goal.right(targets, i)) != MIXED) {
            return;     // all alike is right here
        }
        int predicted = common(output.rows(), i -> goal.predicted(output, i));
        looksWithIt = predicted == MIXED ? 0 : predicted == predictedClass ? looksWithIt + 1 : 1;
        predictedClass = predicted;
    }

    /** The class of all rows, or {@link #MIXED}. */
    private static int common(int rows, IntUnaryOperator classOf) {
        int first = classOf.applyAsInt(0);
        for (int i = 1; i < rows; i++) {
            if (classOf.applyAsInt(i) != first) {
                return MIXED;
            }
        }
        return first;
    }

    Goal goal() {
        return goal;
    }

    int steps() {
        return losses.size();
    }

    /** The mean loss from one step to another, from 0, the second not included. */
    double meanLoss(int from, int to) {
        return losses.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The loss of a model that knows nothing; NaN if not known. */
    double ignorance() {
        if (!goal.squares() || sampled == 0) {
            return goal.ignorance();
        }
        double sum = 0;
        for (int j = 0; j < targetSums.length; j++) {
            double mean = targetSums[j] / sampled;
            sum += targetSquares[j] / sampled - mean * mean;
        }
        return sum / targetSums.length;
    }

    int batches() {
        return batches;
    }

    int batchesOfOneClass() {
        return batchesOfOneClass;
    }

    /** How many examples of each class were seen, in batches of full size. */
    long[] classCounts() {
        return classCounts;
    }

    /** How often chance would make a batch of one class, with so many examples of each. */
    double chanceOfOneClass() {
        double all = Arrays.stream(classCounts).sum();
        return Arrays.stream(classCounts).mapToDouble(count -> Math.pow(count / all, batchSize)).sum();
    }

    int sampled() {
        return sampled;
    }

    /** The mean |x| of each column of the inputs. */
    double[] meanInputs() {
        return Arrays.stream(inputSums == null ? new double[0] : inputSums).map(sum -> sum / sampled).toArray();
    }

    /** How many units of layer k were 0 for every example of the last so many looks; 0 if it is no ReLU. */
    int dead(int k, int lastLooks) {
        return lastAlive == null || lastAlive[k] == null ? 0
                : (int) Arrays.stream(lastAlive[k]).filter(look -> look <= looks - lastLooks).count();
    }

    /** How many units layer k has if it is a ReLU; otherwise 0. */
    int units(int k) {
        return lastAlive == null || lastAlive[k] == null ? 0 : lastAlive[k].length;
    }

    int predictedClass() {
        return predictedClass;
    }

    /** In how many of the last looks every prediction was {@link #predictedClass()}, though the targets weren't. */
    int looksWithOnePrediction() {
        return looksWithIt;
    }
}
