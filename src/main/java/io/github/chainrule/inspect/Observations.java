// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.training.TrainingListener.StepEvent;
import io.github.chainrule.training.TrainingListener.Plan;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** What a diagnosis rests on besides the gradient flow, collected during a training. */
final class Observations {

    private static final int MIXED = -1;

    private final Plan plan;
    private final List<Layer> layers;
    private final Loss loss;
    /** How many classes there are to tell apart; 0 if the target is a quantity. */
    private final int classes;
    private final Sample sample = new Sample();
    private final EpochOrder order = new EpochOrder();
    private final EvaluationLog judgements;

    private final LossCurve losses = new LossCurve();
    private boolean diverged;
    private boolean ended;

    private final BatchClasses batches;
    private final BatchSpread spread = new BatchSpread();

    private int looks;
    private int outputs;
    private boolean expectsLogits;
    private int squashed;
    private long zeroOutputs;
    private long allOutputs;
    /** For each unit of each ReLU in which look it was last other than 0, from 1; empty for other layers. */
    private final int[][] lastAlive;
    /** How many neurons of a layer were alike in the last look. */
    private final int[] equalNeurons;
    /** How large the weights of each linear layer were in the first look. */
    private final double[] firstSizes;
    /** Which two layers began with the same random numbers; empty if none did. */
    final String sameNumbers;
    private int predictedClass = MIXED;
    private int looksWithIt;

    Observations(Plan plan) {
        this.plan = plan;
        this.layers = plan.model().layers();
        this.loss = plan.loss();
        this.classes = plan.predictor().names().classes().size();
        this.judgements = new EvaluationLog(plan.training(), classes);
        this.batches = new BatchClasses(classes);
        this.lastAlive = new int[layers.size()][];
        this.equalNeurons = new int[layers.size()];
        this.firstSizes = new double[layers.size()];
        this.sameNumbers = SameNumbers.in(layers);
    }

    /** To be called in each step: cheap. */
    void step(StepEvent event) {
        losses.add(event.step().scores().loss());
        order.step(event.batch().inputs(), event.step().batch() == 1);
        batches.add(event.batch().targets());
        if (classes == 0) {
            spread.add(event.batch().targets());
        }
    }

    /** To be called where the gradient flow looks. */
    void look(StepEvent event) {
        looks++;
        ForwardPass pass = event.forward();
        sample.add(pass.activation(0), event.batch().targets());
        for (int k = 0; k < layers.size(); k++) {
            if (layers.get(k) instanceof ReLU) {
                markAlive(k, pass.activation(k + 1));
            }
            firstSizes[k] = looks == 1 ? size(k) : firstSizes[k];
            equalNeurons[k] = layers.get(k) instanceof Linear linear && hasParametersBehind(k) ? alike(linear) : 0;
        }
        output(pass.output());
        if (classes > 0) {
            comparePredictions(loss.predictions(pass.output()), event.batch().targets());
        }
    }

    private void markAlive(int k, Matrix y) {
        lastAlive[k] = lastAlive[k] == null ? new int[y.cols()] : lastAlive[k];
        boolean[] alive = GradientFlowMeter.alive(y);
        for (int j = 0; j < alive.length; j++) {
            lastAlive[k][j] = alive[j] ? looks : lastAlive[k][j];
        }
    }

    /** The last one's neurons are told apart by their targets. */
    private boolean hasParametersBehind(int k) {
        return layers.subList(k + 1, layers.size()).stream().anyMatch(layer -> !layer.parameters().isEmpty());
    }

    /** How many neurons are like the first, itself included, if that is at least half of them; otherwise 0. */
    private static int alike(Linear linear) {
        double[] w = linear.weight().value().values();
        double[] b = linear.bias().value().values();
        int alike = 1;
        for (int j = 1; j < b.length; j++) {
            int at = j;
            while (at < w.length && w[at] == w[at - j]) {
                at += b.length;
            }
            alike += at >= w.length && b[j] == b[0] ? 1 : 0;
        }
        return alike > 1 && 2 * alike >= b.length ? alike : 0;
    }

    @SuppressWarnings("ReferenceEquality")    // a loss without a scale of its own gives back what it got
    private void output(Matrix output) {
        Layer last = layers.get(layers.size() - 1);
        outputs = output.cols();
        expectsLogits = loss.predictions(output) != output;
        if (last instanceof ReLU) {
            for (double y : output.values()) {
                zeroOutputs += y == 0 ? 1 : 0;
            }
            allOutputs += output.values().length;
        }
        squashed += expectsLogits && !(last instanceof Linear || last instanceof ReLU) && areProbabilities(output) ? 1
                : 0;
    }

