// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What columns of the data show without any training: numbers that aren't numbers, targets that are something else. */
record ColumnRules(Observations seen, Dataset data, List<Finding> findings) implements Rules {

    private static final int MAX_ROWS = 1024;
    /** More columns are pixels. */
    private static final int MAX_COLUMNS = 100;
    private static final int MAX_NEIGHBORS = 256;

    void apply() {
        identical();
        signedBytes();
        classNames();
        if (data.size() >= MIN_EXAMPLES && data.inputSize() <= MAX_COLUMNS) {
            Matrix[] rows = Sample.evenly(data, MAX_ROWS);
            for (int j = 0; j < data.inputSize(); j++) {
                double[] sorted = Arrays.stream(Statistics.column(rows[0], j)).sorted().toArray();
                placeholder(j, sorted);
                counting(j, sorted);
            }
            classIndices(rows[1]);
        }
        if (data.size() >= 5 * MIN_EXAMPLES && !seen.learns()) {
            unrelated();
        }
    }

    private String name(int column) {
        return "column " + column + " of the inputs, " + data.names().featureName(column) + ",";
    }

    private void identical() {
        Matrix x = seen.sample.inputs();
        if (x.rows() > 3 && IntStream.range(0, x.values().length).allMatch(k -> x.values()[k] == x.get(0, k % x.cols()))
                && Statistics.max(x) > 0) {
            add(Kind.IDENTICAL_INPUTS, "the first %d examples looked at all have the same inputs, so nothing tells"
                    + " them apart. Was one array filled again for each row? Make a new double[] for each row.",
                    x.rows());
        }
    }

    /** From -128 to 127, or these divided by 255. */
    private void signedBytes() {
        Matrix x = seen.sample.inputs();
        if (Arrays.stream(x.values()).allMatch(v -> v >= 0)) {
            return;
        }
        for (int scale : new int[] {1, 255}) {
            double[] bytes = Arrays.stream(x.values()).map(v -> v * scale).distinct().sorted().toArray();
            if (bytes.length > 64 && bytes[0] >= -128 && bytes[0] < -100 && bytes[bytes.length - 1] <= 127
                    && Arrays.stream(bytes).allMatch(b -> Math.abs(b - Math.rint(b)) < 1e-9)) {
                add(Kind.SUSPICIOUS_COLUMN, "all inputs looked at are whole numbers from -128 to 127%s: bytes read as"
                        + " signed numbers, so bright pixels are negative. Read each as b & 0xff.",
                        scale == 1 ? "" : ", divided by 255");
                return;
            }
        }
    }

    /** One value, shared by several rows, far from all others. */
    private void placeholder(int j, double[] sorted) {
        for (boolean low : new boolean[] {true, false}) {
            double value = low ? sorted[0] : sorted[sorted.length - 1];
            double[] others = Arrays.stream(sorted).filter(v -> v != value).toArray();
            int count = sorted.length - others.length;
            if (Arrays.stream(others).distinct().count() >= 5 && count >= Math.max(3, sorted.length / 50)) {
                double range = others[others.length - 1] - others[0];
                double distance = low ? others[0] - value : value - others[others.length - 1];
                if (distance > 2 * range) {
                    double unscaled = data().scaler().map(s -> value * s.inputScale().get(j) + s.inputShift().get(j))
                            .orElse(value);
                    double measured = Math.abs(unscaled - Math.rint(unscaled)) < 1e-6 ? Math.rint(unscaled) : unscaled;
                    add(Kind.SUSPICIOUS_COLUMN, "%s is %s in %d of %d examples looked at, far from all others. If that"
                            + " stands for a missing value, say so: CsvFormat.comma().withMissingValues(\"%s\","
                            + " \"NA\"), and MissingValues.FILL.", name(j), text(measured), count, sorted.length,
                            measured == Math.rint(measured) ? String.valueOf((long) measured)
                            : String.valueOf(measured));
                    return;
                }
            }
        }
    }

