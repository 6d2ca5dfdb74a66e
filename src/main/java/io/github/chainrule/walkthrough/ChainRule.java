// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import io.github.chainrule.walkthrough.parts.Slopes.CountedMatrix;
import io.github.chainrule.walkthrough.parts.Slopes;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Slopes multiply along a path, and several paths add up. It is school calculus, and all the calculus that training
 * needs.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>A network is a long chain of steps: the output of each is the input of the next. Written as a formula it is a
 * function of a function of a function, a <b id="composition">composition</b>. If a number at the start changes a
 * little, how much does the number at the end change?
 *
 * <h2>The idea</h2>
 *
 * <p>Think of gear wheels. If the first turns the second 3 times as fast, and the second turns the third 2 times as
 * fast, then the first turns the third 3 · 2 = 6 times as fast. What happens inside the wheels doesn't matter; only
 * the ratio from each to the next does, and ratios multiply.
 *
 * <p>The ratio of a function is its <b id="derivative">derivative</b>, or <b id="slope">slope</b>: if the input changes
 * by a little h, the output changes by about slope · h. A function that has a slope at a point is <b
 * id="differentiable">differentiable</b> there, and this is all that the chain rule asks of each step. In a chain of
 * functions each step has its slope, taken at the step's input, and the slope of the whole chain is their product: it
 * has <b id="product-form">product form</b>.
 *
 * <p>In a network the chain branches. The first pixel of {@link HandCalculation} reaches a3 on two paths, one through
 * each hidden neuron. Each path moves a3 by its own share, and the shares add up: <b id="chain-rule">multiply along
 * each path, then add the paths</b>. That is the whole chain rule.
 *
 * <h2>The formula</h2>
 *
 * <p>With y = f(u) and u = g(x), with a chain of three steps, and with two paths from x to y:
 *
 * <pre class="math">
 *   dy/dx = dy/du·du/dx
 *   da3/da0 = da3/da2·da2/da1·da1/da0
 *   dy/dx = ∂y/∂u0·du0/dx + ∂y/∂u1·du1/dx
 * </pre>
 *
 * <p>These are exact: a slope from a formula is called <b id="analytic">analytic</b>. In the last line y depends on two
 * numbers. ∂y/∂u0 says how y changes with u0 while u1 is held fixed, and is called a <b id="partial-derivative">partial
 * derivative</b>; the round ∂ is all that is new about it. (For networks this course writes dL/dw, although nearly
 * every derivative in them is a partial one.) A slope can also be found without any formula, with a small h:
 *
 * <pre class="math">
 *   dy/dx ≈ (y(x + h) − y(x − h)) / (2·h)
 * </pre>
 *
 * <p>Move x up and down a little, and look at what y does. Such a slope is called <b id="numeric">numeric</b>. It is
 * never exact, but it is an honest judge: it can't share the mistakes that people make with formulas.
 *
 * <h2>The code</h2>
 *
 * <p>Two functions from school, g(x) = x² and f(u) = sin u, so that y = sin(x²):
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/ChainRule.java" region="two"}
 * <figure><img src="doc-files/ChainRuleTangent.svg" width="600" style="max-width:100%" alt="The curve y = sin(x^2) from
 * 0 to 1.8, which rises to 1 and falls again, and its tangent at x = 1.1, a straight line with the slope 0.777.">
 * <figcaption><b>The slope at x = 1.1</b> is the slope of the straight line that touches the curve there, its
 * <b>tangent</b>. Close to 1.1 you can't tell the curve from the tangent; that is all a derivative
 * says.</figcaption></figure>
 * </div>
 *
 * <p>Next, a longer chain, of four of the library's layers. Each is a function, and here each has one input and one
 * output. {@link io.github.chainrule.layer.Linear} with one weight and one bias is w·a + b, whose slope is w. {@link
 * io.github.chainrule.layer.Sigmoid}, y = σ(x), and {@link io.github.chainrule.layer.Tanh} bend; their slopes are e⁻ˣ /
 * (1 + e⁻ˣ)² = y·(1 − y), and 1 − y². A layer's {@code inputGradient} multiplies what it is given by its own slope;
 * given 1, it returns the slope. (A whole network does the same from its last layer to its first: that is its <b
 * id="backward-pass">backward pass</b>. The program checks its results against it.)
 *
 * {@snippet file="io/github/chainrule/walkthrough/ChainRule.java" region="chain"}
 *
 * <p>Then two paths from the first pixel to a3, in the network of the previous chapter:
 *
 * {@snippet file="io/github/chainrule/walkthrough/ChainRule.java" region="paths"}
 *
 * <p>When each step has many inputs and many outputs, there is a slope from each input to each output: a table of
 * partial derivatives, a matrix, with a row for each output and a column for each input. It is called the step's <b
 * id="jacobian">Jacobian</b>. The slopes of the steps still multiply, now as matrices: row times column multiplies
 * along each path and adds the paths, exactly what is needed. For a weighted sum, the slope from an input to an output
 * is just the weight between them. But W has a row for each <em>input</em>, so the Jacobian is W with rows and columns
 * swapped: its <b id="transpose">transpose</b> Wᵀ. This is the T that you will meet in {@link Backpropagation}.
 *
 * <p>For the result it doesn't matter which product comes first. For the amount of work it does. Here {@code slopes[k]}
 * is the Jacobian of step k, one of three. Each is a {@code CountedMatrix}, a matrix that counts the multiplications
 * that made it.
 *
 * {@snippet file="io/github/chainrule/walkthrough/ChainRule.java" region="order"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=ChainRule}
 *
 * <pre class="output">
 * 1. Two functions: u = x^2, y = sin u, at x = 1.1
 *
 *    u = 1.2100, and du/dx = 2x    = 2.2000
 *    y = 0.9356, and dy/du = cos u = 0.3530
 *    so dy/dx = 0.3530 * 2.2000 = 0.7766426827
 *
 *    without calculus:  h      (y(x+h) - y(x-h)) / 2h      error
 *                      1e-1        0.7499368169          2.7e-02
 *                      1e-3        0.7766399978          2.7e-06
 *                      1e-5        0.7766426824          2.6e-10
 *                      1e-8        0.7766426779          4.7e-09
 *                      1e-11       0.7766398635          2.8e-06
 *
 * 2. A chain of four layers, at a0 = 0.8: each one's slope, and their product
 *
 *    layer                      in        out     its slope   from here to the end
 *    a1 = 1.5 * a0 - 0.5       0.8000     0.7000      1.5000      -0.470907
 *    a2 = tanh(a1)             0.7000     0.6044      0.6347      -0.313938
 *    a3 = -2 * a2 + 1          0.6044    -0.2087     -2.0000      -0.494593
 *    a4 = sigmoid(a3)         -0.2087     0.4480      0.2473       0.247296
 *
 *    da4/da0 = -0.4709066281, the product of all four
 *              -0.4709066281, from the library's backward pass
 *              -0.4709066281, without calculus
 *
 * 3. Two paths from pixel 0 to a3, in the network on paper
 *
 *    through hidden neuron 0      0.5 * 0.2350 * 2.0  = 0.2350
 *    through hidden neuron 1     -1.0 * 0.1966 * -1.5 = 0.2949
 *    da3/da0[0], the sum of both                      = 0.5299
 *    from the library's backward pass                   0.5299
 *
 * 4. Three steps, 784 -&gt; 128 -&gt; 64 -&gt; 1, as matrices of slopes. Multiplications:
 *
 *    from the end,    row * matrix,         108,544
 *    from the inputs, matrix * matrix,    6,472,704,  60 times as many
 *    The same 784 slopes come out, but for rounding: largest difference 1.7e-17
 *
 * Pictures:
 *   target/pictures/ChainRuleTangent.svg
 *   target/pictures/ChainRuleError.svg
 * </pre>
 *
 * <h2>The picture</h2>
 *
 * <p>How small should h be? From right to left h shrinks, and at first the numeric slope gets better, as you would
 * expect: the closer you look, the straighter a curve becomes. Then it gets worse again. y is a {@code double} with
 * about 16 digits, so y(x + h) and y(x − h), which are almost equal, differ only in their last few digits, and those
 * are rounded.
 *
 * <p><img src="doc-files/ChainRuleError.svg" width="600" style="max-width:100%" alt="The error of the numeric slope
 * against h, both in powers of ten. From h = 0.1 to the left both curves fall: the one-sided slope down to about 2e-8
 * at h = 1e-8, the two-sided one down to about 1e-10 near h = 1e-6. Farther left both rise.">
 *
 * <p>The two-sided slope is better: an h ten times smaller makes its error a hundred times smaller, but the error of
 * the one-sided slope, (y(x + h) − y(x)) / h, only ten times smaller. It is best around h = 10⁻⁵ and 10⁻⁶, where it is
 * right to nine digits. So the library's {@link io.github.chainrule.inspect.GradientCheck} uses 10⁻⁵, and looks at both
 * sides.
 *
 * <h2>What it means</h2>
 *
 * <p>To know how the end of a chain changes with its input, you need only the slope of each step. A step needn't know
 * what comes before or after it. So a network can be built from layers, like bricks: each computes its output, and
 * multiplies by its slope, and the chain rule does the rest.
 *
 * <p>The question that {@link HandCalculation} left open now has its answer: if the first pixel changes by h, a3
 * changes by about 0.53·h: 0.235·h comes through hidden neuron 0, and 0.295·h through hidden neuron 1.
 *
 * <p>And with many inputs and one number at the end, start <b>at the end</b>. Then all you carry along is a single row
 * of numbers, and row times matrix is cheap. If you start at the inputs, you multiply matrix by matrix: 60 times the
 * work for the same result. Training a network is just this case: thousands of weights, one loss. So it goes backward.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why is the slope of f taken at u and not at x?</summary>
 * <p>Because u is what f is given. At x = 1.1, f gets u = 1.21, and there the sine has the slope cos 1.21 = 0.353.
 * Its slope at 1.1, which is 0.454, plays no part.</p></details>
 *
 * <details><summary>What is the slope of the whole chain if one link's slope is 0?</summary>
 * <p>0, whatever the others are: a wheel that doesn't turn the next one stops everything after it. And if each of ten
 * links has slope 1/4, only 0.00000095 is left. Both happen in real networks: see {@link VanishingGradient}.</p>
 * </details>
 *
 * <details><summary>When would it be cheaper to start at the inputs?</summary>
 * <p>When there are few inputs and many outputs: with a single input, all you carry along is a single column. The
 * example above is the other way around: 784 inputs, and one number at the end.</p></details>
 *
 * <details><summary>If the numeric slope needs no formula, why not train with it?</summary> <p>You would have to move
 * each weight on its own: with 12,577 weights you would compute the whole network 25,154 times to get every slope once.
 * Going backward, all slopes together cost no more than two more passes through the network. The numeric slope is for
 * checking.</p></details>
 *
 * <p>To see the slopes of a chain in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=one-path
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Set {@code X} to 1.5. What is the sign of the slope? <details><summary>What you should
 *       see</summary><p>Negative: 2·1.5·cos 2.25 = −1.885. The curve is on its way down there, and so is its
 *       tangent.</p></details></li>
 *   <li>Add a second {@code Tanh} after the first one in {@code CHAIN}, and its formula "tanh(a2)" in {@code FORMULAS}.
 *       <details><summary>What you should see</summary><p>The product gets smaller in size, −0.337 instead of −0.471:
 *       there is one more factor, 0.708, and it is below 1.</p></details></li>
 *   <li>Set {@code WIDTHS} to {1, 128, 64, 784}: one input and 784 outputs. <details><summary>What you should
 *       see</summary><p>Now it is cheaper to start at the input: 58,368 multiplications, since you carry a single
 *       column. From the end you carry a matrix with a row for each output: 6,522,880.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link AutomaticDifferentiation}, a program that does this for any formula.
 *
 * {@course bottom}
 */
