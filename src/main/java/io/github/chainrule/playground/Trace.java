// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All numbers of one example: what each neuron adds up and passes on, and how its loss changes with them. */
final class Trace {

    private final Lesson lesson;
    private final int example;

    Trace(Lesson lesson, int example) {
        this.lesson = lesson;
        this.example = example;
    }

    JsonText json() {
        Network network = lesson.network;
        Dataset one = lesson.example(example);
        Matrix target = Examples.targets(one);
        Loss loss = network.loss;
        ForwardPass forward = network.model.forward(Examples.inputs(one));
        BackwardPass backward = forward.backwardToInput(loss.gradient(forward.output(), target));
        List<double[]> a = new ArrayList<>(List.of(forward.activation(0).values()));
        List<double[]> z = new ArrayList<>();
        List<double[]> dz = new ArrayList<>();
        List<double[]> slope = new ArrayList<>();
        List<Optional<double[]>> da = new ArrayList<>();
        List<List<double[]>> parameters = new ArrayList<>();
        for (int layer = 1; layer <= network.count(); layer++) {
            int sums = network.sums(layer);
            int values = network.values(layer);
            Matrix sum = forward.activation(sums);
            Matrix ones = sum.map(v -> 1);
            boolean inside = layer == network.count() && values == sums && network.predictor.names().hasClasses();
            z.add(sum.values());
            a.add(network.values(forward, layer).values());
            dz.add(backward.gradient(sums).values());
            da.add(inside ? Optional.empty() : Optional.of(backward.gradient(values).values()));
            slope.add((inside ? slopeInside(a.get(layer)) : values == sums ? ones : network.model.layers().get(sums)
                    .inputGradient(sum, forward.activation(values), ones)).values());
            Matrix w = network.linear(layer).weight().value();
            List<double[]> rows = new ArrayList<>();
            double[] all = network.parameters(layer, false);
            for (int i = 0; i <= w.rows(); i++) {
                rows.add(Arrays.copyOfRange(all, i * w.cols(), (i + 1) * w.cols()));
            }
            parameters.add(rows);
        }
        Matrix points = lesson.examples.points();
        return new JsonText().with("example", example).with("x", points.get(example, 0))
                .with("y", points.get(example, 1)).with("target", target.values())
               .with("says", network.says(forward.output()).values())
                .with("loss", loss.value(forward.output(), target)).with("lossName", loss.name())
                .with("a", a).with("z", z).with("slope", slope).with("dz", dz).with("da", da)
                .with("parameters", parameters);
    }

    /** Of a sigmoid inside the loss; a softmax has no slope of its own for each neuron. */
    private static Matrix slopeInside(double[] a) {
        return Matrix.row(a).map(p -> a.length == 1 ? p * (1 - p) : Double.NaN);
    }
}
