// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import java.util.List;

/**
 * A number became NaN or infinite in training. The message says in which epoch, batch and layer, the likely cause and
 * what to try. The parameters are those from before the batch, unless the message says otherwise.
 */
public final class DivergedException extends ArithmeticException {

    private static final long serialVersionUID = 1;

    private transient History history = new History(List.of(), List.of());

    DivergedException(String message) {
        super(message);
    }

    void remember(History history) {
        this.history = history;
    }

    /** {@return all epochs and steps before it happened} */
    public History history() {
        return history;
    }
}
