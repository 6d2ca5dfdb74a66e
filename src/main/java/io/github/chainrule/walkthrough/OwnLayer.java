// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.walkthrough.parts.ActivationSketch;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.TruthTable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Write a new layer in a few lines, check it, and train it.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>A library has only so many layers, and one day a paper describes a new one. What does it take to add it, and how
 * do you know that its derivatives are right?
 *
 * <h2>The idea</h2>
 *
 * <p>A layer is a function with its derivatives, nothing more. Take the <b id="prelu">PReLU</b>, a ReLU "with a
 * parameter". It passes on what is above 0, and multiplies what is below by a slope. In a LeakyReLU that
 * slope is fixed; here it is a parameter, a number that training changes, like a weight.
 *
 * <p>In the backward pass a layer must answer two questions. How does the loss change with its input? How does it
 * change with its parameters? The layer is told how the loss changes with its output, and the chain rule does the rest.
 * A mistake in either answer doesn't crash the program: it trains, with wrong derivatives. So compare the answers with
 * ones that need no calculus: move a number up and down by a little, h, see by how much the loss differs, and divide by
 * 2h. This is the <b id="gradient-check">gradient check</b>. A layer by itself has no loss. So the check takes a sum of
 * its outputs, each times a random number, which serves just as well.
 *
 * <h2>The formula</h2>
 *
 * <pre>
 *                x &gt; 0      elsewhere
 *   y      =     x          slope · x
 *   dx     =     dy         slope · dy
 *   dslope = Σ   0          dy · x
 * </pre>
 *
 * <p>The first line goes forward; the other two are the gradients. As everywhere in the library, dy is short for dL/dy,
 * how the loss L changes with y; dx and dslope likewise. The last line is a sum over all entries of x: one slope serves
 * them all, and the gradients of all its uses add up.
 *
 * <h2>The code</h2>
 *
 * <p>Your own layer implements {@link Layer}: one method for each line of the formula, and one that lists its
 * parameters.
 *
 * <div class="pair">
 * {@snippet file="io/github/chainrule/walkthrough/OwnLayer.java" region="layer"}
 * <figure><img src="doc-files/OwnLayer-function.svg" style="width: 100%; max-width: 600px"
 * alt="Two graphs that agree for x above 0; to the left of 0 the one with slope 0.25 falls and the one with -2.12
 * rises"> <figcaption><b>The layer's function</b>, before training and after it. Its left side has turned
 * upward.</figcaption></figure>
 * </div>
 *
 * <p>Now a second one, {@code WrongPReLU}, with a mistake that is easy to make. It extends
 * the PReLU, and only this method differs:
 *
 * {@snippet file="io/github/chainrule/walkthrough/OwnLayer.java" region="mistake"}
 *
 * <p>{@link GradientCheck} compares seven derivatives, of six inputs and the slope, with numeric ones. The relative
 * error is the difference, divided by the larger of the two. The inputs should have both signs, so that both branches
 * are tried:
 *
 * {@snippet file="io/github/chainrule/walkthrough/OwnLayer.java" region="check"}
 *
 * <h2>What it prints</h2>
 *
 * <p>Run it with {@code mvn -q compile exec:exec -Dchapter=OwnLayer}:
 *
 * <pre>
 *   PReLU: the gradients are right: largest relative error 0.0e+00 of 7 numbers
 *     at input at row 0, column 0
 *       analytic 0.4617563814, numeric 0.4617563814
 *
 *   WrongPReLU: a gradient is wrong: largest relative error 4.0e-01 of 7 numbers
 *     at WrongPReLU, slope at row 0, column 0
 *       analytic 1.731006014, numeric 1.046645417
 *
 *   XOR with one hidden neuron (seed 0):
 *       step    slope     loss   rows right
 *          0    0.250   0.7026       2 of 4
 *         20   -0.792   0.4755       4 of 4
 *         40   -1.799   0.1499       4 of 4
 *         60   -2.086   0.0629       4 of 4
 *         80   -2.128   0.0367       4 of 4
 *        100   -2.132   0.0247       4 of 4
 *       1000   -2.120   0.0006       4 of 4
 *
 *   Of 200 runs each (seeds 0 to 199), this many solve XOR:
 *     Sigmoid                    0
 *     Tanh                       0
 *     ReLU                       0
 *     LeakyReLU                  0
 *     PReLU                     95
 *     WrongPReLU                95
 *
 *   Pictures:
 *     target/pictures/OwnLayer-function.svg
 *     target/pictures/OwnLayer-xor.svg
 * </pre>
 *
 * <h2>The picture</h2>
 *
 * <p>This is what the network with one hidden neuron predicts. On the dashed line the neuron's sum is 0; on both sides
 * of it the neuron's output rises, so the prediction becomes 1 on both sides:
 *
 * <p><img src="doc-files/OwnLayer-xor.svg" style="width: 100%; max-width: 480px"
 * alt="A blue band around the neuron's line, with both circles in it, and a triangle on either side">
 *
 * <h2>What it means</h2>
 *
 * <p><b>A new layer can do what none of the others can.</b> The network has a single hidden neuron. With sigmoid, tanh,
 * ReLU or LeakyReLU it never solves XOR: these functions never fall, so a larger sum z gives an output that is at least
 * as large, and the output layer can only draw one border across the values of z. PReLU can learn a slope below 0. Then
 * it is a V, falling on the left and rising on the right, with both triangles high up and both circles at the bottom.
 * Nearly half of the training runs find it: 446 of 1,000 ({@code --full}, seeds 0 to 999, 2026-11-24).
 *
 * <p><b>Success proves nothing.</b> The layer with the mistake solves XOR just as often, 462 of 1,000. Its slope
 * changes by wrong amounts, and it still solves XOR. The results don't show the mistake; the gradient check finds it at
 * once, and names the parameter.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why isn't one border across the values of z enough for XOR?</summary>
 * <p>The four rows have z = b, w1 + b, w0 + b and w0 + w1 + b. The two with target 1 add up to w0 + w1 + 2b, and so do
 * the two with target 0. If one border had both of the first kind on one side and both of the second kind on the
 * other, one sum would be larger than the other. It is the proof of {@link LinearSeparability} again.</p></details>
 *
 * <details><summary>Why didn't the check complain about the input gradient of the layer with the mistake?</summary>
 * <p>That one is right. The largest relative error is at the slope: 0.4, far above 0.01, the limit beyond which the
 * check calls a derivative wrong. The numeric value beside it, 1.0466, is what the sum without the mistake
 * gives.</p></details>
 *
 * <details><summary>What if all inputs of the check had been above 0?</summary>
 * <p>Then the check would never try the other branch, and would miss a mistake in it. A check is only as good as its
 * inputs: here they have both signs, and none is 0. At 0 the function has a kink and no derivative: just to the right
 * its slope is 1, just to the left it is the learned one, and the numeric value lies somewhere between. There the
 * library's check accepts any answer between the two, so it could miss a mistake; a check without this rule would
 * report a mistake where there is none.</p> </details>
 *
 * <details><summary>Where do the runs that fail end up?</summary> <p>Mostly as in {@link XorProblem}: all four rows are
 * on one side of the neuron's line, nothing is bent, and p is 1/2 everywhere. With two hidden neurons both lines would
 * have to miss the rows, and fewer fail: 719 of 1,000 solve XOR instead of 446.</p></details>
 *
 * <p>To watch in the browser what a fixed slope can't do:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=one-leaky-neuron
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Begin with the slope 1 instead of 0.25 in {@code PReLU}. Is that better or worse? <details><summary>What you
 *       should see</summary><p>Worse: 51 of 200 runs solve XOR instead of 95. The farther from a slope below 0, the
 *       fewer: from 1.5 it is 5, and from −0.5 it is 110.</p></details></li>
 *   <li>In {@code forward} write {@code v >= 0} instead of {@code v > 0}. Does the check complain?
 *       <details><summary>What you should see</summary><p>No. At 0 both branches give 0, so the function is the
 *       same.</p></details></li>
 *   <li>Write a layer {@code Square}, y = x², and check it. <details><summary>What you should see</summary><p>Its input
 *       gradient is dy · 2x. With it one hidden neuron can solve XOR, because (x0 − x1)² is XOR.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link Quiz}, with questions on the whole course.
 *
 * {@course bottom}
 */
