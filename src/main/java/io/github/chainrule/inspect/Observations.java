// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.training.TrainingListener.Plan;
import io.github.chainrule.training.TrainingListener.StepEvent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** What a diagnosis rests on besides the gradient flow, collected during a run. */
final class Observations {

    private static final int SEVERAL = -1;

    final Plan plan;
    final List<Layer> layers;
    final Loss loss;
    /** The names of the classes; empty if the target is numeric. */
    final List<String> classes;
    final Sample sample = new Sample();
    BatchLog batches;
    final EvaluationLog evaluations;

    private final List<Double> losses = new ArrayList<>();
    LossArguments lossArguments = LossArguments.EXPECTED;
    /** Which two layers began with the same random numbers; empty if none did. */
    final String sameNumbers;
    double maxRate;
    double lastRate;
    /** Before which step the learning rate was changed last, from 1. */
    int lastRateChange;
    boolean diverged;
    boolean ended;

    int looks;
    int outputs;
    boolean expectsLogits;
    private int probabilities;
    long zeroOutputs;
    long allOutputs;
    /** For each unit of each ReLU, the last look in which it wasn't 0, from 1; empty for other layers. */
    private final int[][] lastAlive;
    /** How many neurons of a layer were alike in the last look. */
    private final int[] identicalNeurons;
    /** How large the weights of each linear layer were in the first look. */
    private final double[] firstSizes;
    int predictedClass = SEVERAL;
    /** In how many of the last looks every prediction was that class, though the targets weren't. */
    int looksWithOnePrediction;

    Observations(Plan plan) {
        this.plan = plan;
        this.layers = plan.predictor().model().layers();
        this.loss = plan.predictor().loss();
        this.classes = plan.predictor().names().classes();
        this.evaluations = new EvaluationLog(plan.training(), classes.size());
        this.batches = new BatchLog(plan.training(), classes.size());
        this.lastAlive = new int[layers.size()][0];
        this.identicalNeurons = new int[layers.size()];
        this.firstSizes = new double[layers.size()];
        this.sameNumbers = ModelRules.sameNumbers(layers);
    }

    /** Called in each step, so it is cheap. */
    void step(StepEvent event) {
        lossArguments = losses.isEmpty() ? LossArguments.of(event, loss) : lossArguments;
        losses.add(event.step().scores().loss() / evaluations.meanTrainingWeight);
        double rate = plan.optimizer().learningRate();
        maxRate = Math.max(maxRate, rate);
        lastRateChange = rate == lastRate ? lastRateChange : steps();
        lastRate = rate;
        batches.add(event.batch(), event.step().batch() == 1);
    }

    /** Called when the gradient flow looks. */
    void look(StepEvent event) {
        looks++;
        ForwardPass forward = event.forward();
        sample.add(forward.activation(0), event.batch().targets());
        for (int k = 0; k < layers.size(); k++) {
            if (LayerKind.of(layers.get(k)).canDie()) {
                markAlive(k, forward.activation(k + 1));
            }
            if (layers.get(k) instanceof Linear linear) {
                firstSizes[k] = looks == 1 ? Statistics.norm(linear.weight().value().values()) : firstSizes[k];
                // The neurons of the last layer with parameters differ by their targets.
                identicalNeurons[k] = layers.subList(k + 1, layers.size()).stream()
                        .allMatch(layer -> layer.parameters().isEmpty()) ? 0 : identical(linear);
            }
        }
        output(forward.output());
        if (!classes.isEmpty()) {
            comparePredictions(loss.predictions(forward.output()), event.batch().targets());
        }
    }

    private void markAlive(int k, Matrix y) {
        boolean[] alive = GradientFlow.alive(y);
        lastAlive[k] = Arrays.copyOf(lastAlive[k], alive.length);
        for (int j = 0; j < alive.length; j++) {
            lastAlive[k][j] = alive[j] ? looks : lastAlive[k][j];
        }
    }

    /** How many neurons equal the first, itself included, if that is at least half of them; otherwise 0. */
    private static int identical(Linear linear) {
        double[] w = linear.weight().value().values();
        double[] b = linear.bias().value().values();
        int equal = (int) IntStream.range(0, b.length).filter(j -> b[j] == b[0] && IntStream
                .range(0, w.length / b.length).allMatch(i -> w[i * b.length + j] == w[i * b.length])).count();
        return equal > 1 && 2 * equal >= b.length ? equal : 0;
    }

    @SuppressWarnings("ReferenceEquality")    // a loss that takes outputs for predictions returns what it got
    private void output(Matrix output) {
        LayerKind last = LayerKind.of(layers.get(layers.size() - 1));
        outputs = output.cols();
        expectsLogits = loss.predictions(output) != output;
        if (last.canDie()) {
            zeroOutputs += Arrays.stream(output.values()).filter(y -> y == 0).count();
            allOutputs += output.values().length;
        }
        boolean mayBeLogits = layers.get(layers.size() - 1) instanceof Linear || last.canDie();
        probabilities += expectsLogits && !mayBeLogits && areProbabilities(output) ? 1 : 0;
    }

