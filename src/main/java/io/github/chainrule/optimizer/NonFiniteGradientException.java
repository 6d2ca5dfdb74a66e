// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;

/**
 * A gradient was NaN or infinite, so no parameter was changed.
 *
 * {@snippet :
 * try {
 *     optimizer.step();
 * } catch (NonFiniteGradientException e) {
 *     name = e.parameter().name();                                    // weight; nothing has been changed
 * }
 * }
 */
public final class NonFiniteGradientException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final transient Parameter parameter;

    NonFiniteGradientException(Parameter parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** {@return the parameter whose gradient it is} */
    public Parameter parameter() {
        return parameter;
    }
}
