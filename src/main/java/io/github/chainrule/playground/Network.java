// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The network of a set-up, and a copy of one that is being trained. */
final class Network {

    private Network() {
    }

    static Sequential of(Setup setup) {
        Random random = new Random(setup.seed());
        List<Layer> layers = new ArrayList<>();
        int size = 2;
        for (int neurons : setup.hidden()) {
            layers.add(new Linear(size, neurons, setup.initial().initializer, random));
            layers.addAll(setup.activation().layers.get());
            if (setup.dropout() > 0) {
                layers.add(new Dropout(setup.dropout()));
            }
            size = neurons;
        }
        layers.add(new Linear(size, outputs(setup), setup.initial().initializer, random));
        layers.addAll(setup.goal().end(setup.classes()));
        return new Sequential(layers.toArray(Layer[]::new));
    }

    static int outputs(Setup setup) {
        return setup.classes() == 2 ? 1 : setup.classes();
    }

    /** The layers as they predict, with weights that no training changes any more: without dropout. */
    static List<Layer> copy(Sequential model) {
        return model.layers().stream().filter(layer -> !(layer instanceof Dropout))
                .<Layer>map(layer -> layer instanceof Linear linear
                        ? new Linear(linear.weight().value().copy(), linear.bias().value().copy()) : layer).toList();
    }

    /**
     * Which activations are what a layer of neurons passes on: after what follows its linear part.
     *
     * @return for each linear layer a number for {@code ForwardPass.activation}
     */
    static List<Integer> neuronActivations(Sequential model) {
        List<Layer> layers = model.layers();
        return IntStream.range(0, layers.size()).filter(k -> layers.get(k) instanceof Linear)
                .mapToObj(k -> k + 1 < layers.size() && !(layers.get(k + 1) instanceof Linear) ? k + 2 : k + 1)
                .toList();
    }
}
