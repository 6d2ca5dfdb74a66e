// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Map;

/**
 * Gradient descent whose step size adapts to each single weight: the mean gradient divided by its usual size.
 *
 * <pre>
 *   g ← g + λ·θ
 *   m ← β₁·m + (1−β₁)·g                      running mean of the gradient
 *   v ← β₂·v + (1−β₂)·g²                     running mean of its square; both start at 0
 *   mHat = m / (1−β₁ᵗ),  vHat = v / (1−β₂ᵗ)  in step t = 1, 2, …, to make up for the start at 0
 *   θ ← θ − η · mHat / (√vHat + ε)
 * </pre>
 *
 * <p>The quotient is about ±1 while a weight's gradient keeps its sign, and near 0 while the sign keeps changing,
 * whatever the gradient's size. So in most steps each weight moves by η or less. ε keeps the quotient finite; it is
 * added after the root and the correction, as in PyTorch and in the paper's algorithm 1.
 *
 * {@snippet file="io/github/chainrule/examples/OptimizerExamplesTest.java" region="adam"}
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015)</a>
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.Adam.html">torch.optim.Adam</a>
 */
public final class Adam extends Optimizer {

    private static final int CHECK_EVERY = 64;
    /** A call for so many weights: the loop is compiled after some hundred calls, and these come in the first steps. */
    private static final int AT_A_TIME = 2048;

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private final boolean decoupled;
    private final List<Matrix> m;
    private final List<Matrix> v;

    /**
     * Adam with the paper's settings: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, no weight decay.
     *
     * @param parameters   what is changed
     * @param learningRate η, above 0
     * @throws IllegalArgumentException if there are no parameters or η isn't above 0
     */
    public Adam(List<Parameter> parameters, double learningRate) {
        this(parameters, learningRate, 0.9, 0.999, 1e-8, 0);
    }

    /**
     * Adam with settings of your choice.
     *
     * @param parameters   what is changed
     * @param learningRate η, above 0
     * @param beta1        β₁, at least 0 and below 1
     * @param beta2        β₂, at least 0 and below 1
     * @param epsilon      ε, above 0
     * @param weightDecay  λ, at least 0
     * @throws IllegalArgumentException if there are no parameters or a setting is out of range
     */
    public Adam(List<Parameter> parameters, double learningRate, double beta1, double beta2, double epsilon,
                double weightDecay) {
        this(parameters, learningRate, beta1, beta2, epsilon, weightDecay, false);
    }

    /**
     * AdamW: the weight decay doesn't go through the quotient, but pulls all weights alike, by {@code θ ← θ − η·λ·θ}
     * before the step. In {@link #Adam(List, double, double, double, double, double)} λ·θ is part of the gradient, and
     * weights with large gradients hardly feel it. Everything else is as in the paper.
     *
     * @param parameters   what is changed
     * @param learningRate η, above 0
     * @param weightDecay  λ, at least 0; PyTorch's is 0.01
     * @return the optimizer
     * @throws IllegalArgumentException if there are no parameters or a setting is out of range
     * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, "Decoupled Weight Decay" (2019)</a>
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.AdamW.html">torch.optim.AdamW</a>
     */
    public static Adam decoupled(List<Parameter> parameters, double learningRate, double weightDecay) {
        return new Adam(parameters, learningRate, 0.9, 0.999, 1e-8, weightDecay, true);
    }

    private Adam(List<Parameter> parameters, double learningRate, double beta1, double beta2, double epsilon,
                 double weightDecay, boolean decoupled) {
        super(parameters, learningRate);
        require("beta1", beta1, beta1 >= 0 && beta1 < 1, "of at least 0 and below 1, such as 0.9");
        require("beta2", beta2, beta2 >= 0 && beta2 < 1, "of at least 0 and below 1, such as 0.999");
        require("epsilon", epsilon, epsilon > 0, "above 0, such as 1e-8");
        require("weightDecay", weightDecay, weightDecay >= 0, "of at least 0, such as 0.0001");
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
        this.decoupled = decoupled;
        this.m = zeroBuffers();
        this.v = zeroBuffers();
    }

    @Override
    protected void update() {
        // The corrections are the same for every weight, so they are divided by once and not in the loop:
        // stepSize · m = η · mHat, and √v · correction = √vHat.
        double stepSize = learningRate() / (1 - StrictMath.pow(beta1, stepCount()));
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(beta2, stepCount()));
        for (int i = 0; i < m.size(); i++) {
            Parameter p = parameters().get(i);
            double[] theta = p.value().values();
            for (int from = 0; from < theta.length; from += AT_A_TIME) {
                update(theta, p.gradient().values(), m.get(i).values(), v.get(i).values(), from,
                        Math.min(theta.length, from + AT_A_TIME), stepSize, correction);
            }
        }
        forget(m, epsilon * TINY);      // at least ε is what it is divided by
        if (stepCount() % CHECK_EVERY == 1) {
            requireFiniteSquares();
        }
    }

    private void update(double[] theta, double[] gradient, double[] m, double[] v, int from, int to, double stepSize,
                        double correction) {
        double lambda = decoupled ? 0 : weightDecay;
        double b1 = beta1;
        double b2 = beta2;
        double eps = epsilon;
        if (decoupled) {
            double kept = 1 - learningRate() * weightDecay;
            for (int i = from; i < to; i++) {
                theta[i] *= kept;
            }
        }
        for (int i = from; i < to; i++) {
            double g = gradient[i] + lambda * theta[i];
            m[i] = b1 * m[i] + (1 - b1) * g;
            v[i] = b2 * v[i] + (1 - b2) * g * g;
            theta[i] -= stepSize * m[i] / (Math.sqrt(v[i]) * correction + eps);
        }
    }

    /** An infinite v stays infinite, so that now and then is often enough. */
    private void requireFiniteSquares() {
        for (int i = 0; i < v.size(); i++) {
            if (!v.get(i).isFinite()) {
                throw new ArithmeticException("Adam.step: v, the mean of the squared gradient, has overflowed for "
                        + parameters().get(i) + ", and such a weight never moves again: a gradient was above 1e154."
                        + " Scale inputs and targets to about [0, 1], try smaller initial weights, or call"
                        + " clipGradients(1) before each step().");
            }
        }
    }

    @Override
    protected Map<String, List<Matrix>> buffers() {
        return Map.of("m", m, "v", v);
    }

    @Override
    String settings() {
        return setting(decoupled ? "decoupled weight decay" : "weight decay", weightDecay);
    }
}
