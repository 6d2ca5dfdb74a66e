// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {

    private static final int IN = 300;
    private static final int OUT = 50;

    static Stream<Arguments> initializersAndBounds() {
        return Stream.of(
                arguments("uniform", Initializer.uniform(), Math.sqrt(1.0 / IN)),
                arguments("he", Initializer.he(), Math.sqrt(6.0 / IN)),
                arguments("glorot", Initializer.glorot(), Math.sqrt(6.0 / (IN + OUT))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("initializersAndBounds")
    void weights_fill_the_whole_range_between_their_bounds(String name, Initializer initializer, double bound) {
        double[] weights = new Linear(IN, OUT, initializer, new Random(7)).weight().value().values();

        assertThat(Arrays.stream(weights).max().getAsDouble()).isBetween(0.99 * bound, bound);
        assertThat(Arrays.stream(weights).min().getAsDouble()).isBetween(-bound, -0.99 * bound);
        assertThat(Arrays.stream(weights).average().getAsDouble()).isCloseTo(0, within(0.02 * bound));
        // A uniform distribution's variance is bound²/3.
        double variance = Arrays.stream(weights).map(w -> w * w).average().getAsDouble();
        assertThat(variance).isCloseTo(bound * bound / 3, within(0.02 * bound * bound));
    }

    @Test
    void biases_are_drawn_from_the_same_range_by_default_and_0_for_the_others() {
        double[] uniform = new Linear(4, 1000, new Random(7)).bias().value().values();
        assertThat(Arrays.stream(uniform).max().getAsDouble()).isBetween(0.49, 0.5);
        assertThat(Arrays.stream(uniform).min().getAsDouble()).isBetween(-0.5, -0.49);

        for (Initializer initializer
                : new Initializer[] {Initializer.he(), Initializer.glorot(), Initializer.constant(0.5)}) {
            Matrix bias = Matrix.row(5, 5, 5);
            initializer.initialize(Matrix.zeros(2, 3), bias, new Random(7));
            assertThat(bias).isEqualTo(Matrix.zeros(1, 3));
        }
    }

    @Test
    void the_default_is_uniform() {
        Linear byDefault = new Linear(5, 3, new Random(1));
        Linear uniform = new Linear(5, 3, Initializer.uniform(), new Random(1));
        assertThat(byDefault.weight().value()).isEqualTo(uniform.weight().value());
        assertThat(byDefault.bias().value()).isEqualTo(uniform.bias().value());
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_another_seed_others() {
        Matrix first = new Linear(20, 10, new Random(5)).weight().value();
        assertThat(new Linear(20, 10, new Random(5)).weight().value()).isEqualTo(first);
        assertThat(new Linear(20, 10, new Random(6)).weight().value()).isNotEqualTo(first);
    }

    /** Recorded: the same on every machine, today and in ten years. */
    @Test
    void the_values_of_seed_42_are_these() {
        Linear linear = new Linear(4, 2, new Random(42));
        assertThat(linear.weight().value()).isEqualTo(Matrix.of(
                new double[] {0.2275636800328681, 0.18322347175984544},
                new double[] {-0.19128054466734024, -0.22292150992586335},
                new double[] {0.16554895179457363, 0.40337226467217824},
                new double[] {-0.13121708658869435, -0.22425193055829762}));
        assertThat(linear.bias().value()).isEqualTo(Matrix.row(-0.03634642419084666, 0.28290177879003575));
    }

    @Test
    void layers_made_one_after_the_other_from_one_generator_differ() {
        Random random = new Random(42);
        assertThat(new Linear(4, 2, random).weight().value()).isNotEqualTo(new Linear(4, 2, random).weight().value());
    }

    @Test
    void a_constant_is_that_of_every_weight_and_draws_nothing() {
        Random random = new Random(7);
        Linear linear = new Linear(3, 2, Initializer.constant(0.25), random);
        assertThat(linear.weight().value().values()).containsOnly(0.25);
        assertThat(linear.bias().value().values()).containsOnly(0);
        assertThat(random.nextLong()).isEqualTo(new Random(7).nextLong());
    }

    @Test
    void each_one_prints_as_what_it_does() {
        assertThat(Initializer.uniform()).hasToString("uniform: weights and biases from U(-1/sqrt(in), 1/sqrt(in))");
        assertThat(Initializer.he()).hasToString("he: weights from U(-sqrt(6/in), sqrt(6/in)), biases 0");
        assertThat(Initializer.glorot())
                .hasToString("glorot: weights from U(-sqrt(6/(in+out)), sqrt(6/(in+out))), biases 0");
        assertThat(Initializer.constant(0)).hasToString("constant: weights 0.0, biases 0");
    }

    @Test
    void an_own_initializer_is_handed_both_matrices() {
        Initializer ones = (weight, bias, random) -> {
            Arrays.fill(weight.values(), 1);
            Arrays.fill(bias.values(), 2);
        };
        Linear linear = new Linear(2, 1, ones, new Random(1));
        assertThat(linear.forward(Matrix.row(10, 20))).isEqualTo(Matrix.row(32));
    }
}
