// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.inspect.GradientFlow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A {@link GradientFlow} as charts and as a table. */
final class GradientFlowCharts {

    private static final int MOST_LINES = 12;

    private final GradientFlow flow;
    private final List<GradientFlow.LayerStatistics> last;

    GradientFlowCharts(GradientFlow flow) {
        this.flow = flow;
        List<GradientFlow.Measurement> all = flow.measurements();
        this.last = all.get(all.size() - 1).layers();
    }

    /** With very many layers: those that have weights, and of these a few, the first and the last among them. */
    private List<Integer> shown() {
        if (last.size() <= MOST_LINES) {
            return IntStream.range(0, last.size()).boxed().toList();
        }
        List<Integer> weighted = IntStream.range(0, last.size()).boxed()
                .filter(k -> !Double.isNaN(last.get(k).updateRatio())).toList();
        int count = Math.min(MOST_LINES, weighted.size());
        return IntStream.range(0, count).mapToObj(i -> weighted.get(i * (weighted.size() - 1) / Math.max(1, count - 1)))
                .toList();
    }

    /** Which layers are shown, if not all. */
    String choice() {
        return last.size() <= MOST_LINES ? "" : " Of " + last.size() + " layers, " + shown().size() + " are shown.";
    }

    Optional<LineChart> gradients() {
        return chart("Gradients", "mean |dL/da|", GradientFlow.LayerStatistics::meanGradient);
    }

    Optional<LineChart> updates() {
        return chart("Updates", "|update| / |weight|", GradientFlow.LayerStatistics::updateRatio);
    }

    /** A line for each layer that has the figure. Where it is 0 there is no point: the axis is logarithmic. */
    private Optional<LineChart> chart(String title, String axis, ToDoubleFunction<GradientFlow.LayerStatistics> figure) {
        LineChart chart = new LineChart(title).axes("step", axis).logScale();
        boolean empty = true;
        int[] steps = flow.measurements().stream().mapToInt(GradientFlow.Measurement::step).toArray();
        for (int k : shown()) {
            double[] values = flow.series(k, figure);
            int[] drawn = IntStream.range(0, values.length).filter(i -> values[i] > 0).toArray();
            if (drawn.length > 0) {
                empty = false;
                chart.line(k + " " + last.get(k).layer(), IntStream.of(drawn).mapToDouble(i -> steps[i]).toArray(),
                        IntStream.of(drawn).mapToDouble(i -> values[i]).toArray());
            }
        }
        return empty ? Optional.empty() : Optional.of(chart);
    }

    List<String> head() {
        return List.of("Layer", "Mean |dL/da|", "Mean |dL/dW|", "|update| / |weight|");
    }

    /** The last look. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (GradientFlow.LayerStatistics f : last) {
            rows.add(List.of(f.layer(), number(f.meanGradient()), number(f.meanWeightGradient()), number(f.updateRatio())));
        }
        return rows;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : TypesetNumber.brief(value);
    }
}
