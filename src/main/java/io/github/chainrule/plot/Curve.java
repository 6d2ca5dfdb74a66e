// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A line, or a band between two lines, from left to right. A line is a band whose two lines are one.
 *
 * @param name  which one it is
 * @param color its series
 * @param x     from left to right
 * @param low   for each x the value, or where the band begins
 * @param high  for each x the value, or where the band ends; the same array as low for a line
 */
record Curve(String name, int color, double[] x, double[] low, double[] high) {

    /** Points that lie within one unit of each other: the indices of the first, the last, the lowest, the highest. */
    private record Column(int first, int last, int min, int max) {
    }

    /** 1, 2, 3 and so on. */
    static double[] counted(int size) {
        return IntStream.rangeClosed(1, size).mapToDouble(i -> i).toArray();
    }

    static double[] column(Matrix m, int j) {
        return IntStream.range(0, m.rows()).mapToDouble(i -> m.get(i, j)).toArray();
    }

    /** The smallest and the largest of some values. */
    static double[] ends(double... values) {
        return new double[] {Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow()};
    }

    boolean isLine() {
        return low == high;
    }

    int size() {
        return x.length;
    }

    /** The middle of its end. */
    double last(Axis yAxis) {
        return (yAxis.at(low[size() - 1]) + yAxis.at(high[size() - 1])) / 2;
    }

    /** Kind and name, for messages. */
    String what() {
        return (isLine() ? "line" : "band") + " \"" + name + "\"";
    }

    /** Refuses what can't be drawn on a chart. */
    void check(Chart chart) {
        String where = chart.me + ": " + what();
        if (low.length == 0) {
            throw new IllegalArgumentException(where + " has no values. Pass at least one.");
        }
        if (x.length != low.length) {
            throw new IllegalArgumentException(where + " has " + x.length + " x and " + low.length
                    + " y; expected the same number of each.");
        }
        chart.requireFinite("x of " + what(), x);
        chart.requireFinite(what(), low);
        for (int i = 1; i < size(); i++) {
            if (x[i] < x[i - 1]) {
                throw new IllegalArgumentException(where + ": x falls from " + x[i - 1] + " to " + x[i]
                        + " at index " + i + "; a line goes from left to right. Sort the points by x.");
            }
        }
    }

    /**
     * The line's path. One column of dots on a screen can't show more than where the line comes in, how low and how
     * high it goes there, and where it leaves. So of the points within one unit these four are drawn, in their order:
     * a million points give the path of two thousand, and it looks the same.
     */
    SvgPath line(Axis xAxis, Axis yAxis) {
        SvgPath path = new SvgPath();
        for (Column column : columns(xAxis)) {
            Arrays.stream(new int[] {column.first, column.min, column.max, column.last}).sorted().distinct()
                    .forEach(i -> path.to(xAxis.at(x[i]), yAxis.at(low[i])));
        }
        return path;
    }

    /** The band's path: along its upper edge and back along its lower one. */
    SvgPath band(Axis xAxis, Axis yAxis) {
        SvgPath path = new SvgPath();
        List<Column> columns = columns(xAxis);
        for (Column column : columns) {
            path.to(xAxis.at(x[column.first]), yAxis.at(high[column.max]));
        }
        for (int i = columns.size() - 1; i >= 0; i--) {
            path.to(xAxis.at(x[columns.get(i).first]), yAxis.at(low[columns.get(i).min]));
        }
        return path.close();
    }

    private List<Column> columns(Axis xAxis) {
        List<Column> columns = new ArrayList<>();
        for (int first = 0; first < size(); ) {
            double end = Math.floor(xAxis.at(x[first])) + 1;
            int min = first;
            int max = first;
            int next = first + 1;
            while (next < size() && xAxis.at(x[next]) < end) {
                min = low[next] < low[min] ? next : min;
                max = high[next] > high[max] ? next : max;
                next++;
            }
            columns.add(new Column(first, next - 1, min, max));
            first = next;
        }
        return columns;
    }
}
