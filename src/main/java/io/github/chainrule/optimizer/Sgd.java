// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent: a step against the gradient, times η, optionally with momentum μ and weight decay λ.
 *
 * <pre>
 *   g ← g + λ·θ
 *   m ← μ·m + g          m starts at 0
 *   θ ← θ − η·m
 * </pre>
 *
 * <p>"Stochastic" because the gradient comes from one batch, not from all the data. λ and μ are 0 unless given.
 *
 * {@snippet :
 * Optimizer optimizer = new Sgd(model.parameters(), 0.1).momentum(0.9);
 * }
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.SGD.html">torch.optim.SGD</a>
 */
public final class Sgd extends Optimizer {

    private final List<Matrix> m = zeroBuffers();
    private double momentum;
    private double weightDecay;

    /**
     * Plain gradient descent: {@code θ ← θ − η·g}.
     *
     * @param parameters   what is changed
     * @param learningRate η, above 0
     * @throws IllegalArgumentException if there are no parameters or η isn't above 0
     */
    public Sgd(List<Parameter> parameters, double learningRate) {
        super(parameters, learningRate);
    }

    /**
     * Sets μ: with 0.9, steps in one direction add up to ten times their size, and opposite ones nearly cancel.
     *
     * @param momentum μ, at least 0 and below 1
     * @return this optimizer
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException    after the first step
     */
    public Sgd momentum(double momentum) {
        this.momentum = option("momentum", momentum, momentum >= 0 && momentum < 1,
                "of at least 0 and below 1, such as 0.9");
        return this;
    }

    /**
     * Adds λ·θ to each gradient, which shrinks weights that the data doesn't need.
     *
     * @param weightDecay λ, at least 0
     * @return this optimizer
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException    after the first step
     */
    public Sgd weightDecay(double weightDecay) {
        this.weightDecay = option("weightDecay", weightDecay, weightDecay >= 0, "of at least 0, such as 0.0001");
        return this;
    }

    @Override
    protected void update() {
        for (int k = 0; k < m.size(); k++) {
            double[] theta = parameters().get(k).value().values();
            double[] gradient = parameters().get(k).gradient().values();
            double[] m = this.m.get(k).values();
            for (int i = 0; i < theta.length; i++) {
                double g = gradient[i] + weightDecay * theta[i];
                m[i] = momentum * m[i] + g;
                theta[i] -= learningRate() * m[i];
            }
        }
        clearDenormals(m, 1);
    }

    @Override
    protected Map<String, List<Matrix>> buffers() {
        return Map.of("m", m);
    }

    @Override
    public String options() {
        return optionText("momentum", momentum, 0) + optionText("weight decay", weightDecay, 0);
    }
}
