// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Small networks and small data. */
final class Toy {

    private Toy() {
    }

    /** Points of the square from −1 to 1; class 1 lies within a circle. */
    static Dataset circle(int size, long seed) {
        Random random = new Random(seed);
        Matrix inputs = Matrix.zeros(size, 2);
        Matrix targets = Matrix.zeros(size, 1);
        for (int i = 0; i < size; i++) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            inputs.set(i, 0, x);
            inputs.set(i, 1, y);
            targets.set(i, 0, x * x + y * y < 0.6 ? 1 : 0);
        }
        return Dataset.of(inputs, targets);
    }

    /** 2-5-1, which ends with a probability. */
    static Sequential network(long seed) {
        Random random = new Random(seed);
        return new Sequential(new Linear(2, 5, random), new ReLU(), new Linear(5, 1, random), new Sigmoid());
    }

    /** y = w·x + b. */
    static Sequential line(double w, double b) {
        return new Sequential(new Linear(Matrix.row(w), Matrix.row(b)));
    }

    /** Returns its input, so that a test chooses the predictions. */
    static Sequential echo() {
        return new Sequential(new LeakyReLU(1));
    }

    /** One number in and one number out: examples (x, t). */
    static Dataset pairs(double[]... pairs) {
        Matrix all = Matrix.of(pairs).transpose();
        int n = pairs.length;
        return Dataset.of(Matrix.column(Arrays.copyOf(all.values(), n)),
                Matrix.column(Arrays.copyOfRange(all.values(), n, 2 * n)));
    }

    /** The values of all parameters, copied. */
    static List<Matrix> weights(Sequential model) {
        return model.parameters().stream().map(p -> p.value().copy()).toList();
    }

    /** SHA-256 of the bits of all parameters, in order. */
    static String hash(Sequential model) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Matrix weight : weights(model)) {
                ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * weight.values().length);
                bytes.asDoubleBuffer().put(weight.values());
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
