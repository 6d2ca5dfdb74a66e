package io.github.chainrule.inspect;

import io.github.chainrule.evaluation.Answer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.training.TrainingListener.Event;
import io.github.chainrule.training.TrainingListener.Plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** What a diagnosis rests on besides the gradient flow, collected during a training. */
final class Observations {

    /** How many examples tell how inputs and targets are scaled. */
    private static final int SAMPLE = 64;
    private static final int MIXED = -1;

    private final List<Layer> layers;
    private final List<Double> losses = new ArrayList<>();
    private final Loss loss;
    /** How many classes there are to tell apart; 0 if the target is a quantity. */
    private final int classes;

    private boolean diverged;
    private int batchSize;
    private int batches;
    private int batchesOfOneClass;
    private final long[] classCounts;

    private int sampled;
    private double[] inputSums;
    private final List<Matrix> sampledTargets = new ArrayList<>();

    private int looks;
    /** For each unit of each ReLU in which look it was last other than 0, from 1; empty for other layers. */
    private int[][] lastAlive;
    private int predictedClass = MIXED;
    private int looksWithIt;

    Observations(Plan plan) {
        this.layers = plan.model().layers();
        this.loss = plan.loss();
        this.classes = plan.predictor().names().classes().size();
        this.classCounts = new long[classes];
    }

    /** To be called in each step: cheap. */
    void step(Event event) {
        Matrix targets = event.data().targets();
        if (losses.isEmpty()) {
            batchSize = targets.rows();
        }
        losses.add(event.step().result().loss());
        // A short last batch may well be of one class: it is left out.
        if (classes > 0 && targets.rows() == batchSize) {
            batches++;
            for (int i = 0; i < batchSize; i++) {
                classCounts[Answer.classOf(targets, i)]++;
            }
            if (common(batchSize, i -> Answer.classOf(targets, i)) != MIXED) {
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
        if (classes > 0) {
            comparePredictions(loss.response(pass.output()), event.data().targets());
        }
    }

    private void sample(Matrix inputs, Matrix targets) {
        if (sampled == 0) {
            inputSums = new double[inputs.cols()];
        }
        sampledTargets.add(targets.copy());
        sampled += inputs.rows();
        for (int i = 0; i < inputs.rows(); i++) {
            for (int j = 0; j < inputs.cols(); j++) {
                inputSums[j] += Math.abs(inputs.get(i, j));
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

    private void comparePredictions(Matrix response, Matrix targets) {
        if (common(targets.rows(), i -> Answer.classOf(targets, i)) != MIXED) {
            return;     // all alike is right here
        }
        int predicted = common(response.rows(), i -> Answer.classOf(response, i));
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

    int classes() {
        return classes;
    }

    /** To be called when the training is broken off. */
    void diverge() {
        diverged = true;
    }

    boolean diverged() {
        return diverged;
    }

    int steps() {
        return losses.size();
    }

    /** The mean loss from one step to another, from 0, the second not included. */
    double meanLoss(int from, int to) {
        return losses.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The loss of a model that knows nothing and says the same of each example; NaN if not known. */
    double ignorance() {
        double equal = costOfEqualClasses();
        return Double.isNaN(equal) ? costOfTheMean() : equal;
    }

    /**
     * What finding all classes equally likely costs a model that is trained on probabilities: ln c for c classes. NaN
     * if the loss isn't about probabilities.
     */
    double costOfEqualClasses() {
        double cost = costOf(0, 1.0 / classes);
        cost = Double.isNaN(cost) ? costOf(1.0 / classes, 1.0 / classes) : cost;
        return Math.abs(cost - StrictMath.log(classes)) < 1e-9 ? cost : Double.NaN;
    }

    /** The loss of an output that is the same everywhere, if it means the given response. */
    private double costOf(double output, double response) {
        if (classes == 0 || sampledTargets.isEmpty()) {
            return Double.NaN;
        }
        Matrix targets = sampledTargets.get(0);
        Matrix outputs = targets.map(t -> output);
        boolean meant = Arrays.stream(loss.response(outputs).values()).allMatch(r -> Math.abs(r - response) < 1e-9);
        return meant ? loss.value(outputs, targets) : Double.NaN;
    }

    /** What saying the mean target of each example costs, where an output is the response itself. */
    private double costOfTheMean() {
        if (sampledTargets.isEmpty()) {
            return Double.NaN;
        }
        int cols = sampledTargets.get(0).cols();
        Matrix targets = Matrix.zeros(sampled, cols);
        int done = 0;
        for (Matrix m : sampledTargets) {
            System.arraycopy(m.values(), 0, targets.values(), done, m.values().length);
            done += m.values().length;
        }
        double[] sums = targets.columnSums(Matrix.zeros(1, cols)).values();
        Matrix means = Matrix.zeros(sampled, cols);
        for (int i = 0; i < done; i++) {
            means.values()[i] = sums[i % cols] / sampled;
        }
        if (!targets.isFinite() || !loss.response(means).equals(means)) {
            return Double.NaN;
        }
        return loss.value(means, targets);
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

    /** Which units of layer k were 0 for every example of the last so many looks; none if it is no ReLU. */
    int[] dead(int k, int lastLooks) {
        return IntStream.range(0, units(k)).filter(j -> lastAlive[k][j] <= looks - lastLooks).toArray();
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
