package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A model as a table: each layer, its shape in and out, and how many parameters it has.
 *
 * @param lines      one for each layer, from the input to the output
 * @param parameters how many numbers training changes
 */
public record Summary(List<Line> lines, int parameters) {

    /**
     * One layer of a model.
     *
     * @param index      its number, from 0
     * @param layer      its name, as in {@code Linear(784, 16)}
     * @param in         how many columns it is given; 0 when any number will do
     * @param out        how many columns it passes on; 0 when as many as it is given
     * @param parameters how many numbers training changes in it
     */
    public record Line(int index, String layer, int in, int out, int parameters) {
    }

    /**
     * The summary of a model.
     *
     * @param model which model; only read
     * @return its layers as lines
     */
    public static Summary of(Sequential model) {
        List<Line> lines = new ArrayList<>();
        int size = model.inputSize().orElse(0);
        for (Layer layer : model.layers()) {
            int in = layer.inputSize().orElse(size);
            size = in == 0 ? 0 : layer.outputSize(in);
            lines.add(new Line(lines.size(), layer.toString(), in, size,
                    layer.parameters().stream().mapToInt(Parameter::size).sum()));
        }
        return new Summary(List.copyOf(lines), model.parameterCount());
    }

    /** {@return the table as text, one line for each layer} */
    @Override
    public String toString() {
        int width = Math.max(5, lines.stream().mapToInt(line -> line.layer().length()).max().orElse(0));
        String format = "%5s  %-" + width + "s  %14s  %14s  %10s%n";
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, format, "", "layer", "in", "out",
                "parameters"));
        for (Line line : lines) {
            text.append(String.format(Locale.ROOT, format, line.index(), line.layer(), shape(line.in()),
                    shape(line.out()), String.format(Locale.ROOT, "%,d", line.parameters())));
        }
        return text.append(String.format(Locale.ROOT, format, "", "total", "", "",
                String.format(Locale.ROOT, "%,d", parameters))).toString();
    }

    private static String shape(int cols) {
        return "(batch, " + (cols == 0 ? "any" : cols) + ")";
    }
}