    /** As the number of a row does: all different, and nearly all multiples of one step. */
    private void counting(int j, double[] sorted) {
        int n = sorted.length;
        if (n < data.size() || n < 2 * MIN_EXAMPLES || data.inputSize() < 2) {
            return;
        }
        double step = IntStream.range(1, n).mapToDouble(i -> sorted[i] - sorted[i - 1]).min().orElseThrow();
        boolean areMultiples = step > 0 && IntStream.range(1, n).mapToDouble(i -> (sorted[i] - sorted[0]) / step)
                .allMatch(steps -> Math.abs(steps - Math.rint(steps)) < 1e-6 * n);
        if (areMultiples && sorted[n - 1] - sorted[0] < 3 * n * step) {
            add(Kind.SUSPICIOUS_COLUMN, "%s counts up: it is a different number in each of the %d examples, one step"
                    + " apart. If it is the row's number, it says nothing about new rows, and in a sorted file it gives"
                    + " the target away. Remove it: table.without(name).", name(j), n);
        }
    }

    private void classNames() {
        List<String> names = seen.classes;
        List<String> alike = names.stream().filter(name -> names.stream().anyMatch(other -> !other.equals(name)
                && plain(other).equals(plain(name)))).toList();
        if (!alike.isEmpty()) {
            add(Kind.SUSPICIOUS_TARGETS, "the classes %s differ only in case or blanks, so they count as different"
                    + " classes. Spell each class the same way in the file.", Printable.list(alike));
        }
    }

    private static String plain(String name) {
        return name.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    /** Whole numbers from 0 or 1 on, each of them often. */
    private void classIndices(Matrix targets) {
        if (!seen.classes.isEmpty() || targets.cols() != 1) {
            return;
        }
        Matrix measured = data.scaler().map(scaler -> scaler.inverseTargets(targets)).orElse(targets);
        double[] values = Arrays.stream(measured.values()).map(t -> Math.abs(t - Math.rint(t)) < 1e-9 ? Math.rint(t)
                : t).distinct().sorted().toArray();
        boolean areIndices = values.length >= 3 && values.length <= 10 && (values[0] == 0 || values[0] == 1)
                && IntStream.range(0, values.length).allMatch(c -> values[c] == values[0] + c);
        if (areIndices && targets.rows() >= 5 * values.length) {
            add(Kind.SUSPICIOUS_TARGETS, "the targets are the whole numbers from %.0f to %.0f. If they stand for"
                    + " classes, a mean of two of them means nothing: use table.withClassTarget(name) or"
                    + " Matrix.oneHot(%d, classIndices), CrossEntropy and %3$d outputs.", values[0],
                    values[values.length - 1], values.length);
        }
    }

    /** Whether the example with the nearest inputs has a similar target more often than any other. */
    private void unrelated() {
        Matrix[] rows = Sample.evenly(data, MAX_NEIGHBORS);
        Matrix x = rows[0];
        Matrix t = rows[1];
        int n = x.rows();
        int[] nearest = IntStream.range(0, n).map(i -> nearest(x, i)).toArray();
        boolean classes = !seen.classes.isEmpty();
        double[] own = IntStream.range(0, n).mapToDouble(i -> classes ? Prediction.classIndexOf(t, i) : t.get(i, 0))
                .toArray();
        double[] neighbors = IntStream.of(nearest).mapToDouble(i -> own[i]).toArray();
        double likeness = classes ? (double) IntStream.range(0, n).filter(i -> own[i] == neighbors[i]).count() / n
                : Statistics.correlation(own, neighbors);
        double chance = !classes ? 0 : Arrays.stream(own).boxed().collect(Collectors.groupingBy(c -> c,
                Collectors.counting())).values().stream().mapToDouble(count -> (double) count * count / n / n).sum();
        if (likeness < chance + 2.5 * Math.sqrt((classes ? chance * (1 - chance) : 1) / n)) {
            add(Kind.UNRELATED_TARGETS, "the inputs seem to say nothing about the targets: of %d examples and those"
                    + " with the most similar inputs, %s. Check that row i of inputs and targets is the same example:"
                    + " were only the inputs shuffled, or sorted?", n, classes ? String.format(Locale.ROOT, "%.0f %%"
                    + " have the same class, and by chance it would be %.0f %%", 100 * likeness, 100 * chance)
                    : String.format(Locale.ROOT, "the targets have a correlation of %.2f", likeness));
        }
    }

    private static int nearest(Matrix x, int i) {
        return IntStream.range(0, x.rows()).filter(k -> k != i).boxed().min(Comparator.comparingDouble(k ->
                IntStream.range(0, x.cols()).mapToDouble(j -> Math.pow(x.get(k, j) - x.get(i, j), 2)).sum()))
                .orElseThrow();
    }
}
