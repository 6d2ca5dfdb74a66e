// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Predicted against actual numbers: a point for each example, and the diagonal on which both are equal. */
final class PredictionPicture extends Chart {

    private static final int MAX_TARGETS = 6;
    private static final double SIDE = 400;
    private static final double SMALL_SIDE = 280;
    private static final double ROOM = 0.05;
    private static final double RADIUS = 3.5;

    private final Evaluation evaluation;
    private final int targets;

    PredictionPicture(String title, Evaluation evaluation) {
        super("Picture.predictions", title);
        this.evaluation = Objects.requireNonNull(evaluation, "Picture.predictions: evaluation is null.");
        this.targets = Math.min(MAX_TARGETS, evaluation.targets().cols());
        if (evaluation.predictor().names().hasClasses()) {
            throw new IllegalArgumentException(me + ": the target is one of the classes "
                    + evaluation.predictor().names().classes() + ", not a number. Use Picture.confusionMatrix.");
        }
    }

    @Override
    double draw(Svg svg) {
        double bottom = svg.top();
        for (int j = 0; j < targets; j++) {
            bottom = draw(svg, j, bottom);
        }
        return bottom;
    }

    private double draw(Svg svg, int j, double from) {
        double[] actual = Curve.column(evaluation.targets(), j);
        double[] predicted = Curve.column(evaluation.predictions(), j);
        double[] both = DoubleStream.concat(Arrays.stream(actual), Arrays.stream(predicted)).toArray();
        List<String> names = evaluation.predictor().names().targets();
        String name = names.size() > 1 || targets == 1 ? names.get(j) : names.get(0) + ", column " + j;
        double side = svg.isTitled() ? SIDE : SMALL_SIDE;
        double top = Axis.top(from, "predicted");
        Axis y = Axis.vertical(AxisRange.around("predicted", both, ROOM), top + side, top);
        double left = Svg.MARGIN + y.labelWidth() + Axis.GAP;
        Axis x = Axis.horizontal(AxisRange.around(name, both, ROOM), left, left + side);
        y.gridAcross(svg, x.from(), x.to());
        y.drawLeft(svg, x.from(), from);
        svg.line("cr-line cr-thin cr-strong", x.from(), y.from(), x.to(), y.to());
        svg.path("cr-mark " + Style.fill(Style.INK), new SvgPath().marks(0, x.at(actual), y.at(predicted), RADIUS));
        svg.line("cr-line cr-thin cr-strong", x.to() + 14, top + 12, x.to() + 34, top + 12);
        svg.text(x.to() + 40, top + 17, "", TextLayout.shorten("no error", svg.width() - x.to() - 44));
        return x.drawBelow(svg, y.from());
    }

    @Override
    String description() {
        double[] actual = evaluation.targets().values();
        double[] predicted = evaluation.predictions().values();
        double[] ends = Curve.ends(actual);
        long high = IntStream.range(0, actual.length).filter(i -> predicted[i] > actual[i]).count();
        long low = IntStream.range(0, actual.length).filter(i -> predicted[i] < actual[i]).count();
        return TypesetNumber.of(evaluation.targets().rows(), "example") + ": predicted against actual values, and the"
                + " diagonal on which both are equal. Actual values are from " + TypesetNumber.of(ends[0]) + " to "
                + TypesetNumber.of(ends[1]) + "; " + TypesetNumber.of(high) + " are predicted too high, "
                + TypesetNumber.of(low) + " too low.";
    }
}
