// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a model predicts of a quantity against what is true: a point for each example, and the diagonal on which both
 * are equal. A point above it was predicted too high.
 *
 * {@snippet :
 * new PredictionPlot("What flats cost", trainer.evaluate(test)).save(Path.of("prices.svg"));
 * }
 */
public final class PredictionPlot implements Picture {

    private static final double SIDE = 400;
    private static final double ROOM = 0.05;
    private static final double RADIUS = 3.5;
    /** Of points nearer than that to another one, one is drawn. */
    private static final double COVER = 2;

    private final String title;
    private final String me;
    private final Evaluation evaluation;
    private int column;

    /**
     * The picture of an evaluation's first target column.
     *
     * @param title      what the picture shows, in a few words
     * @param evaluation what was predicted, and what is true; only read
     * @throws IllegalArgumentException if the title is blank or the target is a class
     */
    public PredictionPlot(String title, Evaluation evaluation) {
        Objects.requireNonNull(evaluation, "PredictionPlot: evaluation is null.");
        this.title = ChartArguments.title("PredictionPlot", title);
        this.me = ChartArguments.named("PredictionPlot", this.title);
        this.evaluation = evaluation;
        if (evaluation.predictor().names().hasClasses()) {
            throw new IllegalArgumentException(me + ": the target is one of the classes "
                    + evaluation.predictor().names().classes() + ", not a quantity. Draw a ConfusionPlot.");
        }
    }

    /**
     * Which target is shown if there are several.
     *
     * @param column from 0, which it is unless told otherwise
     * @return this
     * @throws IllegalArgumentException if there is no such column
     */
    public PredictionPlot column(int column) {
        int columns = evaluation.targets().cols();
        if (column < 0 || column >= columns) {
            throw new IllegalArgumentException(me + ": there is no target column " + column
                    + "; they are counted from 0 to " + (columns - 1) + ".");
        }
        this.column = column;
        return this;
    }

    @Override
    public String svg() {
        double[] truth = IntStream.range(0, evaluation.targets().rows()).mapToDouble(i -> evaluation.targets()
                .get(i, column))
                .toArray();
        double[] predicted = IntStream.range(0, evaluation.targets().rows())
                .mapToDouble(i -> evaluation.predictions().get(i, column)).toArray();
        ChartArguments.finite(me, "target", truth);
        ChartArguments.finite(me, "prediction", predicted);
        double lo = DoubleStream.concat(Arrays.stream(truth), Arrays.stream(predicted)).min().orElseThrow();
        double hi = DoubleStream.concat(Arrays.stream(truth), Arrays.stream(predicted)).max().orElseThrow();
        double room = ROOM * (hi - lo);
        List<String> names = evaluation.predictor().names().targets();
        String target = names.size() == evaluation.targets().cols() ? names.get(column)
                : names.get(0) + ", column " + column;
        Svg svg = new Svg(title, Svg.WIDTH);
        double top = ChartFrame.top(svg, "predicted");
        Axis y = Axis.vertical(AxisRange.exactly("predicted", lo - room, hi + room, false), top + SIDE, top);
        double left = Svg.MARGIN + y.labelWidth() + ChartFrame.GAP;
        Axis x = Axis.horizontal(AxisRange.exactly(target, lo - room, hi + room, false), left, left + SIDE);
        ChartFrame.yName(svg, y.name());
        ChartFrame.vertical(svg, y, x.from(), x.to());
        svg.line("cr-line cr-thin cr-strong", x.from(), y.from(), x.to(), y.to());
        svg.add("path", "class", "cr-mark " + Style.fill(0), "d", points(truth, predicted, x, y));
        ChartFrame.horizontal(svg, x, y.from());
        svg.line("cr-line cr-thin cr-strong", x.to() + 14, top + 12, x.to() + 34, top + 12);
        svg.lines(x.to() + 40, top + 17, "", TextLayout.wrap("equal", svg.width() - x.to() - 44, Style.TEXT_SIZE, 1));
        return svg.finish(ChartFrame.height(y.from(), 1, x.name()), TypesetNumber.of(truth.length, "example") + ": what was"
                + " predicted against what is true, from " + TypesetNumber.of(lo) + " to " + TypesetNumber.of(hi)
                + ", and the diagonal on which both are equal. " + tooHigh(truth, predicted));
    }

    private static String tooHigh(double[] truth, double[] predicted) {
        long high = IntStream.range(0, truth.length).filter(i -> predicted[i] > truth[i]).count();
        return TypesetNumber.of(high) + (high == 1 ? " is" : " are") + " predicted too high, "
                + TypesetNumber.of(IntStream.range(0, truth.length).filter(i -> predicted[i] < truth[i]).count())
                + " too low.";
    }

    private static SvgPath points(double[] truth, double[] predicted, Axis x, Axis y) {
        SvgPath marks = new SvgPath();
        Set<Long> covered = new HashSet<>();
        for (int i = 0; i < truth.length; i++) {
            double left = x.at(truth[i]);
            double up = y.at(predicted[i]);
            if (covered.add(Math.round(left / COVER) << 32 | Math.round(up / COVER))) {
                marks.mark(0, left, up, RADIUS);
            }
        }
        return marks;
    }

    /** {@return kind and title, as in {@code PredictionPlot "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
