// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines w·x + b = 0 of neurons with two inputs, as far as they run through a rectangle. */
final class DecisionLines {

    private static final int MOST_NAMED = 16;
    private static final double SIDE = 9;
    private static final double NAME_SPACE = 22;

    /** Where along its line a name may stand: near an end rather than in the middle of everything. */
    private static final double[] NAME_PLACES = {0.05, 0.95, 0.12, 0.88, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6};

    private final Svg svg;
    private final Axis x;
    private final Axis y;
    private final Matrix w;
    /** Neuron to line: x, y, x, y on the paper. */
    private final Map<Integer, double[]> lines = new LinkedHashMap<>();

    DecisionLines(Svg svg, Axis x, Axis y, Matrix w, Matrix b) {
        this.svg = svg;
        this.x = x;
        this.y = y;
        this.w = w;
        for (int j = 0; j < w.cols(); j++) {
            double[] line = clip(w.get(0, j), w.get(1, j), b.get(0, j));
            if (line.length > 0) {
                lines.put(j, line);
            }
        }
    }

    /** How many run through. */
    int count() {
        return lines.size();
    }

    void draw() {
        SvgPath path = new SvgPath();
        SvgPath sides = new SvgPath();
        lines.forEach((j, line) -> {
            path.move(line[0], line[1]).to(line[2], line[3]);
            side(sides, line, w.get(0, j), w.get(1, j));
        });
        if (!lines.isEmpty()) {
            svg.add("path", "class", "cr-neuron", "d", path);
            svg.add("path", "class", "cr-side", "d", sides);
        }
    }

    /** Each one's number, at the first place on its line that is inside and free; without, if there is none. */
    void names() {
        List<double[]> taken = new ArrayList<>();
        if (w.cols() <= MOST_NAMED) {
            lines.forEach((j, line) -> place(line, taken).ifPresent(at -> {
                taken.add(at);
                svg.text(at[0], at[1] + 5, "cr-mid cr-halo", "h" + TypesetNumber.subscript(j));
            }));
        }
    }

    private Optional<double[]> place(double[] line, List<double[]> taken) {
        return Arrays.stream(NAME_PLACES)
                .mapToObj(share -> new double[] {line[0] + share * (line[2] - line[0]),
                        line[1] + share * (line[3] - line[1])})
                .filter(at -> at[0] > x.from() + NAME_SPACE / 2 && at[0] < x.to() - NAME_SPACE / 2
                        && at[1] > y.to() + NAME_SPACE / 2 && at[1] < y.from() - NAME_SPACE / 2)
                .filter(at -> taken.stream().noneMatch(other -> Math.abs(other[0] - at[0]) < NAME_SPACE
                        && Math.abs(other[1] - at[1]) < NAME_SPACE))
                .findFirst();
    }

    /** Where the line enters and leaves the rectangle, as x, y, x, y on the paper; nothing if it doesn't. */
    private double[] clip(double w0, double w1, double b) {
        double[][] corners = {{x.lo(), y.lo()}, {x.hi(), y.lo()}, {x.hi(), y.hi()}, {x.lo(), y.hi()}};
        double[] ends = new double[4];
        int found = 0;
        for (int k = 0; k < 4; k++) {
            double[] from = corners[k];
            double[] to = corners[(k + 1) % 4];
            double before = w0 * from[0] + w1 * from[1] + b;
            double after = w0 * to[0] + w1 * to[1] + b;
            if (before > 0 != after > 0) {
                double share = before / (before - after);
                ends[found++] = x.at(from[0] + share * (to[0] - from[0]));
                ends[found++] = y.at(from[1] + share * (to[1] - from[1]));
            }
        }
        return found == 4 ? ends : new double[0];
    }

    /** A short line from the middle of a line to the side on which w·x + b is positive. */
    private void side(SvgPath sides, double[] line, double w0, double w1) {
        double length = Math.max(1e-9, Math.hypot(line[2] - line[0], line[3] - line[1]));
        double acrossX = (line[1] - line[3]) / length * SIDE;
        double acrossY = (line[2] - line[0]) / length * SIDE;
        // How w·x changes on the way across: the axes have their own scales, and on paper y goes down.
        double change = w0 * acrossX * (x.hi() - x.lo()) / (x.to() - x.from())
                + w1 * acrossY * (y.hi() - y.lo()) / (y.to() - y.from());
        double sign = change < 0 ? -1 : 1;
        double middleX = (line[0] + line[2]) / 2;
        double middleY = (line[1] + line[3]) / 2;
        sides.move(middleX, middleY).to(middleX + sign * acrossX, middleY + sign * acrossY);
    }
}
