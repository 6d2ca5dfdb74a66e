// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.NonFiniteGradientException;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Schedule;
import io.github.chainrule.optimizer.Sgd;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc of {@code optimizer}: {@code SnippetsTest} compares the lines. */
class OptimizerExamplesTest {

    private final Sequential model = new Sequential(new Linear(1, 1, new Random(42)));
    private final Loss loss = new MeanSquaredError();
    private final Matrix inputs = Matrix.column(0, 1, 2);
    private final Matrix targets = Matrix.column(1, 3, 5);

    private double train(Optimizer optimizer, int steps) {
        for (int step = 0; step < steps; step++) {
            ForwardPass forward = model.forward(inputs);
            forward.backward(loss.gradient(forward.output(), targets));
            optimizer.step();
        }
        return loss.value(model.output(inputs), targets);
    }

    @Test
    void schedule() {
        Schedule schedule = Schedule.cosineDecay(0.1, 0.001, 300).withWarmup(10);
        Optimizer optimizer = new Adam(model.parameters(), 0.1);
        for (int step = 0; step < 300; step++) {
            ForwardPass forward = model.forward(inputs);
            forward.backward(loss.gradient(forward.output(), targets));
            optimizer.setLearningRate(schedule.at(optimizer.stepCount()));
            optimizer.step();
        }
        assertThat(loss.value(model.output(inputs), targets)).isLessThan(1e-4);
        assertThat(optimizer.learningRate()).isEqualTo(schedule.at(299)).isLessThan(0.0011);
    }

    // Changes each weight by η against its gradient's sign, whatever its size.
    static class SignDescent extends Optimizer {

        SignDescent(List<Parameter> parameters, double learningRate) {
            super(parameters, learningRate);
        }

        @Override
        protected void update() {
            for (Parameter p : parameters()) {
                for (int i = 0; i < p.size(); i++) {
                    p.value().values()[i] -= learningRate() * Math.signum(p.gradient().values()[i]);
                }
            }
        }
    }

    @Test
    void an_optimizer_of_ones_own() {
        assertThat(train(new SignDescent(model.parameters(), 0.01), 300)).isLessThan(1e-3);
    }

    @Test
    void sgd() {
        Optimizer optimizer = new Sgd(model.parameters(), 0.1).momentum(0.9);
        assertThat(train(optimizer, 300)).isLessThan(1e-9);
    }

    @Test
    void adam() {
        Optimizer optimizer = new Adam(model.parameters(), 0.1);
        assertThat(train(optimizer, 500)).isLessThan(1e-9);
    }

    @Test
    void a_gradient_that_is_not_finite() {
        Optimizer optimizer = new Sgd(model.parameters(), 0.1);
        String name = "";
        model.parameters().forEach(p -> p.gradient().values()[0] = Double.POSITIVE_INFINITY);
        try {
            optimizer.step();
        } catch (NonFiniteGradientException e) {
            name = e.parameter().name();                                    // weight; nothing has been changed
        }
        assertThat(name).isEqualTo("weight");
    }
}
