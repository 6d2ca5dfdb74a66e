// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where neurons with two inputs have a sum of 0, as far as these lines run through a rectangle. */
final class DecisionLines {

    private static final int MAX_NAMED = 16;
    private static final double SIDE = 9;
    private static final double NAME_SPACE = 22;
    /** Where along its line a name may be: near an end rather than in the middle of everything. */
    private static final double[] NAME_PLACES = {0.05, 0.95, 0.12, 0.88, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6};

    private final Axis x;
    private final Axis y;
    private final int all;
    private final List<Line> lines = new ArrayList<>();

    /** From (x1, y1) to (x2, y2) on the paper; (dx, dy) points to where the neuron is positive, one unit long. */
    private record Line(int neuron, double x1, double y1, double x2, double y2, double dx, double dy) {

        double[] at(double share) {
            return new double[] {x1 + share * (x2 - x1), y1 + share * (y2 - y1)};
        }
    }

    /** With the neurons' sums at the corners: of min and min, max and min, max and max, min and max. */
    DecisionLines(Axis x, Axis y, Matrix sums) {
        this.x = x;
        this.y = y;
        this.all = sums.cols();
        for (int j = 0; j < all; j++) {
            add(j, sums.get(0, j), sums.get(1, j), sums.get(2, j), sums.get(3, j));
        }
    }

    private void add(int neuron, double... sums) {
        double[] left = {x.from(), x.to(), x.to(), x.from()};
        double[] top = {y.from(), y.from(), y.to(), y.to()};
        List<Double> ends = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            int next = (k + 1) % 4;
            if (sums[k] > 0 != sums[next] > 0) {
                double share = sums[k] / (sums[k] - sums[next]);
                ends.add(left[k] + share * (left[next] - left[k]));
                ends.add(top[k] + share * (top[next] - top[k]));
            }
        }
        if (ends.size() == 4) {
            double dx = (sums[1] - sums[0]) / (x.to() - x.from());
            double dy = (sums[3] - sums[0]) / (y.to() - y.from());
            double length = Math.hypot(dx, dy);
            lines.add(new Line(neuron, ends.get(0), ends.get(1), ends.get(2), ends.get(3), dx / length, dy / length));
        }
    }

    int all() {
        return all;
    }

    /** How many run through. */
    int count() {
        return lines.size();
    }

    void draw(Svg svg) {
        SvgPath path = new SvgPath();
        SvgPath sides = new SvgPath();
        for (Line line : lines) {
            double[] middle = line.at(0.5);
            path.move(line.x1, line.y1).to(line.x2, line.y2);
            sides.move(middle[0], middle[1]).to(middle[0] + SIDE * line.dx, middle[1] + SIDE * line.dy);
        }
        if (!lines.isEmpty()) {
            svg.path("cr-neuron", path).path("cr-side", sides);
        }
    }

    /** Each one's number, at the first place on its line that is inside and free, if there is one. */
    void drawNames(Svg svg) {
        List<double[]> taken = new ArrayList<>();
        for (Line line : all <= MAX_NAMED ? lines : List.<Line>of()) {
            place(line, taken).ifPresent(at -> {
                taken.add(at);
                svg.text(at[0], at[1] + 5, "cr-mid cr-halo", "h" + TypesetNumber.subscript(line.neuron));
            });
        }
    }

    private Optional<double[]> place(Line line, List<double[]> taken) {
        double half = NAME_SPACE / 2;
        return Arrays.stream(NAME_PLACES).mapToObj(line::at)
                .filter(at -> at[0] > x.from() + half && at[0] < x.to() - half
                        && at[1] > y.to() + half && at[1] < y.from() - half)
                .filter(at -> taken.stream().noneMatch(other -> Math.abs(other[0] - at[0]) < NAME_SPACE
                        && Math.abs(other[1] - at[1]) < NAME_SPACE))
                .findFirst();
    }
}
