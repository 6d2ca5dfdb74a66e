// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How two rates change as the threshold falls: a line for class 1 of two, or for each class or label. */
record ThresholdCurves(Evaluation evaluation, boolean isRoc) {

    LineChart draw(String title) {
        LineChart chart = new LineChart(title);
        chart.axes(isRoc ? "false positive rate" : "recall", isRoc ? "true positive rate" : "precision");
        Names names = evaluation.predictor().names();
        int cols = evaluation.targets().cols();
        List<String> lines = names.hasClasses() ? names.classes().subList(cols == 1 ? 1 : 0, names.classes().size())
                : names.targets();
        for (int c = 0; c < cols; c++) {
            List<double[]> points = points(c);
            chart.line(lines.get(c), points.stream().mapToDouble(p -> p[0]).toArray(),
                    points.stream().mapToDouble(p -> p[1]).toArray());
        }
        return chart;
    }

    private List<double[]> points(int c) {
        Matrix p = evaluation.predictions();
        Matrix t = evaluation.targets();
        int[] order = IntStream.range(0, t.rows()).boxed().sorted(Comparator.comparingDouble(i -> -p.get(i, c)))
                .mapToInt(i -> i).toArray();
        double positives = IntStream.range(0, t.rows()).mapToDouble(i -> t.get(i, c)).sum();
        if (positives == 0 || positives == t.rows() || IntStream.of(order).anyMatch(i -> t.get(i, c) % 1 != 0)) {
            throw new IllegalArgumentException("Picture: column " + c + " of the targets needs examples of both 0 and"
                    + " 1, and no others.");
        }
        List<double[]> points = new ArrayList<>(isRoc ? List.of(new double[2]) : List.of());
        double found = 0;
        for (int k = 0; k < order.length; k++) {
            found += t.get(order[k], c);
            if (k == order.length - 1 || p.get(order[k], c) != p.get(order[k + 1], c)) {
                double recall = found / positives;
                points.add(isRoc ? new double[] {(k + 1 - found) / (order.length - positives), recall}
                        : new double[] {recall, found / (k + 1)});
            }
        }
        return points;
    }
}
