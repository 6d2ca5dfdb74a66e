// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.GradientFlow.Figures;
import io.github.chainrule.inspect.GradientFlow.Look;

import java.util.List;
import java.util.Locale;

/** Looks at the layers as tables for a terminal. */
final class FlowTable {

    private FlowTable() {
    }

    static String of(List<Look> looks, int every) {
        if (looks.isEmpty()) {
            return "gradient flow: nothing was seen yet\n";
        }
        StringBuilder text = new StringBuilder();
        Look first = looks.get(0);
        Look last = looks.get(looks.size() - 1);
        if (first.step() == 0) {
            table(text, "gradient flow of one pass", first);
            return text.toString();
        }
        table(text, "gradient flow in step 1", first);
        if (looks.size() > 1) {
            table(text.append('\n'), String.format(Locale.ROOT, "gradient flow in step %,d, the last of %,d looked at"
                    + " (1 of %,d)", last.step(), looks.size(), every), last);
        }
        return text.toString();
    }

    private static void table(StringBuilder text, String title, Look look) {
        int width = Math.max(5, look.layers().stream().mapToInt(layer -> layer.layer().length()).max().orElse(0));
        String format = "%4s  %-" + width + "s  %9s  %9s  %9s  %9s  %9s  %5s  %9s";
        line(text, "%s", title);
        line(text, format, "", "", "|dL/da|", "", "|dL/dW|", "", "|update|", "", "");
        line(text, format, "", "layer", "mean", "largest", "mean", "largest", "/|weight|", "dead", "saturated");
        for (int k = 0; k < look.layers().size(); k++) {
            Figures f = look.layers().get(k);
            line(text, format, k, f.layer(), size(f.meanGradient()), size(f.largestGradient()),
                    size(f.meanWeightGradient()), size(f.largestWeightGradient()), size(f.update()),
                    share(f.dead()), share(f.saturated()));
        }
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
    }

    private static String size(double value) {
        return Double.isNaN(value) ? "" : value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * value);
    }
}
