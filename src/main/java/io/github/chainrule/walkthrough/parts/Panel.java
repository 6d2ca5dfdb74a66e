// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.plot.Sketch;
import io.github.chainrule.plot.Sketch.Ink;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A small coordinate system on a sketch; several fit side by side.
 *
 * @param place left, top, width and height on the sketch
 * @param x     the range from left to right
 * @param y     the range upwards
 */
public record Panel(Sketch sketch, double[] place, double[] x, double[] y) {

    private static final int PIECES = 120;
    /** Dots that are closer look like one. */
    private static final double DOT = 7;

    /** Draws the frame. */
    public Panel {
        sketch.line(Ink.FAINT, place[0], place[1], place[0], place[1] + place[3]);
        sketch.line(Ink.FAINT, place[0], place[1] + place[3], place[0] + place[2], place[1] + place[3]);
    }

    /** Text above it. */
    public Panel title(String text) {
        sketch.text(Ink.PLAIN, place[0] + place[2] / 2, place[1] - 8, text);
        return this;
    }

    /** A number on the axis from left to right. */
    public Panel tickX(double at, String text) {
        sketch.line(Ink.FAINT, x(at), bottom(), x(at), bottom() + 5);
        sketch.text(Ink.FAINT, x(at), bottom() + 20, text);
        return this;
    }

    /** A number on the axis that goes up. */
    public Panel tickY(double at, String text) {
        sketch.line(Ink.FAINT, place[0] - 5, y(at), place[0], y(at));
        sketch.text(Ink.FAINT, place[0] - 14, y(at) + 5, text);
        return this;
    }

    /** A function, as far as it stays inside. */
    public Panel graph(Ink ink, DoubleUnaryOperator f) {
        double[] xs = IntStream.rangeClosed(0, PIECES).mapToDouble(i -> x[0] + (x[1] - x[0]) * i / PIECES)
                .filter(v -> inside(v, f.applyAsDouble(v))).toArray();
        sketch.line(ink, Arrays.stream(xs).flatMap(v -> DoubleStream.of(x(v), y(f.applyAsDouble(v)))).toArray());
        return this;
    }

    /** A thin closed line where a function of an angle, from the middle, is drawn, as far as it stays inside. */
    public Panel around(Ink ink, double middleX, double middleY, DoubleUnaryOperator radius) {
        for (int i = 0; i < PIECES; i++) {
            double[] from = polar(middleX, middleY, 2 * Math.PI * i / PIECES, radius);
            double[] to = polar(middleX, middleY, 2 * Math.PI * (i + 1) / PIECES, radius);
            if (inside(from[0], from[1]) && inside(to[0], to[1])) {
                sketch.line(ink, x(from[0]), y(from[1]), x(to[0]), y(to[1]));
            }
        }
        return this;
    }

    private static double[] polar(double x, double y, double angle, DoubleUnaryOperator radius) {
        double r = radius.applyAsDouble(angle);
        return new double[] {x + r * StrictMath.cos(angle), y + r * StrictMath.sin(angle)};
    }

    /**
     * Places one after the other, joined by lines, as far as they stay inside; without dots that would cover others.
     */
    public Panel path(Ink ink, double[] xs, double[] ys) {
        int inside = (int) IntStream.range(0, xs.length).takeWhile(i -> inside(xs[i], ys[i])).count();
        for (int i = 1; i < inside; i++) {
            sketch.line(ink, x(xs[i - 1]), y(ys[i - 1]), x(xs[i]), y(ys[i]));
        }
        int drawn = -1;
        for (int i = 0; i < inside; i++) {
            if (drawn < 0 || i == inside - 1
                    || Math.hypot(x(xs[i]) - x(xs[drawn]), y(ys[i]) - y(ys[drawn])) >= DOT) {
                sketch.dot(ink, x(xs[i]), y(ys[i]));
                drawn = i;
            }
        }
        return this;
    }

    /** Text at a place. */
    public Panel text(Ink ink, double atX, double atY, String text) {
        sketch.text(ink, x(atX), y(atY), text);
        return this;
    }

    private boolean inside(double vx, double vy) {
        return vx >= x[0] && vx <= x[1] && vy >= y[0] && vy <= y[1];
    }

    private double bottom() {
        return place[1] + place[3];
    }

    private double x(double v) {
        return place[0] + place[2] * (v - x[0]) / (x[1] - x[0]);
    }

    private double y(double v) {
        return place[1] + place[3] * (1 - (v - y[0]) / (y[1] - y[0]));
    }
}
