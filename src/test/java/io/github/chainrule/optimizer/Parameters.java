// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

/** Parameters as the tests need them: with a gradient, as a backward pass would have left it. */
final class Parameters {

    private Parameters() {
    }

    static Parameter withGradient(String name, Matrix value, Matrix gradient) {
        Parameter p = new Parameter(name, value);
        setGradient(p, gradient.values());
        return p;
    }

    static void setGradient(Parameter p, double... gradient) {
        System.arraycopy(gradient, 0, p.gradient().values(), 0, p.size());
    }
}