    private static boolean areProbabilities(Matrix output) {
        return Arrays.stream(output.values()).allMatch(p -> p >= 0 && p <= 1)
                && (output.cols() == 1 || IntStream.range(0, output.rows()).allMatch(i -> Math.abs(
                IntStream.range(0, output.cols()).mapToDouble(j -> output.get(i, j)).sum() - 1) < 1e-9));
    }

    private void comparePredictions(Matrix predictions, Matrix targets) {
        if (common(targets.rows(), i -> Prediction.classIndexOf(targets, i)) != SEVERAL) {
            return;     // the same class everywhere is correct here
        }
        int predicted = common(predictions.rows(), i -> Prediction.classIndexOf(predictions, i));
        looksWithOnePrediction = predicted == SEVERAL ? 0
                : predicted == predictedClass ? looksWithOnePrediction + 1 : 1;
        predictedClass = predicted;
    }

    /** The class of all rows, or {@link #SEVERAL}. */
    private static int common(int rows, IntUnaryOperator classOf) {
        int first = classOf.applyAsInt(0);
        return IntStream.range(1, rows).allMatch(i -> classOf.applyAsInt(i) == first) ? first : SEVERAL;
    }

    /** Whether it ended before its last epoch, as a listener may ask for. */
    boolean stoppedEarly() {
        return ended && steps() < (long) plan.epochs() * plan.batchesPerEpoch();
    }

    int steps() {
        return losses.size();
    }

    /** The mean loss from one step to another, from 0, the second not included. */
    double meanLoss(int from, int to) {
        return losses.subList(from, to).stream().mapToDouble(loss -> loss).average().orElse(Double.NaN);
    }

    double firstLoss() {
        return losses.get(0);
    }

    /** The mean loss of the last quarter. */
    double finalLoss() {
        return meanLoss(steps() - Math.max(1, steps() / 4), steps());
    }

    /** The mean loss up to a step, from 1, over a twentieth of all steps. */
    double lossAround(int step) {
        return meanLoss(Math.max(0, step - Math.max(1, steps() / 20)), Math.max(1, step));
    }

    boolean learns() {
        return lossAround(steps()) < 0.75 * firstLoss();
    }

    /** The loss of a model that knows nothing and predicts the same for each example; NaN if not known. */
    double baselineLoss() {
        double equal = uniformGuessLoss();
        return Double.isNaN(equal) ? meanGuessLoss() : equal;
    }

    /** ln c, the loss if all c classes are predicted as equally likely; NaN if the loss isn't about probabilities. */
    double uniformGuessLoss() {
        int c = classes.size();
        double cost = lossOf(0, 1.0 / c);
        cost = Double.isNaN(cost) ? lossOf(1.0 / c, 1.0 / c) : cost;
        return Math.abs(cost - StrictMath.log(c)) < 1e-9 ? cost : Double.NaN;
    }

    /** The loss of an output that is the same everywhere, if it means the given prediction. */
    private double lossOf(double output, double prediction) {
        if (classes.isEmpty() || sample.size() == 0) {
            return Double.NaN;
        }
        Matrix targets = sample.targets();
        Matrix same = targets.map(t -> output);
        boolean meant = Arrays.stream(loss.predictions(same).values()).allMatch(p -> Math.abs(p - prediction) < 1e-9);
        return meant ? loss.value(same, targets) : Double.NaN;
    }

    /** The loss if the mean target is predicted for each example, where outputs are predictions and one per target. */
    @SuppressWarnings("ReferenceEquality")    // as above
    double meanGuessLoss() {
        Matrix means = sample.meanTargets();
        return means.rows() > 0 && means.cols() == outputs && loss.predictions(means) == means
                ? loss.value(means, sample.targets()) : Double.NaN;
    }

    /** What weight decay has left of the weights' size, in the linear layer in which most is left; NaN without it. */
    double remainingWeightRatio() {
        if (looks == 0 || !plan.optimizer().options().contains("weight decay")) {
            return Double.NaN;
        }
        return IntStream.range(0, layers.size()).filter(k -> firstSizes[k] > 0)
                .mapToDouble(k -> Statistics.norm(((Linear) layers.get(k)).weight().value().values()) / firstSizes[k])
                .max().orElse(Double.NaN);
    }

    /** Whether the outputs were probabilities in each look, although the loss expects logits. */
    boolean outputsAreProbabilities() {
        return looks > 0 && probabilities == looks;
    }

    /** How many neurons of layer k, at least half of them, were alike in the last look; otherwise 0. */
    int identicalNeurons(int k) {
        return looks < 2 ? 0 : identicalNeurons[k];
    }

    /** Which units of layer k were 0 for every example of the last looks; none if it is no ReLU. */
    int[] dead(int k, int lastLooks) {
        return IntStream.range(0, units(k)).filter(j -> lastAlive[k][j] <= looks - lastLooks).toArray();
    }

    /** How many units layer k has if it is a ReLU; otherwise 0. */
    int units(int k) {
        return lastAlive[k].length;
    }
}
