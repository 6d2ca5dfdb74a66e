// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task03LinearForward")
class Task03Test {

    private static final double[][] X = {{1, 2}, {3, 4}, {5, 6}};
    private static final double[][] W = {{1, -1}, {2, 0.5}};
    private static final double[] B = {10, 20};

    private static Check forward(double[][] x, double[][] W, double[] b) {
        return Check.matrix("forward", () -> Task03LinearForward.forward(x, W, b));
    }

    @Test
    @Points(2)
    void three_examples_and_two_neurons() {
        forward(X, W, B)
                .slip("The bias is missing: add b[j] to each sum.", Given.times(X, W))
                .slip("The bias is added more than once: it belongs after the loop over the inputs, not inside it.",
                        Given.linear(X, W, new double[] {20, 40}))
                .slip("The weights are transposed: the weight from input k to neuron j is W[k][j].",
                        Given.linear(X, Given.transpose(W), B))
                .slip("Only the first example gets the bias: add it to every row.",
                        new double[] {15, 20}, new double[] {11, -1}, new double[] {17, -2})
                .is(new double[] {15, 20}, new double[] {21, 19}, new double[] {27, 18});
    }

    @Test
    @Points(1)
    void one_neuron_is_a_weighted_sum() {
        forward(new double[][] {{1, 2, 3}}, new double[][] {{0.5}, {-1}, {2}}, new double[] {0.25}).is(4.75);
    }

    @Test
    @Points(1)
    void the_arguments_stay_as_they_are() {
        double[][] x = {{1, 2}};
        double[][] weight = {{1, 2}, {3, 4}};
        double[] b = {5, 6};
        Task03LinearForward.forward(x, weight, b);
        Check.matrix("x after forward", () -> x).is(new double[] {1, 2});
        Check.matrix("W after forward", () -> weight).is(new double[] {1, 2}, new double[] {3, 4});
        Check.row("b after forward", () -> b).is(new double[] {5, 6});
    }
}
