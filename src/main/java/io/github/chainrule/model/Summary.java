// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A model as a table: each layer, its shape in and out, how many parameters it has, and how many multiplications it
 * takes to bring one example forward.
 *
 * {@snippet file="io/github/chainrule/examples/ModelExamplesTest.java" region="summary"}
 *
 * <p>Each weight is multiplied once for each example, and a bias is only added: so a {@code Linear(in, out)} takes
 * {@code in · out} multiplications, and a layer without parameters counts as 0 (a sigmoid needs a few for each column,
 * which is nothing in comparison). In a layer of your own every parameter counts as a weight unless it is called
 * {@code bias}.
 *
 * @param lines           one for each layer, from the input to the output
 * @param parameters      how many numbers training changes
 * @param multiplications how many multiplications it takes to bring one example forward
 */
public record Summary(List<Row> lines, int parameters, long multiplications) {

    /**
     * One layer of a model.
     *
     * @param index           its number, from 0
     * @param layer           its name, as in {@code Linear(784, 16)}
     * @param inputSize              how many columns it is given; empty when any number will do
     * @param outputSize             how many columns it passes on; empty when that depends on how many it is given
     * @param parameterCount      how many numbers training changes in it
     * @param multiplications how many multiplications with a weight one example takes in it
     */
    public record Row(int index, String layer, OptionalInt inputSize, OptionalInt outputSize, int parameterCount,
                       long multiplications) {
    }

    /**
     * The summary of a model.
     *
     * @param model which model; only read
     * @return its layers as lines
     */
    public static Summary of(Sequential model) {
        Objects.requireNonNull(model, "Summary.of: model is null.");
        List<Row> lines = new ArrayList<>();
        OptionalInt size = model.inputSize();
        for (Layer layer : model.layers()) {
            OptionalInt in = layer.inputSize().isPresent() ? layer.inputSize() : size;
            size = in.isPresent() ? OptionalInt.of(layer.outputSize(in.getAsInt())) : in;
            lines.add(new Row(lines.size(), layer.name(), in, size,
                    layer.parameters().stream().mapToInt(Parameter::size).sum(), multiplications(layer)));
        }
        return new Summary(List.copyOf(lines), model.parameterCount(),
                lines.stream().mapToLong(Row::multiplications).sum());
    }

    private static long multiplications(Layer layer) {
        return layer.parameters().stream().filter(p -> !p.name().equals("bias")).mapToLong(Parameter::size).sum();
    }

    /** {@return the table as text, one line for each layer} */
    @Override
    public String toString() {
        int width = longest(5, lines.stream().map(Row::layer));
        int shapeWidth = longest(12, lines.stream().flatMap(line -> Stream.of(shape(line.inputSize()), shape(line.outputSize()))));
        String format = "%5s  %-" + width + "s  %" + shapeWidth + "s  %" + shapeWidth + "s  %10s  %15s\n";
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, format, "", "layer", "in", "out",
                "parameters", "multiplications"));
        for (Row line : lines) {
            text.append(String.format(Locale.ROOT, format, line.index(), line.layer(), shape(line.inputSize()),
                    shape(line.outputSize()), number(line.parameterCount()), number(line.multiplications())));
        }
        return text.append(String.format(Locale.ROOT, format, "", "total", "", "", number(parameters),
                number(multiplications))).toString();
    }

    private static int longest(int atLeast, Stream<String> texts) {
        return Math.max(atLeast, texts.mapToInt(String::length).max().orElse(0));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String shape(OptionalInt cols) {
        return "(batch, " + (cols.isPresent() ? cols.getAsInt() : "any") + ")";
    }
}
