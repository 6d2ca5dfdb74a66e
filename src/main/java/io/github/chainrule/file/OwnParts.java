// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.loss.Loss;

import java.util.Optional;

/**
 * Makes layers and losses of your own when a model is loaded: a file holds numbers and names, and no code.
 *
 * {@snippet :
 * Predictor predictor = ModelFile.load(file,
 *         name -> name.equals("PReLU") ? Optional.of(new PReLU()) : Optional.empty());
 * }
 */
@FunctionalInterface
public interface OwnParts {

    /**
     * A layer of your own.
     *
     * @param name what its {@link Layer#name()} was when the model was saved
     * @return a new layer, whose parameters are then overwritten with those in the file; empty if you don't know it
     */
    Optional<Layer> layer(String name);

    /**
     * A loss of your own.
     *
     * @param name what its {@code toString()} was when the model was saved
     * @return the loss; empty if you don't know it, as unless this method is overridden
     */
    default Optional<Loss> loss(String name) {
        return Optional.empty();
    }
}
