// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Descents;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How weights find their way downhill, and how long a step should be.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>{@link LinearSeparability} moved each weight "a little in the direction that lowers the loss". How does it know
 * the direction? And how much is a little?
 *
 * <h2>The idea</h2>
 *
 * <p>You stand on a hillside in thick fog and want to reach the valley. You can't see it, but you can feel the slope
 * under your feet. So you take a step downhill, feel again, and continue. The hillside is the loss, and the weights say
 * where you stand. One weight makes a curve, and two make a landscape. The network that will read handwritten digits
 * has 12,577 weights and biases. Its landscape can't be drawn, but the same rule works there.
 *
 * <p>The slope of the loss with respect to one weight is a derivative. All of them together are the <b
 * id="gradient">gradient</b>. It points uphill, so each weight moves the other way. That is <b
 * id="gradient-descent">gradient descent</b>:
 *
 * <pre>
 *   new weight = weight − learning rate · slope
 * </pre>
 *
 * <p>The <b id="learning-rate">learning rate</b> says how much "a little" is. It is one number for all weights, and you
 * choose it. Where the slope is steep, the step is long; near the bottom, where it is flat, the steps become short by
 * themselves.
 *
 * <h2>The formula</h2>
 *
 * <p>Take a loss with a single weight whose lowest point is at w = 3:
 *
 * <pre class="math">
 *   L = (w − 3)²
 *   dL/dw = 2·(w − 3)
 *   w − η·dL/dw − 3 = (1 − 2·η)·(w − 3)
 * </pre>
 *
 * <p>η is the learning rate. The last line is the distance from 3 after a step. So each step multiplies the distance to
 * the lowest point by the same number, 1 − 2·η. With a rate of 0.02 that number is 0.96, and the descent takes many
 * steps. With 0.3 it is 0.4: after five steps, one hundredth of the distance is left. With 0.9 it is −0.8: each step
 * lands on the other side, but closer. With 1.05 it is −1.1: each step lands on the other side, and farther away. The
 * loss grows without end: training <b id="diverge">diverges</b>.
 *
 * <h2>The code</h2>
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/GradientDescent.java" region="curve"}
 * <figure><img src="doc-files/GradientDescent-curve.svg" style="width: 100%; max-width: 600px" alt="Three times the
 * same parabola. Rate 0.02: nine steps that stay close together, far from the bottom. Rate 0.3: a few dots that reach
 * the bottom. Rate 1.05: dots that jump from side to side, higher each time."> <figcaption><b>Nine steps</b> at three
 * rates. Each dot is a step, unless it is too close to the one before to be drawn. Too small a rate crawls, a good one
 * arrives, and one that is too large climbs out of the valley.</figcaption></figure>
 * </div>
 *
 * <p>With two weights, the simplest model is a straight line, y = w·x + b: one neuron without a sigmoid. (The bias
 * counts as a weight here.) The line should pass through the points (0, 1), (1, 1.5), (2, 2) and (3, 2.5), so the right
 * answer is w = 0.5 and b = 1. The loss is the mean of the squared distances between the line and the points, measured
 * vertically. {@code Sgd}, one of the library's optimizers, moves the weights by gradient descent. (The S stands for
 * stochastic, "by chance": usually each step uses a few examples drawn at random; here it uses all of them.) {@link
 * Backpropagation} explains how {@code backward} finds the slopes.
 *
 * {@snippet file="io/github/chainrule/walkthrough/GradientDescent.java" region="line"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=GradientDescent}
 *
 * <pre class="output">
 * 1. One weight, L = (w - 3)^2, beginning at w = 0
 *
 *    rate      w after step 1        2        3       10       20
 *    0.02                0.120    0.235    0.346    1.006    1.674
 *    0.10                0.600    1.080    1.464    2.678    2.965
 *    0.30                1.800    2.520    2.808    3.000    3.000
 *    0.90                5.400    1.080    4.536    2.678    2.965
 *    1.05                6.300   -0.630    6.993   -4.781  -17.182
 *
 * 2. Two weights, y = w*x + b: the loss after this many steps
 *
 *                                    1         10        100       1000
 *    rate 0.002                1.9e+00    1.6e+00    8.5e-01    9.6e-02
 *    rate 0.020                1.6e+00    8.4e-01    9.5e-02    4.2e-11
 *    rate 0.050                1.3e+00    5.7e-01    2.5e-03    6.1e-27
 *    rate 0.100                9.4e-01    3.0e-01    4.9e-06    4.1e-31
 *    rate 0.200                1.2e+00    8.3e-02    1.0e-11    1.2e-32
 *    rate 0.250                1.8e+00    5.9e+00    2.0e+08    5.3e+83
 *    rate 0.020, momentum      1.6e+00    3.7e-01    3.5e-05    1.6e-31
 *    rate 0.050, momentum      1.3e+00    1.8e-01    1.1e-05    0.0e+00
 *    rate 0.100, momentum      9.4e-01    3.6e-01    2.8e-05    3.1e-33
 *
 * Pictures:
 *   target/pictures/GradientDescent-curve.svg
 *   target/pictures/GradientDescent-surface.svg
 * </pre>
 *
 * <h2>The picture</h2>
 *
 * <p>Two weights, seen from above, as on a hiker's map: along each gray line the loss is the same, and the cross marks
 * the lowest point. The valley is long and narrow. A rate that suits its steep walls is slow along its floor:
 *
 * <p><img src="doc-files/GradientDescent-surface.svg" style="width: 100%; max-width: 600px"
 * alt="Three times the same map of a long narrow valley. Rate 0.02: the path turns into the valley and stops halfway
 * along it. Rate 0.2: it jumps from wall to wall, and arrives. Rate 0.25: it jumps farther each time.">
 *
 * <h2>What it means</h2>
 *
 * <p><b>The rate is the first thing to look at.</b> If the loss hardly falls, the rate may be too small. If it jumps or
 * grows, the rate is too large. Between these lies a wide range that works; people try 0.1, 0.01, 0.001, and so on.
 *
 * <p><b>One rate has to suit all directions.</b> Across this valley the loss curves 14 times as much as along it. The
 * direction that curves most sets the limit: on the curve above, it was 1 (there 1 − 2·η is −1), and here it is 0.238.
 * Beyond it, the steps across the valley grow. A rate far below the limit crawls along the floor. (A real landscape
 * curves differently in each place, so the limit can't be worked out beforehand.)
 *
 * <p><b id="momentum">Momentum</b> lets the steps gather speed, like a rolling ball: each step is nine tenths of the
 * one before, plus the step that plain gradient descent would take. Jumps from wall to wall cancel out, and moves along
 * the valley add up. That helps if the rate is small for the valley: with 0.02, the loss after 100 steps is 0.000035
 * instead of 0.095. But it isn't better at every rate. With 0.1 it is worse, 0.000028 instead of 0.0000049, and in
 * these 100 steps no rate with momentum matches plain gradient descent with 0.2. You don't know the best rate of a real
 * landscape; momentum makes the choice less critical.
 *
 * <p><b id="adam">Adam</b> is the optimizer of the chapters that follow. It gives each weight a step length of its own.
 * For now it is enough to know that it goes downhill; once you have seen it at work on handwriting, {@link InsideAdam}
 * opens it up.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why not try many weights and keep the best?</summary>
 * <p>With one weight that works. With two you need a grid of points. With 12,577 weights, and only two values for each,
 * there are 2<sup>12,577</sup> networks to try. The gradient tells you at once, for each weight, which way is down.</p>
 * </details>
 *
 * <details><summary>Does gradient descent find the lowest point of all?</summary> <p>For this straight line, yes: its
 * loss has a single valley. A network's landscape has many valleys and flat places, and descent ends in one of them.
 * {@link XorProblem} counts how often that is a bad one.</p></details>
 *
 * <details><summary>The gradient is 0. Is this the lowest point?</summary> <p>Not always. The slope is 0 at the bottom
 * of a valley, but also on a peak, on a pass between two peaks, and on a plain. On a valley's floor all directions lead
 * up; elsewhere some lead down, and gradient descent, which feels only the slope, doesn't notice.</p></details>
 *
 * <details><summary>Which learning rate brings you to w = 3 in a single step?</summary>
 * <p>1 − 2·rate must be 0, so 0.5. That works because this curve is a parabola, whose slope changes at the same rate
 * everywhere.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=too-large-steps
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Run it with {@code -Dargs="--rate 1"}. <details><summary>What you should see</summary><p>In part 1 the last row
 *       now has the rate 1: each step multiplies the distance by −1, so w jumps between 0 and 6
 *       forever.</p></details></li>
 *   <li>In {@code pointsX}, replace the inputs 0, 1, 2, 3 with −1.5, −0.5, 0.5, 1.5, so that their mean is 0 (and keep
 *       the targets). What happens to the valley? <details><summary>What you should see</summary><p>It becomes nearly
 *       round, as the picture then shows, and the cross moves up to b = 1.75. With the rate 0.2 the loss is 0 to
 *       sixteen digits after 100 steps. This is one reason why people subtract the mean from their
 *       inputs.</p></details></li>
 *   <li>In {@code momentum}, use 0.99 instead of 0.9. <details><summary>What you should see</summary><p>The ball is too
 *       heavy: it rolls past the lowest point and swings back and forth for hundreds of steps.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link XorProblem}, where gradient descent trains two layers.
 *
 * {@course bottom}
 */
