// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a model with two inputs says all over a rectangle: at the corners of a grid of cells. */
final class PredictionGrid {

    /** Cells in each direction. */
    static final int CELLS = 120;
    private static final int CORNERS = CELLS + 1;
    /** Of each class's colour, and how much of it the faintest one has. */
    private static final int SHADES = 20;
    private static final double FAINTEST = 0.15;

    private final Axis x;
    private final Axis y;
    /** Corner (i, j), the j-th from the left in the i-th line from the top, is in row i · CORNERS + j. */
    private final Matrix responses;

    /** Asks the model. */
    PredictionGrid(Predictor predictor, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        Matrix inputs = Matrix.zeros(CORNERS * CORNERS, 2);
        for (int k = 0; k < inputs.rows(); k++) {
            int i = k / CORNERS;
            inputs.set(k, 0, x.lo() + (x.hi() - x.lo()) * (k % CORNERS) / CELLS);
            inputs.set(k, 1, y.hi() - (y.hi() - y.lo()) * i / CELLS);
        }
        responses = predictor.predict(inputs);
    }

    /** Whether each response can be a probability; those of a model trained on squares may lie outside. */
    boolean areProbabilities() {
        return Arrays.stream(responses.values()).allMatch(value -> value >= 0 && value <= 1);
    }

    /**
     * The plane in colours: of two classes in one column from blue, surely class 0, to orange, surely class 1; of
     * several the colour of the likeliest one, the stronger the surer.
     *
     * @param opacity of a full colour
     */
    byte[] png(double opacity) {
        if (responses.cols() == 1) {
            double[] p = column(0);
            return DivergingColors.png(CELLS, cells(k -> 2 * middle(p, k) - 1), 1, opacity);
        }
        double[][] p = IntStream.range(0, responses.cols()).mapToObj(this::column).toArray(double[][]::new);
        double chance = 1.0 / p.length;
        byte[] pixels = new byte[CELLS * CELLS];
        for (int k = 0; k < pixels.length; k++) {
            int cell = k;
            double[] means = Arrays.stream(p).mapToDouble(values -> middle(values, cell)).toArray();
            int likeliest = Prediction.classIndexOf(Matrix.row(means), 0);
            double sure = Math.max(0, Math.min(1, (means[likeliest] - chance) / (1 - chance)));
            pixels[k] = (byte) (likeliest * SHADES + (int) Math.round((SHADES - 1) * sure));
        }
        int[] palette = IntStream.range(0, p.length * SHADES).map(i -> (int) Math.round(255 * opacity
                * (FAINTEST + (1 - FAINTEST) * (i % SHADES) / (SHADES - 1))) << 24 | Style.rgb(i / SHADES)).toArray();
        return Png.indexed(CELLS, pixels, palette);
    }

    private static double[] cells(IntToDoubleFunction value) {
        return IntStream.range(0, CELLS * CELLS).mapToDouble(value).toArray();
    }

    private double[] column(int c) {
        return IntStream.range(0, responses.rows()).mapToDouble(k -> responses.get(k, c)).toArray();
    }

    /** The mean of a cell's corners; cells are counted row after row. */
    private static double middle(double[] corners, int cell) {
        int k = cell / CELLS * CORNERS + cell % CELLS;
        return (corners[k] + corners[k + 1] + corners[k + CORNERS] + corners[k + CORNERS + 1]) / 4;
    }

    /** The lines between classes: where the response is 0.5, or where the two largest of several are equal. */
    SvgPath boundary() {
        SvgPath path = new SvgPath();
        for (int c = 0; c < responses.cols(); c++) {
            boundary(path, margins(c));
        }
        return path;
    }

    /** By how much each corner belongs to class c, or with one column to class 1. */
    private double[] margins(int c) {
        return IntStream.range(0, responses.rows()).mapToDouble(k -> responses.get(k, c) - IntStream
                .range(0, responses.cols()).filter(other -> other != c).mapToDouble(other -> responses.get(k, other))
                .max().orElse(Predictor.DEFAULT_THRESHOLD)).toArray();
    }

    /**
     * A piece for each cell that the line goes through: it crosses the edges between corners of which one is above 0
     * and the other isn't ("marching squares").
     */
    private void boundary(SvgPath path, double[] margins) {
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            int i = cell / CELLS;
            int j = cell % CELLS;
            // Round the cell: top, right, bottom, left.
            List<Crossing> crossings = Stream.of(crossing(margins, i, j, i, j + 1),
                    crossing(margins, i, j + 1, i + 1, j + 1), crossing(margins, i + 1, j, i + 1, j + 1),
                    crossing(margins, i, j, i + 1, j)).flatMap(Optional::stream).toList();
            if (crossings.size() == 4 && middle(margins, cell) > 0 != margins[i * CORNERS + j] > 0) {
                // Two opposite corners are above 0, and the middle is like the other two: cut off the first one.
                piece(path, crossings.get(3), crossings.get(0));
                piece(path, crossings.get(1), crossings.get(2));
            } else {
                for (int k = 0; k < crossings.size(); k += 2) {
                    piece(path, crossings.get(k), crossings.get(k + 1));
                }
            }
        }
    }

    /** A place on the grid, in cells from the top and from the left. */
    private record Crossing(double i, double j) {
    }

    private static Optional<Crossing> crossing(double[] margins, int i, int j, int toI, int toJ) {
        double from = margins[i * CORNERS + j];
        double to = margins[toI * CORNERS + toJ];
        if (from > 0 == to > 0) {
            return Optional.empty();
        }
        double share = from / (from - to);
        return Optional.of(new Crossing(i + share * (toI - i), j + share * (toJ - j)));
    }

    private void piece(SvgPath path, Crossing from, Crossing to) {
        path.move(left(from), top(from)).to(left(to), top(to));
    }

    private double left(Crossing c) {
        return x.from() + c.j / CELLS * (x.to() - x.from());
    }

    private double top(Crossing c) {
        return y.to() + c.i / CELLS * (y.from() - y.to());
    }
}
