// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/**
 * Are the gradients right? Each one is compared with a numeric derivative, which needs no calculus: move one number
 * up and down a little, and see what the loss does.
 *
 * <pre>
 *   numeric         n = ( L(θ + h) − L(θ − h) ) / 2h           h = 10⁻⁵ · max(1, |θ|)
 *   analytic        a, from the backward pass
 *   relative error  |a − n| / max(|a|, |n|)
 * </pre>
 *
 * {@snippet :
 * System.out.println(GradientCheck.of(model, new BinaryCrossEntropy(), inputs, targets));
 * System.out.println(GradientCheck.of(new MyLayer(), inputs));
 * GradientCheck.of(new MyLayer(), inputs).requirePassed();        // in a test
 * }
 *
 * <p>What the error means: below 10⁻⁷ the gradient is right; above 10⁻² it is wrong; in between, look closer. A few
 * examples suffice, and are better than many: each number takes three forward passes.
 *
 * <p>Three things would look like errors, but aren't. L is the result of roundings, and the quotient is off by up to
 * about 4·2⁻⁵²·s/h, where s is |L|, or what the numbers that cancel in L were, Σ |a·dL/da|, or 1, whichever is largest:
 * that much is subtracted from |a − n|. Where L bends sharply, n depends on h, so twice the change of n at h/2 is
 * subtracted, too. And a ReLU has a kink: where θ − h and θ + h lie on different sides of one, the slopes to the left
 * and to the right differ, and a is right if it isn't outside them. {@link #kinkCount()} counts such numbers.
 *
 * @param relativeError the largest relative error
 * @param worstEntry    which number has it, as in {@code layer 0, Linear(2, 4), weight at row 1, column 3}
 * @param analytic      a of that number
 * @param numeric       n of that number
 * @param entryCount    how many numbers were compared
 * @param kinkCount     how many of them lie at a kink
 * @param missing       what a layer lacks, in a sentence: a gradient that it has never written, or its parameters;
 *                      empty if nothing is missing
 * @see <a href="https://cs231n.github.io/neural-networks-3/#gradcheck">Stanford CS231n, Gradient checks</a>
 */
public record GradientCheck(double relativeError, String worstEntry, double analytic, double numeric, int entryCount,
                            int kinkCount, String missing) {

    /** Below it, a gradient is right. */
    public static final double PASS_BELOW = 1e-7;
    /** Above it, a gradient is wrong. */
    public static final double FAIL_ABOVE = 1e-2;

    /**
     * Checks the gradient of each parameter and of the input of a whole model.
     *
     * @param model   its parameters are moved and put back; their gradients are overwritten
     * @param loss    the loss
     * @param inputs  a few examples; moved and put back
     * @param targets what the outputs should be; only read
     * @return the comparison
     */
    public static GradientCheck of(Sequential model, Loss loss, Matrix inputs, Matrix targets) {
        Objects.requireNonNull(model, "GradientCheck.of: model is null.");
        Objects.requireNonNull(loss, "GradientCheck.of: loss is null.");
        model.parameters().forEach(GradientCheck::forget);
        ForwardPass pass = model.forward(inputs);
        Matrix dy = loss.gradient(pass.output(), targets);
        BackwardPass back = pass.backwardToInput(dy);
        NumericGradients numeric = new NumericGradients(() -> loss.value(model.output(inputs), targets));
        for (int k = 0; k <= model.layers().size(); k++) {
            numeric.contribution(pass.activation(k), back.gradient(k));
        }
        List<Layer> layers = model.layers();
        for (int k = 0; k < layers.size(); k++) {
            prepare(numeric, "layer " + k + ", " + layers.get(k).name(), layers.get(k));
        }
        numeric.compare("input", inputs, back.gradient(0));
        for (int k = 0; k < layers.size(); k++) {
            compare(numeric, "layer " + k + ", " + layers.get(k).name() + ", ", layers.get(k).parameters());
        }
        return numeric.result();
    }

    /**
     * Checks both gradients of a single layer, with L = Σ c·y for random c between −1 and 1.
     *
     * @param layer  its parameters are moved and put back; their gradients are overwritten
     * @param inputs a few examples; moved and put back
     * @return the comparison
     */
    public static GradientCheck of(Layer layer, Matrix inputs) {
        Objects.requireNonNull(layer, "GradientCheck.of: layer is null.");
        Objects.requireNonNull(inputs, "GradientCheck.of: inputs is null.");
        Matrix y = made(layer, "forward", layer.forward(inputs));
        Random random = new Random(1);
        Matrix c = y.map(value -> 2 * random.nextDouble() - 1);
        layer.parameters().forEach(GradientCheck::forget);
        layer.computeParameterGradients(inputs, y, c);
        Matrix dx = made(layer, "inputGradient", layer.inputGradient(inputs, y, c));
        NumericGradients numeric = new NumericGradients(() -> dot(c, layer.forward(inputs)));
        numeric.contribution(y, c);
        numeric.contribution(inputs, dx);
        prepare(numeric, layer.name(), layer);
        numeric.compare("input", inputs, dx);
        compare(numeric, layer.name() + ", ", layer.parameters());
        return numeric.result();
    }

    static Matrix made(Layer layer, String method, Matrix result) {
        return Objects.requireNonNull(result, () -> layer.name() + "." + method + " returned null; expected a matrix.");
    }

    /** A gradient of an earlier pass could be mistaken for that of this one. */
    private static void forget(Parameter p) {
        Arrays.fill(p.gradient().values(), Double.NaN);
    }

    private static void prepare(NumericGradients numeric, String where, Layer layer) {
        for (Parameter p : layer.parameters()) {
            numeric.contribution(p.value(), p.gradient());
            if (Arrays.stream(p.gradient().values()).allMatch(Double::isNaN)) {
                numeric.missing(where + ": the gradient of " + p + " was never written, or is NaN everywhere."
                        + " computeParameterGradients(x, y, dy) must overwrite each entry of the parameter's"
                        + " gradient().");
            }
        }
    }

    private static void compare(NumericGradients numeric, String where, List<Parameter> parameters) {
        for (Parameter p : parameters) {
            numeric.compare(where + p.name(), p.value(), p.gradient());
        }
    }

    private static double dot(Matrix a, Matrix b) {
        return Arrays.stream(a.map(b, (u, v) -> u * v).values()).sum();
    }

    /** {@return whether every gradient is right: no relative error above {@link #PASS_BELOW}, and nothing missing} */
    public boolean passed() {
        return relativeError <= PASS_BELOW && missing.isEmpty();
    }

    /**
     * For tests: passes or throws.
     *
     * @return this
     * @throws AssertionError if it hasn't {@link #passed()}, with its text
     */
    public GradientCheck requirePassed() {
        if (!passed()) {
            throw new AssertionError(toString().strip());
        }
        return this;
    }

    /** {@return the verdict in a sentence, and the number that it rests on} */
    @Override
    public String toString() {
        if (!missing.isEmpty()) {
            return "a gradient is missing: " + missing + "\n";
        }
        String verdict = passed() ? "the gradients are right"
                : relativeError > FAIL_ABOVE || Double.isNaN(relativeError) ? "a gradient is wrong"
                : "look closer: between right (below 1e-7) and wrong (above 1e-2)";
        return String.format(Locale.ROOT, "%s: largest relative error %.1e of %,d numbers%s\n"
                        + "  at %s: analytic %.10g, numeric %.10g\n", verdict, relativeError, entryCount,
                kinkCount == 0 ? "" : String.format(Locale.ROOT, " (%,d at a kink)", kinkCount), worstEntry,
                analytic, numeric);
    }
}
