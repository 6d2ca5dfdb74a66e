// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import io.github.chainrule.walkthrough.parts.ValueGraph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Write down any formula, and some sixty lines of Java find all its derivatives.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>{@link ChainRule} took the slope of each step from a formula and multiplied by hand. A network has thousands of
 * steps. Can a program do it, for any formula made of sums, products and a few functions?
 *
 * <h2>The idea</h2>
 *
 * <p>Let each number <b>remember what it was made of</b>: the numbers that went in, and how it changes with each of
 * them, its local slope. A sum changes one to one with each of its terms. The slope of a product with respect to one
 * factor is the other factor. The sigmoid s has the slope s·(1 − s). These slopes are known as soon as the number is
 * computed.
 *
 * <p>Such numbers form a <b id="graph">graph</b>: an arrow leads from each number to those computed from it. A number's
 * gradient says how the end changes with it. Begin at the end, whose own gradient is 1, and go back. Every number hands
 * each of its inputs its own gradient times the slope: one more factor along the path. If a number is <b>used
 * twice</b>, two paths lead from it to the end. Then it is handed two gradients, and they <b>add up</b>: multiply along
 * each path, then add the paths. That is the chain rule of {@link ChainRule}, and nothing else.
 *
 * <p>One thing needs care. A number may hand back its gradient only when that gradient is complete, that is, after all
 * numbers computed from it have handed back theirs. So the program puts the numbers in an order in which each stands
 * after its inputs, and walks it in reverse.
 *
 * <p>This is called <b id="automatic-differentiation">automatic differentiation</b>, going backward. PyTorch's {@code
 * loss.backward()} does it, with matrices in place of numbers.
 *
 * <h2>The formula</h2>
 *
 * <pre class="math">
 *   y = x·x + x
 *   dy/dx = x + x + 1 = 2·x + 1
 * </pre>
 *
 * <p>Three paths lead from x to y: two through the product, where x is either factor, and one straight into the sum. At
 * x = 3 they carry 3, 3 and 1.
 *
 * <h2>The code</h2>
 *
 * <p>Write it yourself as you read: a class {@code Value} in a file of your own takes half an hour, and then nothing
 * about back-propagation is hidden from you. A value is a number with its inputs and its slopes. Each operation makes a
 * new value:
 *
 * {@snippet file="io/github/chainrule/walkthrough/AutomaticDifferentiation.java" region="value"}
 *
 * <p>And here is the way back, which is the whole algorithm:
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/AutomaticDifferentiation.java" region="backward"}
 * <figure><img src="doc-files/AutomaticDifferentiation.svg" width="600" style="max-width:100%" alt="Two arrows lead
 * from x = 3 into a product, 9, and one into a sum, 12. Going back, the sum hands 1 to the product and 1 to x; the
 * product hands 3 to x, twice."> <figcaption><b>y = x·x + x at x = 3.</b> Values going forward are green, gradients
 * handed back are plum: 1 from the end to the sum, 1 from there to x and to the product, and 3 twice from the product
 * to x.</figcaption></figure>
 * </div>
 *
 * <p>Look at {@code +=}: it adds the paths. The network of {@link HandCalculation} is a formula like any other:
 *
 * {@snippet file="io/github/chainrule/walkthrough/AutomaticDifferentiation.java" region="network"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=AutomaticDifferentiation}. W0[0] to W0[3] are W0[0][0], W0[0][1],
 * W0[1][0] and W0[1][1]:
 *
 * <pre class="output">
 * 1. y = x*x + x at x = 3: y is 12, and dy/dx is 7
 *
 * 2. The network on paper: the loss is 0.536902, and its gradients are
 *
 *                  found      library
 *    dL/dW0[0]  -0.195262    -0.195262
 *    dL/dW0[1]   0.122522     0.122522
 *    dL/dW0[2]  -0.097631    -0.097631
 *    dL/dW0[3]   0.061261     0.061261
 *    dL/db0[0]  -0.195262    -0.195262
 *    dL/db0[1]   0.122522     0.122522
 *    dL/dW2[0]  -0.258597    -0.258597
 *    dL/dW2[1]  -0.111730    -0.111730
 *    dL/db2[0]  -0.415444    -0.415444
 *
 *    27 values, 28 arrows: one multiplication for each arrow on the way back
 *
 * Pictures:
 *   target/pictures/AutomaticDifferentiation.svg
 * </pre>
 *
 * <h2>What it means</h2>
 *
 * <p><b>Back-propagation is one idea, not a formula for layers.</b> {@code Value} knows nothing about neurons. It has
 * four operations with their slopes, and it found the gradients of all nine parameters of the network, equal to the
 * library's to the last digit shown. The next chapter takes its layers apart.
 *
 * <p><b>Functions must have a slope:</b> each step must be differentiable ({@link ChainRule}). ReLU isn't
 * differentiable at 0; a program uses 0 as its slope there, and that does no harm, since a sum is hardly ever exactly
 * 0: in an epoch of training in {@link BinaryMnist} none of 202,640 is (seeds 1 to 5). A step such as "1 if z is above
 * 0, else 0" has a slope, but it is 0 wherever it has one: nothing comes back through it, and nothing before it can
 * learn by this method.
 *
 * <p><b>Going back costs about as much as going forward.</b> Each arrow of the graph is walked once in either
 * direction, whatever the number of parameters. The last line of the output counts them.
 *
 * <p><b>Why a library still has layers.</b> A network for handwritten digits would make tens of thousands of these
 * small objects for each image. A layer does many steps at once with one product of matrices, and knows the slopes of
 * all of them in one formula. The idea is the same.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>What if {@code +=} were {@code =}?</summary>
 * <p>Then only the last path walked would count: for y = x·x + x the slope would be 3 instead of 7. The gradients of
 * the network's weights would still be right, since each weight is used only once. But how the loss changes with the
 * inputs would be wrong: each input leads to two hidden neurons.</p></details>
 *
 * <details><summary>Why is the order needed? Couldn't each value hand on what it gets right away?</summary> <p>It
 * could, and the result would still be right if it handed on each share separately. But a value that is used twice
 * would then walk everything before it twice. If one before it is used twice as well, that makes four times: the work
 * doubles with each. Waiting until the gradient is complete makes it cheap.</p></details>
 *
 * <details><summary>PyTorch also adds up gradients over several calls of {@code backward}. Is that the same?</summary>
 * <p>The same {@code +=}, with a different consequence: a second {@code backward} adds to what the first one left, so a
 * loop has to call {@code zero_grad()} before it. A {@code Value} here is used for one pass and then thrown away; in
 * the library a pass adds the paths inside a layer's product and overwrites what the last pass left.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=two-paths
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Write {@code =} instead of {@code +=} in {@code handBack}. Which lines of the output change?
 *       <details><summary>What you should see</summary><p>dy/dx becomes 3, and nothing else: no parameter of the
 *       network is used twice.</p></details></li>
 *   <li>Add an operation {@code tanh}, whose slope is 1 − y², and use it for the hidden neurons. <details><summary>What
 *       you should see</summary><p>It takes two lines, and the gradients again equal the library's, if you use {@code
 *       Tanh} in {@code PaperNetwork}, too.</p></details></li>
 *   <li>Use one weight in both hidden neurons: let {@code w[1]} be {@code w[0]}. <details><summary>What you should
 *       see</summary><p>Its gradient is the sum of those that two separate weights of this value would have. Layers
 *       that use one weight in many places need no other rule.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link Backpropagation}, which does the same with whole layers.
 *
 * {@course bottom}
 */
