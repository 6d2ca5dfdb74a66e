// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.function.DoubleSupplier;

/** Moves one number at a time, and remembers where the analytic gradient was furthest off. */
final class NumericGradients {

    private static final double H = 1e-5;
    /** Slopes to the left and to the right of a smooth function differ by about h; at a kink by much more. */
    private static final double KINK = 1e-3;

    private final DoubleSupplier loss;
    /** How large the numbers are that make up the loss: they may cancel, but their rounding errors don't. */
    private double summands = 1;
    private String missing = "";
    private GradientCheck worst = new GradientCheck(0, "nothing", 0, 0, 0, 0, "");
    private int entries;
    private int kinks;

    NumericGradients(DoubleSupplier loss) {
        this.loss = loss;
    }

    /** Takes the products a·dL/da into account: to the first order, what each a contributes to the loss. */
    void contribution(Matrix a, Matrix da) {
        double sum = 0;
        for (int i = 0; i < a.values().length && da.values().length == a.values().length; i++) {
            sum += Math.abs(a.values()[i] * da.values()[i]);
        }
        summands = Double.isFinite(sum) ? Math.max(summands, sum) : summands;
    }

    /** Remembers the first thing that a layer lacks. */
    void missing(String what) {
        missing = missing.isEmpty() ? what : missing;
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
        double h = H * Math.max(1, Math.abs(theta.values()[i]));
        Slopes slopes = slopes(theta.values(), i, h);
        double error = relativeError(analytic, slopes.centered, slopes.noise);
        if (!(error <= GradientCheck.PASS_BELOW)) {
            if (slopes.isKink() && slopes.encloses(analytic)) {
                kinks++;
                error = 0;
            } else {
                // What a smaller h changes is the quotient's own error, not the gradient's.
                double half = slopes(theta.values(), i, h / 2).centered;
                error = relativeError(analytic, slopes.centered, slopes.noise + 2 * Math.abs(slopes.centered - half));
            }
        }
        if (entries++ == 0 || error > worst.relativeError()
                || Double.isNaN(error) && !Double.isNaN(worst.relativeError())) {
            worst = new GradientCheck(error, name + " at row " + i / theta.cols() + ", column " + i % theta.cols(),
                    analytic, slopes.centered, 0, 0, "");
        }
    }

    /** How L changes to the left of θ, to the right, and over both; and how far rounding may have moved each. */
    private record Slopes(double left, double right, double centered, double noise) {

        boolean isKink() {
            return Math.abs(left - right) > KINK * Math.max(Math.abs(left), Math.abs(right)) + 4 * noise;
        }

        boolean encloses(double analytic) {
            return analytic >= Math.min(left, right) - noise && analytic <= Math.max(left, right) + noise;
        }
    }

    private Slopes slopes(double[] values, int i, double h) {
        double before = values[i];
        try {
            double loss0 = loss.getAsDouble();
            values[i] = before + h;
            double up = values[i] - before;     // not exactly h: the sum was rounded
            double lossUp = loss.getAsDouble();
            values[i] = before - h;
            double down = before - values[i];
            double lossDown = loss.getAsDouble();
            double size = Math.max(summands, Math.max(Math.abs(lossUp), Math.abs(lossDown)));
            return new Slopes((loss0 - lossDown) / down, (lossUp - loss0) / up, (lossUp - lossDown) / (up + down),
                    4 * Math.ulp(1.0) * size / h);
        } finally {
            values[i] = before;
        }
    }

    private static double relativeError(double analytic, double numeric, double noise) {
        double distance = Math.abs(analytic - numeric);
        return distance <= noise ? 0 : (distance - noise) / Math.max(Math.abs(analytic), Math.abs(numeric));
    }

    GradientCheck result() {
        return new GradientCheck(worst.relativeError(), worst.worstEntry(), worst.analytic(), worst.numeric(), entries,
                kinks, missing);
    }
}
