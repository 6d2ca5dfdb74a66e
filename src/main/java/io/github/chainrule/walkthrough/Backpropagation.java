// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.PaperDrawing;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import io.github.chainrule.walkthrough.parts.Products;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The network of {@link HandCalculation} once more, from the loss back to the first weight.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>The network predicted 0.58, and the target is 1. Which of its nine parameters, the weights and biases, are to
 * blame, and how much? If one of them changes a little, how does the loss change?
 *
 * <h2>The idea</h2>
 *
 * <p>The loss is the end of a chain, and each weight stands somewhere in it. So, by the chain rule ({@link ChainRule}),
 * the answer is a product of slopes. dL/dw, read "the gradient of w", is that slope: if w changes by a little, the loss
 * changes by about dL/dw times that much. "Gradient" just means the slopes of the loss, one or all of them.
 *
 * <p>Two weights in the same layer share almost the whole chain, from the loss back to that layer. So you needn't
 * compute each weight's product on its own. <b id="back-propagation">Back-propagation</b>, in full <em>back-propagation
 * of errors</em>, begins at the loss and goes back one step at a time, in <b id="reverse-order">reverse order</b>:
 * later layers first, earlier layers last. At each step it notes how the loss changes with the numbers there: their <b
 * id="influence">influence</b> on it. Each of these results is computed once, and everything nearer the input is
 * computed from it: this is the <b id="reuse">reuse</b> that makes it cheap. {@link ChainRule} had another reason for
 * going backward: row times matrix is cheap. Both are one idea: <b>carry a row, not a matrix, and carry it once</b>.
 * This is the whole algorithm:
 *
 * <ol>
 *   <li>Go forward: compute a1, a2, a3, a4, and keep them.</li>
 *   <li>Ask the loss for its own slope, dL/da4.</li>
 *   <li>At each layer, from the last to the first: with the gradient of its output, compute the gradients of its
 *       weights and biases, and the gradient of its input, which is the output of the layer before.</li>
 * </ol>
 *
 * <h2>The formula</h2>
 *
 * <p>For one example whose target is 1:
 *
 * <pre class="math">
 *   dL/da4 = −1 / a4
 *   dL/da3 = dL/da4·a4·(1 − a4)
 *   dL/dW2[j] = a2[j]·dL/da3
 *   dL/db2 = dL/da3
 *   dL/da2[j] = dL/da3·W2[j]
 *   dL/da1[j] = dL/da2[j]·a2[j]·(1 − a2[j])
 *   dL/dW0[i][j] = a0[i]·dL/da1[j]
 *   dL/db0[j] = dL/da1[j]
 * </pre>
 *
 * <p>The first line is the slope of L = −ln a4, the second uses the slope of the sigmoid, σ·(1 − σ), and the next three
 * come from a3 = a2[0]·W2[0] + a2[1]·W2[1] + b2. The last three repeat this for the hidden layer. There is one output
 * here, so only one path leads back to a2[j]; with several outputs dL/da2[j] would be a sum over them, because paths
 * add up.
 *
 * <p>Here it is step by step. The numbers of the forward pass are green, above each circle; those that go back are
 * plum. In each neuron you see the gradient of its weighted sum, dL/da3 or dL/da1[j], and on each line the gradient of
 * its weight. Check one of them: −0.259 = 0.622 · (−0.415).
 *
 * <p><img src="doc-files/Backpropagation-step1.svg" width="600" style="max-width:100%" alt="Step 1: only the output
 * neuron has a gradient, -0.415."> <img src="doc-files/Backpropagation-step2.svg" width="600" style="max-width:100%"
 * alt="Step 2: the weights into the output have the gradients -0.259 and -0.112, the hidden neurons -0.195 and 0.123.">
 * <img src="doc-files/Backpropagation-step3.svg" width="600" style="max-width:100%" alt="Step 3: the weights of the
 * hidden layer have the gradients -0.195, 0.123, -0.098 and 0.061.">
 *
 * <p>Look at the weights: <b>the gradient of a weight is the number that came in during the forward pass, times the
 * gradient that comes back.</b> A weight whose input was 0 has the gradient 0.
 *
 * <p><b>With K steps</b> it is the same. Call the parameters of step i θᵢ and its input aᵢ, and count from 0, so that
 * a(K) is the output. Then
 *
 * <pre class="math">
 *   dL/da(i+1) = dL/da(K) · da(K)/da(K−1) · … · da(i+2)/da(i+1)
 *   dL/dθᵢ = dL/da(i+1) · da(i+1)/dθᵢ
 *   dL/daᵢ = dL/da(i+1) · da(i+1)/daᵢ
 * </pre>
 *
 * <p>The first line is long, but when the backward pass reaches step i, dL/da(i+1) is already there. It is used twice:
 * for the gradients of the step's parameters, and for dL/daᵢ, from which everything nearer the input is computed. No
 * product is worked out twice.
 *
 * <p>For whole layers the program prints the same with matrices: {@code *} is the product of matrices, {@code .*} and
 * {@code ./} multiply and divide entry by entry, and {@code ^T} is the transpose, which turns rows into columns. With N
 * examples at a time there is a row for each, and the products add up their shares; here N is 1. The target is called
 * t, so that the first line holds for class 0, too: the slope of L = −t·ln a4 − (1 − t)·ln(1 − a4) is −t/a4 + (1 −
 * t)/(1 − a4) = (a4 − t) / (a4·(1 − a4)), and with t = 1 that is the −1/a4 from above.
 *
 * <h2>The code</h2>
 *
 * <p>In a program this takes three lines: forward, the slope of the loss, backward. Each parameter then holds its
 * gradient, and an <b id="optimizer">optimizer</b> moves each a little in the opposite direction, which makes the loss
 * smaller:
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/Backpropagation.java" region="step"}
 * <figure><img src="doc-files/Backpropagation-chain.svg" width="600" style="max-width:100%" alt="Boxes f0, f1, f2 and
 * the loss in a row. Green arrows to the right carry a0 to a3; plum arrows to the left carry dL/da3 to dL/da1; from
 * each box a plum arrow goes down to the gradient of its parameters."> <figcaption><b>The three lines as a drawing</b>,
 * for three steps f₀, f₁ and f₂.</figcaption></figure>
 * </div>
 *
 * <p>To see what happens inside, the library's {@link io.github.chainrule.inspect.ChainRuleTrace} does the same and
 * writes down each product:
 *
 * {@snippet file="io/github/chainrule/walkthrough/Backpropagation.java" region="trace"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=Backpropagation}; with {@code -Dargs=--trace} it also prints the whole
 * trace, with the numbers of each product filled in. Each [ ] is a row of a matrix.
 *
 * <pre class="output">
 * Forward: a4 = 0.5846, L = 0.5369. Backward, each line made from one above it:
 *
 *   dL/da4 = 1/N (a4 - t) ./ (a4 .* (1 - a4))  [-1.7107]
 *   dL/da3 = dL/da4 .* a4 .* (1 - a4)          [-0.4154]
 *   dL/dW2 = a2^T * dL/da3                     [-0.2586] [-0.1117]
 *   dL/db2 = sum of the rows of dL/da3         [-0.4154]
 *   dL/da2 = dL/da3 * W2^T                     [-0.8309  0.6232]
 *   dL/da1 = dL/da2 .* a2 .* (1 - a2)          [-0.1953  0.1225]
 *   dL/dW0 = a0^T * dL/da1                     [-0.1953  0.1225] [-0.0976  0.0613]
 *   dL/db0 = sum of the rows of dL/da1         [-0.1953  0.1225]
 *
 * What is used again:
 *
 *   dL/da4  in dL/da3
 *   dL/da3  in dL/dW2, dL/db2, dL/da2
 *   dL/da2  in dL/da1
 *   dL/da1  in dL/dW0, dL/db0
 *
 * Multiplications: 11 with reuse, 18 if each dL/dW and dL/db walked the chain
 * from the loss on its own (each slope a * (1 - a) counted as known).
 *
 * Deeper networks, each layer Linear(16, 16) and Tanh:
 *
 *   layers    with reuse      without
 *        2           800        1,120    1.4 times as many
 *        5         2,384        6,880    2.9 times as many
 *       10         5,024       27,360    5.4 times as many
 *       20        10,304      109,120   10.6 times as many
 *
 * The check, without calculus: each of 9 parameters and 2 inputs is moved up and
 * down a little. The gradients agree, but for rounding.
 *
 * One step against the gradient: dL/dW0[0][0] = -0.1953, so W0[0][0] rises, and
 * so on; the loss falls from 0.5369 to 0.2550.
 *
 * Pictures:
 *   target/pictures/Backpropagation-step1.svg
 *   target/pictures/Backpropagation-step2.svg
 *   target/pictures/Backpropagation-step3.svg
 *   target/pictures/Backpropagation-chain.svg
 *   target/pictures/Backpropagation.svg
 * </pre>
 *
 * <h2>What it means</h2>
 *
 * <p><b>The blame.</b> dL/db2 = dL/da3 = −0.4154 = a4 − 1: the prediction minus the target. (The 1/a4 of the loss and
 * the a4 of the sigmoid cancel.) It is negative: a larger a3 would make the loss smaller. dL/dW2 is this number times
 * what each hidden neuron passed on: both are positive, so both entries have its sign, and the neuron that passed on
 * more has the larger one.
 *
 * <p><b>The step.</b> Each weight moved against its gradient, with the learning rate 1, and the loss fell from 0.537 to
 * 0.255. Training is this step, thousands of times, with different examples each time.
 *
 * <p><b>The reuse.</b> The small network takes 11 multiplications on the way back: in the formulas above 1, 2, 2, 2 and
 * 4, from dL/da3 to dL/dW0, with each slope a·(1 − a) counted as known. If each dL/dW and each dL/db walked its chain
 * on its own, from the loss, it would be 18: 3, 1, 9 and 5 for dL/dW2, dL/db2, dL/dW0 and dL/db0. That doesn't sound
 * like a big difference, and in a network with so few layers it isn't. But it grows with the depth: with K layers of
 * equal width, reuse takes 2K − 1 products of matrices, two for each layer but the first. Without reuse the layers take
 * 1, 3, 5 and so on, from the last to the first, K² in all.
 *
 * <p><img src="doc-files/Backpropagation.svg" width="600" style="max-width:100%" alt="Multiplications on the way back,
 * for 1 to 20 layers of 16 neurons. With reuse a straight line up to 10,304; without reuse a parabola up to 109,120.">
 *
 * <p>And that is still the cheap direction. The numeric slope of {@link ChainRule} would need two whole forward passes
 * for each weight.
 *
 * <p><b>The check.</b> {@link io.github.chainrule.inspect.GradientCheck} moves each of the nine parameters and the two
 * inputs up and down a little, and compares. The differences are never exactly 0, but here they are as small as the
 * rounding of a {@code double} allows. Do the same when you write a layer of your own.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why must the forward pass keep its numbers?</summary> <p>The slopes depend on them: dL/dW2 needs
 * a2, the sigmoid's slope needs a4, dL/dW0 needs a0. That is what training costs in memory. Prediction needs no such
 * memory.</p></details>
 *
 * <details><summary>dL/da2 of the second hidden neuron is positive. What does that say?</summary> <p>That the loss
 * would rise if this neuron passed on more. That makes sense: it counts against class 1, with weight −1.5, and the
 * image is of class 1. So training turns it down for this image: all its gradients in W0 and b0 are positive, so its
 * weights and bias go down.</p></details>
 *
 * <details><summary>Could each layer be updated as soon as its own gradient is known?</summary> <p>Not if the way back
 * then uses the new weights. dL/da2 is dL/da3 · W2, with the W2 that made the prediction. If W2 were changed first,
 * dL/da2 would belong to a network that has computed nothing yet. In the network on paper, with a learning rate of 1,
 * dL/da2[0] would be −0.9383 instead of −0.8309. So all gradients are computed first, and then all parameters change at
 * once.</p></details>
 *
 * <details><summary>Why do dL/da4 and dL/da3 differ in size, though they are neighbors?</summary> <p>Between them lies
 * a sigmoid, whose slope is a4·(1 − a4) = 0.243 here and never more than 1/4. So each sigmoid on the way multiplies the
 * gradient by 1/4 at most. Large weights may make it larger again, but small weights don't. In a network of many layers
 * that becomes a problem, and a chapter: {@link VanishingGradient}.</p></details>
 *
 * <details><summary>Is back-propagation the same as learning?</summary>
 * <p>No. It only computes the gradient. What to do with it is the optimizer's business: the simplest one, gradient
 * descent, subtracts the gradient times a learning rate, here 1.</p></details>
 *
 * <p>To see the way back in the browser, weight by weight:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=way-back
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check. Or begin in the browser: put <a
 * href="doc-files/lines-in-order.html#Task06TwoLayers">the lines of a forward and a backward pass</a> in order.
 *
 * <ol>
 *   <li>Set the target to 0 in {@code PaperNetwork.target}. Which signs change? <details><summary>What you should
 *       see</summary><p>All of them. dL/da3 becomes a4 − 0 = +0.5846: the same numbers are to blame, now for the
 *       opposite error, and 1.4 times as much.</p></details></li>
 *   <li>Use a learning rate of 100 instead of 1 in {@code step}. Will the loss rise? <details><summary>What you should
 *       see</summary><p>No, it falls to 0.0000. With a single example, a longer step only raises its probability
 *       further. With many examples, which pull in different directions, such a step would do great
 *       harm.</p></details></li>
 *   <li>Set {@code WIDTH} to 4. Does reuse save more or less? <details><summary>What you should see</summary><p>A
 *       little more: 11.5 instead of 10.6 times with 20 layers. The slopes of tanh cost multiplications, too, and weigh
 *       more in small layers.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link BinaryMnist}, which does the same with 784 inputs, on real handwritten digits.
 *
 * {@course bottom}
 */
