// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;

import java.util.List;

/** How the weights are changed, each with a learning rate and a weight decay. */
enum Rule {

    ADAM("new Adam(model.parameters(), %s)") {
        @Override
        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            return new Adam(parameters, rate).weightDecay(decay);
        }
    },
    SGD("new Sgd(model.parameters(), %s)") {
        @Override
        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            return new Sgd(parameters, rate).weightDecay(decay);
        }
    },
    MOMENTUM("new Sgd(model.parameters(), %s).momentum(0.9)") {
        @Override
        Optimizer optimizer(List<Parameter> parameters, double rate, double decay) {
            return new Sgd(parameters, rate).momentum(0.9).weightDecay(decay);
        }
    };

    private final String code;

    Rule(String code) {
        this.code = code;
    }

    abstract Optimizer optimizer(List<Parameter> parameters, double rate, double decay);

    /** The same in Java. */
    String code(double rate, double decay) {
        return String.format(code, rate) + (decay == 0 ? "" : ".weightDecay(" + decay + ")");
    }
}
