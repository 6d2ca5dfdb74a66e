// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A curve of any length in a few hundred points: once they are full, two become one. Each keeps the smallest and the
 * largest value, since a mean would hide a loss that jumps up and down.
 */
final class LossCurve {

    static final int MAX_POINTS = 400;
    /** How many points at the end show where it is going. */
    private static final int LAST = 20;

    /** After which step, smallest and largest value. */
    record Point(int step, double low, double high) {

        Point with(Point next) {
            return new Point(next.step, Math.min(low, next.low), Math.max(high, next.high));
        }
    }

    private List<Point> points = new ArrayList<>();
    private int perPoint = 1;
    /** How many values the last point has; {@code perPoint} if it is full. */
    private int filled = 1;

    /** Adds a value, after a number of steps. */
    void add(int step, double value) {
        if (points.size() == MAX_POINTS && filled == perPoint) {
            points = IntStream.range(0, MAX_POINTS / 2).mapToObj(i -> points.get(2 * i).with(points.get(2 * i + 1)))
                    .collect(Collectors.toCollection(ArrayList::new));
            perPoint *= 2;
            filled = perPoint;
        }
        Point added = new Point(step, value, value);
        points.add(filled == perPoint ? added : points.remove(points.size() - 1).with(added));
        filled = filled % perPoint + 1;
    }

    /** Since which step all values lie within a part of the last one; never, before there is one. */
    double flatSince(double part) {
        int last = points.size() - 1;
        int other = IntStream.range(0, last).filter(i -> points.get(i).high > points.get(last).high * (1 + part)
                || points.get(i).low < points.get(last).high * (1 - part)).max().orElse(-1);
        return last < 0 ? Double.POSITIVE_INFINITY : points.get(other + 1).step;
    }

    /** The last points in one if they jump up again and again, as a loss does whose steps are too large. */
    Optional<Point> jumps() {
        int from = points.size() - LAST;
        return from > 0 && IntStream.range(from, points.size())
                .filter(i -> points.get(i).high > 1.05 * points.get(i - 1).low).count() > LAST / 3
                ? points.stream().skip(from).reduce(Point::with) : Optional.empty();
    }

    JsonText json() {
        return new JsonText().with("step", points.stream().mapToDouble(Point::step))
                .with("low", points.stream().mapToDouble(Point::low))
                .with("high", points.stream().mapToDouble(Point::high));
    }
}