public final class AutomaticDifferentiation {

    static final Chapter CHAPTER = new Chapter("Finds derivatives of any formula, with a class of sixty lines.",
            new Options().pictures(), (options, out) -> run(out));

    private AutomaticDifferentiation() {
    }

    // @start region="value"
    /** A number that remembers what it was made of. */
    static final class Value {

        final double number;
        /** How the end changes with this value. */
        double gradient;
        final Value[] inputs;
        /** How this value changes with each input. */
        final double[] slopes;

        Value(double number) {
            this(number, new Value[0]);
        }

        private Value(double number, Value[] inputs, double... slopes) {
            this.number = number;
            this.inputs = inputs;
            this.slopes = slopes;
        }

        Value plus(Value b) {
            return new Value(number + b.number, new Value[] {this, b}, 1, 1);
        }

        Value times(Value b) {
            return new Value(number * b.number, new Value[] {this, b},
                    b.number, number);
        }

        Value sigmoid() {
            double s = 1 / (1 + StrictMath.exp(-number));
            return new Value(s, new Value[] {this}, s * (1 - s));
        }

        Value minusLn() {
            return new Value(-StrictMath.log(number), new Value[] {this},
                    -1 / number);
        }
        // @end

        // @start region="backward"
        /**
         * Finds the gradient of everything
         * this value was made of.
         */
        List<Value> backward() {
            List<Value> order = new ArrayList<>();
            addAfterInputs(order, new HashSet<>());
            gradient = 1;
            for (int i = order.size() - 1; i >= 0; i--) {
                order.get(i).handBack();
            }
            return order;
        }

        private void handBack() {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i].gradient += slopes[i] * gradient;
            }
        }

        private void addAfterInputs(
                List<Value> order, Set<Value> seen) {
            if (seen.add(this)) {
                for (Value input : inputs) {
                    input.addAfterInputs(order, seen);
                }
                order.add(this);
            }
        }
    }
    // @end

    // @start region="network"
    /** The loss of the network on paper; w holds W0, b0, W2 and b2. */
    static Value loss(Value[] a0, Value[] w) {
        Value[] a2 = new Value[2];
        for (int j = 0; j < 2; j++) {
            a2[j] = a0[0].times(w[j]).plus(a0[1].times(w[2 + j]))
                    .plus(w[4 + j]).sigmoid();
        }
        Value a4 = a2[0].times(w[6]).plus(a2[1].times(w[7]))
                .plus(w[8]).sigmoid();
        return a4.minusLn();
    }
    // @end

    static Value[] values(DoubleStream numbers) {
        return numbers.mapToObj(Value::new).toArray(Value[]::new);
    }

    /**
     * Prints the derivatives of two formulas, and draws the graph of the first.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Output out) throws IOException {
        Value x = new Value(3);
        Value y = x.times(x).plus(x);
        y.backward();
        out.say("1. y = x*x + x at x = 3: y is %.0f, and dy/dx is %.0f%n", y.number, x.gradient);

        Sequential model = PaperNetwork.model();
        Value[] a0 = values(Arrays.stream(PaperNetwork.input().values()));
        Value[] w = values(model.parameters().stream().flatMapToDouble(p -> Arrays.stream(p.value().values())));
        Value loss = loss(a0, w);
        List<Value> graph = loss.backward();
        ForwardPass pass = model.forward(PaperNetwork.input());
        pass.backward(PaperNetwork.loss().gradient(pass.output(), PaperNetwork.target()));
        out.say("2. The network on paper: the loss is %.6f, and its gradients are%n", loss.number);
        ValueGraph.gradients(Arrays.stream(w).mapToDouble(value -> value.gradient).toArray(), model.parameters(), out);
        int arrows = graph.stream().mapToInt(value -> value.inputs.length).sum();
        out.say("%n   %d values, %d arrows: one multiplication for each arrow on the way back", graph.size(), arrows);
        out.save(Map.of("AutomaticDifferentiation", ValueGraph.picture()));
    }
}