public final class ChainRule {

    static final Chapter CHAPTER = new Chapter("Multiplies slopes: the chain rule, checked without calculus, and in the"
            + " cheap order.", new Options().pictures(), (options, out) -> run(out));

    static final double X = 1.1;
    static final Matrix A0 = Matrix.row(0.8);
    static final List<Layer> CHAIN = List.of(
            new Linear(Matrix.row(1.5), Matrix.row(-0.5)), new Tanh(),
            new Linear(Matrix.row(-2), Matrix.row(1)), new Sigmoid());
    private static final List<String> FORMULAS = List.of(
            "1.5 * a0 - 0.5", "tanh(a1)", "-2 * a2 + 1", "sigmoid(a3)");
    /** How many numbers each step passes on, from 784 pixels to one. */
    private static final int[] WIDTHS = {784, 128, 64, 1};

    private ChainRule() {
    }

    // @start region="two"
    static double g(double x) {
        return x * x;
    }

    static double gSlope(double x) {
        return 2 * x;
    }

    static double f(double u) {
        return StrictMath.sin(u);
    }

    static double fSlope(double u) {
        return StrictMath.cos(u);
    }

    /**
     * dy/dx, analytic: each slope at the place
     * where the chain is just now.
     */
    static double slope(double x) {
        double u = g(x);
        return fSlope(u) * gSlope(x);
    }

