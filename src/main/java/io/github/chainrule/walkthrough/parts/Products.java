// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.inspect.ChainRuleTrace.Product;
import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Sketch.Ink;
import io.github.chainrule.plot.Sketch;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The products that back-propagation makes: a table of them, what is used again, and pictures. */
public final class Products {

    private Products() {
    }

    /** Each product with its formula and its value. */
    public static void table(ChainRuleTrace trace, Output out) {
        out.say("Forward: a4 = %.4f, L = %.4f. Backward, each line made from one above it:%n",
                trace.forward().output().get(0, 0), trace.loss());
        for (Product product : trace.products()) {
            out.say("  %-6s = %-32s  %s", product.name(), product.formula(), rows(product.value()));
        }
        out.say("");
    }

    private static String rows(Matrix m) {
        return IntStream.range(0, m.rows()).mapToObj(i -> IntStream.range(0, m.cols())
                .mapToObj(j -> Output.text("%7.4f", m.get(i, j)))
                .collect(Collectors.joining(" ", "[", "]"))).collect(Collectors.joining(" "));
    }

    /** In which products each of them is used again, and what that saves. */
    public static void reuse(ChainRuleTrace trace, Output out) {
        out.say("What is used again:%n");
        for (Product source : trace.products()) {
            List<String> users = trace.products().stream().filter(user -> user.reuses().equals(source.name()))
                    .map(Product::name).toList();
            if (!users.isEmpty()) {
                out.say("  %s  in %s", source.name(), String.join(", ", users));
            }
        }
        out.say("%nMultiplications: %d with reuse, %d if each dL/dW and dL/db walked the chain%nfrom the loss on its"
                + " own (each slope a * (1 - a) counted as known).%n", trace.multiplications(),
                trace.multiplicationsWithoutReuse());
    }

    /** Layers in a row: values go to the right, gradients to the left. */
    public static Sketch chain() {
        Sketch sketch = new Sketch("A chain of three steps", "Boxes f0, f1, f2 and the loss L. Arrows to the right"
                + " carry the values a0 to a3, arrows to the left the gradients; below each box hangs the gradient of"
                + " its parameters.", 230);
        String[] boxes = {"f\u2080", "f\u2081", "f\u2082", "loss"};
        for (int k = 0; k < boxes.length; k++) {
            double x = 80 + 140 * k;
            sketch.box(x, 90, 64, 50).text(Ink.PLAIN, x + 32, 120, boxes[k]);
            sketch.arrow(Ink.GREEN, x - 70, 102, x - 4, 102).text(Ink.GREEN, x - 37, 92, "a" + k);
            if (k > 0) {
                sketch.arrow(Ink.PLUM, x - 6, 128, x - 72, 128).text(Ink.PLUM, x - 37, 150, "dL/da" + k);
                sketch.arrow(Ink.PLUM, x - 108, 144, x - 108, 180);
                sketch.text(Ink.PLUM, x - 108, 198, "dL/d\u03b8" + (k - 1));
            }
        }
        return sketch.text(Ink.GREEN, 300, 62, "forward: each box needs the value on its left")
                .text(Ink.PLUM, 300, 222, "backward: each box needs the gradient on its right");
    }

    /** The multiplications of deeper and deeper networks, with reuse and without. */
    public static LineChart cost(List<ChainRuleTrace> traces) {
        return new LineChart("What reuse saves").axes("layers of 16 neurons", "multiplications (backward pass)")
                .line("no reuse", traces.stream().mapToDouble(ChainRuleTrace::multiplicationsWithoutReuse).toArray())
                .line("with reuse", traces.stream().mapToDouble(ChainRuleTrace::multiplications).toArray());
    }
}
