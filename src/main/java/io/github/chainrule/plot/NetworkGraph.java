// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.model.Sequential;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The network itself: a circle for each neuron, a line for each weight, blue below zero and orange above, the wider
 * the larger. Of wide layers the neurons with the largest weights are shown; in small networks the weights are written
 * out.
 *
 * {@snippet :
 * new NetworkGraph("784-16-1, trained", model).save(Path.of("network.svg"));
 *
 * new NetworkGraph("XOR", model).inputs("a", "b").outputs("a or b, not both").save(Path.of("xor.svg"));
 * }
 */
public final class NetworkGraph implements Picture {

    private static final int MOST_LAYERS = 24;

    private final String title;
    private final String me;
    private final Sequential model;
    private List<String> inputNames = List.of();
    private List<String> outputNames = List.of();

    /**
     * The picture of a model.
     *
     * @param title what the picture shows, in a few words
     * @param model with a {@link Linear} layer at least; only read
     * @throws IllegalArgumentException if the title is blank, or the model has no {@link Linear} layer, or more than
     *                                  24 of them
     */
    public NetworkGraph(String title, Sequential model) {
        Objects.requireNonNull(model, "NetworkGraph: model is null.");
        this.title = ChartArguments.title("NetworkGraph", title);
        this.me = ChartArguments.named("NetworkGraph", this.title);
        this.model = model;
        if (model.inputSize().isEmpty() || model.layers().stream().noneMatch(Linear.class::isInstance)) {
            throw new IllegalArgumentException(me + ": " + model + " has no weights to draw; expected a Linear layer.");
        }
        if (model.layers().stream().filter(Linear.class::isInstance).count() > MOST_LAYERS) {
            throw new IllegalArgumentException(me + ": more than " + MOST_LAYERS
                    + " Linear layers side by side can't be seen. Draw a part of the model.");
        }
    }

    /**
     * What the inputs are called, instead of x₀, x₁ and so on, which are counted as columns are.
     *
     * @param names a name for each input
     * @return this
     * @throws IllegalArgumentException if there are more or fewer names than inputs, or one is blank
     */
    public NetworkGraph inputs(String... names) {
        if (names.length != model.inputSize().getAsInt()) {
            throw new IllegalArgumentException(me + ": " + names.length + " names for "
                    + model.inputSize().getAsInt() + " inputs; expected a name for each.");
        }
        inputNames = Arrays.stream(names).map(name -> ChartArguments.name(me, "input", name)).toList();
        return this;
    }

    /**
     * What the outputs are called; they have no names unless they are given.
     *
     * @param names a name for each output
     * @return this
     * @throws IllegalArgumentException if there are more or fewer names than outputs, or one is blank
     */
    public NetworkGraph outputs(String... names) {
        int size = model.inputSize().getAsInt();
        for (Layer layer : model.layers()) {
            size = layer.outputSize(size);
        }
        if (names.length != size) {
            throw new IllegalArgumentException(me + ": " + names.length + " names for " + size
                    + " outputs; expected a name for each.");
        }
        outputNames = Arrays.stream(names).map(name -> ChartArguments.name(me, "output", name)).toList();
        return this;
    }

    @Override
    public String svg() {
        for (Layer layer : model.layers()) {
            layer.parameters().stream().filter(p -> !p.value().isFinite()).findFirst().ifPresent(p -> {
                throw new IllegalStateException(me + ": " + p + " of " + layer.name() + " holds NaN or infinite"
                        + " numbers. Has the training diverged? Try a smaller learning rate.");
            });
        }
        return new NetworkDrawing(title, NetworkColumn.of(model), inputNames, outputNames).draw();
    }

    /** {@return kind and title, as in {@code NetworkGraph "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
