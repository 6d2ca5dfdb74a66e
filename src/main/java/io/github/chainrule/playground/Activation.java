// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;

import java.util.List;
import java.util.function.Supplier;

/** What stands between two linear layers. */
enum Activation {

    TANH(List.of("new Tanh()"), () -> List.of(new Tanh())),
    RELU(List.of("new ReLU()"), () -> List.of(new ReLU())),
    LEAKY(List.of("new LeakyReLU()"), () -> List.of(new LeakyReLU())),
    SIGMOID(List.of("new Sigmoid()"), () -> List.of(new Sigmoid())),
    /** Two linear layers in a row are no more than one: something to be seen. */
    NONE(List.of(), List::of);

    private final List<String> code;
    private final Supplier<List<Layer>> layers;

    Activation(List<String> code, Supplier<List<Layer>> layers) {
        this.code = code;
        this.layers = layers;
    }

    /** One or none. */
    List<Layer> layers() {
        return layers.get();
    }

    /** The same in Java. */
    List<String> code() {
        return code;
    }
}
