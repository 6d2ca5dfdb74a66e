// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.ConfusionMatrix;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A confusion matrix: a row for each actual class, a column for each predicted one. */
final class ConfusionPicture extends Chart {

    private static final int MAX_DESCRIBED = 12;
    private static final double WIDEST_NAME = 130;
    private static final double WIDEST_CELL = 130;
    /** The width without a title. */
    private static final double NARROW = 350;
    private static final double NARROWEST_CELL = 44;
    private static final double HIGHEST_CELL = 74;
    private static final double WITH_PERCENT = 76;
    private static final double GAP = 1.5;
    /** A full shade's, light enough for the numbers on it. */
    private static final double OPACITY = 0.55;

    private final ConfusionMatrix matrix;
    private final List<String> names;
    private final int n;

    ConfusionPicture(String title, ConfusionMatrix matrix) {
        super("Picture.confusionMatrix", title);
        this.matrix = Objects.requireNonNull(matrix, "Picture.confusionMatrix: matrix is null.");
        this.names = matrix.classes().stream().map(TextLayout::clean).toList();
        this.n = names.size();
    }

    @Override
    double draw(Svg svg) {
        double nameWidth = Math.max(TextLayout.width("actual"),
                Math.min(WIDEST_NAME, TextLayout.BOLD * TextLayout.width(names)));
        double left = Svg.MARGIN + nameWidth + Axis.GAP;
        double widestCount = IntStream.range(0, n * n).mapToDouble(k -> TextLayout.width(count(k))).max().orElse(0);
        double cell = Math.max(Math.max(NARROWEST_CELL, widestCount + 10),
                svg.isTitled() ? Math.min(WIDEST_CELL, (Svg.WIDTH - Svg.MARGIN - left) / n)
                        : Math.min(WITH_PERCENT, (NARROW - left) / n));
        double height = Math.min(HIGHEST_CELL, Math.max(NARROWEST_CELL, cell * 0.62));
        svg.fit(Math.max(left + n * cell, Svg.MARGIN + TextLayout.width(correct())) + Svg.MARGIN);
        svg.text(left + n * cell / 2, svg.top() + Style.LEADING, "cr-mid cr-muted", "predicted");
        double top = drawColumnNames(svg, left, svg.top() + Style.LEADING + 10, cell);
        svg.text(left - Axis.GAP, top - 8, "cr-end cr-muted", "actual");
        for (int k = 0; k < n * n; k++) {
            int row = k / n;
            double y = top + row * height;
            if (k % n == 0) {
                svg.middle(left - Axis.GAP, y + height / 2, "cr-end cr-bold",
                        TextLayout.wrap(names.get(k / n), nameWidth / TextLayout.BOLD, 2));
            }
            drawCell(svg, k, left + k % n * cell, y, cell, height);
        }
        double bottom = top + n * height;
        svg.text(Svg.MARGIN, bottom + Style.LEADING + 9, "", correct());
        return bottom + Style.LEADING + 12 + Svg.MARGIN;
    }

    /** Names above the columns; returns where they end. */
    private double drawColumnNames(Svg svg, double left, double top, double cell) {
        List<List<String>> lines = names.stream()
                .map(name -> TextLayout.wrap(name, (cell - 6) / TextLayout.BOLD, 2)).toList();
        double bottom = top + lines.stream().mapToInt(List::size).max().orElse(1) * Style.LEADING;
        for (int j = 0; j < n; j++) {
            svg.lines(left + (j + 0.5) * cell, bottom - (lines.get(j).size() - 1) * Style.LEADING, "cr-mid cr-bold",
                    lines.get(j));
        }
        return bottom + 8;
    }

    private void drawCell(Svg svg, int k, double x, double y, double width, double height) {
        int count = number(k);
        double share = (double) count / total(k / n);
        SvgPath box = new SvgPath().box(x + GAP, y + GAP, width - 2 * GAP, height - 2 * GAP);
        // Steep at the beginning, so that one mistake in a thousand can be seen.
        double opacity = count == 0 ? 0 : Math.min(OPACITY, 0.08 + Math.sqrt(share));
        String frame = k / n == k % n || count == 0 ? "cr-grid " : "cr-strong ";
        svg.add("path", "class", frame + Style.fill(Style.NOISE), "d", box,
                "fill-opacity", TypesetNumber.hundredths(opacity));
        svg.middle(x + width / 2, y + height / 2, count == 0 ? "cr-mid cr-muted" : "cr-mid",
                width < WITH_PERCENT || Double.isNaN(share) ? List.of(count(k))
                        : List.of(count(k), TypesetNumber.percent(share)));
    }

    /** The k-th count, row after row. */
    private int number(int k) {
        return matrix.count(matrix.classes().get(k / n), matrix.classes().get(k % n));
    }

    private String count(int k) {
        return TypesetNumber.of(number(k));
    }

    private long total(int actual) {
        return IntStream.range(0, n).mapToLong(j -> number(actual * n + j)).sum();
    }

    private String correct() {
        long correct = IntStream.range(0, n).mapToLong(i -> number(i * n + i)).sum();
        long all = IntStream.range(0, n).mapToLong(this::total).sum();
        return TypesetNumber.of(correct) + " of " + TypesetNumber.of(all) + " correct"
                + (all == 0 ? "" : " (" + TypesetNumber.percent((double) correct / all) + ")");
    }

    /** Names the most common mistakes. */
    @Override
    String description() {
        String mistakes = IntStream.range(0, n * n).boxed()
                .filter(k -> k / n != k % n && number(k) > 0)
                .sorted(Comparator.comparingInt(k -> -number(k))).limit(MAX_DESCRIBED)
                .map(k -> names.get(k / n) + " predicted as " + names.get(k % n) + ": " + count(k))
                .collect(Collectors.joining("; "));
        return "Confusion matrix of " + n + " classes: " + correct() + "."
                + (mistakes.isEmpty() ? "" : " Mistakes: " + mistakes + ".");
    }
}
