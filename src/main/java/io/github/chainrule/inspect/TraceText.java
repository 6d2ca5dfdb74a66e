// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.inspect.ChainRuleTrace.Product;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes a trace: the forward pass, the backward pass, what is reused, and what that saves. */
final class TraceText {

    private static final int WIDTH = 116;
    private static final int FORMULA = 44;
    private static final String COLUMNS = "%-" + FORMULA + "s %11s %10s %10s %10s  %s";

    private final ChainRuleTrace trace;
    private final Formulas formulas;
    private final Map<Product, Expression> gradients;
    private final ForwardPass pass;
    private final boolean small;
    private final StringBuilder out = new StringBuilder();

    TraceText(ChainRuleTrace trace, Formulas formulas, Map<Product, Expression> gradients) {
        this.trace = trace;
        this.formulas = formulas;
        this.gradients = gradients;
        this.pass = trace.forward();
        int layers = pass.model().layers().size();
        this.small = IntStream.rangeClosed(0, layers).mapToObj(pass::activation).allMatch(TraceText::isSmall)
                && pass.model().parameters().stream().map(Parameter::value).allMatch(TraceText::isSmall);
    }

    private static boolean isSmall(Matrix m) {
        return m.rows() <= ChainRuleTrace.SMALL && m.cols() <= ChainRuleTrace.SMALL;
    }

    String write(Loss loss, Matrix targets) {
        int n = pass.output().rows();
        line("%s, %s, %,d example%s", pass.model(), loss.name(), n, n == 1 ? "" : "s");
        line("");
        line("  a0 is the input; layer k computes a(k+1) from ak, with Wk and bk. Rows are examples.");
        line("  * is the product of matrices, .* and ./ work entry by entry, ^T is the transpose.");
        forward(loss, targets);
        backward();
        reuse();
        multiplications();
        return out.toString();
    }

    private void forward(Loss loss, Matrix targets) {
        passHeading("Forward pass");
        result("a0", new Expression().sign("x"), pass.activation(0), "");
        int last = pass.model().layers().size();
        for (int k = 0; k < last; k++) {
            result("a" + (k + 1), formulas.output(k), pass.activation(k + 1), layer(k));
        }
        result("t", new Expression().sign("target"), targets, "");
        line("  L = %s(a%d, t) = %s", loss.name(), last, text(trace.loss()));
    }

    private void backward() {
        passHeading("Backward pass");
        gradients.forEach((product, expression) -> result(product.name(), expression, product.value(),
                product.reuses().isEmpty() ? "from the loss" : layer(product.layer())));
        line("  dL/da0, how the loss changes with the input, is not needed for training and not computed.");
    }

    private String layer(int k) {
        return "layer " + k + ", " + pass.model().layers().get(k).name();
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

    private void reuse() {
        heading("Reused: each dL/da is computed once, and used again by all that depends on it");
        for (Product source : trace.products()) {
            List<String> users = trace.products().stream().filter(user -> user.reuses().equals(source.name()))
                    .map(Product::name).toList();
            if (!users.isEmpty()) {
                long walks = IntStream.range(0, source.layer()).mapToLong(k -> pass.model().layers().get(k)
                        .parameters().size()).sum();
                line("  %-8s in %s%s", source.name(), String.join(", ", users), walks < 2 ? "" : String.format(
                        Locale.ROOT, "; without reuse it would be computed %,d times", walks));
            }
        }
        line("  So are the values of the forward pass, ak in dL/dWk: that is why a pass keeps them.");
    }

    private void multiplications() {
        heading("Multiplications of the backward pass; without reuse, each dL/dW and dL/db needs all of the chain");
        line("  %-12s %15s %15s", "", "with reuse", "without");
        for (Product product : trace.products()) {
            boolean onTheWay = product.multiplicationsWithoutReuse() == 0 && product.name().startsWith("dL/da");
            line("  %-12s %,15d %15s", product.name(), product.multiplications(), onTheWay ? ""
                    : String.format(Locale.ROOT, "%,d", product.multiplicationsWithoutReuse()));
        }
        long with = trace.multiplications();
        long without = trace.multiplicationsWithoutReuse();
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
        out.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
    }
}
