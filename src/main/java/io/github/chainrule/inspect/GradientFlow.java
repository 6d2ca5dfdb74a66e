// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.training.TrainingListener;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How gradients flow through the layers while a model is trained: how large they are, how far the weights move, and
 * which units are dead or saturated.
 *
 * {@snippet :
 * GradientFlow flow = new GradientFlow();
 * new Trainer(model, loss, optimizer).listener(flow).fit(train);
 * System.out.println(flow);
 * double[] curve = flow.series(0, GradientFlow.LayerStatistics::meanGradient);     // one value for each of flow.steps()
 * }
 *
 * <p>Without a trainer, for a single pass:
 *
 * {@snippet :
 * ForwardPass pass = model.forward(inputs);
 * BackwardPass back = pass.backward(loss.gradient(pass.output(), targets));
 * System.out.println(GradientFlow.of(pass, back));
 * }
 *
 * <p>What to look for: from one layer to the next, |dL/da| should keep its size. |update|/|weight| is about 0.001
 * in training that goes well; 0.1 is a jump, 0.000001 is standing still.
 *
 * <p>It looks at every {@value #DEFAULT_INTERVAL}th step, beginning with the first; in a training of fewer than 2,500 steps more
 * often, so that it looks about 25 times. That costs so little that you can leave it on: with 784-16-1 and batches of
 * 64 a look takes about 34 µs (Zen 4, median of 30 rounds), and so less than 1 µs for each step on average.
 */
public final class GradientFlow implements TrainingListener {

    /** Every how many steps to look, unless set otherwise. */
    public static final int DEFAULT_INTERVAL = 100;
    /** How many looks a short training gets at least, if it has as many steps. */
    private static final int LOOKS = 25;

    /**
     * What was seen in one layer. A figure that has no meaning is NaN: a gradient of W without a W, a share of dead
     * units without a ReLU.
     *
     * @param layer                 its name, as in {@code Linear(784, 16)}
     * @param meanGradient          the mean |dL/da| over the layer's outputs, examples × columns
     * @param maxGradient       the largest |dL/da|
     * @param meanWeightGradient    the mean |dL/dW|, where W is the layer's first parameter, a Linear's weight
     * @param maxWeightGradient the largest |dL/dW|
     * @param updateRatio                |update|/|weight| = ‖W after − W before‖ / ‖W before‖, roots of sums of squares;
     *                              NaN before the update
     * @param deadFraction                  of a ReLU the share of units, its columns, that are 0 for every example of the batch
     * @param saturatedFraction             of a Sigmoid or Tanh the share of outputs that are within 0.01 of an end: 0 or 1
     *                              for a sigmoid, −1 or 1 for a tanh
     */
    public record LayerStatistics(String layer, double meanGradient, double maxGradient, double meanWeightGradient,
                          double maxWeightGradient, double updateRatio, double deadFraction, double saturatedFraction) {

        LayerStatistics withUpdate(double update) {
            return new LayerStatistics(layer, meanGradient, maxGradient, meanWeightGradient, maxWeightGradient, update,
                    deadFraction, saturatedFraction);
        }
    }

    /**
     * One look at all layers.
     *
     * @param step   in which step of the training, from 1 through all epochs; 0 without a training
     * @param layers the layers from the input to the output
     */
    public record Measurement(int step, List<LayerStatistics> layers) {
    }

    private final int given;
    private final List<Measurement> measurements = new ArrayList<>();
    private int every;
    private int steps;
    /** The number of the next step to look at, from 0. */
    private int next;
    /** Whether nobody knows how long the training will be: then ever more seldom. */
    private boolean open;
    @SuppressWarnings("NullAway.Init")    // there is one as soon as a training has begun
    private GradientFlowMeter meter;
    private List<LayerStatistics> seen = List.of();

    /** A gradient flow that looks at every {@value #DEFAULT_INTERVAL}th step, and at about 25 of a short training. */
    public GradientFlow() {
        this.given = 0;
        this.every = DEFAULT_INTERVAL;
    }

    /**
     * A gradient flow that looks as often as you like.
     *
     * @param every 1 to look at every step, 10 at every tenth, beginning with the first
     * @throws IllegalArgumentException if it is below 1
     */
    public GradientFlow(int every) {
        if (every < 1) {
            throw new IllegalArgumentException("GradientFlow: expected to look at every 1st step or less often, got "
                    + every + ". 1 is every step, 20 every twentieth.");
        }
        this.given = every;
        this.every = every;
    }

    /**
     * Looks at a single pass.
     *
     * @param pass the way forward; only read
     * @param back the way back of the same pass, the last one of this model: its parameters' gradients are read
     * @return a gradient flow with one look, which knows no updates
     */
    public static GradientFlow of(ForwardPass pass, BackwardPass back) {
        Objects.requireNonNull(pass, "GradientFlow.of: pass is null.");
        Objects.requireNonNull(back, "GradientFlow.of: back is null.");
        GradientFlow flow = new GradientFlow();
        flow.measurements.add(new Measurement(0, new GradientFlowMeter(pass.model()).measure(pass, back)));
        return flow;
    }

    @Override
    public void started(Plan plan) {
        measurements.clear();
        steps = 0;
        seen = List.of();
        meter = new GradientFlowMeter(plan.model());
        long planned = (long) plan.epochs() * plan.batchesPerEpoch();
        every = given > 0 ? given : (int) Math.max(1, Math.min(DEFAULT_INTERVAL, planned / LOOKS));
        next = 0;
        open = given == 0 && planned == 0;
    }

    @Override
    public void beforeUpdate(StepEvent event) {
        seen = List.of();
        if (steps++ == next) {
            every = open ? Math.min(DEFAULT_INTERVAL, 1 + next / LOOKS) : every;
            next += every;
            seen = meter.measure(event.forward(), event.backward());
            meter.rememberWeights();
        }
    }

    @Override
    public void afterUpdate(StepEvent event) {
        if (!seen.isEmpty()) {
            measurements.add(new Measurement(steps, meter.withUpdates(seen)));
        }
    }

    int count() {
        return measurements.size();
    }

    /** {@return everything that was seen, from the first look to the last} */
    public List<Measurement> measurements() {
        return List.copyOf(measurements);
    }

    /**
     * The last look.
     *
     * @return its layers, from the input to the output
     * @throws IllegalStateException if there was none yet
     */
    public Measurement last() {
        if (measurements.isEmpty()) {
            throw new IllegalStateException("GradientFlow: nothing was seen yet. Give it to a trainer with"
                    + " .listener(flow) before fit, or use GradientFlow.of(pass, back).");
        }
        return measurements.get(measurements.size() - 1);
    }

    /** {@return in which steps it looked, from 1 through all epochs} */
    public int[] steps() {
        return measurements.stream().mapToInt(Measurement::step).toArray();
    }

    /**
     * One figure of one layer as a curve over {@link #steps()}.
     *
     * @param layer  from 0
     * @param figure which one, as in {@code GradientFlow.LayerStatistics::update}
     * @return a value for each look; NaN where the figure has no meaning
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public double[] series(int layer, ToDoubleFunction<LayerStatistics> figure) {
        return measurements.stream().mapToDouble(look -> figure.applyAsDouble(look.layers().get(layer))).toArray();
    }

    /** {@return the first and the last look as tables} */
    @Override
    public String toString() {
        return FlowTable.of(measurements, every);
    }
}
