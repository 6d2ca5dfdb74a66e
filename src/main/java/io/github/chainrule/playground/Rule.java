// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;

import java.util.List;

/** How the weights are changed, each with a learning rate and a weight decay. */
enum Rule {

    ADAM("Adam(model.parameters(), %s, 0.9, 0.999, 1e-8, %s)") {
        @Override
        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            return new Adam(parameters, rate, 0.9, 0.999, 1e-8, decay);
        }
    },
    SGD("Sgd(model.parameters(), %s, 0, %s)") {
        @Override
        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            return new Sgd(parameters, rate, 0, decay);
        }
    },
    MOMENTUM("Sgd(model.parameters(), %s, 0.9, %s)") {
        @Override
        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            return new Sgd(parameters, rate, 0.9, decay);
        }
    };

    private final String code;

    Rule(String code) {
        this.code = code;
    }

    abstract Optimizer optimizer(List<Parameter> parameters, double rate, double decay);

    /** The same in Java. */
    String code(double rate, double decay) {
        return "new " + String.format(code, rate, decay);
    }
}