public final class GradientDescent {

    static final Chapter CHAPTER = new Chapter("Goes downhill on a curve and on a landscape, with several learning"
            + " rates.", new Options().option("rate", "X", "1.05", "the last learning rate of part 1").pictures(),
            GradientDescent::run);

    private GradientDescent() {
    }

    // @start region="curve"
    /** Where the weight is after each step. */
    static double[] descend(double rate, int steps) {
        double[] w = new double[steps + 1];
        w[0] = 0;
        for (int step = 0; step < steps; step++) {
            double slope = 2 * (w[step] - 3);
            w[step + 1] = w[step] - rate * slope;
        }
        return w;
    }
    // @end

    // @start region="line"
    static Matrix pointsX() {
        return Matrix.column(0, 1, 2, 3);
    }

    static Matrix pointsY() {
        return Matrix.column(1, 1.5, 2, 2.5);
    }

    /** Goes downhill; returns w, b and the loss before each step and after the last. */
    static double[][] fit(Function<Sequential, Optimizer> optimizer, int steps) {
        Linear line = new Linear(Matrix.row(1.7), Matrix.row(-0.5));
        Sequential model = new Sequential(line);
        Optimizer descent = optimizer.apply(model);
        Loss loss = new MeanSquaredError();
        double[][] path = new double[steps + 1][];
        for (int step = 0; step <= steps; step++) {
            ForwardPass pass = model.forward(pointsX());
            path[step] = new double[] {
                    line.weight().value().get(0, 0), line.bias().value().get(0, 0),
                    loss.value(pass.output(), pointsY())};
            if (step < steps) {
                pass.backward(loss.gradient(pass.output(), pointsY()));
                descent.step();
            }
        }
        return path;
    }

