// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizersParityTest {

    private static final Reference REFERENCE = Reference.load("pytorch-optimizers.txt");
    private static final int STEPS = 10;

    static Stream<Arguments> optimizers() {
        return Stream.of(
                optimizer("sgd_0.1", p -> new Sgd(p, 0.1)),
                optimizer("sgd_0.1_momentum_0.9", p -> new Sgd(p, 0.1).momentum(0.9)),
                optimizer("sgd_0.1_weight_decay_0.01", p -> new Sgd(p, 0.1).weightDecay(0.01)),
                optimizer("adam_default", p -> new Adam(p, 0.001)),
                optimizer("adam_0.05_0.8_0.99_1e-6", p -> new Adam(p, 0.05).betas(0.8, 0.99).epsilon(1e-6)),
                optimizer("adam_0.01_weight_decay_0.1", p -> new Adam(p, 0.01).weightDecay(0.1)));
    }

    private static Arguments optimizer(String name, Function<List<Parameter>, Optimizer> bind) {
        return arguments(name, bind);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void ten_steps_are_those_of_pytorch(String name, Function<List<Parameter>, Optimizer> bind) {
        Parameter w = new Parameter("w", REFERENCE.get("w0"));
        Optimizer optimizer = bind.apply(List.of(w));
        for (int step = 0; step < STEPS; step++) {
            overwrite(w.gradient(), REFERENCE.get("gradient." + step));
            optimizer.step();
            String after = name + ".w." + step;
            Parity.assertSame(after, w.value(), REFERENCE.get(after));
        }
    }

    private static void overwrite(Matrix gradient, Matrix values) {
        System.arraycopy(values.values(), 0, gradient.values(), 0, gradient.values().length);
    }
}
