// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the first layer's neurons look for, where the inputs are images: their weights, and how these came about. */
final class NeuronSection {

    private static final int NEURONS = 16;

    private final Html page;
    private final ImageDataset images;
    private final Matrix first;
    /** The next layer's weights, if each neuron's output arrives there by itself. */
    private final Optional<Matrix> onwards;
    /** The neurons with the largest outgoing weights, from the most negative one up, output by output. */
    private final int[] shown;
    private final Set<Integer> dead;
    private final List<String> classes;

    private NeuronSection(Html page, ImageDataset images, Report report, List<Layer> layers) {
        List<Linear> linear = layers.stream().filter(Linear.class::isInstance).map(Linear.class::cast).toList();
        this.page = page;
        this.images = images;
        this.classes = images.names().classes();
        this.first = linear.get(0).weight().value();
        int neurons = first.cols();
        this.onwards = linear.stream().skip(1).findFirst().map(next -> next.weight().value())
                .filter(v -> v.rows() == neurons);
        Comparator<Integer> bySize = Comparator.comparing(j -> -Math.abs(outgoing(j)));
        Comparator<Integer> byValue = Comparator.comparing(this::outgoing);
        this.shown = IntStream.range(0, neurons).boxed().sorted(bySize).limit(NEURONS)
                .sorted(Comparator.comparing(this::strongest).thenComparing(byValue)).mapToInt(j -> j).toArray();
        this.dead = report.diagnosis.map(d -> IntStream.of(d.deadUnits(layers.indexOf(linear.get(0)) + 1)).boxed()
                .collect(Collectors.toSet())).orElse(Set.of());
    }

    /** Writes it, if the first layer with weights sees the pixels themselves. */
    static void write(Html page, Evaluation test, Report report) {
        List<Layer> layers = test.predictor().model().layers();
        Optional<Layer> first = layers.stream().filter(layer -> !layer.parameters().isEmpty()).findFirst();
        if (test.dataset() instanceof ImageDataset images && first.isPresent() && first.get() instanceof Linear linear
                && linear.weight().value().cols() > 1) {
            NeuronSection section = new NeuronSection(page, images, report, layers);
            page.in("section", section::write);
        }
    }

    private void write() {
        int all = first.cols();
        page.heading("What " + (shown.length < all ? shown.length + " of the " + all : "the " + all)
                + " hidden neurons look for", Html.element("small", "ink on orange makes a neuron's output larger, on"
                + " blue smaller" + (onwards.isPresent() ? "; below, its largest weight in the next layer" : "")),
                "Dead: the neuron's output was 0 for every example of the last batches that were measured, so its"
                + " weights no longer get a gradient.", "HiddenNeurons");
        double largest = IntStream.of(shown).boxed().flatMapToDouble(j -> Arrays.stream(Curve.column(first, j)))
                .map(Math::abs).max().orElse(0);
        page.in("div class=\"units\"", () -> IntStream.of(shown).forEach(j -> {
            boolean isDead = dead.contains(j);
            byte[] png = DivergingColors.png(images.imageWidth(), Curve.column(first, j), largest, 1);
            String leads = isDead ? "" : onwards.map(next -> leads(next, j)).orElse("");
            page.in("figure class=\"u" + (isDead ? " dead" : "") + "\"", () -> page
                    .in("span class=\"im\"", () -> page.image(png, "weights of neuron " + j))
                    .raw("<figcaption>" + (isDead ? "dead \u00b7 " : "") + j + leads + "</figcaption>"));
        }));
    }

    /** Its largest weight in the next layer, and of several outputs to which one. */
    private String leads(Matrix next, int j) {
        double weight = next.get(j, strongest(j));
        return (next.cols() == classes.size() ? " \u2192 " + Html.escape(classes.get(strongest(j))) : "") + " "
                + Html.element("span class=\"c" + (weight < 0 ? 0 : 1) + "\"", (weight > 0 ? "+" : "")
                + TypesetNumber.aligned(weight));
    }

    /** The output that neuron j matters most to. */
    private int strongest(int j) {
        return onwards.map(v -> IntStream.range(0, v.cols()).boxed()
                .max(Comparator.comparing(k -> Math.abs(v.get(j, k)))).orElse(0)).orElse(0);
    }

    private double outgoing(int j) {
        return onwards.map(v -> v.get(j, strongest(j))).orElse(0.0);
    }
}
