// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One pass through a model, forward and backward, written out: each layer's values, the loss, and each gradient as a
 * product.
 *
 * {@snippet :
 * ChainRuleTrace trace = ChainRuleTrace.of(model, new BinaryCrossEntropy(), inputs, targets);
 * System.out.println(trace);
 * Matrix dW = trace.product("dL/dW0").value();
 * }
 *
 * <p>The letters are those of {@link ForwardPass}: a0 is the input, and layer k, counted from 0, makes a(k+1) from ak.
 * For Linear, ReLU, Linear, Sigmoid:
 *
 * <pre>
 *   a1 = a0 * W0 + b0              dL/da3 = dL/da4 .* a4 .* (1 - a4)
 *   a2 = max(a1, 0)                dL/dW2 = a2^T * dL/da3          dL/db2 = sum of the rows of dL/da3
 *   a3 = a2 * W2 + b2              dL/da2 = dL/da3 * W2^T
 *   a4 = sigmoid(a3)               dL/da1 = dL/da2 .* (a1 &gt; 0)
 *   L  = loss(a4, t)               dL/dW0 = a0^T * dL/da1          dL/db0 = sum of the rows of dL/da1
 * </pre>
 *
 * <p>In a small network, whose matrices have at most {@value #SMALL} rows and columns, it fills in the numbers; in a
 * larger one it gives each result's shape, norm and extremes. For the gradient of a BinaryCrossEntropy the formula
 * leaves out the lower bound of the denominator.
 *
 * <h2>What reuse saves</h2>
 *
 * dL/da3 is needed for dL/dW2, for dL/db2 and for everything before them. It is computed once and used again, and that
 * is all there is to back-propagation. The trace counts the multiplications of the backward pass
 *
 * <ul>
 *   <li><b>with reuse</b>, as the library computes it: each dL/da and each dL/dW once;</li>
 *   <li><b>without</b>: the gradient of each {@link Parameter} (each W and each b) is computed on its own, by walking
 *       the whole chain again from the loss to that layer.</li>
 * </ul>
 *
 * <p>With N examples, dL/dW = aᵀ·dy and dL/da = dy·Wᵀ of a {@code Linear(in, out)} take N·in·out multiplications
 * each; dL/db, a sum, none; dL/da of an entry-by-entry layer N·columns, one for each entry of dy. The loss's own
 * gradient and the derivatives themselves, such as a·(1−a), are not counted, and the forward pass is the same in
 * both. A chain of K equal linear layers takes 2K − 1 products of matrices with reuse, and K² without.
 */
public final class ChainRuleTrace {

    /** Up to how many rows and columns a matrix is written out. */
    static final int SMALL = 4;
    private static final int WIDTH = 116;
    private static final int FORMULA = 44;
    private static final String COLUMNS = "%-" + FORMULA + "s %11s %10s %10s %10s  %s";

    /**
     * A gradient, as the product that it is.
     *
     * @param name            what it is, as in {@code dL/dW0}
     * @param formula         how it is computed, as in {@code a0^T * dL/da1}
     * @param layer           which layer computes it, from 0; the number of layers if it is the loss
     * @param value           the result; for a parameter a copy, which later passes leave alone
     * @param reuses          the later layer's result that it is made of, as in {@code dL/da1}; empty if it comes from
     *                        the loss
     * @param multiplications how many multiplications it takes
     * @param multiplicationsWithoutReuse how many it would take on its own, from the loss; 0 for an activation's
     *                                    gradient, which is only an intermediate step
     */
    public record Product(String name, String formula, int layer, Matrix value, String reuses, long multiplications,
                          long multiplicationsWithoutReuse) {
    }

    private final ForwardPass forward;
    private final Formulas formulas;
    private final double loss;
    private final Map<Product, Expression> products = new LinkedHashMap<>();
    private final boolean small;
    private final StringBuilder text = new StringBuilder();

    private ChainRuleTrace(ForwardPass forward, Loss loss, Matrix targets) {
        this.forward = forward;
        this.loss = loss.value(forward.output(), targets);
        this.formulas = new Formulas(forward);
        this.small = IntStream.rangeClosed(0, forward.model().layers().size()).mapToObj(forward::activation)
                .allMatch(ChainRuleTrace::isSmall)
                && forward.model().parameters().stream().map(Parameter::value).allMatch(ChainRuleTrace::isSmall);
        goBack(forward.backward(loss.gradient(forward.output(), targets)), loss, targets);
        // At once: the next step of training changes the parameters, and the batch is refilled.
        write(loss, targets);
    }

    /**
     * Goes through a model once, forward and backward.
     *
     * @param model   its parameters' gradients are overwritten, as by any backward pass; the rest is only read
     * @param loss    the loss
     * @param inputs  batch × in; only read. For numbers that you can follow by hand, take one example, or a few
     * @param targets what the outputs should be; only read
     * @return the pass, written out
     * @throws IllegalArgumentException if model, loss, inputs and targets don't fit together
     */
    public static ChainRuleTrace of(Sequential model, Loss loss, Matrix inputs, Matrix targets) {
        Objects.requireNonNull(model, "ChainRuleTrace.of: model is null.");
        Objects.requireNonNull(loss, "ChainRuleTrace.of: loss is null.");
        return new ChainRuleTrace(model.forward(inputs), loss, targets);
    }

    private void goBack(BackwardPass backward, Loss loss, Matrix targets) {
        List<Layer> layers = forward.model().layers();
        List<Summary.Row> lines = forward.model().summary().rows();
        int last = layers.size();
        Expression ofLoss = formulas.lossGradient(loss, targets);
        products.put(new Product("dL/da" + last, ofLoss.letters(), last, backward.gradient(last), "", 0, 0), ofLoss);
        long walked = 0;
        for (int k = last - 1; k >= 0; k--) {
            long examples = forward.output().rows();
            String dy = "dL/da" + (k + 1);
            for (Parameter p : layers.get(k).parameters()) {
                Expression e = formulas.parameterGradient(k, p, backward);
                long count = p.name().equals("bias") ? 0 : examples * p.size();
                products.put(new Product("dL/d" + formulas.parameter(k, p), e.letters(), k, p.gradient().copy(), dy,
                        count, walked + count), e);
            }
            if (k > 0) {
                Expression e = formulas.inputGradient(k, backward);
                long weights = lines.get(k).multiplications();
                long count = examples * (weights > 0 ? weights : forward.activation(k + 1).cols());
                products.put(new Product("dL/da" + k, e.letters(), k, backward.gradient(k), dy, count, 0), e);
                walked += count;
            }
        }
    }

    /** {@return the forward pass, with every activation} */
    public ForwardPass forward() {
        return forward;
    }

    /** {@return L} */
    public double loss() {
        return loss;
    }

    /** {@return every gradient, in the order in which they are computed: from the loss to the first layer} */
    public List<Product> products() {
        return List.copyOf(products.keySet());
    }

    /**
     * One gradient.
     *
     * @param name as in {@code dL/dW0}, {@code dL/db0} or {@code dL/da1}
     * @return the gradient
     * @throws IllegalArgumentException if there is none of that name
     */
    public Product product(String name) {
        return products().stream().filter(product -> product.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("ChainRuleTrace: there is no " + name
                        + "; expected one of " + products().stream().map(Product::name)
                        .collect(Collectors.joining(", ")) + ". Layers are counted from 0."));
    }

    /** {@return how many multiplications the backward pass takes, each result computed once and used again} */
    public long multiplications() {
        return products().stream().mapToLong(Product::multiplications).sum();
    }

    /** {@return how many it would take to compute each parameter's gradient on its own, from the loss again} */
    public long multiplicationsWithoutReuse() {
        return products().stream().mapToLong(Product::multiplicationsWithoutReuse).sum();
    }

    /** {@return the pass as text, in ASCII} */
    @Override
    public String toString() {
        return text.toString();
    }

    private static boolean isSmall(Matrix m) {
        return m.rows() <= SMALL && m.cols() <= SMALL;
    }

    private void write(Loss loss, Matrix targets) {
        int n = forward.output().rows();
        line("%s, %s, %,d example%s", forward.model(), loss.name(), n, n == 1 ? "" : "s");
        line("");
        line("  a0 is the input; layer k computes a(k+1) from ak, with Wk and bk. Rows are examples.");
        line("  * is the product of matrices, .* and ./ work entry by entry, ^T is the transpose.");
        writeForward(loss, targets);
        writeBackward();
        writeReuse();
        writeMultiplications();
    }

    private void writeForward(Loss loss, Matrix targets) {
        passHeading("Forward pass");
        result("a0", new Expression().sign("x"), forward.activation(0), "");
        int last = forward.model().layers().size();
        for (int k = 0; k < last; k++) {
            result("a" + (k + 1), formulas.output(k), forward.activation(k + 1), layer(k));
        }
        result("t", new Expression().sign("target"), targets, "");
        line("  L = %s(a%d, t) = %s", loss.name(), last, text(this.loss));
    }

    private void writeBackward() {
        passHeading("Backward pass");
        products.forEach((product, expression) -> result(product.name(), expression, product.value(),
                product.reuses().isEmpty() ? "from the loss" : layer(product.layer())));
        line("  dL/da0, how the loss changes with the input, is not needed for training and not computed.");
    }

    private String layer(int k) {
        return "layer " + k + ", " + forward.model().layers().get(k).name();
    }

    private void result(String name, Expression expression, Matrix value, String where) {
        String formula = "  " + name + " = " + expression.letters();
        if (!small) {
            DoubleSummaryStatistics all = Arrays.stream(value.values()).summaryStatistics();
            line(COLUMNS, formula, value.shape(), text(Statistics.norm(value.values())), text(all.getMin()),
                    text(all.getMax()), where);
            return;
        }
        line("%-" + FORMULA + "s  %s", formula, where);
        String indent = " ".repeat(name.length() + 3);
        boolean given = expression.letters().matches("x|target");
        (given ? new Expression() : expression).numbers(value, WIDTH - indent.length())
                .forEach(numbers -> line("%s%s", indent, numbers));
    }

    private void writeReuse() {
        heading("Reused: each dL/da is computed once, and used again by all that depends on it");
        for (Product source : products()) {
            List<String> users = products().stream().filter(user -> user.reuses().equals(source.name()))
                    .map(Product::name).toList();
            if (!users.isEmpty()) {
                long walks = IntStream.range(0, source.layer()).mapToLong(k -> forward.model().layers().get(k)
                        .parameters().size()).sum();
                line("  %-8s in %s%s", source.name(), String.join(", ", users), walks < 2 ? "" : String.format(
                        Locale.ROOT, "; without reuse it would be computed %,d times", walks));
            }
        }
        line("  So are the values of the forward pass, ak in dL/dWk: that is why a pass keeps them.");
    }

    private void writeMultiplications() {
        heading("Multiplications of the backward pass; without reuse, each dL/dW and dL/db needs all of the chain");
        line("  %-12s %15s %15s", "", "with reuse", "without");
        for (Product product : products()) {
            boolean onTheWay = product.multiplicationsWithoutReuse() == 0 && product.name().startsWith("dL/da");
            line("  %-12s %,15d %15s", product.name(), product.multiplications(), onTheWay ? ""
                    : String.format(Locale.ROOT, "%,d", product.multiplicationsWithoutReuse()));
        }
        long with = multiplications();
        long without = multiplicationsWithoutReuse();
        line("  %-12s %,15d %,15d   %s", "total", with, without, with == 0 ? "" : String.format(Locale.ROOT,
                "%.4g times as many", (double) without / with));
    }

    private void passHeading(String heading) {
        line("");
        line(small ? "%s" : COLUMNS, heading, "shape", "norm", "min", "max", "");
    }

    private void heading(String heading) {
        line("");
        line("%s", heading);
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
    }
}
