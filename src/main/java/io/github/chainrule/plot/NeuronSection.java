// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.inspect.Snapshots;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.model.Sequential;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What the first layer's neurons look for, if the inputs are images: their weights, and how these came about. */
final class NeuronSection {

    private static final int NEURONS = 16;
    private static final int COLUMNS = 4;

    private final ReportPage report;
    private final Html page;
    private final Evaluation test;
    private final Names names;
    private final Optional<Snapshots> snapshots;

    NeuronSection(ReportPage report, Html page, Evaluation test, Optional<Snapshots> snapshots) {
        this.report = report;
        this.page = page;
        this.test = test;
        this.names = test.predictor().names();
        this.snapshots = snapshots;
    }

    void write() {
        Sequential model = test.predictor().model();
        Optional<Layer> seeing = model.layers().stream().filter(layer -> !(layer instanceof Dropout)).findFirst();
        if (!(test.dataset() instanceof ImageDataset images) || !(seeing.orElse(null) instanceof Linear first)
                || first.weight().value().cols() == 1) {
            return;
        }
        int all = first.weight().value().cols();
        Optional<Parameter> onwards = onwards(model, first);
        int[] shown = onwards.map(v -> sorted(v.value()))
                .orElse(IntStream.range(0, Math.min(NEURONS, all)).toArray());
        String caption = "The weights of " + (shown.length < all ? shown.length + " of the " + all : "all " + all)
                + " neurons of the first layer, as images. Ink on orange makes a neuron's output larger, ink on blue"
                + " smaller." + (onwards.isPresent() ? " Below each, its largest weight in the next layer." : "");
        report.section("What the hidden neurons look for", "HiddenNeurons", "what hidden neurons learn");
        List<Integer> epochs = snapshots.map(Snapshots::epochs).orElse(List.of());
        if (epochs.isEmpty()) {
            Matrix w = first.weight().value();
            report.picture(() -> grid("The first layer's weights", images, shown, largest(w, shown), w,
                    onwards.map(Parameter::value)), caption);
            return;
        }
        Function<Integer, Matrix> weights = epoch -> snapshots.get().value(epoch, first.weight());
        double largest = epochs.stream().mapToDouble(epoch -> largest(weights.apply(epoch), shown)).max().orElse(0);
        page.steps("Epoch", epochs.stream().map(String::valueOf).toList(), i -> {
            int epoch = epochs.get(i);
            report.picture(() -> grid(epoch == 0 ? "The first layer's weights, before training"
                    : "The first layer's weights, after epoch " + epoch, images, shown, largest, weights.apply(epoch),
                    onwards.map(v -> snapshots.get().value(epoch, v))), caption);
        });
    }

    private ImageGrid grid(String title, ImageDataset images, int[] shown, double largest, Matrix w,
                           Optional<Matrix> onwards) {
        ImageGrid grid = new ImageGrid(title).columns(COLUMNS).full(largest);
        for (int j : shown) {
            grid.signed("neuron " + j + onwards.map(v -> ", " + speaksFor(v, j)).orElse(""), images.imageHeight(),
                    images.imageWidth(), column(w, j));
        }
        return grid;
    }

    private static double[] column(Matrix w, int j) {
        return IntStream.range(0, w.rows()).mapToDouble(i -> w.get(i, j)).toArray();
    }

    private static double largest(Matrix w, int[] shown) {
        return IntStream.of(shown).mapToDouble(j -> Arrays.stream(column(w, j)).map(Math::abs).max().orElse(0)).max()
                .orElse(0);
    }

    /** The weights of the next layer, if what the first one's neurons say arrives there one by one. */
    private static Optional<Parameter> onwards(Sequential model, Linear first) {
        return model.layers().stream().filter(Linear.class::isInstance).filter(layer -> layer != first).findFirst()
                .map(layer -> ((Linear) layer).weight())
                .filter(v -> v.value().rows() == first.weight().value().cols());
    }

    /** The neurons with the largest outgoing weights, from the most negative one up, output by output. */
    private static int[] sorted(Matrix onwards) {
        Comparator<Integer> bySize = Comparator.comparingDouble(j -> -Math.abs(onwards.get(j, largest(onwards, j))));
        Comparator<Integer> byValue = Comparator.comparingDouble(j -> onwards.get(j, largest(onwards, j)));
        return IntStream.range(0, onwards.rows()).boxed().sorted(bySize).limit(NEURONS)
                .sorted(Comparator.comparing((Integer j) -> largest(onwards, j)).thenComparing(byValue))
                .mapToInt(j -> j).toArray();
    }

    private static int largest(Matrix onwards, int j) {
        return IntStream.range(0, onwards.cols()).boxed()
                .max(Comparator.comparingDouble(k -> Math.abs(onwards.get(j, k)))).orElse(0);
    }

    private String speaksFor(Matrix onwards, int j) {
        int k = largest(onwards, j);
        double weight = onwards.get(j, k);
        String to = onwards.cols() == 1 && names.classes().size() == 2 ? names.classes().get(1)
                : onwards.cols() == names.classes().size() ? names.classes().get(k) : "output " + k;
        return (weight > 0 ? "+" : "") + TypesetNumber.brief(weight) + " to " + to;
    }
}
