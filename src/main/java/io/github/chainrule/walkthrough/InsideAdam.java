// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Moves;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;

import java.util.function.IntToDoubleFunction;

/**
 * How the optimizer of the digits chooses a step length for each weight, and how far weights really move.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>The network of {@link BinaryMnist} was trained with Adam and the learning rate 0.001. Plain gradient descent moves
 * a weight by the rate times its gradient. What does Adam do instead, and how far does a weight really move?
 *
 * <h2>The idea</h2>
 *
 * <p>Adam gives each weight <b>a step length of its own</b>. For each weight it keeps two <b id="running-mean">running
 * means</b>, means in which recent values count most. One averages the gradient: it smooths, as momentum does. The
 * other averages the gradient's square, and its root says how large this weight's gradients usually are. The step is
 * the learning rate times the first, divided by the root of the second: <b>the gradient, measured against its own usual
 * size</b>.
 *
 * <p>Both means begin at 0, so at first they are too small: after one step the first holds only a tenth of the
 * gradient. Adam knows by how much, and a division makes up for it. This is the <b id="bias-correction">bias
 * correction</b>. (It has nothing to do with the biases of neurons.)
 *
 * <h2>The formula</h2>
 *
 * <p>g is the gradient of one weight in step t, counted from 1; η is the learning rate, and 0.9 and 0.999 are Adam's
 * usual factors:
 *
 * <pre class="math">
 *   m ← 0.9·m + 0.1·g
 *   v ← 0.999·v + 0.001·g²
 *   u = m / (1 − 0.9ᵗ)
 *   s = v / (1 − 0.999ᵗ)
 *   w ← w − η·u / (√s + ε)
 * </pre>
 *
 * <p>u and s are the means after the correction. ε = 10⁻⁸ only prevents a division by 0. In the first step m is 0.1·g,
 * and u is g; likewise s is g². So the first step is η·g / |g|: the learning rate, whether g is 5 or 0.05. Without the
 * correction it would be 0.1 / √0.001 = 3.16 times as long.
 *
 * <h2>The code</h2>
 *
 * {@snippet file="io/github/chainrule/walkthrough/InsideAdam.java" region="adam"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=InsideAdam}
 *
 * <pre class="output">
 * How far Adam moves one weight, learning rate 0.001
 *
 *    gradients                     step 1   step 2   step 3  step 20
 *    5, 5, 5, ...                 0.00100  0.00100  0.00100  0.00100
 *    0.05, 0.05, 0.05, ...        0.00100  0.00100  0.00100  0.00100
 *    5, -5, 5, -5, ...            0.00100  0.00005  0.00034  0.00005
 *    5, 4, 3.2, ... (times 0.8)   0.00100  0.00099  0.00097  0.00034
 *    5, then 0, 0, 0, ...         0.00100  0.00067  0.00052  0.00007
 * </pre>
 *
 * <h2>What it means</h2>
 *
 * <p><b>The size of the gradient cancels, its history doesn't.</b> Gradients of 5 and gradients of 0.05 make the same
 * moves, as long as they stay constant (rows 1 and 2). If they change sign at every step, the first mean is small, and
 * so are most moves (row 3). If they shrink by a fifth at every step, the moves shrink as well, though all signs are
 * equal: √v remembers the large ones for hundreds of steps, and m forgets them within ten (row 4). After a single
 * gradient the weight keeps moving: m keeps nine tenths at each step, and without bias correction the moves would
 * shrink by a tenth. Divided by the correction they shrink faster, by a third from the first to the second (row 5).
 *
 * <p><b>Most weights hardly move.</b> Measured in the network of {@link BinaryMnist}, for all 12,544 weights between
 * pixels and hidden neurons and for all steps of three epochs (seeds 1 to 5): 26 to 32 % of the moves are exactly 0,
 * mostly at pixels that have no ink in any image, and 66 to 71 % are shorter than a twentieth of the learning rate. Why
 * so short? Two causes suggest themselves: gradients of different batches have different signs, and gradients shrink
 * while the network learns. To tell them apart, take each away. After the first epoch, a weight's mean move is 0.055 to
 * 0.061 of the learning rate. If all gradients had one sign, it would be 0.098 to 0.108: not much more. If all had one
 * size, with the signs that they have, it would be 0.390 to 0.454: seven times as much. The main cause is that
 * <b>gradients shrink, and √v still remembers the larger ones</b>.
 *
 * <p><b>Did the digits need Adam?</b> No. Plain gradient descent with the rate 0.1 has a test loss of 0.0027 to 0.0029
 * after three epochs (seeds 1 to 5), and Adam 0.0022 to 0.0028. Adam only spared us the search: its usual rate, 0.001,
 * was right at once, while the rate for plain gradient descent had to be found. With 0.01 it ended at 0.018 to 0.019.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>What does Adam do with a weight whose gradient is always 0?</summary>
 * <p>Nothing: m is 0, so its step is 0 / (0 + ε) = 0. It keeps its initial value forever. You will see such weights in
 * {@link HiddenNeurons}.</p></details>
 *
 * <details><summary>All gradients become ten times as large. What changes?</summary> <p>Next to nothing: m and √v both
 * become ten times as large, and their quotient stays the same. So with Adam you can multiply the loss by 10 and keep
 * the learning rate. With plain gradient descent you can't.</p></details>
 *
 * <details><summary>Is a weight with a large gradient an important weight?</summary> <p>No. The gradient says how the
 * loss would change if this weight changed a little from where it is now. A weight that does all the work may have the
 * gradient 0, because it is just right. And a gradient of 0 doesn't mean that a minimum has been reached: it is 0 at a
 * maximum, on a plateau and for a dead neuron, too.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=own-pace
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check. Or begin in the browser: put <a
 * href="doc-files/lines-in-order.html#Task08Adam">the lines of a step of Adam</a> in order.
 *
 * <ol>
 *   <li>Leave out the bias correction in {@code moves}. <details><summary>What you should see</summary><p>The first
 *       step of rows 1 to 3 becomes 0.00316, and later ones are longer still, 0.0062 in step 20.</p></details></li>
 *   <li>Use 0.9 for both means. <details><summary>What you should see</summary><p>Rows 1 to 3 are unchanged. In row 4
 *       step 20 is 0.00054 instead of 0.00034: √v now forgets the large gradients sooner.</p></details></li>
 *   <li>Make the gradients 1 at every tenth step, and 0 otherwise. <details><summary>What you should see</summary>
 *       <p>The moves are 0.00048 just after such a gradient and shrink to 0.00019 before the next: 0.00032 on average,
 *       √(1/10) of the rate. The first mean is a tenth, and the root of the second √(1/10).</p></details></li>
 * </ol>
 *
 * <p>Next: {@link TenDigits}, with ten classes instead of two.
 *
 * {@course bottom}
 */
public final class InsideAdam {

    static final Chapter CHAPTER = new Chapter("Shows how far Adam moves a weight, and why.", new Options(),
            (options, out) -> run(out));

    private static final double RATE = 0.001;

    private InsideAdam() {
    }

    // @start region="adam"
    /** How far each step of Adam moves one weight. */
    static double[] moves(IntToDoubleFunction gradient, int steps) {
        double[] moves = new double[steps];
        double m = 0;
        double v = 0;
        for (int t = 1; t <= steps; t++) {
            double g = gradient.applyAsDouble(t);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double mean = m / (1 - StrictMath.pow(0.9, t));
            double square = v / (1 - StrictMath.pow(0.999, t));
            moves[t - 1] = RATE * mean / (Math.sqrt(square) + 1e-8);
        }
        return moves;
    }
    // @end

    /**
     * Prints how far Adam moves weights.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Output out) {
        out.say("How far Adam moves one weight, learning rate 0.001%n");
        Moves.table(gradient -> moves(gradient, 20), out);
    }
}
