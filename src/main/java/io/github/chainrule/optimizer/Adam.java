// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Map;

/**
 * Gradient descent whose step size adapts to each weight: the mean gradient divided by its usual size.
 *
 * <pre>
 *   g ← g + λ·θ                              λ: weight decay, 0 unless it is set
 *   m ← β₁·m + (1−β₁)·g                      running mean of the gradient
 *   v ← β₂·v + (1−β₂)·g²                     running mean of its square; both start at 0
 *   mHat = m / (1−β₁ᵗ),  vHat = v / (1−β₂ᵗ)  in step t = 1, 2, …, to make up for the start at 0
 *   θ ← θ − η · mHat / (√vHat + ε)
 * </pre>
 *
 * <p>While a weight's gradient stays the same, the quotient is ±1, whatever the gradient's size. It is near 0 while the
 * sign keeps changing, and while the gradient is far smaller than it was in the last several hundred steps. ε keeps the
 * quotient finite; it is added after the root and the correction, as in PyTorch and in the paper's algorithm 1.
 *
 * {@snippet :
 * Optimizer optimizer = new Adam(model.parameters(), 0.1);
 * }
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015)</a>
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.Adam.html">torch.optim.Adam</a>
 */
public final class Adam extends Optimizer {

    private final List<Matrix> m = zeroBuffers();
    private final List<Matrix> v = zeroBuffers();
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;
    private double weightDecay;
    private boolean decoupled;

    /**
     * Adam with the paper's options: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, no weight decay.
     *
     * @param parameters   what is changed
     * @param learningRate η, above 0
     * @throws IllegalArgumentException if there are no parameters or η isn't above 0
     */
    public Adam(List<Parameter> parameters, double learningRate) {
        super(parameters, learningRate);
    }

    /**
     * Sets how slowly the two running means change: with β = 0.9, a mean covers about the last 10 gradients.
     *
     * @param beta1 β₁, at least 0 and below 1
     * @param beta2 β₂, at least 0 and below 1
     * @return this optimizer
     * @throws IllegalArgumentException if one is out of range
     * @throws IllegalStateException    after the first step
     */
    public Adam betas(double beta1, double beta2) {
        this.beta1 = option("beta1", beta1, beta1 >= 0 && beta1 < 1, "of at least 0 and below 1, such as 0.9");
        this.beta2 = option("beta2", beta2, beta2 >= 0 && beta2 < 1, "of at least 0 and below 1, such as 0.999");
        return this;
    }

    /**
     * Sets ε.
     *
     * @param epsilon ε, above 0
     * @return this optimizer
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException    after the first step
     */
    public Adam epsilon(double epsilon) {
        this.epsilon = option("epsilon", epsilon, epsilon > 0, "above 0, such as 1e-8");
        return this;
    }

    /**
     * Adds λ·θ to each gradient, as the penalty ½·λ·Σ θ² in the loss would. It hardly affects weights with large
     * gradients.
     *
     * @param weightDecay λ, at least 0
     * @return this optimizer
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException    after the first step
     */
    public Adam weightDecay(double weightDecay) {
        this.weightDecay = option("weightDecay", weightDecay, weightDecay >= 0, "of at least 0, such as 0.0001");
        this.decoupled = false;
        return this;
    }

    /**
     * Shrinks all weights alike, by {@code θ ← θ − η·λ·θ} before the step, instead of adding λ·θ to the gradient. This
     * is AdamW.
     *
     * @param weightDecay λ, at least 0; PyTorch's is 0.01
     * @return this optimizer
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException    after the first step
     * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, "Decoupled Weight Decay" (2019)</a>
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.AdamW.html">torch.optim.AdamW</a>
     */
    public Adam decoupledWeightDecay(double weightDecay) {
        weightDecay(weightDecay);
        this.decoupled = true;
        return this;
    }

    @Override
    protected void update() {
        for (int i = 0; i < m.size(); i++) {
            Parameter p = parameters().get(i);
            update(p.value().values(), p.gradient().values(), m.get(i).values(), v.get(i).values());
            requireFinite(v.get(i), p);
        }
        clearDenormals(m, epsilon);
    }

    private void update(double[] theta, double[] gradient, double[] m, double[] v) {
        // The corrections are the same for all weights: stepSize · m = η · mHat, and √v · correction = √vHat.
        double stepSize = learningRate() / (1 - StrictMath.pow(beta1, stepCount()));
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(beta2, stepCount()));
        double lambda = decoupled ? 0 : weightDecay;
        double kept = decoupled ? 1 - learningRate() * weightDecay : 1;
        for (int i = 0; i < theta.length; i++) {
            theta[i] *= kept;
            double g = gradient[i] + lambda * theta[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g;
            theta[i] -= stepSize * m[i] / (Math.sqrt(v[i]) * correction + epsilon);
        }
    }

    /** Every 64 steps, since an entry that is infinite stays infinite. */
    private void requireFinite(Matrix v, Parameter p) {
        if (stepCount() % 64 == 1 && !v.isFinite()) {
            throw new ArithmeticException("Adam.step: v, the mean of the squared gradient, has overflowed for " + p
                    + ", because a gradient was above 1e154. Such a weight never changes again. Scale inputs and"
                    + " targets to about [0, 1], try smaller initial weights, or call clipGradients(1) before each"
                    + " step().");
        }
    }

    @Override
    protected Map<String, List<Matrix>> buffers() {
        return Map.of("m", m, "v", v);
    }

    @Override
    public String options() {
        return optionText("beta1", beta1, 0.9) + optionText("beta2", beta2, 0.999)
                + optionText("epsilon", epsilon, 1e-8)
                + optionText(decoupled ? "decoupled weight decay" : "weight decay", weightDecay, 0);
    }
}
