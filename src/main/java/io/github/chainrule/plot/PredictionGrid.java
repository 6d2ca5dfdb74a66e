// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a model with two inputs predicts all over a rectangle: at the corners of a grid of cells.
 *
 * @param predictions of corner (i, j), the j-th from the left in the i-th line from the top, in row i · CORNERS + j
 */
record PredictionGrid(Axis x, Axis y, Matrix predictions) {

    /** Cells in each direction. */
    static final int CELLS = 120;
    private static final int CORNERS = CELLS + 1;
    /** A PNG's palette has no more. */
    private static final int MAX_COLORS = 256;
    /** Shades of each class's color, and how much of it the faintest one has. */
    private static final int MAX_SHADES = 20;
    private static final double FAINTEST = 0.15;

    static PredictionGrid of(Predictor predictor, Axis x, Axis y) {
        Matrix inputs = Matrix.zeros(CORNERS * CORNERS, 2);
        for (int k = 0; k < inputs.rows(); k++) {
            inputs.set(k, 0, x.min() + (x.max() - x.min()) * (k % CORNERS) / CELLS);
            int row = k / CORNERS;
            inputs.set(k, 1, y.max() - (y.max() - y.min()) * row / CELLS);
        }
        return new PredictionGrid(x, y, predictor.predict(inputs));
    }

    /** Whether each prediction can be a probability; those of a model trained on squared errors may not. */
    boolean areProbabilities() {
        return Arrays.stream(predictions.values()).allMatch(value -> value >= 0 && value <= 1);
    }

    /**
     * The plane in colors: with two classes from blue, certainly class 0, to orange, certainly class 1; with several
     * the color of the likeliest one, stronger where it is more certain.
     *
     * @param opacity of a full color
     */
    byte[] png(double opacity) {
        int classes = predictions.cols();
        double[][] p = IntStream.range(0, classes).mapToObj(this::cells).toArray(double[][]::new);
        if (classes == 1) {
            return DivergingColors.png(CELLS, Arrays.stream(p[0]).map(v -> 2 * v - 1).toArray(), 1, opacity);
        }
        int shades = Math.min(MAX_SHADES, MAX_COLORS / classes);
        byte[] pixels = new byte[CELLS * CELLS];
        for (int k = 0; k < pixels.length; k++) {
            int cell = k;
            double[] means = Arrays.stream(p).mapToDouble(values -> values[cell]).toArray();
            int likeliest = Prediction.classIndexOf(Matrix.row(means), 0);
            double sure = Math.max(0, Math.min(1, (classes * means[likeliest] - 1) / (classes - 1)));
            pixels[k] = (byte) (likeliest * shades + (int) Math.round((shades - 1) * sure));
        }
        int[] palette = IntStream.range(0, classes * shades).map(i -> (int) Math.round(255 * opacity
                * (FAINTEST + (1 - FAINTEST) * (i % shades) / shades)) << 24 | Style.rgb(i / shades)).toArray();
        return Png.indexed(CELLS, pixels, palette);
    }

    /** The mean of each cell's corners, for one column, row after row. */
    private double[] cells(int column) {
        return IntStream.range(0, CELLS * CELLS).map(cell -> cell / CELLS * CORNERS + cell % CELLS)
                .mapToDouble(k -> (predictions.get(k, column) + predictions.get(k + 1, column)
                        + predictions.get(k + CORNERS, column) + predictions.get(k + CORNERS + 1, column)) / 4)
                .toArray();
    }

    /** The lines between classes: where the prediction is 0.5, or where the two largest of several are equal. */
    SvgPath boundary() {
        SvgPath path = new SvgPath();
        for (int c = 0; c < predictions.cols(); c++) {
            double[] margins = margins(c);
            for (int cell = 0; cell < CELLS * CELLS; cell++) {
                int k = cell / CELLS * CORNERS + cell % CELLS;
                addPiece(path, margins, k, k + 1, k + CORNERS);
                addPiece(path, margins, k + 1, k + CORNERS, k + CORNERS + 1);
            }
        }
        return path;
    }

    /** By how much each corner belongs to class c, or with one column to class 1. */
    private double[] margins(int c) {
        return IntStream.range(0, predictions.rows()).mapToDouble(k -> predictions.get(k, c)
                - IntStream.range(0, predictions.cols()).filter(other -> other != c)
                .mapToDouble(other -> predictions.get(k, other)).max().orElse(Predictor.DEFAULT_THRESHOLD)).toArray();
    }

    /** The line through a triangle: it crosses the two edges between corners of which one is above 0 and one isn't. */
    private void addPiece(SvgPath path, double[] margins, int... corners) {
        boolean begun = false;
        for (int e = 0; e < corners.length; e++) {
            int a = corners[e];
            int b = corners[(e + 1) % corners.length];
            if (margins[a] > 0 != margins[b] > 0) {
                double share = margins[a] / (margins[a] - margins[b]);
                double left = left(a) + share * (left(b) - left(a));
                double top = top(a) + share * (top(b) - top(a));
                path = begun ? path.to(left, top) : path.move(left, top);
                begun = true;
            }
        }
    }

    private double left(int corner) {
        return x.from() + (x.to() - x.from()) * (corner % CORNERS) / CELLS;
    }

    private double top(int corner) {
        int row = corner / CORNERS;
        return y.to() + (y.from() - y.to()) * row / CELLS;
    }
}