public final class OwnLayer {

    static final Chapter CHAPTER = new Chapter("Checks a layer that isn't in the library, and trains with it.",
            new Options().option("seed", "N", "0", "of the initial weights of the network that is shown")
                    .flag("full", "count over 1,000 runs of each kind instead of 200").pictures(), OwnLayer::run);

    private static final int STEPS = 1000;
    private static final List<Integer> SHOWN = List.of(0, 20, 40, 60, 80, 100, STEPS);
    private static final double LEARNING_RATE = 0.05;

    private OwnLayer() {
    }

    /**
     * A ReLU whose slope on the negative side is learned, entry by entry.
     *
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.PReLU.html">torch.nn.PReLU</a>
     */
    // @start region=layer
    static class PReLU implements Layer {

        private final Parameter slope =
                new Parameter("slope", Matrix.row(0.25));

        /** y = x where x > 0, slope * x elsewhere. */
        @Override
        public Matrix forward(Matrix x) {
            double a = slope();
            return x.map(v -> v > 0 ? v : a * v);
        }

        /** dx = dy where x > 0, slope * dy elsewhere. */
        @Override
        public Matrix inputGradient(
                Matrix x, Matrix y, Matrix dy) {
            double a = slope();
            return x.map(dy, (v, d) -> v > 0 ? d : a * d);
        }

