// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A line, or a band between two lines, from left to right. A line is a band whose lines are one.
 *
 * @param name which one it is; a line and a band of one name have one colour
 * @param x    from left to right
 * @param low  for each x the value, or where the band begins
 * @param high for each x the value, or where the band ends; the same array as low for a line
 */
record Curve(String name, double[] x, double[] low, double[] high) {

    /** Points that stand within one unit of each other: the numbers of the first, the last, the least, the most. */
    private record Column(int first, int last, int least, int most) {
    }

    static Curve line(String name, double[] x, double[] y) {
        return new Curve(name, x, y, y);
    }

    /** At x = 1, 2, 3 and so on. */
    static double[] counted(int size) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = i + 1;
        }
        return x;
    }

    boolean isLine() {
        return low == high;
    }

    int size() {
        return x.length;
    }

    double last() {
        return low[low.length - 1];
    }

    /** Kind and name, for messages. */
    String what() {
        return (isLine() ? "line" : "band") + " \"" + name + "\"";
    }

    /** Refuses what can't be drawn; {@code me} is the chart, for the message. */
    Curve checked(String me) {
        if (low.length == 0) {
            throw new IllegalArgumentException(me + ": " + what() + " has no values. Pass at least one.");
        }
        if (low.length != high.length) {
            throw new IllegalArgumentException(me + ": " + what() + " has " + low.length + " low and " + high.length
                    + " high values; expected as many of one as of the other.");
        }
        if (x.length != low.length) {
            throw new IllegalArgumentException(me + ": " + what() + " has " + x.length + " x and " + low.length
                    + " y; expected as many of one as of the other.");
        }
        ChartArguments.finite(me, "x of " + what(), x);
        ChartArguments.finite(me, what(), low);
        ChartArguments.finite(me, what(), high);
        for (int i = 0; i < size(); i++) {
            if (low[i] > high[i]) {
                throw new IllegalArgumentException(me + ": " + what() + ": low is " + low[i] + " and high is " + high[i]
                        + " at index " + i + "; expected low to be the smaller one. Were they swapped?");
            }
            if (i > 0 && x[i] < x[i - 1]) {
                throw new IllegalArgumentException(me + ": " + what() + ": x falls from " + x[i - 1] + " to " + x[i]
                        + " at index " + i + "; a line goes from left to right. Sort the points by x.");
            }
        }
        return this;
    }

    /**
     * The line's path. One column of dots on a screen can't show more than where the line comes in, how low and how
     * high it goes there, and where it leaves. So of the points within one unit these four are drawn, in their order:
     * a million points give the path of two thousand, and it looks the same.
     */
    SvgPath line(Axis xAxis, Axis yAxis) {
        SvgPath path = new SvgPath();
        for (Column column : columns(xAxis)) {
            int before = -1;
            for (int i : new int[] {column.first, Math.min(column.least, column.most),
                    Math.max(column.least, column.most), column.last}) {
                if (i != before) {
                    path.to(xAxis.at(x[i]), yAxis.at(low[i]));
                }
                before = i;
            }
        }
        return path;
    }

    /** The band's path: along its upper edge and back along its lower one. */
    SvgPath band(Axis xAxis, Axis yAxis) {
        SvgPath path = new SvgPath();
        List<Column> columns = columns(xAxis);
        for (Column column : columns) {
            path.to(xAxis.at(x[column.first]), yAxis.at(high[column.most]));
        }
        for (int i = columns.size() - 1; i >= 0; i--) {
            path.to(xAxis.at(x[columns.get(i).first]), yAxis.at(low[columns.get(i).least]));
        }
        return path.close();
    }

    private List<Column> columns(Axis xAxis) {
        List<Column> columns = new ArrayList<>();
        for (int first = 0; first < size(); ) {
            double end = Math.floor(xAxis.at(x[first])) + 1;
            int least = first;
            int most = first;
            int next = first + 1;
            while (next < size() && xAxis.at(x[next]) < end) {
                least = low[next] < low[least] ? next : least;
                most = high[next] > high[most] ? next : most;
                next++;
            }
            columns.add(new Column(first, next - 1, least, most));
            first = next;
        }
        return columns;
    }
}