public final class Backpropagation {

    static final Chapter CHAPTER = new Chapter("Goes back through a 2-2-1 network, from the loss to the first weight.",
            new Options().flag("trace", "print the whole trace, too").pictures(), Backpropagation::run);

    private static final int WIDTH = 16;
    private static final int DEEPEST = 20;

    private Backpropagation() {
    }

    /** Returns the loss before and after. */
    static double[] step() {
        Sequential model = PaperNetwork.model();
        Loss loss = PaperNetwork.loss();
        Matrix input = PaperNetwork.input();
        Matrix target = PaperNetwork.target();
        // @start region="step"
        ForwardPass pass = model.forward(input);
        Matrix dLoss = loss.gradient(pass.output(), target);
        pass.backward(dLoss);
        // now each parameter holds its gradient:
        // parameter = parameter - 1 * gradient
        new Sgd(model.parameters(), 1).step();
        // @end
        return new double[] {loss.value(pass.output(), target), loss.value(model.output(input), target)};
    }

    static GradientCheck check() {
        return GradientCheck.of(PaperNetwork.model(), PaperNetwork.loss(), PaperNetwork.input(), PaperNetwork.target());
    }

    /** One example through layers of equal width. */
    static ChainRuleTrace deep(int depth) {
        Random random = new Random(42);
        Layer[] layers = new Layer[2 * depth];
        for (int k = 0; k < depth; k++) {
            layers[2 * k] = new Linear(WIDTH, WIDTH, random);
            layers[2 * k + 1] = new Tanh();
        }
        return ChainRuleTrace.of(new Sequential(layers), new MeanSquaredError(), Matrix.zeros(1, WIDTH),
                Matrix.zeros(1, WIDTH));
    }