        /** dslope = the sum of dy * x where x <= 0. */
        @Override
        public void computeParameterGradients(
                Matrix x, Matrix y, Matrix dy) {
            double sum = 0;
            for (int i = 0; i < x.values().length; i++) {
                if (x.values()[i] <= 0) {
                    sum += dy.values()[i] * x.values()[i];
                }
            }
            slope.gradient().set(0, 0, sum);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(slope);
        }

        double slope() {
            return slope.value().get(0, 0);
        }
    }
    // @end

    /** The same layer, but the sum for the slope runs over all of x, also where the slope plays no part. */
    // @start region=mistake
    static final class WrongPReLU extends PReLU {

        @Override
        public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
            double sum = 0;
            for (int i = 0; i < x.values().length; i++) {
                // "where x <= 0" was forgotten
                sum += dy.values()[i] * x.values()[i];
            }
            parameters().get(0).gradient().set(0, 0, sum);
        }
    }
    // @end

    /** How many training runs of a network with one hidden neuron end with all rows right. */
    static long solved(Supplier<? extends Layer> activation, int seeds) {
        return IntStream.range(0, seeds).parallel().filter(seed -> TruthTable.XOR.isSolvedBy(
                XorProblem.trained(seed, 1, activation.get(), STEPS, LEARNING_RATE))).count();
    }

    /**
     * Checks a layer that isn't in the library, and trains with it.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException, Options.WrongOptionException {
        // @start region=check
        Matrix x = Matrix.of(new double[][] {{0.5, -1}, {-0.3, 2}, {1.2, -0.7}});
        GradientCheck right = GradientCheck.of(new PReLU(), x);
        GradientCheck wrong = GradientCheck.of(new WrongPReLU(), x);
        // @end
        out.print("%s", ("PReLU: " + right + "\nWrongPReLU: " + wrong).replace(": analytic", "\n    analytic"));
        long seed = options.integer("seed");
        PReLU activation = new PReLU();
        Sequential model = XorProblem.network(seed, 1, activation);
        double before = activation.slope();
        out.say("%nXOR with one hidden neuron (seed %d):%n    step    slope     loss   rows right", seed);
        Adam adam = new Adam(model.parameters(), LEARNING_RATE);
        int step = 0;
        for (int shown : SHOWN) {
            TruthTable.XOR.train(model, adam, shown - step);
            step = shown;
            out.say("  %6d%9.3f%9.4f%8d of 4", step, activation.slope(), TruthTable.XOR.loss(model),
                    TruthTable.XOR.rowsRight(model));
        }
        int seeds = options.has("full") ? 1000 : 200;
        out.say("%nOf %d runs each (seeds 0 to %d), this many solve XOR:", seeds, seeds - 1);
        Map<String, Supplier<? extends Layer>> activations = new LinkedHashMap<>(ActivationSketch.FUNCTIONS);
        activations.put("PReLU", PReLU::new);
        activations.put("WrongPReLU", WrongPReLU::new);
        activations.forEach((name, function) -> out.say("  %-24s%4d", name, solved(function, seeds)));
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("OwnLayer-function", ActivationSketch.slopes("PReLU before and after training", before,
                activation.slope()));
        pictures.put("OwnLayer-xor", TruthTable.XOR.plot("XOR, one hidden neuron with PReLU", model).neurons());
        out.save(pictures);
    }
}