    private static boolean areProbabilities(Matrix output) {
        for (int i = 0; i < output.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < output.cols(); j++) {
                if (!(output.get(i, j) >= 0 && output.get(i, j) <= 1)) {
                    return false;
                }
                sum += output.get(i, j);
            }
            if (output.cols() > 1 && Math.abs(sum - 1) > 1e-9) {
                return false;
            }
        }
        return true;
    }

    private void comparePredictions(Matrix response, Matrix targets) {
        if (common(targets.rows(), i -> Prediction.classIndexOf(targets, i)) != MIXED) {
            return;     // all alike is right here
        }
        int predicted = common(response.rows(), i -> Prediction.classIndexOf(response, i));
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

    void evaluated(Evaluation evaluation) {
        judgements.add(evaluation, steps());
    }

    /** To be called when the training is broken off. */
    void diverge() {
        diverged = true;
    }

    /** To be called at its end. */
    void end() {
        ended = true;
    }

    boolean diverged() {
        return diverged;
    }

    /** Whether it ended before its last epoch, as it does if somebody has seen enough. */
    boolean stoppedEarly() {
        return ended && steps() < (long) plan.epochs() * plan.batchesPerEpoch();
    }

    Dataset data() {
        return plan.training();
    }

    List<Layer> layers() {
        return layers;
    }

    Loss loss() {
        return loss;
    }

    int classes() {
        return classes;
    }

    String className(int c) {
        return plan.predictor().names().classes().get(c);
    }

    Sample sample() {
        return sample;
    }

    EpochOrder order() {
        return order;
    }

    EvaluationLog judgements() {
        return judgements;
    }

    int steps() {
        return losses.steps();
    }

    LossCurve losses() {
        return losses;
    }

    /** The loss of a model that knows nothing and says the same of each example; NaN if not known. */
    double baselineLoss() {
        double equal = uniformGuessLoss();
        return Double.isNaN(equal) ? costOfTheMean() : equal;
    }

    /**
     * What finding all classes equally likely costs a model that is trained on probabilities: ln c for c classes. NaN
     * if the loss isn't about probabilities.
     */
    double uniformGuessLoss() {
        double cost = costOf(0, 1.0 / classes);
        cost = Double.isNaN(cost) ? costOf(1.0 / classes, 1.0 / classes) : cost;
        return Math.abs(cost - StrictMath.log(classes)) < 1e-9 ? cost : Double.NaN;
    }

    /** The loss of an output that is the same everywhere, if it means the given response. */
    private double costOf(double output, double response) {
        if (classes == 0 || sample.size() == 0) {
            return Double.NaN;
        }
        Matrix targets = sample.targets();
        Matrix outputs = targets.map(t -> output);
        boolean meant = Arrays.stream(loss.predictions(outputs).values()).allMatch(r -> Math.abs(r - response) < 1e-9);
        return meant ? loss.value(outputs, targets) : Double.NaN;
    }

    /** What saying the mean target of each example costs, where an output is the response itself. */
    @SuppressWarnings("ReferenceEquality")    // as above
    double costOfTheMean() {
        Matrix means = sample.size() == 0 ? Matrix.zeros(0, 0) : sample.meanTargets();
        return means.rows() > 0 && loss.predictions(means) == means ? loss.value(means, sample.targets()) : Double.NaN;
    }

    BatchClasses batches() {
        return batches;
    }

    BatchSpread spread() {
        return spread;
    }

    ExampleFingerprints rows() {
        return ExampleFingerprints.of(plan.training());
    }

    private double size(int k) {
        return layers.get(k) instanceof Linear linear ? Statistics.norm(linear.weight().value()) : 0;
    }

    /** What weight decay has left of the weights' size, in the linear layer in which most is left; NaN without it. */
    double remainingWeightRatio() {
        if (looks == 0 || !plan.optimizer().toString().contains("weight decay")) {
            return Double.NaN;
        }
        return IntStream.range(0, layers.size()).filter(k -> firstSizes[k] > 0)
                .mapToDouble(k -> size(k) / firstSizes[k]).max().orElse(Double.NaN);
    }

    int looks() {
        return looks;
    }

    int outputs() {
        return outputs;
    }

    boolean expectsLogits() {
        return expectsLogits;
    }

    /** Whether the outputs were probabilities in each look, although the loss expects logits. */
    boolean alwaysSquashed() {
        return looks > 0 && squashed == looks;
    }

    double shareOfZeroOutputs() {
        return (double) zeroOutputs / allOutputs;
    }

    /** How many neurons of layer k, at least half of them, were alike in the last look; otherwise 0. */
    int equalNeurons(int k) {
        return looks < 2 ? 0 : equalNeurons[k];
    }

    /** Which units of layer k were 0 for every example of the last so many looks; none if it is no ReLU. */
    int[] dead(int k, int lastLooks) {
        return IntStream.range(0, units(k)).filter(j -> lastAlive[k][j] <= looks - lastLooks).toArray();
    }

    /** How many units layer k has if it is a ReLU; otherwise 0. */
    int units(int k) {
        return lastAlive[k] == null ? 0 : lastAlive[k].length;
    }

    int predictedClass() {
        return predictedClass;
    }

    /** In how many of the last looks every prediction was {@link #predictedClass()}, though the targets weren't. */
    int looksWithOnePrediction() {
        return looksWithIt;
    }
}
