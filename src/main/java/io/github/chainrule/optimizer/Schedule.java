// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

/**
 * How the learning rate η changes while training: large steps first, small ones at the end.
 *
 * <p>In a loop written by hand it is one line before the step. {@code stepCount()} is the optimizer's own count, so a
 * resumed run continues where it stopped:
 *
 * {@snippet :
 * Schedule schedule = Schedule.cosineDecay(0.1, 0.001, 300).withWarmup(10);
 * Optimizer optimizer = new Adam(model.parameters(), 0.1);
 * for (int step = 0; step < 300; step++) {
 *     ForwardPass forward = model.forward(inputs);
 *     forward.backward(loss.gradient(forward.output(), targets));
 *     optimizer.setLearningRate(schedule.at(optimizer.stepCount()));
 *     optimizer.step();
 * }
 * }
 *
 * <p>A schedule of your own is a function: {@code step -> 0.1 / (1 + step)}.
 */
@FunctionalInterface
public interface Schedule {

    /**
     * The learning rate of one step.
     *
     * @param step how many steps have been made before, from 0
     * @return η, above 0
     */
    double at(int step);

    /**
     * The rate falls in steps: {@code η = initialRate · factor^⌊step/every⌋}.
     *
     * @param initialRate η of the first {@code every} steps, above 0
     * @param every       after how many steps it changes, at least 1
     * @param factor      what it is multiplied by, above 0, such as 0.1
     * @return the schedule
     * @throws IllegalArgumentException if an argument is out of range
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html">StepLR</a>
     */
    static Schedule stepDecay(double initialRate, int every, double factor) {
        require("initialRate", initialRate);
        require("every", every);
        require("factor", factor);
        return new NamedSchedule("stepDecay(" + initialRate + ", " + every + ", " + factor + ")",
                step -> initialRate * StrictMath.pow(factor, Math.floorDiv(step, every)));
    }

    /**
     * The rate falls along half a cosine, slowly at both ends:
     * {@code η = finalRate + (initialRate − finalRate) · (1 + cos(π · step/duration)) / 2}. After that it stays at
     * {@code finalRate}.
     *
     * @param initialRate η of the first step, above 0
     * @param finalRate   η at the end, above 0, such as {@code initialRate / 100}
     * @param duration    how many steps it takes, at least 1: epochs times batches
     * @return the schedule
     * @throws IllegalArgumentException if an argument is out of range
     * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, "SGDR" (2017)</a>
     */
    static Schedule cosineDecay(double initialRate, double finalRate, int duration) {
        require("initialRate", initialRate);
        require("finalRate", finalRate);
        require("duration", duration);
        return new NamedSchedule("cosineDecay(" + initialRate + ", " + finalRate + ", " + duration + ")",
                step -> step >= duration ? finalRate : finalRate
                        + (initialRate - finalRate) * (1 + StrictMath.cos(Math.PI * step / duration)) / 2);
    }

    /**
     * This schedule with a slow beginning: in the first steps the rate is multiplied by 1/duration, 2/duration, … 1.
     *
     * @param duration how many steps it takes, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if it is below 1
     */
    default Schedule withWarmup(int duration) {
        require("duration", duration);
        return new NamedSchedule(this + ".withWarmup(" + duration + ")",
                step -> step < duration ? at(step) * (step + 1) / duration : at(step));
    }

    private static void require(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Schedule: " + what + " is " + value + "; expected a number above 0.");
        }
    }
}

/** A schedule whose text says what it does. */
record NamedSchedule(String text, Schedule rule) implements Schedule {

    @Override
    public double at(int step) {
        return rule.at(step);
    }

    @Override
    public String toString() {
        return text;
    }
}
