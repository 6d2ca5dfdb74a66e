// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Does a dataset, a layer or an optimizer of your own keep what it promises? {@link GradientCheck} looks at gradients,
 * this at everything else.
 *
 * {@snippet :
 * ContractCheck.ofDataset(dataset).requirePassed();                // in a test
 * ContractCheck.ofLayer(new MyLayer(), inputs).requirePassed();
 * ContractCheck.ofOptimizer(parameters -> new Sgd(parameters, 0.1)).requirePassed();
 * }
 *
 * @param violations a sentence for each promise that isn't kept
 */
public record ContractCheck(List<String> violations) {

    private static final int MAX_EXAMPLES = 64;
    private static final int STEPS = 10;

    /**
     * Checks that a dataset reads the examples it is asked for, overwrites both matrices, and doesn't change.
     *
     * @param dataset the dataset; its first examples are read several times
     * @return the violations
     */
    public static ContractCheck ofDataset(Dataset dataset) {
        List<String> violations = new ArrayList<>();
        int n = Math.min(MAX_EXAMPLES, dataset.size());
        int[] first = IntStream.range(0, n).toArray();
        Matrix[] all = read(dataset, first, 0, 0);
        if (!Arrays.equals(all, read(dataset, first, 0, 0))) {
            violations.add("read(...) gives different numbers the second time. A dataset must not change.");
        } else if (!Arrays.equals(all, read(dataset, first, 0, 7.25))) {
            violations.add("read(...) leaves some of what was in the matrices before. It must overwrite every entry,"
                    + " zeros included.");
        } else if (!IntStream.range(0, n).allMatch(i -> Arrays.equals(new Matrix[] {row(all[0], i), row(all[1], i)},
                read(dataset, new int[] {n - 1 - i, i}, 1, 0)))) {
            violations.add("read(...) doesn't read the examples it is asked for. Row r must be example"
                    + " indices[offset + r].");
        }
        if (!all[0].isFinite() || !all[1].isFinite()) {
            violations.add("an input or a target is NaN or infinite. Replace it, or skip the example.");
        }
        return new ContractCheck(violations);
    }

    private static Matrix[] read(Dataset dataset, int[] indices, int offset, double before) {
        int length = indices.length - offset;
        Matrix[] both = {Matrix.zeros(length, dataset.inputSize()), Matrix.zeros(length, dataset.targetSize())};
        Arrays.fill(both[0].values(), before);
        Arrays.fill(both[1].values(), before);
        dataset.read(indices, offset, length, both[0], both[1]);
        return both;
    }

    /**
     * Checks that a layer treats each example on its own, as prediction does, changes neither input nor itself, and
     * copies.
     *
     * @param layer  the layer
     * @param inputs two examples or more; only read
     * @return the violations
     */
    public static ContractCheck ofLayer(Layer layer, Matrix inputs) {
        List<String> violations = new ArrayList<>();
        Matrix before = inputs.copy();
        Matrix y = GradientCheck.made(layer, "forward", layer.forward(inputs));
        if (!before.equals(inputs)) {
            violations.add("forward(x) changes x. Copy it first.");
        }
        if (!y.equals(layer.forward(before))) {
            violations.add("forward(x) gives a different result the second time. Draw numbers only in forTraining.");
        } else if (IntStream.range(0, y.rows()).anyMatch(i -> !isClose(row(y, i), layer.forward(row(before, i))))) {
            violations.add("an example's output depends on the other examples of its batch, so a prediction for a"
                    + " single example differs. Use numbers that are fixed, or learned as parameters.");
        }
        if (!layer.parameters().equals(layer.parameters())) {
            violations.add("parameters() returns new objects at each call. Make each Parameter once, in a field.");
        }
        Layer copy = layer.copy();
        if (copy.parameters().stream().anyMatch(layer.parameters()::contains)) {
            violations.add("copy() shares a parameter with the layer. Make a new Parameter(p.name(), p.value().copy())"
                    + " for each.");
        } else if (!copy.forward(before).equals(y)) {
            violations.add("copy() computes something other than the layer.");
        }
        return new ContractCheck(violations);
    }

    private static Matrix row(Matrix m, int i) {
        return Matrix.row(IntStream.range(0, m.cols()).mapToDouble(j -> m.get(i, j)).toArray());
    }

    private static boolean isClose(Matrix a, Matrix b) {
        return a.shape().equals(b.shape()) && IntStream.range(0, a.values().length).allMatch(k -> Math.abs(a.values()[k]
                - b.values()[k]) <= 1e-9 * Math.max(1, Math.abs(a.values()[k])));
    }

    /**
     * Checks that an optimizer changes its parameters, and that one that is restored continues with the same bits.
     *
     * @param make makes it for some parameters, always with the same options
     * @return the violations
     */
    public static ContractCheck ofOptimizer(Function<List<Parameter>, Optimizer> make) {
        Parameter through = parameter();
        steps(make.apply(List.of(through)), through, 0, STEPS);
        Parameter first = parameter();
        Optimizer stopped = make.apply(List.of(first));
        steps(stopped, first, 0, STEPS / 2);
        Optimizer resumed = make.apply(List.of(first));
        resumed.restore(stopped.state());
        steps(resumed, first, STEPS / 2, STEPS);
        return new ContractCheck(through.value().equals(parameter().value()) ? List.of("step() doesn't change the"
                + " parameters. update() must overwrite their values.") : through.value().equals(first.value())
                ? List.of() : List.of("restored from its state, it continues differently. buffers() must return all"
                + " that it remembers from step to step."));
    }

    private static Parameter parameter() {
        return new Parameter("weight", Matrix.of(new double[][] {{0.5, -1, 2}, {-0.25, 0, 1}}));
    }

    private static void steps(Optimizer optimizer, Parameter p, int from, int to) {
        for (int step = from; step < to; step++) {
            int k = step;
            p.setGradient(p.value().map(w -> StrictMath.sin(3 * w + k)));
            optimizer.step();
        }
    }

    /**
     * For tests: passes or throws.
     *
     * @return this
     * @throws AssertionError if it hasn't passed, with its text
     */
    public ContractCheck requirePassed() {
        if (!violations.isEmpty()) {
            throw new AssertionError(toString().strip());
        }
        return this;
    }

    /** {@return a line for each violation, or that there is none} */
    @Override
    public String toString() {
        return violations.isEmpty() ? "no violations\n" : String.join("\n", violations) + "\n";
    }
}
