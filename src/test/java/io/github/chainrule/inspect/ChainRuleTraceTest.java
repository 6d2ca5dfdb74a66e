// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.ChainRuleTrace.Product;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.matrix.NumericGradient;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainRuleTraceTest {

    private static final double W00 = 0.5, W01 = -0.3, W10 = 0.2, W11 = 0.4, B0 = 0.1, B1 = -0.6;
    private static final double V0 = 0.7, V1 = -0.4, C = 0.2;
    private static final double X0 = 1, X1 = 2, T = 1;

    private static Sequential network() {
        return new Sequential(
                new Linear(Matrix.of(new double[] {W00, W01}, new double[] {W10, W11}), Matrix.row(B0, B1)),
                new Tanh(),
                new Linear(Matrix.column(V0, V1), Matrix.row(C)),
                new Sigmoid());
    }

    private static ChainRuleTrace trace() {
        return ChainRuleTrace.of(network(), new BinaryCrossEntropy(), Matrix.row(X0, X1), Matrix.row(T));
    }

    private static void assertValue(ChainRuleTrace trace, String name, double... expected) {
        assertThat(trace.product(name).value().values()).as(name).containsExactly(expected, within(1e-15));
    }

    @Test
    void a_2_2_1_network_has_the_numbers_of_a_calculation_by_hand() {
        double z0 = X0 * W00 + X1 * W10 + B0;
        double z1 = X0 * W01 + X1 * W11 + B1;
        double h0 = Math.tanh(z0);
        double h1 = Math.tanh(z1);
        double z = h0 * V0 + h1 * V1 + C;
        double p = 1 / (1 + Math.exp(-z));

        double dp = -1 / p;                     // L = -log p, as t is 1
        double dz = dp * p * (1 - p);
        double dh0 = dz * V0;
        double dh1 = dz * V1;
        double dz0 = dh0 * (1 - h0 * h0);
        double dz1 = dh1 * (1 - h1 * h1);

        ChainRuleTrace trace = trace();
        assertThat(trace.forward().activation(1).values()).containsExactly(new double[] {z0, z1}, within(1e-15));
        assertThat(trace.forward().activation(2).values()).containsExactly(new double[] {h0, h1}, within(1e-15));
        assertThat(trace.forward().activation(3).values()).containsExactly(new double[] {z}, within(1e-15));
        assertThat(trace.forward().output().values()).containsExactly(new double[] {p}, within(1e-15));
        assertThat(trace.loss()).isCloseTo(-Math.log(p), within(1e-15));
        assertValue(trace, "dL/da4", dp);
        assertValue(trace, "dL/da3", dz);
        assertValue(trace, "dL/dW2", h0 * dz, h1 * dz);
        assertValue(trace, "dL/db2", dz);
        assertValue(trace, "dL/da2", dh0, dh1);
        assertValue(trace, "dL/da1", dz0, dz1);
        assertValue(trace, "dL/dW0", X0 * dz0, X0 * dz1, X1 * dz0, X1 * dz1);
        assertValue(trace, "dL/db0", dz0, dz1);
    }

    @Test
    void a_small_network_is_written_out_with_all_numbers() {
        assertThat(trace()).hasToString("""
                Sequential(Linear(2, 2), Tanh, Linear(2, 1), Sigmoid), BinaryCrossEntropy, 1 example

                  a0 is the input; layer k computes a(k+1) from ak, with Wk and bk. Rows are examples.
                  * is the product of matrices, .* and ./ work entry by entry, ^T is the transpose.

                Forward pass
                  a0 = x
                     = [ 1  2 ]
                  a1 = a0 * W0 + b0                           layer 0, Linear(2, 2)
                     = [ 1  2 ] * [  0.5  -0.3 ] + [  0.1  -0.6 ] = [  1.0  -0.1 ]
                                  [  0.2   0.4 ]
                  a2 = tanh(a1)                               layer 1, Tanh
                     = tanh([  1.0  -0.1 ]) = [  0.7616  -0.0997 ]
                  a3 = a2 * W2 + b2                           layer 2, Linear(2, 1)
                     = [  0.7616  -0.0997 ] * [  0.7 ] + [ 0.2 ] = [ 0.7730 ]
                                              [ -0.4 ]
                  a4 = sigmoid(a3)                            layer 3, Sigmoid
                     = sigmoid([ 0.7730 ]) = [ 0.6842 ]
                  t = target
                    = [ 1 ]
                  L = BinaryCrossEntropy(a4, t) = 0.3796

                Backward pass
                  dL/da4 = 1/N (a4 - t) ./ (a4 .* (1 - a4))   from the loss
                         = 1/1 ([ 0.6842 ] - [ 1 ]) ./ ([ 0.6842 ] .* [ 0.3158 ]) = [ -1.4616 ]
                  dL/da3 = dL/da4 .* a4 .* (1 - a4)           layer 3, Sigmoid
                         = [ -1.4616 ] .* [ 0.6842 ] .* [ 0.3158 ] = [ -0.3158 ]
                  dL/dW2 = a2^T * dL/da3                      layer 2, Linear(2, 1)
                         = [  0.7616 ] * [ -0.3158 ] = [ -0.2405 ]
                           [ -0.0997 ]                 [  0.0315 ]
                  dL/db2 = sum of the rows of dL/da3          layer 2, Linear(2, 1)
                         = sum of the rows of [ -0.3158 ] = [ -0.3158 ]
                  dL/da2 = dL/da3 * W2^T                      layer 2, Linear(2, 1)
                         = [ -0.3158 ] * [  0.7  -0.4 ] = [ -0.2211   0.1263 ]
                  dL/da1 = dL/da2 .* (1 - a2 .* a2)           layer 1, Tanh
                         = [ -0.2211   0.1263 ] .* [ 0.4200  0.9901 ] = [ -0.0928   0.1251 ]
                  dL/dW0 = a0^T * dL/da1                      layer 0, Linear(2, 2)
                         = [ 1 ] * [ -0.0928   0.1251 ] = [ -0.0928   0.1251 ]
                           [ 2 ]                          [ -0.1857   0.2502 ]
                  dL/db0 = sum of the rows of dL/da1          layer 0, Linear(2, 2)
                         = sum of the rows of [ -0.0928   0.1251 ] = [ -0.0928   0.1251 ]
                  dL/da0, how the loss changes with the input, is not needed for training and not computed.

                Reused: each dL/da is computed once, and used again by all that depends on it
                  dL/da4   in dL/da3; without reuse it would be computed 4 times
                  dL/da3   in dL/dW2, dL/db2, dL/da2; without reuse it would be computed 4 times
                  dL/da2   in dL/da1; without reuse it would be computed 2 times
                  dL/da1   in dL/dW0, dL/db0; without reuse it would be computed 2 times
                  So are the values of the forward pass, ak in dL/dWk: that is why a pass keeps them.

                Multiplications of the backward pass; without reuse, each dL/dW and dL/db needs all of the chain
                                    with reuse         without
                  dL/da4                     0
                  dL/da3                     1
                  dL/dW2                     2               3
                  dL/db2                     0               1
                  dL/da2                     2
                  dL/da1                     2
                  dL/dW0                     4               9
                  dL/db0                     0               5
                  total                     11              18   1.636 times as many
                """);
    }

    @Test
    void each_product_says_its_formula_and_which_later_result_it_reuses() {
        assertThat(trace().products()).extracting(p -> p.name() + " = " + p.formula() + " | " + p.layer() + " | "
                + p.reuses()).containsExactly(
                "dL/da4 = 1/N (a4 - t) ./ (a4 .* (1 - a4)) | 4 | ",
                "dL/da3 = dL/da4 .* a4 .* (1 - a4) | 3 | dL/da4",
                "dL/dW2 = a2^T * dL/da3 | 2 | dL/da3",
                "dL/db2 = sum of the rows of dL/da3 | 2 | dL/da3",
                "dL/da2 = dL/da3 * W2^T | 2 | dL/da3",
                "dL/da1 = dL/da2 .* (1 - a2 .* a2) | 1 | dL/da2",
                "dL/dW0 = a0^T * dL/da1 | 0 | dL/da1",
                "dL/db0 = sum of the rows of dL/da1 | 0 | dL/da1");
    }

    static Stream<Arguments> networks() {
        Random random = new Random(5);
        Matrix x = NumericGradient.normal(4, 3, random);
        Matrix binary = Matrix.column(0, 1, 1, 0);
        return Stream.of(
                Arguments.of(new Sequential(new Linear(3, 2, random), new ReLU(), new Linear(2, 1, random),
                        new Sigmoid()), new BinaryCrossEntropy(), x, binary),
                Arguments.of(new Sequential(new Linear(3, 4, random), new LeakyReLU(), new Linear(4, 3, random),
                        new Tanh(), new Linear(3, 1, random)), new BinaryCrossEntropyWithLogits(), x, binary),
                Arguments.of(new Sequential(new Linear(3, 4, random), new Sigmoid(), new Linear(4, 3, random)),
                        new CrossEntropy(), x, Matrix.oneHot(3, 2, 1, 0, 1)),
                Arguments.of(new Sequential(new Tanh(), new Linear(3, 20, random), new Own.Slope(20),
                        new Linear(20, 2, random)),
                        new MeanSquaredError(), x, NumericGradient.normal(4, 2, random)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void the_gradients_are_those_of_the_backward_pass(Sequential model, Loss loss, Matrix x, Matrix t) {
        ChainRuleTrace trace = ChainRuleTrace.of(model, loss, x, t);

        ForwardPass pass = model.forward(x);
        BackwardPass back = pass.backward(loss.gradient(pass.output(), t));
        assertThat(trace.loss()).isEqualTo(loss.value(pass.output(), t));
        int products = 0;
        for (int k = 0; k < model.layers().size(); k++) {
            assertThat(trace.product("dL/da" + (k + 1)).value()).isEqualTo(back.gradient(k + 1));
            assertThat(trace.product("dL/da" + (k + 1)).value()).isEqualTo(back.gradient(k + 1));
            assertThat(trace.forward().activation(k + 1)).isEqualTo(pass.activation(k + 1));
            products++;
            for (Parameter p : model.layers().get(k).parameters()) {
                String letter = p.name().equals("weight") ? "W" : p.name().equals("bias") ? "b" : p.name();
                assertThat(trace.product("dL/d" + letter + k).value()).isEqualTo(p.gradient());
                products++;
            }
        }
        assertThat(trace.products()).hasSize(products);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void the_gradients_are_the_slopes_of_the_loss(Sequential model, Loss loss, Matrix x, Matrix t) {
        ChainRuleTrace trace = ChainRuleTrace.of(model, loss, x, t);
        List<Layer> layers = model.layers();
        for (int k = 1; k < layers.size(); k++) {
            Sequential rest = new Sequential(layers.subList(k, layers.size()).toArray(Layer[]::new));
            Matrix a = trace.forward().activation(k).copy();
            NumericGradient.assertGradient("a" + k, trace.product("dL/da" + k).value(), a,
                    () -> loss.value(rest.output(a), t));
        }
        for (int k = 0; k < layers.size(); k++) {
            for (Parameter p : layers.get(k).parameters()) {
                String letter = p.name().equals("weight") ? "W" : p.name().equals("bias") ? "b" : p.name();
                NumericGradient.assertGradient(letter + k, trace.product("dL/d" + letter + k).value(), p.value(),
                        () -> loss.value(model.output(x), t));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void the_text_is_ascii_and_no_line_is_too_wide(Sequential model, Loss loss, Matrix x, Matrix t) {
        String text = ChainRuleTrace.of(model, loss, x, t).toString();
        assertThat(text).isASCII().doesNotContain("NaN").endsWith("\n");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(120));
    }

    // Multiplications

    @Test
    void the_multiplications_of_a_2_2_1_network_are_those_counted_by_hand() {
        ChainRuleTrace trace = trace();
        // With reuse: dL/da3 1 (one entry), dL/dW2 2·1, dL/da2 1·2, dL/da1 2 (two entries), dL/dW0 2·2.
        assertThat(counts(trace, Product::multiplications))
                .isEqualTo("da4 0, da3 1, dW2 2, db2 0, da2 2, da1 2, dW0 4, db0 0");
        assertThat(trace.multiplications()).isEqualTo(1 + 2 + 2 + 2 + 4);
        // Without: W2 walks to a3 (1) and takes 2; b2 walks there too (1); W0 walks to a1 (1 + 2 + 2) and takes 4;
        // b0 walks there too (1 + 2 + 2).
        assertThat(counts(trace, Product::multiplicationsWithoutReuse))
                .isEqualTo("da4 0, da3 0, dW2 3, db2 1, da2 0, da1 0, dW0 9, db0 5");
        assertThat(trace.multiplicationsWithoutReuse()).isEqualTo(3 + 1 + 9 + 5);
    }

    private static String counts(ChainRuleTrace trace, ToLongFunction<Product> count) {
        return trace.products().stream().map(p -> p.name().substring(3) + " " + count.applyAsLong(p))
                .collect(Collectors.joining(", "));
    }

    @Test
    void four_examples_take_four_times_as_many_multiplications() {
        ChainRuleTrace trace = ChainRuleTrace.of(network(), new BinaryCrossEntropy(), Matrix.zeros(4, 2),
                Matrix.zeros(4, 1));
        assertThat(trace.multiplications()).isEqualTo(4 * 11);
        assertThat(trace.multiplicationsWithoutReuse()).isEqualTo(4 * 18);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void a_chain_of_K_equal_linear_layers_takes_2K_minus_1_products_instead_of_K_squared(int k) {
        Random random = new Random(1);
        Layer[] layers = Stream.generate(() -> new Linear(3, 3, random)).limit(k).toArray(Layer[]::new);
        ChainRuleTrace trace = ChainRuleTrace.of(new Sequential(layers), new MeanSquaredError(), Matrix.zeros(5, 3),
                Matrix.zeros(5, 3));
        int product = 5 * 3 * 3;
        assertThat(trace.multiplications()).isEqualTo((2L * k - 1) * product);
        assertThat(trace.multiplicationsWithoutReuse()).isEqualTo((long) k * k * product);
    }

    @Test
    void a_large_network_is_written_with_sizes_norms_and_extremes() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random),
                new Sigmoid());
        ChainRuleTrace trace = ChainRuleTrace.of(model, new BinaryCrossEntropy(),
                Matrix.zeros(64, 784).map(zero -> random.nextDouble()), Matrix.zeros(64, 1));

        double[] dW = trace.product("dL/dW0").value().values();
        String line = trace.toString().lines().filter(l -> l.startsWith("  dL/dW0 = ")).findFirst().orElseThrow();
        assertThat(line).matches(("  dL/dW0 = a0\\^T \\* dL/da1 +\\(784 x 16\\) +%s +%s +%s"
                + "  layer 0, Linear\\(784, 16\\)").formatted(
                        NumberFormatter.text(Math.sqrt(Arrays.stream(dW).map(d -> d * d).sum())),
                        NumberFormatter.text(Arrays.stream(dW).min().orElseThrow()),
                        NumberFormatter.text(Arrays.stream(dW).max().orElseThrow())));
        assertThat(trace.toString()).isASCII()
                .contains("dL/da3   in dL/dW2, dL/db2, dL/da2; without reuse it would be computed 4 times");
        assertThat(trace.toString().lines()).allSatisfy(l -> assertThat(l.length()).as(l).isLessThanOrEqualTo(120));
        // 64 examples: a3 1, W2 16, a2 16, a1 16, W0 784·16.
        assertThat(trace.multiplications()).isEqualTo(64 * (1 + 16 + 16 + 16 + 12_544));
        assertThat(trace.multiplicationsWithoutReuse()).isEqualTo(64 * (17 + 1 + (33 + 12_544) + 33));
    }

    // The rest

    @Test
    void a_trace_stays_as_it_is_when_training_goes_on() {
        Sequential model = network();
        ChainRuleTrace trace = ChainRuleTrace.of(model, new BinaryCrossEntropy(), Matrix.row(X0, X1), Matrix.row(T));
        String text = trace.toString();
        Matrix dW = trace.product("dL/dW0").value().copy();

        new Sgd(model.parameters(), 1).step();
        ChainRuleTrace.of(model, new BinaryCrossEntropy(), Matrix.row(-1, 1), Matrix.row(0));

        assertThat(trace).hasToString(text);
        assertThat(trace.product("dL/dW0").value()).isEqualTo(dW);
    }

    @Test
    void the_loss_gradient_has_the_formula_of_its_loss() {
        Sequential linear = new Sequential(new Linear(2, 2, new Random(1)));
        Matrix x = Matrix.row(1, 2);
        Matrix t = Matrix.row(0, 1);
        assertThat(formula(linear, new MeanSquaredError(), x, t)).isEqualTo("2/N (a1 - t)");
        assertThat(formula(linear, new CrossEntropy(), x, t)).isEqualTo("1/N (softmax(a1) - t)");
        assertThat(formula(linear, new BinaryCrossEntropyWithLogits(), x, t)).isEqualTo("1/N (sigmoid(a1) - t)");
        assertThat(formula(linear, new Own.Sum(), x, t)).isEqualTo("dSum(a1, t)/da1");
    }

    private static String formula(Sequential model, Loss loss, Matrix x, Matrix t) {
        return ChainRuleTrace.of(model, loss, x, t).products().get(0).formula();
    }

    @Test
    void a_layer_of_ones_own_is_written_with_the_general_chain_rule() {
        Sequential model = new Sequential(new Linear(2, 2, new Random(1)), new Own.Slope(2));
        ChainRuleTrace trace = ChainRuleTrace.of(model, new Own.Sum(), Matrix.row(1, 2), Matrix.row(0, 0));
        assertThat(trace.product("dL/dslope1").formula()).isEqualTo("dL/da2 * da2/dslope1");
        assertThat(trace.product("dL/da1").formula()).isEqualTo("dL/da2 * da2/da1");
        assertThat(trace.toString()).contains("  a2 = Slope(a1) ");
    }

    @Test
    void an_unknown_name_is_answered_with_those_that_there_are() {
        assertRefused(() -> trace().product("dL/dW1"), "ChainRuleTrace: there is no dL/dW1; expected one of dL/da4,"
                + " dL/da3, dL/dW2, dL/db2, dL/da2, dL/da1, dL/dW0, dL/db0. Layers are counted from 0.");
    }

    /** 2/4 (a2 - t), and of that all where a1 is 2 and 1, and a tenth or nothing where it is −3 and 0. */
    @Test
    void a_relu_passes_on_a_part_or_nothing_where_its_input_is_not_positive() {
        ChainRuleTrace leaky = traceOf(new LeakyReLU(0.1));
        assertThat(leaky.product("dL/da1").formula()).isEqualTo("dL/da2 .* (a1 > 0 ? 1 : 0.1)");
        assertValue(leaky, "dL/da1", 0.5, -0.065, -0.05, 0);
        assertThat(leaky.toString()).contains(" .* [ 1.0  0.1 ] = [  0.500  -0.065 ]\n",
                "    [ 0.1  1.0 ]   [ -0.050   0.000 ]\n");
        assertThat(traceOf(new ReLU()).toString()).contains(" .* [ 1  0 ] = [ 0.5  0.0 ]\n",
                "    [ 0  1 ]   [ 0.0  0.0 ]\n");
    }

    private static ChainRuleTrace traceOf(Layer activation) {
        Linear same = new Linear(Matrix.of(new double[] {1, 0}, new double[] {0, 1}), Matrix.row(0, 0));
        Matrix ones = Matrix.of(new double[] {1, 1}, new double[] {1, 1});
        return ChainRuleTrace.of(new Sequential(same, activation), new MeanSquaredError(),
                Matrix.of(new double[] {2, -3}, new double[] {0, 1}), ones);
    }

    @ParameterizedTest
    @CsvSource({"4, 1, true", "1, 4, true", "5, 1, false", "1, 5, false"})
    void a_matrix_of_up_to_four_rows_and_columns_is_written_out(int rows, int cols, boolean written) {
        Matrix zeros = Matrix.zeros(rows, cols);
        assertThat(ChainRuleTrace.of(new Sequential(new Tanh()), new MeanSquaredError(), zeros, zeros).toString()
                .contains("= [ 0")).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.25, 0.50 0.25", "-0.0, 1, 0 1", "99999, 1, 99999 1", "0, 1e5, 0.000e+00 1.000e+05",
        "0, 0.001, 0.000 0.001", "0, 9.99e-4, 0.000e+00 9.990e-04", "0.1, 0.012345, 0.1000 0.0123",
        "0.09, 0.012345, 0.09000 0.01235", "0.01, 0.0012345, 0.01000 0.00123", "0.009, 0.0012345, 0.009000 0.001235"})
    void numbers_have_as_few_decimals_as_are_exact_or_as_many_as_show_small_ones(double a, double b, String texts) {
        assertThat(String.join(" ", NumberFormatter.texts(Matrix.row(a, b)))).isEqualTo(texts);
    }
}
