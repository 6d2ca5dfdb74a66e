package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The parts of {@link ChainRule} with more than one number at a time: ways that add up, and matrices of slopes. */
final class SlopeMatrices {

    /** How many numbers each step passes on, from 784 pixels to one. */
    private static final int[] WIDTHS = {784, 128, 64, 1};

    private SlopeMatrices() {
    }

    static String text() {
        Sequential network = PaperNetwork.model();
        Matrix w0 = weights(network, 0);
        Matrix w2 = weights(network, 2);
        Matrix a2 = network.forward(PaperNetwork.input()).activation(2);
        double[] ways = ways(w0, w2, a2);
        StringBuilder text = new StringBuilder(line("%n3. Two ways from pixel 0 to a3, in the network on paper%n"));
        for (int j = 0; j < ways.length; j++) {
            text.append(line("   through hidden neuron %d     %4.1f * %.4f * %-4.1f = %.4f", j, w0.get(0, j),
                    a2.get(0, j) * (1 - a2.get(0, j)), w2.get(j, 0), ways[j]));
        }
        text.append(line("   da3/da0[0], the sum of both                      = %.4f", ways[0] + ways[1]));
        text.append(line("   from the library's backward pass                   %.4f", slopeByLibrary()));

        Order order = inBothOrders();
        long few = order.backwards.multiplications();
        long many = order.forwards.multiplications();
        text.append(line("%n4. Three steps, 784 -> 128 -> 64 -> 1, as matrices of slopes. Multiplications:%n"));
        text.append(line("   from the end,    row * matrix,     %,11d", few));
        text.append(line("   from the inputs, matrix * matrix,  %,11d,  %.0f times as many", many,
                (double) many / few));
        return text.append(line("   The same 784 slopes come out, but for rounding: largest difference %.1e",
                order.difference())).toString();
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format + "%n", arguments);
    }

    private static Matrix weights(Sequential network, int step) {
        return ((Linear) network.layers().get(step)).weight().value();
    }

    // @start region="ways"
    /** How a3 moves with pixel 0, through each hidden neuron j. */
    static double[] ways(Matrix w0, Matrix w2, Matrix a2) {
        double[] ways = new double[2];
        for (int j = 0; j < 2; j++) {
            double slope = a2.get(0, j) * (1 - a2.get(0, j));
            ways[j] = w0.get(0, j) * slope * w2.get(j, 0);
        }
        return ways;
    }
    // @end

    /** The same for both ways together. */
    static double slopeByLibrary() {
        List<Layer> upToA3 = PaperNetwork.model().layers().subList(0, 3);
        return new Sequential(upToA3.toArray(Layer[]::new)).forward(PaperNetwork.input())
                .backwardToInput(ChainRule.ONE).gradient(0).get(0, 0);
    }

    /** The same product, worked out from the end of the chain and from its inputs. */
    record Order(CountedMatrix backwards, CountedMatrix forwards) {

        double difference() {
            return Arrays.stream(backwards.value().map(forwards.value(), (a, b) -> Math.abs(a - b)).values()).max()
                    .orElseThrow();
        }
    }

    static Order inBothOrders() {
        Random random = new Random(42);
        CountedMatrix[] slopes = new CountedMatrix[3];
        for (int k = 0; k < 3; k++) {
            Linear step = new Linear(WIDTHS[k], WIDTHS[k + 1], random);
            slopes[k] = CountedMatrix.of(step.weight().value().transpose());
        }
        CountedMatrix end = CountedMatrix.of(ChainRule.ONE);
        // @start region="order"
        // from the end: row * matrix, three times
        CountedMatrix backwards = end.times(slopes[2])
                .times(slopes[1]).times(slopes[0]);
        // from the inputs: matrix * matrix, and only then a row
        CountedMatrix forwards = end.times(
                slopes[2].times(slopes[1].times(slopes[0])));
        // @end
        return new Order(backwards, forwards);
    }
}