    /**
     * Prints the gradients, their products and their cost, checks them, and makes one step.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException {
        // @start region="trace"
        ChainRuleTrace trace = ChainRuleTrace.of(
                PaperNetwork.model(), PaperNetwork.loss(),
                PaperNetwork.input(), PaperNetwork.target());
        // one gradient; products() has all of them
        Matrix dW0 = trace.product("dL/dW0").value();
        // @end
        if (options.has("trace")) {
            out.say("%s", trace);
        }
        Products.table(trace, out);
        Products.reuse(trace, out);
        out.say("Deeper networks, each layer Linear(%d, %d) and Tanh:%n%n  layers    with reuse      without", WIDTH,
                WIDTH);
        for (int depth : new int[] {2, 5, 10, DEEPEST}) {
            ChainRuleTrace deep = deep(depth);
            long without = deep.multiplicationsWithoutReuse();
            out.say("  %6d  %,12d  %,11d   %4.1f times as many", depth, deep.multiplications(), without,
                    (double) without / deep.multiplications());
        }
        GradientCheck check = check();
        int inputs = PaperNetwork.input().cols();
        out.say("%nThe check, without calculus: each of %d parameters and %d inputs is moved up and%ndown a little."
                + " The gradients %s.%n", check.entryCount() - inputs, inputs,
                check.passed() ? "agree, but for rounding" : "DON'T agree");
        double[] losses = step();
        out.say("One step against the gradient: dL/dW0[0][0] = %.4f, so W0[0][0] rises, and%nso on; the loss falls from"
                + " %.4f to %.4f.", dW0.get(0, 0), losses[0], losses[1]);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        for (int k = 1; k <= 3; k++) {
            pictures.put("Backpropagation-step" + k, new PaperDrawing().backward(k));
        }
        pictures.put("Backpropagation-chain", Products.chain());
        pictures.put("Backpropagation", Products.cost(
                IntStream.rangeClosed(1, DEEPEST).mapToObj(Backpropagation::deep).toList()));
        out.save(pictures);
    }
}