    static Optimizer plain(Sequential model, double rate) {
        return new Sgd(model.parameters(), rate);
    }

    static Optimizer momentum(Sequential model, double rate) {
        return new Sgd(model.parameters(), rate).momentum(0.9);
    }
    // @end

    /**
     * Goes downhill on a curve and on a landscape, with several learning rates.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException, Options.WrongOptionException {
        double last = options.positiveDouble("rate");
        out.say("1. One weight, L = (w - 3)^2, beginning at w = 0%n");
        Descents.oneWeight(rate -> descend(rate, 20), new double[] {0.02, 0.1, 0.3, 0.9, last}, out);
        out.say("%n2. Two weights, y = w*x + b: the loss after this many steps%n");
        Map<String, Function<Sequential, Optimizer>> optimizers = new LinkedHashMap<>();
        for (double rate : new double[] {0.002, 0.02, 0.05, 0.1, 0.2, 0.25}) {
            optimizers.put(Output.text("rate %.3f", rate), model -> plain(model, rate));
        }
        for (double rate : new double[] {0.02, 0.05, 0.1}) {
            optimizers.put(Output.text("rate %.3f, momentum", rate), model -> momentum(model, rate));
        }
        Descents.twoWeights(optimizers, optimizer -> fit(optimizer, 1000), out);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("GradientDescent-curve", Descents.curve(rate -> descend(rate, 9)));
        pictures.put("GradientDescent-surface", Descents.surface(pointsX(), pointsY(),
                rate -> fit(model -> plain(model, rate), 30)));
        out.save(pictures);
    }
}
