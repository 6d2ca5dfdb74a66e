package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Answer;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model with two inputs says all over a rectangle: at the corners of a grid of cells. */
final class ResponseGrid {

    /** Cells in each direction. */
    static final int CELLS = 120;
    private static final int CORNERS = CELLS + 1;

    private final Axis x;
    private final Axis y;
    /** Corner (i, j), the j-th from the left in the i-th line from the top, is at i · CORNERS + j. */
    private final double[] p = new double[CORNERS * CORNERS];

    /** Asks the model. */
    ResponseGrid(Predictor predictor, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        for (int i = 0; i < CORNERS; i++) {
            Matrix inputs = Matrix.zeros(CORNERS, 2);
            for (int j = 0; j < CORNERS; j++) {
                inputs.set(j, 0, x.lo() + (x.hi() - x.lo()) * j / CELLS);
                inputs.set(j, 1, y.hi() - (y.hi() - y.lo()) * i / CELLS);
            }
            System.arraycopy(predictor.responses(inputs).values(), 0, p, i * CORNERS, CORNERS);
        }
    }

    /** Whether each response can be a probability; those of a model trained on squares may lie outside. */
    boolean areProbabilities() {
        return Arrays.stream(p).allMatch(value -> value >= 0 && value <= 1);
    }

    /** Cell by cell, from −1 (surely class 0) to 1 (surely class 1). */
    double[] cells() {
        double[] cells = new double[CELLS * CELLS];
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < CELLS; j++) {
                cells[i * CELLS + j] = Math.max(-1, Math.min(1, 2 * middle(i, j) - 1));
            }
        }
        return cells;
    }

    private double middle(int i, int j) {
        return (at(i, j) + at(i, j + 1) + at(i + 1, j) + at(i + 1, j + 1)) / 4;
    }

    private double at(int i, int j) {
        return p[i * CORNERS + j];
    }

    /**
     * The line p = 0.5, a piece for each cell that it goes through: it crosses the edges between corners of which one
     * is class 1 and the other isn't ("marching squares").
     */
    Outline boundary() {
        Outline path = new Outline();
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < CELLS; j++) {
                // Round the cell: top, right, bottom, left.
                List<Crossing> crossings = Stream.of(crossing(i, j, i, j + 1), crossing(i, j + 1, i + 1, j + 1),
                        crossing(i + 1, j, i + 1, j + 1), crossing(i, j, i + 1, j)).flatMap(Optional::stream).toList();
                if (crossings.size() == 4 && isOne(middle(i, j)) != isOne(at(i, j))) {
                    // Two opposite corners are class 1, and the middle is like the other two: cut off the first one.
                    piece(path, crossings.get(3), crossings.get(0));
                    piece(path, crossings.get(1), crossings.get(2));
                } else {
                    for (int k = 0; k < crossings.size(); k += 2) {
                        piece(path, crossings.get(k), crossings.get(k + 1));
                    }
                }
            }
        }
        return path;
    }

    /** A place on the grid, in cells from the top and from the left. */
    private record Crossing(double i, double j) {
    }

    private Optional<Crossing> crossing(int i, int j, int toI, int toJ) {
        double from = at(i, j);
        double to = at(toI, toJ);
        if (isOne(from) == isOne(to)) {
            return Optional.empty();
        }
        double share = (Answer.THRESHOLD - from) / (to - from);
        return Optional.of(new Crossing(i + share * (toI - i), j + share * (toJ - j)));
    }

    private void piece(Outline path, Crossing from, Crossing to) {
        path.move(left(from), top(from)).to(left(to), top(to));
    }

    private double left(Crossing c) {
        return x.from() + c.j / CELLS * (x.to() - x.from());
    }

    private double top(Crossing c) {
        return y.to() + c.i / CELLS * (y.from() - y.to());
    }

    private static boolean isOne(double p) {
        return p > Answer.THRESHOLD;
    }
}
