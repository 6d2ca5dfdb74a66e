// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The program of {@code .ci/bits}: a line for each product and each training run, with a number made from all its bits.
 * With an argument, products that are large enough to be shared among threads come last.
 */
public final class Bits {

    private static final List<Supplier<Layer>> ACTIVATIONS = List.of(ReLU::new, LeakyReLU::new, Sigmoid::new, Tanh::new,
            () -> new Dropout(0.3));
    private static final List<Function<List<Parameter>, Optimizer>> OPTIMIZERS = List.of(
            p -> new Sgd(p, 0.1), p -> new Sgd(p, 0.1).momentum(0.9).weightDecay(1e-4), p -> new Adam(p, 0.01),
            p -> new Adam(p, 0.01).decoupledWeightDecay(0.01));

    private Bits() {
    }

    public static void main(String[] args) {
        Random random = new Random(16);
        for (int i = 0; i < 60; i++) {
            // Some are mostly zero, where zeros are skipped.
            products(1 + random.nextInt(40), 1 + random.nextInt(90), 1 + random.nextInt(40), i % 3 / 2.0, random);
        }
        for (int activation = 0; activation < ACTIVATIONS.size(); activation++) {
            for (int optimizer = 0; optimizer < OPTIMIZERS.size(); optimizer++) {
                training(activation, optimizer, 1, new BinaryCrossEntropyWithLogits(), ToyData.moons(60, 0.1, 1));
                training(activation, optimizer, 1, new MeanSquaredError(), ToyData.circles(60, 0.1, 2));
                training(activation, optimizer, 3, new CrossEntropy(), ToyData.spiral(60, 3, 0.1, 3));
            }
        }
        if (args.length > 0) {
            products(270, 257, 129, 0, random);     // shared among threads
        }
    }

    private static void products(int rows, int inner, int cols, double zeros, Random random) {
        double[] a = random((long) rows * inner, zeros, random);
        double[] b = random((long) inner * cols, 0, random);
        Matrix left = Matrix.wrap(rows, inner, a);
        Matrix right = Matrix.wrap(inner, cols, b);
        print("product", left.times(right));
        print("product", Matrix.wrap(inner, rows, a).transposeTimes(right));
        print("product", left.timesTranspose(Matrix.wrap(cols, inner, b)));
    }

    private static double[] random(long size, double zeros, Random random) {
        return random.doubles(size).map(x -> random.nextDouble() < zeros ? 0 : x - 0.5).toArray();
    }

    private static void training(int activation, int optimizer, int outputs, Loss loss, Dataset data) {
        Random random = new Random(100L * activation + 10L * optimizer + outputs);
        Sequential model = new Sequential(new Linear(2, 9, random), ACTIVATIONS.get(activation).get(),
                new Linear(9, outputs, random));
        new Trainer(model, loss, OPTIMIZERS.get(optimizer).apply(model.parameters())).epochs(2).batchSize(16).seed(7)
                .fit(data);
        model.parameters().forEach(parameter -> print(model + " " + loss, parameter.value()));
    }

    private static void print(String name, Matrix value) {
        System.out.printf(Locale.ROOT, "%s %08x%n", name.replace("\n", " "), Arrays.hashCode(value.values()));
    }
}