    /** dy/dx, numeric. */
    static double numericSlope(
            DoubleUnaryOperator y, double x, double h) {
        return (y.applyAsDouble(x + h)
                - y.applyAsDouble(x - h)) / (2 * h);
    }
    // @end

    static double oneSidedError(double h) {
        return Math.abs((f(g(X + h)) - f(g(X))) / h - slope(X));
    }

    static double twoSidedError(double h) {
        return Math.abs(numericSlope(x -> f(g(x)), X, h) - slope(X));
    }

    // @start region="chain"
    static double[] slopes(List<Layer> layers, Matrix x) {
        double[] slopes = new double[layers.size()];
        for (int k = 0; k < slopes.length; k++) {
            Matrix y = layers.get(k).forward(x);
            slopes[k] = layers.get(k).inputGradient(x, y, Matrix.row(1)).get(0, 0);
            // what comes out goes into the next
            x = y;
        }
        return slopes;
    }

    /** How the end of the chain changes with what goes into link k. */
    static double product(double[] slopes, int k) {
        double product = 1;
        for (int i = slopes.length - 1; i >= k; i--) {
            product *= slopes[i];
        }
        return product;
    }
    // @end

    // @start region="paths"
    /** How a3 changes with pixel 0, through each hidden neuron j. */
    static double[] paths(Matrix w0, Matrix w2, Matrix a2) {
        double[] paths = new double[2];
        for (int j = 0; j < 2; j++) {
            double slope = a2.get(0, j) * (1 - a2.get(0, j));
            paths[j] = w0.get(0, j) * slope * w2.get(j, 0);
        }
        return paths;
    }
    // @end

