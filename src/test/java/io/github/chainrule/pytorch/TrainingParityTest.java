// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Schedule;
import io.github.chainrule.optimizer.Sgd;
import java.util.Iterator;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the numbers of {@code src/test/python/pytorch_training.py}. */
class TrainingParityTest {

    private static final Reference REFERENCE = Reference.load("pytorch-training.txt");
    private static final int STEPS = 10;

    private static void train(String name, Parameter w, Optimizer optimizer, ObjDoubleConsumer<Optimizer> before) {
        for (int step = 0; step < STEPS; step++) {
            Matrix gradient = REFERENCE.get("gradient." + step);
            System.arraycopy(gradient.values(), 0, w.gradient().values(), 0, w.size());
            before.accept(optimizer, step);
            optimizer.step();
            String after = name + ".w." + step;
            Parity.assertSame(after, w.value(), REFERENCE.get(after));
        }
    }

    private static Parameter w() {
        return new Parameter("w", REFERENCE.get("w0"));
    }

    @Test
    void ten_steps_with_decoupled_weight_decay_are_those_of_adamw() {
        Parameter w = w();
        train("adamw_0.01_0.1", w, new Adam(List.of(w), 0.01).decoupledWeightDecay(0.1), (optimizer, step) -> { });
    }

    @Test
    void ten_steps_with_a_schedule_are_those_of_pytorch() {
        Parameter w = w();
        Schedule schedule = Schedule.cosineDecay(0.1, 0.001, STEPS);
        train("adam_cosine", w, new Adam(List.of(w), 0.1),
                (optimizer, step) -> optimizer.setLearningRate(schedule.at(optimizer.stepCount())));
    }

    @Test
    void ten_steps_with_clipped_gradients_are_those_of_pytorch() {
        Parameter w = w();
        train("adam_clipped_2", w, new Adam(List.of(w), 0.01), clip("adam_clipped_2", 2));
    }

    @Test
    void gradients_that_are_short_enough_stay_as_they_are() {
        Parameter w = w();
        train("sgd_clipped_100", w, new Sgd(List.of(w), 0.01), clip("sgd_clipped_100", 100));
        assertThat(w.gradient()).isEqualTo(REFERENCE.get("gradient." + (STEPS - 1)));
    }

    private static ObjDoubleConsumer<Optimizer> clip(String name, double maxNorm) {
        return (optimizer, step) -> Parity.assertSame("norm", optimizer.clipGradients(maxNorm),
                REFERENCE.number(name + ".norm." + (int) step));
    }

    static Stream<Arguments> schedules() {
        Schedule constant = step -> 0.1;
        return Stream.of(arguments("stairs_3_0.5", Schedule.stepDecay(0.1, 3, 0.5)),
                arguments("cosine_11_0.001", Schedule.cosineDecay(0.1, 0.001, 11)),
                arguments("warm_up_4", constant.withWarmup(4)),
                arguments("stairs_3_0.5_warm_up_4", Schedule.stepDecay(0.1, 3, 0.5).withWarmup(4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schedules")
    void a_schedules_rates_are_those_of_pytorch(String name, Schedule schedule) {
        Matrix rates = REFERENCE.get(name);
        for (int step = 0; step < rates.cols(); step++) {
            Parity.assertSame(name + " at " + step, schedule.at(step), rates.get(0, step));
        }
    }

    /** With PyTorch's mask, since its generator is another one: 0 is below p, 1/2 isn't. */
    @Test
    void dropout_scales_as_pytorch_does() {
        Matrix y = REFERENCE.get("dropout_0.3.y");
        Matrix x = REFERENCE.get("dropout_0.3.x");
        Matrix dy = REFERENCE.get("dropout_0.3.dy");
        Iterator<Double> draws = DoubleStream.of(y.values()).map(v -> v == 0 ? 0 : 0.5).iterator();
        Layer drawn = new Dropout(0.3).forTraining(x, new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return draws.next();
            }
        });
        assertThat(y.values()).contains(0);
        Parity.assertSame("y", drawn.forward(x), y);
        Parity.assertSame("dx", drawn.inputGradient(x, y, dy), REFERENCE.get("dropout_0.3.dx"));
    }
}
