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

    TANH("new Tanh()", Tanh::new),
    RELU("new ReLU()", ReLU::new),
    LEAKY("new LeakyReLU()", LeakyReLU::new),
    SIGMOID("new Sigmoid()", Sigmoid::new),
    /** Two linear layers in a row are no more than one: something to be seen. */
    NONE("", null);

    private final String code;
    private final Supplier<Layer> layer;

    Activation(String code, Supplier<Layer> layer) {
        this.code = code;
        this.layer = layer;
    }

    /** One or none. */
    List<Layer> layers() {
        return layer == null ? List.of() : List.of(layer.get());
    }

    /** The same in Java. */
    List<String> code() {
        return layer == null ? List.of() : List.of(code);
    }
}