    /** The same for both paths together. */
    static double slopeByLibrary() {
        List<Layer> upToA3 = PaperNetwork.model().layers().subList(0, 3);
        return new Sequential(upToA3.toArray(Layer[]::new)).forward(PaperNetwork.input())
                .backwardToInput(Matrix.row(1)).gradient(0).get(0, 0);
    }

    /** The product of the slopes of three steps, made from the end of the chain, and from its inputs. */
    static List<CountedMatrix> inBothOrders() {
        Random random = new Random(42);
        CountedMatrix[] slopes = new CountedMatrix[3];
        for (int k = 0; k < 3; k++) {
            Linear step = new Linear(WIDTHS[k], WIDTHS[k + 1], random);
            slopes[k] = new CountedMatrix(step.weight().value().transpose(), 0);
        }
        // @start region="order"
        // from the end: row * matrix, twice
        CountedMatrix backward = slopes[2].times(slopes[1])
                .times(slopes[0]);
        // from the inputs: matrix * matrix, and only then a row
        CountedMatrix forward = slopes[2].times(
                slopes[1].times(slopes[0]));
        // @end
        return List.of(backward, forward);
    }

    /**
     * Prints slopes, and draws two pictures.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Output out) throws IOException {
        out.say("1. Two functions: u = x^2, y = sin u, at x = %s%n", X);
        out.say("   u = %.4f, and du/dx = 2x    = %.4f", g(X), gSlope(X));
        out.say("   y = %.4f, and dy/du = cos u = %.4f", f(g(X)), fSlope(g(X)));
        out.say("   so dy/dx = %.4f * %.4f = %.10f%n", fSlope(g(X)), gSlope(X), slope(X));
        Slopes.numeric(h -> numericSlope(x -> f(g(x)), X, h), slope(X), out);
        double[] slopes = slopes(CHAIN, A0);
        Slopes.chain(CHAIN, FORMULAS, A0, k -> slopes[k], k -> product(slopes, k), out);
        Sequential model = new Sequential(CHAIN.toArray(Layer[]::new));
        out.say("%n   da4/da0 = %.10f, the product of all four", product(slopes, 0));
        out.say("             %.10f, from the library's backward pass",
                model.forward(A0).backwardToInput(Matrix.row(1)).gradient(0).get(0, 0));
        out.say("             %.10f, without calculus",
                numericSlope(a0 -> model.output(Matrix.row(a0)).get(0, 0), A0.get(0, 0), 1e-5));
        Slopes.paths(ChainRule::paths, slopeByLibrary(), out);
        Slopes.orders(inBothOrders(), out);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("ChainRuleTangent", Slopes.tangent(x -> f(g(x)), X, slope(X)));
        pictures.put("ChainRuleError", Slopes.errors(ChainRule::oneSidedError, ChainRule::twoSidedError));
        out.save(pictures);
    }
}
