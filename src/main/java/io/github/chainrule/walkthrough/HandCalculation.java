// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.PaperDrawing;
import io.github.chainrule.walkthrough.parts.PaperNetwork;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Every number that a small network computes, worked out by hand and by the library.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>A network gets numbers, such as the pixels of an image, and answers with a number. What exactly does it
 * calculate in between? Once you have done it with a pencil, no secret is left.
 *
 * <h2>The idea</h2>
 *
 * <p>You know the parts: weighted sums, the sigmoid σ(z) = 1 / (1 + e<sup>−z</sup>), and the 2-2-1 network of {@link
 * XorProblem}, but with sigmoids in the hidden layer, too. Only the meaning of the numbers is new. Let the two inputs
 * be the pixels of a tiny image, 1 (black) and 0.5 (gray), and let there be two kinds of images. Each kind is a <b
 * id="class">class</b>: here class 0 and class 1. The last number, between 0 and 1, is the probability that the image
 * is of class 1.
 *
 * <p>Our image <em>is</em> of class 1, so the target is 1, and the loss is −ln of the probability that the network gave
 * to the right answer. A probability of 1 costs −ln 1 = 0; one of 1/2 costs 0.693; one of 0.01 costs 4.6. A wrong
 * answer with a high probability is expensive.
 *
 * <p>Training can change the weights and the biases. Together they are the network's <b id="parameter">parameters</b>.
 *
 * <h2>The formula</h2>
 *
 * <p>The letters are the same as in {@link XorProblem}: a0 is the input, and step k turns a(k) into a(k+1). A layer of
 * neurons takes two steps: the weighted sums, with weights Wk and biases bk, and then the sigmoid. L is the loss.
 *
 * <pre class="math">
 *   a1[j] = a0[0]·W0[0][j] + a0[1]·W0[1][j] + b0[j]
 *   a2[j] = σ(a1[j])
 *   a3 = a2[0]·W2[0] + a2[1]·W2[1] + b2
 *   a4 = σ(a3)
 *   L = −ln a4
 * </pre>
 *
 * <p>j is 0 or 1. The last line holds for our image, whose target is 1. For whole layers a product of matrices is
 * shorter, a1 = a0·W0 + b0: row times column, which is just what the first line says for each j.
 *
 * <h2>The code</h2>
 *
 * <p>First on paper, without the library, with one line for each number. ({@code StrictMath} is like {@code Math}, but
 * gives the same bits on every machine.)
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/HandCalculation.java" region="paper"}
 * <figure><img src="doc-files/HandCalculation.svg" width="600" style="max-width:100%" alt="The 2-2-1 network: lines
 * from the inputs 1 and 0.5 to two hidden neurons, 0.622 and 0.269, with the weights 0.5, -1, 1 and 0.5, and from these
 * to the output, 0.585, with 2 and -1.5."> <figcaption><b>The same calculation as a drawing.</b> Each line shows its
 * weight. Below each neuron is its bias, and in each circle the number it passes on.</figcaption></figure>
 * </div>
 *
 * <p>The same network in the library. A {@link io.github.chainrule.layer.Linear} layer computes the weighted sums:
 *
 * {@snippet file="io/github/chainrule/walkthrough/parts/PaperNetwork.java" region="network"}
 *
 * <p>and a <b id="forward-pass">forward pass</b>, from the input to the output, keeps every number along the way:
 *
 * {@snippet file="io/github/chainrule/walkthrough/HandCalculation.java" region="library"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=HandCalculation}
 *
 * <pre class="output">
 * A network on paper: 2 inputs, 2 hidden neurons, 1 output
 *
 *   The image is a0 = [1, 0.5]. It is of class 1, so the target is 1.
 *
 *          on paper                                     by hand     library
 *   a1[0]  1 * 0.5 + 0.5 * 1 - 0.5                    0.500000    0.500000
 *   a1[1]  1 * (-1) + 0.5 * 0.5 - 0.25               -1.000000   -1.000000
 *   a2[0]  1 / (1 + e^-0.5)                           0.622459    0.622459
 *   a2[1]  1 / (1 + e^1)                              0.268941    0.268941
 *   a3     0.622459 * 2 + 0.268941 * (-1.5) - 0.5     0.341507    0.341507
 *   a4     1 / (1 + e^-0.341507)                      0.584556    0.584556
 *   L      -ln 0.584556                               0.536902    0.536902
 *
 *   Is the largest difference between the columns below 1e-15? Yes.
 *
 *   The network says: class 1, with a probability of 58 %.
 *
 * Pictures:
 *   target/pictures/HandCalculation.svg
 * </pre>
 *
 * <h2>What it means</h2>
 *
 * <p>The network says 0.58: class 1 rather than class 0, but not by much, and that costs 0.54. That is the whole
 * forward pass. The network for handwritten digits, in {@link BinaryMnist}, has 784 inputs and 16 hidden neurons
 * instead of 2 and 2, and makes 784·16 + 16 = 12,560 multiplications instead of 6: more of the same, and nothing new.
 *
 * <p>The two columns agree to 15 digits. You can't ask for more: a {@code double} has about 16 digits, and the library
 * may round in different places than your pencil.
 *
 * <p>Where do the weights come from? These were chosen to be easy to multiply. A real network starts with random ones,
 * and then <em>learns</em>: it changes each weight a little so that the loss becomes smaller. For that it must know how
 * the loss changes with each weight. The next chapter has the tool.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>What would the loss be if the image were of class 0?</summary> <p>The network gives class 0 the
 * rest of the probability, 1 − 0.584556 = 0.415444. So the loss would be −ln 0.415444 = 0.8784.</p></details>
 *
 * <details><summary>Why bend the sums at all? What if there were no sigmoid in the middle?</summary>
 * <p>Then a3 would be a weighted sum of weighted sums, and that is only a weighted sum again: with W0 and W2 from
 * above, 2·(0.5·x₀ + 1·x₁ − 0.5) − 1.5·(−1·x₀ + 0.5·x₁ − 0.25) − 0.5 = 2.5·x₀ + 1.25·x₁ − 1.125. A single neuron can do
 * that. The bend is what makes a second layer worth having, as {@link XorProblem} shows.</p></details>
 *
 * <details><summary>How many numbers could training change in this network?</summary>
 * <p>Nine: four weights and two biases in the hidden layer, two weights and one bias in the output. These are its
 * parameters. The inputs and the target are given; everything else follows.</p></details>
 *
 * <details><summary>Does the probability of class 1 rise if the first pixel gets darker?</summary> <p>Yes. Follow the
 * lines. The first pixel has weight 0.5 into hidden neuron 0, so that neuron rises, and it counts toward class 1 with
 * weight 2. The pixel has weight −1 into hidden neuron 1, so that neuron falls, and it counts against class 1, with
 * weight −1.5, less than before. Both paths push a3 up. The next chapter works out by how much in all: about 0.53 times
 * as much as the pixel changes.</p></details>
 *
 * <p>To open each number of such a network in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=on-paper
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check. Or begin in the browser: put <a
 * href="doc-files/lines-in-order.html#Task01MatrixProduct">the lines of a matrix product</a> in order.
 *
 * <ol>
 *   <li>Change the first input to 0 in {@code PaperNetwork.input} (in the folder {@code parts}) and in {@code onPaper}.
 *       Work out a1 before you run it. <details><summary>What you should see</summary><p>a1 is 0·0.5 + 0.5·1 − 0.5 = 0
 *       and 0·(−1) + 0.5·0.5 − 0.25 = 0, so both hidden neurons pass on 1/2.</p></details></li>
 *   <li>Set the target to 0 in {@code PaperNetwork.target}, and leave {@code onPaper} unchanged. <details><summary>What
 *       you should see</summary><p>The library's loss becomes 0.8784, −ln(1 − a4), while the pencil still works out −ln
 *       a4: the largest difference is no longer below 1e-15.</p></details></li>
 *   <li>Double all weights and biases of the output neuron, in both places. <details><summary>What you should
 *       see</summary><p>a3 doubles to 0.683, and a4 rises to 0.664: the same prediction with a higher probability. A
 *       probability near 1 proves nothing: larger weights are enough to get one.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link ChainRule}, on how a change at the input travels through many steps.
 *
 * {@course bottom}
 */
