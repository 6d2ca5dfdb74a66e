// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.ImageGrid;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How networks of several sizes did on one task, each from several seeds: as tables and as pictures. */
public final class Trials {

    public static final String HEADER = "  hidden   parameters   accuracy: mean, min and max";
    private static final int SIDE = 28;
    private static final List<Integer> POWERS = List.of(2, 4, 8, 16, 32, 64, 128);

    private final List<Trial> trials = new ArrayList<>();

    /** The hidden layers of a network for images: how many neurons each has. Without any it is a linear model. */
    public record Size(List<Integer> hidden) {

        public static Size of(Integer... hidden) {
            return new Size(List.of(hidden));
        }

        /** No hidden layer, one, and two of the same size. */
        public static List<Size> many() {
            return IntStream.rangeClosed(0, 2).boxed().flatMap(layers -> POWERS.stream()
                    .map(n -> new Size(Collections.nCopies(layers, n)))).distinct().toList();
        }

        public int[] neurons() {
            return hidden.stream().mapToInt(Integer::intValue).toArray();
        }

        public int parameters() {
            int[] sizes = IntStream.concat(IntStream.concat(IntStream.of(SIDE * SIDE), Arrays.stream(neurons())),
                    IntStream.of(1)).toArray();
            return IntStream.range(1, sizes.length).map(k -> (sizes[k - 1] + 1) * sizes[k]).sum();
        }

        @Override
        public String toString() {
            return hidden.isEmpty() ? "none" : hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** One trained network, and how many images it got right. */
    public record Trial(Size size, long seed, long right, long of) {

        public double accuracy() {
            return (double) right / of;
        }
    }

    public void add(Trial trial) {
        trials.add(trial);
    }

    /** The results as lines of text, to be kept: task, size, seed, right, of. */
    public String lines(String task) {
        return trials.stream().map(trial -> line(task, trial)).collect(Collectors.joining());
    }

    public static String line(String what, Trial trial) {
        return Output.text("%s %s %d %d %d\n", what, trial.size, trial.seed, trial.right, trial.of);
    }

    public List<Size> sizes() {
        return trials.stream().map(Trial::size).distinct().toList();
    }

    private Stream<Trial> of(Size size) {
        return trials.stream().filter(trial -> trial.size.equals(size));
    }

    public double mean(Size size) {
        return of(size).mapToDouble(Trial::accuracy).average().orElseThrow();
    }

    public double min(Size size) {
        return of(size).mapToDouble(Trial::accuracy).min().orElseThrow();
    }

    /** The size with the highest mean. */
    public Size best() {
        return sizes().stream().max(Comparator.comparingDouble(this::mean)).orElseThrow();
    }

    /** The best network of a size; among equals the one with the lowest seed. */
    public Trial winner(Size size) {
        return of(size).min(Comparator.comparingDouble((Trial trial) -> -trial.accuracy())
                .thenComparingLong(Trial::seed)).orElseThrow();
    }

    public String row(Size size) {
        return Output.text("  %-8s %,10d   %.4f   %.4f   %.4f", size, size.parameters(), mean(size), min(size),
                winner(size).accuracy());
    }

    /** What was chosen, and how it did on images that had no say in that. */
    public String verdict(Trial winner, Trial tested) {
        return Output.text("  highest mean: %s; smallest size that matches it: %s%n"
                + "  its best network: %.4f on the validation set (%,d of %,d)%n"
                + "  and now, once,    %.4f on the test set       (%,d of %,d)%n", best(), winner.size,
                winner.accuracy(), winner.right, winner.of, tested.accuracy(), tested.right, tested.of);
    }

    /** Errors over size, for one hidden layer and for two, and without any. */
    public LineChart chart() {
        LineChart chart = new LineChart("Odd against even: errors by network size").logScale()
                .axes("neurons in each hidden layer", "errors, %")
                .xLabels(POWERS.stream().map(String::valueOf).toArray(String[]::new));
        List<String> names = List.of("no hidden layer", "one layer", "two layers");
        for (String name : names) {
            List<List<Trial>> columns = POWERS.stream()
                    .map(n -> of(new Size(Collections.nCopies(names.indexOf(name), n))).toList()).toList();
            chart.runs(name, IntStream.range(0, columns.get(0).size()).mapToObj(run -> columns.stream()
                    .mapToDouble(column -> 100 * (1 - column.get(run).accuracy())).toArray())
                    .toArray(double[][]::new));
        }
        return chart;
    }

    /** The weights of each hidden neuron as an image; those that speak for class 0 come first. */
    public static Picture weights(Sequential model, Object title) {
        Matrix w = ((Linear) model.layers().get(0)).weight().value();   // pixels x neurons
        Matrix v = ((Linear) model.layers().get(2)).weight().value();   // neurons x 1
        ImageGrid grid = new ImageGrid(w.cols() + " hidden neurons: " + title);
        IntStream.range(0, w.cols()).boxed().sorted(Comparator.comparingDouble(j -> v.get(j, 0))).forEach(j ->
                grid.signed(Output.text("out %+.2f", v.get(j, 0)), SIDE, SIDE,
                        IntStream.range(0, w.rows()).mapToDouble(i -> w.get(i, j)).toArray()));
        return grid;
    }
}
