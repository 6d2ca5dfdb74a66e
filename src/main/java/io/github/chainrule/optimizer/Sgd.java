// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent: a step of size η against the gradient, with momentum μ and weight decay λ if wanted.
 *
 * <pre>
 *   g ← g + λ·θ
 *   m ← μ·m + g          m starts at 0
 *   θ ← θ − η·m
 * </pre>
 *
 * <p>"Stochastic" because the gradient is that of one batch, not of all the data. λ and μ are 0 unless given.
 *
 * {@snippet file="io/github/chainrule/examples/OptimizerExamplesTest.java" region="sgd"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.SGD.html">torch.optim.SGD</a>
 */
public final class Sgd extends Optimizer {

    private final double momentum;
    private final double weightDecay;
    private final List<Matrix> m;

    /**
     * Plain gradient descent: {@code θ ← θ − η·g}.
     *
     * @param parameters   what is changed
     * @param learningRate η, above 0
     * @throws IllegalArgumentException if there are no parameters or η isn't above 0
     */
    public Sgd(List<Parameter> parameters, double learningRate) {
        this(parameters, learningRate, 0, 0);
    }

    /**
     * Gradient descent with momentum and weight decay.
     *
     * @param parameters   what is changed
     * @param learningRate η, above 0
     * @param momentum     μ, at least 0 and below 1
     * @param weightDecay  λ, at least 0
     * @throws IllegalArgumentException if there are no parameters or a setting is out of range
     */
    public Sgd(List<Parameter> parameters, double learningRate, double momentum, double weightDecay) {
        super(parameters, learningRate);
        require("momentum", momentum, momentum >= 0 && momentum < 1, "of at least 0 and below 1, such as 0.9");
        require("weightDecay", weightDecay, weightDecay >= 0, "of at least 0, such as 0.0001");
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.m = zeroBuffers();
    }

    @Override
    protected void update() {
        for (int i = 0; i < m.size(); i++) {
            Parameter p = parameters().get(i);
            update(p.value().values(), p.gradient().values(), m.get(i).values());
        }
        forget(m, TINY);
    }

    private void update(double[] theta, double[] gradient, double[] m) {
        double lr = learningRate();
        for (int i = 0; i < theta.length; i++) {
            double g = gradient[i] + weightDecay * theta[i];
            m[i] = momentum * m[i] + g;
            theta[i] -= lr * m[i];
        }
    }

    @Override
    protected Map<String, List<Matrix>> buffers() {
        return Map.of("m", m);
    }

    @Override
    String settings() {
        return setting("momentum", momentum) + setting("weight decay", weightDecay);
    }
}
