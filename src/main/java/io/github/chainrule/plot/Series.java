package io.github.chainrule.plot;

import io.github.chainrule.training.History;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Rows of numbers over the steps of a training, made ready to be drawn. */
final class Series {

    /** Over so many batches a mean is taken: fewer are restless, more are late. */
    static final int WINDOW = 25;

    private Series() {
    }

    static double[] from1(int length) {
        return IntStream.rangeClosed(1, length).asDoubleStream().toArray();
    }

    /** The number of the last step of each epoch, from 1. */
    static double[] ends(History history) {
        int steps = history.steps().size() / history.epochs().size();
        return IntStream.rangeClosed(1, history.epochs().size()).mapToDouble(epoch -> epoch * steps).toArray();
    }

    /** The mean of each value and those before it, {@value #WINDOW} in all or as many as there are. */
    static double[] runningMean(double[] values) {
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            means[i] = Arrays.stream(values, Math.max(0, i + 1 - WINDOW), i + 1).average().orElseThrow();
        }
        return means;
    }

    /** A zero has no logarithm; with one the axis stays as it is. */
    static LineChart logarithmicIfPossible(LineChart chart, double[]... curves) {
        return Arrays.stream(curves).flatMapToDouble(Arrays::stream).allMatch(v -> v > 0) ? chart.logY() : chart;
    }
}
