// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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

    /** The layers as they predict, with weights that no training changes any more: dropout is left out. */
    static List<Layer> copy(Sequential model) {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : model.layers()) {
            if (layer instanceof Linear linear) {
                layers.add(new Linear(linear.weight().value().copy(), linear.bias().value().copy()));
            } else if (!(layer instanceof Dropout)) {
                layers.add(layer);
            }
        }
        return layers;
    }

    /**
     * Which activations are what a layer of neurons passes on: behind what follows its linear part.
     *
     * @return for each linear layer a number for {@code ForwardPass.activation}
     */
    static List<Integer> neuronActivations(Sequential model) {
        List<Integer> numbers = new ArrayList<>();
        List<Layer> layers = model.layers();
        for (int k = 0; k < layers.size(); k++) {
            if (layers.get(k) instanceof Linear) {
                numbers.add(k + 1 < layers.size() && !(layers.get(k + 1) instanceof Linear) ? k + 2 : k + 1);
            }
        }
        return numbers;
    }
}
