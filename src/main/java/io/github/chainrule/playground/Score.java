// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well a network does on some examples.
 *
 * @param pass  what has gone through it
 * @param loss  their mean loss; NaN if an output isn't a number
 * @param right how many are of the class that it says; 0 without classes
 * @param of    how many there are
 * @param rms   the root of the mean square of the errors, in the targets' own unit
 * @param worst the example with the largest loss
 * @param says  what the network says to each
 */
record Score(ForwardPass pass, double loss, int right, int of, double rms, int worst, Matrix says) {

    static Score of(Network network, Batch part) {
        ForwardPass pass = network.model.forward(part.inputs());
        Matrix outputs = pass.output();
        Matrix says = network.says(outputs);
        boolean hasNumbers = outputs.isFinite() && says.isFinite();
        boolean classes = network.predictor.names().hasClasses();
        Matrix wanted = classes ? part.targets() : network.says(part.targets());
        // A prediction's distance from its target grows with the example's loss.
        double[] errors = IntStream.range(0, part.size()).mapToDouble(i -> IntStream.range(0, says.cols())
                .mapToDouble(j -> Math.abs(says.get(i, j) - wanted.get(i, j))).max().orElse(0)).toArray();
        int right = (int) IntStream.range(0, part.size()).filter(i -> classes && hasNumbers
                && Prediction.classIndexOf(says, i) == Prediction.classIndexOf(wanted, i)).count();
        int worst = IntStream.range(0, part.size()).reduce(0, (i, j) -> errors[j] > errors[i] ? j : i);
        double loss = hasNumbers ? network.predictor.loss().value(outputs, part.targets()) : Double.NaN;
        double rms = Math.sqrt(DoubleStream.of(errors).map(e -> e * e).average().orElse(0));
        return new Score(pass, loss, right, part.size(), rms, worst, says);
    }

    JsonText json() {
        return new JsonText().with("loss", loss).with("right", right).with("of", of).with("rms", rms);
    }
}
