// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.ConfusionMatrix;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which classes are predicted as which: a row for each class, a column for each prediction. Correct ones are on the
 * diagonal, in blue; mistakes are orange, the stronger the more of their row they are.
 *
 * {@snippet :
 * new ConfusionPlot("Test images", trainer.evaluate(test).confusionMatrix())
 *         .save(Path.of("confusion.svg"));
 * }
 */
public final class ConfusionPlot implements Picture {

    private static final int MOST_CLASSES = 40;
    private static final int MOST_DESCRIBED = 12;
    private static final double WIDEST_NAME = 130;
    private static final double WIDEST_CELL = 130;
    private static final double NARROWEST_CELL = 44;
    private static final double HIGHEST_CELL = 74;
    private static final double WITH_PERCENT = 76;
    /** Of a full shade: light enough for the numbers on it. */
    private static final double OPACITY = 0.55;

    private final String title;
    private final ConfusionMatrix matrix;
    private final List<String> names;

    /**
     * The picture of a confusion matrix.
     *
     * @param title  what the picture shows, in a few words
     * @param matrix the counts; only read
     * @throws IllegalArgumentException if the title is blank or there are more than 40 classes
     */
    public ConfusionPlot(String title, ConfusionMatrix matrix) {
        Objects.requireNonNull(matrix, "ConfusionPlot: matrix is null.");
        this.title = ChartArguments.title("ConfusionPlot", title);
        this.matrix = matrix;
        this.names = matrix.classes().stream().map(TextLayout::clean).toList();
        if (names.size() > MOST_CLASSES) {
            throw new IllegalArgumentException(ChartArguments.named("ConfusionPlot", this.title) + ": " + names.size()
                    + " classes can't be read; expected at most " + MOST_CLASSES + ". Put several into one.");
        }
    }

    @Override
    public String svg() {
        int n = names.size();
        double nameWidth = Math.max(width("actual"), Math.min(WIDEST_NAME,
                names.stream().mapToDouble(ConfusionPlot::width).max().orElse(0)));
        double left = Svg.MARGIN + nameWidth + ChartFrame.GAP;
        double cell = Math.max(Math.max(NARROWEST_CELL, widestCount() + 10),
                Math.min(WIDEST_CELL, (Svg.WIDTH - Svg.MARGIN - left) / n));
        double height = Math.min(HIGHEST_CELL, Math.max(NARROWEST_CELL, cell * 0.62));
        Svg svg = new Svg(title, Math.max(Svg.WIDTH, left + n * cell + Svg.MARGIN));
        svg.text(left + n * cell / 2, svg.top() + Style.LEADING, "cr-mid cr-muted", "predicted");
        double top = columnNames(svg, left, svg.top() + Style.LEADING + 10, cell);
        svg.text(left - ChartFrame.GAP, top - 8, "cr-end cr-muted", "actual");
        for (int i = 0; i < n; i++) {
            double y = top + i * height;
            List<String> lines = TextLayout.wrap(names.get(i), nameWidth / TextLayout.BOLD, Style.TEXT_SIZE, 2);
            svg.lines(left - ChartFrame.GAP, y + height / 2 + 5 - (lines.size() - 1) * Style.LEADING / 2, "cr-end cr-bold",
                    lines);
            for (int j = 0; j < n; j++) {
                cell(svg, i, j, left + j * cell, y, cell, height);
            }
        }
        double bottom = top + n * height;
        svg.text(Svg.MARGIN, bottom + Style.LEADING + 9, "", right());
        return svg.finish(bottom + Style.LEADING + 12 + Svg.MARGIN, description());
    }

