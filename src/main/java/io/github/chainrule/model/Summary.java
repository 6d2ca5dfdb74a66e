// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A model as a table: each layer, its input and output, how many parameters it has, and how many multiplications its
 * forward pass takes for one example.
 *
 * {@snippet :
 * Summary summary = model.summary();              // System.out.println(summary) prints a table
 * }
 *
 * <p>Each weight is multiplied once for each example, and a bias is only added: so a {@code Linear(in, out)} takes
 * {@code in · out} multiplications, and a layer without parameters counts as 0 (a sigmoid needs a few for each column,
 * which is negligible). In a layer of your own every parameter counts as a weight unless it is called {@code bias}.
 *
 * @param rows            one for each layer, from the input to the output
 * @param parameterCount  how many numbers training changes
 * @param multiplications how many multiplications a forward pass takes for one example
 */
public record Summary(List<Row> rows, int parameterCount, long multiplications) {

    /**
     * One layer of a model.
     *
     * @param index           its number, from 0
     * @param layer           its name, as in {@code Linear(784, 16)}
     * @param inputSize       how many columns it is given; empty when any number will do
     * @param outputSize      how many columns it passes on; empty when that depends on how many it is given
     * @param parameterCount  how many numbers training changes in it
     * @param multiplications how many multiplications with a weight one example takes in it
     */
    public record Row(int index, String layer, OptionalInt inputSize, OptionalInt outputSize, int parameterCount,
                      long multiplications) {
    }

    static Summary of(Sequential model) {
        List<Row> rows = new ArrayList<>();
        OptionalInt size = model.inputSize();
        for (Layer layer : model.layers()) {
            OptionalInt in = layer.inputSize().isPresent() ? layer.inputSize() : size;
            size = in.isPresent() ? OptionalInt.of(layer.outputSize(in.getAsInt())) : in;
            long weights = layer.parameters().stream().filter(p -> !p.name().equals("bias"))
                    .mapToLong(Parameter::size).sum();
            rows.add(new Row(rows.size(), layer.name(), in, size,
                    layer.parameters().stream().mapToInt(Parameter::size).sum(), weights));
        }
        return new Summary(List.copyOf(rows), model.parameterCount(),
                rows.stream().mapToLong(Row::multiplications).sum());
    }

    /** {@return the table as text, one line for each layer} */
    @Override
    public String toString() {
        int width = longest(5, rows.stream().map(Row::layer));
        int shapeWidth = longest(12, rows.stream()
                .flatMap(row -> Stream.of(shape(row.inputSize()), shape(row.outputSize()))));
        String format = "%5s  %-" + width + "s  %" + shapeWidth + "s  %" + shapeWidth + "s  %10s  %15s\n";
        String numbers = format.replace("%10s  %15s", "%,10d  %,15d");
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, format, "", "layer", "in", "out",
                "parameters", "multiplications"));
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, numbers, row.index(), row.layer(), shape(row.inputSize()),
                    shape(row.outputSize()), row.parameterCount(), row.multiplications()));
        }
        return text.append(String.format(Locale.ROOT, numbers, "", "total", "", "", parameterCount, multiplications))
                .toString();
    }

    private static int longest(int atLeast, Stream<String> texts) {
        return Math.max(atLeast, texts.mapToInt(String::length).max().orElse(0));
    }

    private static String shape(OptionalInt cols) {
        return "(batch, " + (cols.isPresent() ? cols.getAsInt() : "any") + ")";
    }
}
