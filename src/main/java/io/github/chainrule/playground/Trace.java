// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * All numbers of one example: what each neuron adds up and passes on, and how its loss changes with them.
 *
 * @param lesson  whose network it goes through
 * @param example which one; those held back are counted on
 */
record Trace(Lesson lesson, int example) {

    void addTo(JsonText json) {
        Network network = lesson.network;
        Matrix points = lesson.examples.points();
        Batch one = lesson.examples.example(example);
        ForwardPass forward = network.model.forward(one.inputs());
        double loss = lesson.setup.loss.value(forward.output(), one.targets());
        BackwardPass backward = forward.backwardToInput(lesson.setup.loss.gradient(forward.output(), one.targets()));
        json.with("example", example).with("x", points.get(example, 0))
                .with("y", points.get(example, 1)).with("target", one.targets().values())
                .with("says", network.says(forward.output()).values())
                .with("loss", loss).with("lossName", lesson.setup.loss.name())
                .with("a", layers(0, k -> network.values(forward, k).values()))
                .with("z", layers(1, k -> forward.activation(network.sums(k)).values()))
                .with("slope", layers(1, k -> network.slope(forward, k).values()))
                .with("dz", layers(1, k -> backward.gradient(network.sums(k)).values()))
                .with("da", layers(1, k -> network.endsInLoss(k) ? Optional.empty()
                        : backward.gradient(network.values(k)).values()))
                .with("parameters", layers(1, k -> network.parameters(k, Parameter::value).toArray()));
    }

    private List<Object> layers(int first, IntFunction<Object> ofLayer) {
        return IntStream.rangeClosed(first, lesson.network.count()).mapToObj(ofLayer).toList();
    }
}
