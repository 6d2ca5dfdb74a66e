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
                .keeps("x", X).keeps("W", W).keeps("b", B)
                .slip("The bias is missing: add b[j] to each sum.", Given.times(X, W))
                .slip("The bias is added more than once: it belongs after the loop over the inputs, not inside it.",
                        Given.linear(X, W, new double[] {20, 40}))
                .slip("The weights are transposed: the weight from input k to neuron j is W[k][j].",
                        Given.linear(X, Given.transpose(W), B))
                .slip("Only the first example gets the bias: add it to every row.",
                        new double[] {15, 20}, new double[] {11, -1}, new double[] {17, -2})
                .slip("Only the bias is left of y: += adds to the product where = replaces it.", B, B, B)
                .slip("The bias is subtracted: add it.", Given.linear(X, W, new double[] {-10, -20}))
                .slip("Every neuron gets the same bias, but neuron j has its own: b[j].",
                        Given.linear(X, W, new double[] {10, 10}))
                .slip("The last neuron gets no bias: j runs to b.length, with <.",
                        Given.linear(X, W, new double[] {10, 0}))
                .is(new double[] {15, 20}, new double[] {21, 19}, new double[] {27, 18});
    }

    @Test
    @Points(1)
    void one_neuron_is_a_weighted_sum() {
        forward(new double[][] {{1, 2, 3}}, new double[][] {{0.5}, {-1}, {2}}, new double[] {-10})
                .slip("What is below 0 is cut off. The ReLU comes later, as a layer of its own.", 0)
                .is(-5.5);
    }

    @Test
    @Points(1)
    void the_arguments_stay_as_they_are() {
        double[][] x = {{1, 2}};
        double[][] weight = {{1, 2}, {3, 4}};
        double[] b = {5, 6};
        forward(x, weight, b).keeps("x", x).keeps("W", weight).keeps("b", b).is(new double[] {12, 16});
    }
}
