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
import java.util.stream.IntStream;

/**
 * All numbers of one example: what each neuron adds up and passes on, and how its loss changes with them.
 *
 * @param lesson  whose network it goes through
 * @param example which one; those held back are counted on
 */
record Trace(Lesson lesson, int example) {

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
            Matrix sum = forward.activation(network.sums(layer));
            int values = network.values(layer);
            boolean inside = layer == network.count() && values == network.sums(layer) && lesson.setup.classes > 0;
            double[] passed = network.values(forward, layer).values();
            a.add(passed);
            z.add(sum.values());
            dz.add(backward.gradient(network.sums(layer)).values());
            da.add(inside ? Optional.empty() : Optional.of(backward.gradient(values).values()));
            // A softmax inside the loss has no slope of its own for each neuron.
            slope.add((inside ? Matrix.row(passed).map(p -> passed.length == 1 ? p * (1 - p) : Double.NaN)
                    : network.slope(layer, sum, forward.activation(values))).values());
            double[] all = network.parameters(layer, false);
            parameters.add(IntStream.range(0, all.length / passed.length).mapToObj(i ->
                    Arrays.copyOfRange(all, i * passed.length, (i + 1) * passed.length)).toList());
        }
        Matrix points = lesson.examples.points();
        return new JsonText().with("example", example).with("x", points.get(example, 0))
                .with("y", points.get(example, 1)).with("target", target.values())
                .with("says", network.says(forward.output()).values())
                .with("loss", loss.value(forward.output(), target)).with("lossName", loss.name())
                .with("a", a).with("z", z).with("slope", slope).with("dz", dz).with("da", da)
                .with("parameters", parameters);
    }
}
