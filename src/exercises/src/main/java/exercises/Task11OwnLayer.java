// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Matrix;

/**
 * Task 11: a layer of your own, softplus, a ReLU without a corner.
 *
 * <pre>
 *   forward    y  = ln(1 + eˣ)
 *   gradient   dx = dy · σ(x)          σ(x) = 1 / (1 + e⁻ˣ)
 * </pre>
 *
 * <p>{@code Math.exp(710)} is infinite, but ln(1 + e⁷¹⁰) is simply 710: for large x, ln(1 + eˣ) = x + ln(1 + e⁻ˣ).
 * {@code x.map(v -> ...)} makes a matrix entry by entry, and {@code x.map(dy, (v, d) -> ...)} makes one from two.
 *
 * <p>The proof: {@code System.out.println(GradientCheck.of(new Task11OwnLayer(), x))} compares your gradient with a
 * numeric one. The tests do the same.
 */
public final class Task11OwnLayer implements Layer {

    @Override
    public Matrix forward(Matrix x) {
        throw new NotWrittenYet("forward");
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        throw new NotWrittenYet("inputGradient");
    }
}
