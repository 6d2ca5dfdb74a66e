// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.training.TrainingListener;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How gradients flow through the layers while a model is trained: how large they are, how far the weights change, and
 * which units are dead or saturated.
 *
 * {@snippet :
 * GradientFlow flow = new GradientFlow();
 * new Trainer(model, loss, optimizer).listener(flow).fit(training);
 * System.out.println(flow);
 * double[] curve = flow.series(0, GradientFlow.LayerStatistics::meanGradient);     // a value for each measurement
 * }
 *
 * <p>Without a trainer, for a single pass:
 *
 * {@snippet :
 * ForwardPass forward = model.forward(inputs);
 * BackwardPass backward = forward.backward(loss.gradient(forward.output(), targets));
 * System.out.println(GradientFlow.of(forward, backward));
 * }
 *
 * <p>What to look for: from one layer to the next, |dL/da| should keep its size. As a rule of thumb, |update|/|weight|
 * is about 0.001; 0.1 is a jump, 0.000001 is standing still.
 *
 * <p>It looks at every {@value #INTERVAL}th step, beginning with the first; in a run of fewer than 2,500 steps
 * more often, so that it looks about 25 times. That costs so little that you can leave it on.
 */
public final class GradientFlow implements TrainingListener {

    /** How many steps apart the looks are. */
    private static final int INTERVAL = 100;
    /** How many looks a short run gets, if it has as many steps. */
    private static final int LOOKS = 25;
    /** How close to its end an output is saturated: there a sigmoid's derivative is below 0.01, a tanh's below 0.02. */
    private static final double MARGIN = 0.01;

    /**
     * What was seen in one layer. A figure that has no meaning is NaN: a gradient of W without a W, a fraction of dead
     * units without a ReLU.
     *
     * @param layer              its name, as in {@code Linear(784, 16)}
     * @param meanGradient       the mean |dL/da| over the layer's outputs, examples × columns
     * @param maxGradient        the largest |dL/da|
     * @param meanWeightGradient the mean |dL/dW|, where W is the layer's first parameter, a Linear's weight
     * @param maxWeightGradient  the largest |dL/dW|
     * @param updateRatio        |update|/|weight| = ‖W after − W before‖ / ‖W before‖, roots of sums of squares; NaN
     *                           before the update
     * @param deadFraction       for a ReLU, the fraction of units, its columns, that are 0 for every example of the
     *                           batch
     * @param saturatedFraction  for a Sigmoid or Tanh, the fraction of outputs within 0.01 of an end: 0 or 1 for a
     *                           sigmoid, −1 or 1 for a tanh
     */
    public record LayerStatistics(String layer, double meanGradient, double maxGradient, double meanWeightGradient,
                                  double maxWeightGradient, double updateRatio, double deadFraction,
                                  double saturatedFraction) {

        /** What there is to see after an update, or in a single pass, which has no W before it. */
        static LayerStatistics of(ForwardPass forward, BackwardPass backward, int k, double[] before) {
            Layer layer = forward.model().layers().get(k);
            LayerKind kind = LayerKind.of(layer);
            Matrix y = forward.activation(k + 1);
            Matrix da = backward.gradient(k + 1);
            Matrix dW = layer.parameters().isEmpty() ? Matrix.row(Double.NaN) : layer.parameters().get(0).gradient();
            return new LayerStatistics(layer.name(), Statistics.meanSize(da), Statistics.max(da),
                    Statistics.meanSize(dW), Statistics.max(dW), Statistics.relativeChange(before, weight(layer)),
                    kind.canDie() ? dead(y) : Double.NaN, kind.saturates() ? saturated(kind, y) : Double.NaN);
        }

        private static double dead(Matrix y) {
            boolean[] alive = alive(y);
            return (double) IntStream.range(0, alive.length).filter(j -> !alive[j]).count() / alive.length;
        }

        private static double saturated(LayerKind kind, Matrix y) {
            return Arrays.stream(y.values()).filter(v -> v < kind.min() + MARGIN || v > kind.max() - MARGIN).count()
                    / (double) y.values().length;
        }
    }

    /**
     * One look at all layers.
     *
     * @param step   in which step of the run, from 1 through all epochs; 0 without a run
     * @param layers the layers from the input to the output
     */
    public record Measurement(int step, List<LayerStatistics> layers) {

        static Measurement of(int step, ForwardPass forward, BackwardPass backward, List<double[]> before) {
            return new Measurement(step, IntStream.range(0, before.size())
                    .mapToObj(k -> LayerStatistics.of(forward, backward, k, before.get(k))).toList());
        }

        /** Which layers have a W. */
        int[] withWeights() {
            return IntStream.range(0, layers.size()).filter(k -> !Double.isNaN(layers.get(k).meanWeightGradient()))
                    .toArray();
        }
    }

    private final List<Measurement> measurements = new ArrayList<>();
    private int every = INTERVAL;
    private int steps;
    /** The number of the next step to look at, from 0. */
    private int next;
    /** Whether it isn't known how long the run will be: then the looks become rarer. */
    private boolean open;
    /** Each layer's W before the update that is about to be looked at; empty if none is. */
    private List<double[]> before = List.of();

    /** A gradient flow of one run at a time. */
    public GradientFlow() {
    }

    /**
     * Looks at a single pass.
     *
     * @param forward  the forward pass; only read
     * @param backward its backward pass, the last one of this model: its parameters' gradients are read
     * @return a gradient flow with one measurement, without updates
     */
    public static GradientFlow of(ForwardPass forward, BackwardPass backward) {
        Objects.requireNonNull(forward, "GradientFlow.of: forward is null.");
        Objects.requireNonNull(backward, "GradientFlow.of: backward is null.");
        GradientFlow flow = new GradientFlow();
        flow.measurements.add(Measurement.of(0, forward, backward,
                Collections.nCopies(forward.model().layers().size(), new double[0])));
        return flow;
    }

    @Override
    public void started(Plan plan) {
        measurements.clear();
        steps = 0;
        long planned = (long) plan.epochs() * plan.batchesPerEpoch();
        every = (int) Math.max(1, Math.min(INTERVAL, planned / LOOKS));
        next = 0;
        open = planned == 0;
    }

    @Override
    public void beforeUpdate(StepEvent event) {
        before = List.of();
        if (steps++ == next) {
            every = open ? Math.min(INTERVAL, 1 + next / LOOKS) : every;
            next += every;
            before = event.forward().model().layers().stream().map(layer -> weight(layer).clone()).toList();
        }
    }

    @Override
    public void afterUpdate(StepEvent event) {
        if (isLooking()) {
            measurements.add(Measurement.of(steps, event.forward(), event.backward(), before));
        }
    }

    /** Whether it looks at the step that is being made. */
    boolean isLooking() {
        return !before.isEmpty();
    }

    /** A layer's W; empty if it has none. */
    private static double[] weight(Layer layer) {
        return layer.parameters().isEmpty() ? new double[0] : layer.parameters().get(0).value().values();
    }

    /** For each column, whether it isn't 0 for some example. */
    static boolean[] alive(Matrix y) {
        boolean[] alive = new boolean[y.cols()];
        double[] v = y.values();
        for (int i = 0; i < v.length; i++) {
            alive[i % alive.length] |= v[i] != 0;
        }
        return alive;
    }

    /** {@return all that was seen, from the first look to the last} */
    public List<Measurement> measurements() {
        return List.copyOf(measurements);
    }

    /**
     * One figure of one layer as a curve over the {@link #measurements()}.
     *
     * @param layer  from 0
     * @param figure which one, as in {@code GradientFlow.LayerStatistics::updateRatio}
     * @return a value for each measurement; NaN where the figure has no meaning
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public double[] series(int layer, ToDoubleFunction<LayerStatistics> figure) {
        return measurements.stream().mapToDouble(look -> figure.applyAsDouble(look.layers().get(layer))).toArray();
    }

    /** {@return the first and the last measurement as tables} */
    @Override
    public String toString() {
        if (measurements.isEmpty()) {
            return "gradient flow: nothing has been seen yet\n";
        }
        Measurement first = measurements.get(0);
        Measurement last = measurements.get(measurements.size() - 1);
        StringBuilder text = new StringBuilder();
        table(text, first.step() == 0 ? "gradient flow of one pass" : "gradient flow in step 1", first);
        if (measurements.size() > 1) {
            table(text.append('\n'), String.format(Locale.ROOT, "gradient flow in step %,d, the last of %,d looked at"
                    + " (1 of %,d)", last.step(), measurements.size(), every), last);
        }
        return text.toString();
    }

    private static void table(StringBuilder text, String title, Measurement look) {
        int width = Math.max(5, look.layers().stream().mapToInt(layer -> layer.layer().length()).max().orElse(0));
        String format = "%4s  %-" + width + "s  %9s  %9s  %9s  %9s  %9s  %5s  %9s";
        line(text, "%s", title);
        line(text, format, "", "", "|dL/da|", "", "|dL/dW|", "", "|update|", "", "");
        line(text, format, "", "layer", "mean", "max", "mean", "max", "/|weight|", "dead", "saturated");
        for (int k = 0; k < look.layers().size(); k++) {
            LayerStatistics s = look.layers().get(k);
            line(text, format, k, s.layer(), size(s.meanGradient()), size(s.maxGradient()),
                    size(s.meanWeightGradient()), size(s.maxWeightGradient()), size(s.updateRatio()),
                    percent(s.deadFraction()), percent(s.saturatedFraction()));
        }
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
    }

    private static String size(double value) {
        return Double.isNaN(value) ? "" : value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    private static String percent(double fraction) {
        return Double.isNaN(fraction) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
    }
}