    /** Names above the columns: in two lines where there is room, else upright; returns where they end. */
    private double columnNames(Svg svg, double left, double top, double cell) {
        boolean upright = cell < WITH_PERCENT && names.stream().anyMatch(name -> width(name) > cell - 4);
        List<List<String>> lines = names.stream().map(name -> upright
                ? List.of(TextLayout.shorten(name, WIDEST_NAME / TextLayout.BOLD, Style.TEXT_SIZE))
                : TextLayout.wrap(name, (cell - 6) / TextLayout.BOLD, Style.TEXT_SIZE, 2)).toList();
        double bottom = top + (upright ? lines.stream().mapToDouble(l -> width(l.get(0))).max().orElse(0)
                : lines.stream().mapToInt(List::size).max().orElse(1) * Style.LEADING) + 8;
        for (int j = 0; j < names.size(); j++) {
            double middle = left + (j + 0.5) * cell;
            if (upright) {
                svg.upright(middle + 5, bottom - 6, "cr-bold", lines.get(j).get(0));
            } else {
                svg.lines(middle, bottom - 8 - (lines.get(j).size() - 1) * Style.LEADING, "cr-mid cr-bold",
                        lines.get(j));
            }
        }
        return bottom;
    }

    private void cell(Svg svg, int actual, int predicted, double x, double y, double width, double height) {
        int count = count(actual, predicted);
        long row = total(actual);
        double gap = 1.5;
        svg.add("path", "class", "cr-grid", "d",
                new SvgPath().box(x + gap, y + gap, width - 2 * gap, height - 2 * gap));
        if (count > 0) {
            svg.add("rect", "class", actual == predicted ? "cr-neg" : "cr-pos", "x", x + gap, "y", y + gap,
                    "width", width - 2 * gap, "height", height - 2 * gap,
                    "fill-opacity", TypesetNumber.opacity(shade((double) count / row)));
        }
        boolean percent = width >= WITH_PERCENT && row > 0;
        svg.text(x + width / 2, y + height / 2 + (percent ? -3 : 5), count == 0 ? "cr-mid cr-muted" : "cr-mid",
                TypesetNumber.of(count));
        if (percent) {
            svg.text(x + width / 2, y + height / 2 + 16, count == 0 ? "cr-mid cr-muted" : "cr-mid",
                    TypesetNumber.percent(count, row));
        }
    }

    /** Steep at the beginning, so that one mistake in a thousand can be seen. */
    private static double shade(double share) {
        return Math.min(OPACITY, 0.08 + Math.sqrt(share));
    }

    private static double width(String text) {
        return TextLayout.boldWidth(text, Style.TEXT_SIZE);
    }

    private double widestCount() {
        return IntStream.range(0, names.size() * names.size())
                .mapToDouble(k -> TextLayout.width(TypesetNumber.of(count(k)), Style.TEXT_SIZE)).max().orElse(0);
    }

    private long total(int actual) {
        long total = 0;
        for (int j = 0; j < names.size(); j++) {
            total += count(actual, j);
        }
        return total;
    }

    private String right() {
        long right = 0;
        long all = 0;
        for (int i = 0; i < names.size(); i++) {
            right += count(i, i);
            all += total(i);
        }
        return TypesetNumber.of(right) + " of " + TypesetNumber.of(all) + " correct"
                + (all == 0 ? "" : " (" + TypesetNumber.percent(right, all) + ")");
    }

    /** With the commonest mistakes. */
    private String description() {
        int n = names.size();
        String mistakes = IntStream.range(0, n * n).boxed().filter(k -> k / n != k % n && count(k) > 0)
                .sorted(Comparator.comparingInt(k -> -count(k))).limit(MOST_DESCRIBED)
                .map(k -> names.get(k / n) + " predicted as " + names.get(k % n) + ": " + TypesetNumber.of(count(k)))
                .collect(Collectors.joining("; "));
        return "Confusion matrix of " + n + " classes: " + right() + "."
                + (mistakes.isEmpty() ? "" : " Mistakes: " + mistakes + ".");
    }

    /** The k-th count, row after row. */
    private int count(int k) {
        return count(k / names.size(), k % names.size());
    }

    private int count(int actual, int predicted) {
        return matrix.count(names.get(actual), names.get(predicted));
    }

    /** {@return kind and title, as in {@code ConfusionPlot "My title"}} */
    @Override
    public String toString() {
        return ChartArguments.named("ConfusionPlot", title);
    }
}
