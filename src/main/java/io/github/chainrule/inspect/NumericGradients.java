package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.function.DoubleSupplier;

/** Moves one number at a time, and remembers where the analytic gradient was furthest off. */
final class NumericGradients {

    private static final double H = 1e-5;
    /** Slopes to the left and to the right of a smooth function differ by about h; at a kink by much more. */
    private static final double KINK = 1e-3;

    private final DoubleSupplier loss;
    private double worstError = -1;
    private String worst = "nothing";
    private double worstAnalytic;
    private double worstNumeric;
    private int entries;
    private int kinks;

    NumericGradients(DoubleSupplier loss) {
        this.loss = loss;
    }

    void compare(String name, Matrix theta, Matrix gradient) {
        if (gradient.rows() != theta.rows() || gradient.cols() != theta.cols()) {
            throw new IllegalArgumentException("GradientCheck: the gradient of " + name + " is " + gradient.shape()
                    + "; expected " + theta.shape() + ", the shape of what it is the gradient of.");
        }
        for (int i = 0; i < theta.values().length; i++) {
            compare(name, theta, i, gradient.values()[i]);
        }
    }

    private void compare(String name, Matrix theta, int i, double analytic) {
        double[] values = theta.values();
        double before = values[i];
        double h = H * Math.max(1, Math.abs(before));
        values[i] = before + h;
        double up = values[i] - before;     // not exactly h: the sum was rounded
        double lossUp = loss.getAsDouble();
        values[i] = before - h;
        double down = before - values[i];
        double lossDown = loss.getAsDouble();
        values[i] = before;
        double numeric = (lossUp - lossDown) / (up + down);
        double noise = 4 * Math.ulp(1.0) * Math.max(Math.abs(lossUp), Math.abs(lossDown)) / h;
        double error = relativeError(analytic, numeric, noise);
        if (!(error <= GradientCheck.GOOD)) {
            double loss0 = loss.getAsDouble();
            double left = (loss0 - lossDown) / down;
            double right = (lossUp - loss0) / up;
            if (isKink(left, right, noise) && analytic >= Math.min(left, right) - noise
                    && analytic <= Math.max(left, right) + noise) {
                kinks++;
                error = 0;
            }
        }
        entries++;
        if (error > worstError || Double.isNaN(error) && !Double.isNaN(worstError)) {
            worstError = error;
            worst = name + " at row " + i / theta.cols() + ", column " + i % theta.cols();
            worstAnalytic = analytic;
            worstNumeric = numeric;
        }
    }

    private static boolean isKink(double left, double right, double noise) {
        return Math.abs(left - right) > KINK * Math.max(Math.abs(left), Math.abs(right)) + 4 * noise;
    }

    private static double relativeError(double analytic, double numeric, double noise) {
        double distance = Math.abs(analytic - numeric);
        return distance <= noise ? 0 : (distance - noise) / Math.max(Math.abs(analytic), Math.abs(numeric));
    }

    GradientCheck result() {
        return new GradientCheck(Math.max(worstError, 0), worst, worstAnalytic, worstNumeric, entries, kinks);
    }
}