public final class HandCalculation {

    static final Chapter CHAPTER = new Chapter("Works out every number of a 2-2-1 network by hand, and with the"
            + " library.", new Options().pictures(), (options, out) -> run(out));

    /** A number on the way, how it is worked out on paper, and what comes out by hand and in the library. */
    record Step(String name, String working, double byHand, double byLibrary) {
    }

    private HandCalculation() {
    }

    // @start region="paper"
    static double[] onPaper() {
        double[] a0 = {1, 0.5};
        // hidden neurons 0 and 1
        double[] a1 = {a0[0] * 0.5 + a0[1] * 1.0 - 0.5,
                       a0[0] * -1.0 + a0[1] * 0.5 - 0.25};
        double[] a2 = {sigmoid(a1[0]), sigmoid(a1[1])};
        // the output neuron
        double a3 = a2[0] * 2.0 + a2[1] * -1.5 - 0.5;
        double a4 = sigmoid(a3);
        // the natural logarithm
        double loss = -StrictMath.log(a4);
        return new double[] {a1[0], a1[1], a2[0], a2[1],
                a3, a4, loss};
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
    // @end

    static List<Step> steps() {
        // @start region="library"
        ForwardPass pass = PaperNetwork.model().forward(PaperNetwork.input());
        Matrix a1 = pass.activation(1);
        Matrix a2 = pass.activation(2);
        Matrix a3 = pass.activation(3);
        Matrix a4 = pass.output();
        double loss = PaperNetwork.loss().value(a4, PaperNetwork.target());
        // @end
        double[] paper = onPaper();
        return List.of(
                new Step("a1[0]", "1 * 0.5 + 0.5 * 1 - 0.5", paper[0], a1.get(0, 0)),
                new Step("a1[1]", "1 * (-1) + 0.5 * 0.5 - 0.25", paper[1], a1.get(0, 1)),
                new Step("a2[0]", "1 / (1 + e^-0.5)", paper[2], a2.get(0, 0)),
                new Step("a2[1]", "1 / (1 + e^1)", paper[3], a2.get(0, 1)),
                new Step("a3", Output.text("%.6f * 2 + %.6f * (-1.5) - 0.5", paper[2], paper[3]), paper[4],
                        a3.get(0, 0)),
                new Step("a4", Output.text("1 / (1 + e^-%.6f)", paper[4]), paper[5], a4.get(0, 0)),
                new Step("L", Output.text("-ln %.6f", paper[5]), paper[6], loss));
    }

    /**
     * Prints the calculation and draws the network.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Output out) throws IOException {
        out.say("A network on paper: 2 inputs, 2 hidden neurons, 1 output%n%n"
                + "  The image is a0 = [1, 0.5]. It is of class 1, so the target is 1.%n");
        out.say("         on paper%32s  %10s  %10s", "", "by hand", "library");
        List<Step> steps = steps();
        for (Step step : steps) {
            out.say("  %-5s  %-40s  %9.6f   %9.6f", step.name, step.working, step.byHand, step.byLibrary);
        }
        double difference = steps.stream().mapToDouble(s -> Math.abs(s.byHand - s.byLibrary)).max().orElseThrow();
        out.say("%n  Is the largest difference between the columns below 1e-15? %s",
                difference < 1e-15 ? "Yes." : "No: " + difference);
        out.say("%n  The network says: class 1, with a probability of %.0f %%.",
                100 * steps.get(5).byLibrary);
        out.save(Map.of("HandCalculation", new PaperDrawing().forward()));
    }
}
