// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.inspect.GradientFlow.Measurement;

import java.util.List;
import java.util.Locale;

/** Looks at the layers as tables for a terminal. */
final class FlowTable {

    private FlowTable() {
    }

    static String of(List<Measurement> looks, int every) {
        if (looks.isEmpty()) {
            return "gradient flow: nothing was seen yet\n";
        }
        StringBuilder text = new StringBuilder();
        Measurement first = looks.get(0);
        Measurement last = looks.get(looks.size() - 1);
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

    private static void table(StringBuilder text, String title, Measurement look) {
        int width = Math.max(5, look.layers().stream().mapToInt(layer -> layer.layer().length()).max().orElse(0));
        String format = "%4s  %-" + width + "s  %9s  %9s  %9s  %9s  %9s  %5s  %9s";
        line(text, "%s", title);
        line(text, format, "", "", "|dL/da|", "", "|dL/dW|", "", "|update|", "", "");
        line(text, format, "", "layer", "mean", "largest", "mean", "largest", "/|weight|", "dead", "saturated");
        for (int k = 0; k < look.layers().size(); k++) {
            LayerStatistics f = look.layers().get(k);
            line(text, format, k, f.layer(), size(f.meanGradient()), size(f.maxGradient()),
                    size(f.meanWeightGradient()), size(f.maxWeightGradient()), size(f.updateRatio()),
                    share(f.deadFraction()), share(f.saturatedFraction()));
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
