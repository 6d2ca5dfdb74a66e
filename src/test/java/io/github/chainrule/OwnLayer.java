// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A layer as a user might write it: y = f(x), and dx from x and dy. Unless given functions, it passes on its input. */
public class OwnLayer implements Layer {

    private final String name;
    private final UnaryOperator<Matrix> f;
    private final BinaryOperator<Matrix> inputGradient;
    private final List<Parameter> parameters;

    public OwnLayer(String name, UnaryOperator<Matrix> f, BinaryOperator<Matrix> inputGradient,
                    Parameter... parameters) {
        this.name = name;
        this.f = f;
        this.inputGradient = inputGradient;
        this.parameters = List.of(parameters);
    }

    public OwnLayer(String name, Parameter... parameters) {
        this(name, x -> x, (x, dy) -> dy, parameters);
    }

    @Override
    public Matrix forward(Matrix x) {
        return f.apply(x);
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return inputGradient.apply(x, dy);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public String name() {
        return name;
    }
}
