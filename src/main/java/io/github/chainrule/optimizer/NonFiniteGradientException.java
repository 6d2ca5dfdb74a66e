// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;

/**
 * A gradient was NaN or infinite when a step was to be made, and so no parameter was changed.
 *
 * {@snippet :
 * try {
 *     optimizer.step();
 * } catch (NonFiniteGradientException e) {
 *     name = e.parameter().name();                                    // weight: and nothing has been changed
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

    /** {@return whose gradient it is} */
    public Parameter parameter() {
        return parameter;
    }
}
