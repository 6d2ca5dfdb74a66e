// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.loss.Loss;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Your own layers and losses, by the names that a file has for them: a file holds numbers and names, but no code.
 *
 * {@snippet :
 * Predictor predictor = ModelFile.load(file, new CustomTypes().layer("PReLU", PReLU::new));
 * }
 */
public final class CustomTypes {

    final Map<String, Supplier<? extends Layer>> layers = new HashMap<>();
    final Map<String, Supplier<? extends Loss>> losses = new HashMap<>();

    /** No types yet. */
    public CustomTypes() {
    }

    /**
     * Adds a layer.
     *
     * @param name what its {@link Layer#name()} was when the model was saved
     * @param make makes a new one, whose parameters are then overwritten with those in the file
     * @return this
     */
    public CustomTypes layer(String name, Supplier<? extends Layer> make) {
        layers.put(Objects.requireNonNull(name, "CustomTypes.layer: name is null."),
                Objects.requireNonNull(make, "CustomTypes.layer: make is null."));
        return this;
    }

    /**
     * Adds a loss.
     *
     * @param name what its {@link Loss#name()} was when the model was saved
     * @param make makes it
     * @return this
     */
    public CustomTypes loss(String name, Supplier<? extends Loss> make) {
        losses.put(Objects.requireNonNull(name, "CustomTypes.loss: name is null."),
                Objects.requireNonNull(make, "CustomTypes.loss: make is null."));
        return this;
    }
}
