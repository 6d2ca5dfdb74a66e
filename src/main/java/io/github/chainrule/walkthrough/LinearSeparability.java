// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.OneNeuron;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.TruthTable;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one neuron can learn, and what it can never learn.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>A <b id="neuron">neuron</b> is the smallest part of a <b id="neural-network">neural network</b>: it takes a few
 * numbers and returns one. The numbers it takes are called <b id="feature">features</b>: what is known about an
 * example. Here are three rules with two features x0 and x1, each 0 or 1, and for each row the <b
 * id="target">target</b>, the right answer. Giving that answer is the neuron's <b id="task">task</b>:
 *
 * <table class="striped">
 *   <caption>Three rules</caption>
 *   <thead>
 *     <tr><th scope="col">x0</th><th scope="col">x1</th><th scope="col">AND: both</th>
 *         <th scope="col">OR: at least one</th><th scope="col">XOR: exactly one</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">0</th><td>0</td><td>0</td><td>0</td><td>0</td></tr>
 *     <tr><th scope="row">0</th><td>1</td><td>0</td><td>1</td><td>1</td></tr>
 *     <tr><th scope="row">1</th><td>0</td><td>0</td><td>1</td><td>1</td></tr>
 *     <tr><th scope="row">1</th><td>1</td><td>1</td><td>1</td><td>0</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>(XOR is short for <em>exclusive or</em>. In everyday language "or" often means <b id="xor">XOR</b>: coffee or tea?
 * In logic, OR is also true if both are.)
 *
 * <p>The neuron never sees the rule, only the four rows, again and again. Which of the three can it learn?
 *
 * <h2>The idea</h2>
 *
 * <p>A neuron adds up evidence. Each input is multiplied by a number of its own, its <b id="weight">weight</b>: a large
 * weight says "this input counts toward yes", a negative one "it counts toward no". One more number, the <b
 * id="bias">bias</b>, is added whatever the inputs are: the more negative it is, the more evidence is needed. The sum z
 * may be any number. The <b id="sigmoid">sigmoid</b> function squeezes it between 0 and 1, and the result p is read as
 * a probability: 0.96 means "the answer is 1, with a probability of 96 %". The neuron's answer, its <b
 * id="prediction">prediction</b>, is 1 if p is above 1/2, that is, exactly when z is above 0.
 *
 * <p><img src="doc-files/LinearSeparability-neuron.svg" width="600" style="max-width:100%" alt="Two inputs, each with
 * a weight on its arrow, lead into a sum; a bias is added; the sum z goes through the sigmoid, and p comes out.">
 *
 * <p>The first such neurons, described by McCulloch and Pitts in 1943, had no sigmoid: they answered 1 if z was above
 * 0, and 0 otherwise. So did the <b id="perceptron">perceptron</b> of 1958, which learned its weights by a rule of its
 * own, without derivatives. The sigmoid makes the answer gradual, and then derivatives can say how to change the
 * weights. A network of neurons in rows, called layers, is still called a <b id="multi-layer-perceptron">multi-layer
 * perceptron</b>. (The name "neuron" comes from the brain, but this is a formula with a few numbers in it. A brain cell
 * is far more than that.)
 *
 * <p>Now think of the inputs as points in a plane. This is the <b id="data-space">data space</b>: one direction for
 * each input. The points where z is 0 form a <b id="line">straight line</b>; on one side of it the neuron answers 1, on
 * the other side 0. So all a neuron can do is place one straight line. Points of two kinds that a straight line can
 * keep apart are called <b id="linearly-separable">linearly separable</b>, and the neuron is a <b
 * id="linear-model">linear model</b>. A <b id="model">model</b> is a formula whose numbers are learned. With three
 * inputs the line becomes a plane in space. With 784 pixels it is still flat and still has the equation z = 0, but it
 * can't be drawn. "Linearly separable" means the same everywhere: one flat cut is enough. Points that no flat cut
 * separates are <b id="non-linear-data">non-linear data</b>.
 *
 * <p><b id="training">Training</b> finds the weights and the bias. They begin as random numbers. The <b
 * id="loss">loss</b> is one number that says how wrong the answers are: nearly 0 if p is close to the target in every
 * row, and ln 2 = 0.693 (by the formula below) if p is always 1/2, that is, if the neuron knows nothing. Look at one
 * weight, and hold all the others fixed. The loss is then a function of this one weight, and its derivative says
 * whether the loss falls when the weight grows or when it shrinks. So each weight moves a little in the direction that
 * lowers the loss: an <b id="update">update</b>. One update of all weights is a <b id="step">step</b>; a training run
 * takes 500. The next chapter asks how long a step should be, and a later one how to find the derivatives. Here the
 * library does both.
 *
 * <h2>The formula</h2>
 *
 * <pre class="math">
 *   z = w0·x0 + w1·x1 + b
 *   p = 1 / (1 + e⁻ᶻ)
 * </pre>
 *
 * <p>w0 and w1 are the weights, b is the bias. The second line is the sigmoid, which is 1/2 where z is 0, since e⁰ = 1.
 * A row costs −ln p where the target is 1, and −ln(1 − p) where it is 0: little if p is close to the target, much if it
 * is far off. The loss L is the mean over the four rows. This loss is called <b id="binary-cross-entropy">binary
 * cross-entropy</b>. ln is the natural logarithm, in Java {@code Math.log}.
 *
 * <p>For XOR, a neuron that is right in all four rows, 0 0, 0 1, 1 0 and 1 1, would need
 *
 * <pre class="math">
 *   b ≤ 0
 *   w1 + b &gt; 0
 *   w0 + b &gt; 0
 *   w0 + w1 + b ≤ 0
 * </pre>
 *
 * <p>Add the two middle lines: {@code w0 + w1 + 2b > 0}. Add the first and the last: {@code w0 + w1 + 2b ≤ 0}. Both
 * can't be true. There are no such weights, so no training can find them: <b>at most three rows of XOR can be
 * right</b>.
 *
 * <h2>The code</h2>
 *
 * <p>Three names of the library are enough: {@code Linear(2, 1)} computes z for one neuron with two inputs, {@code
 * Sigmoid} turns it into p, and {@code Sequential} puts one after the other. The initial random numbers come from a
 * seed: the same seed gives the same numbers, and so the same results, on every machine.
 *
 * <div class="pair">
 * {@snippet file="io/github/chainrule/walkthrough/LinearSeparability.java" region="neuron"}
 * <figure><img src="doc-files/LinearSeparability-AND.svg" style="width: 100%; max-width: 420px" alt="AND: a straight
 * line separates the triangle at (1, 1) from the three other points, which are circles"> <figcaption><b>The result</b>
 * for AND, in the plane of x0 and x1. The four rows are the points: circles have target 0, triangles target 1. The
 * plane is blue where the prediction is 0 and orange where it is 1; the deeper the color, the closer p is to 0 or
 * 1.</figcaption></figure>
 * </div>
 *
 * <p>Training is a loop of three lines, with all four rows in each step. ({@code TruthTable} is a helper of this
 * course: AND, OR or XOR. A {@code Matrix} is a table of numbers, here with one row for each example. {@code Adam},
 * which moves the weights, is explained in {@link GradientDescent} and {@link InsideAdam}.)
 *
 * {@snippet file="io/github/chainrule/walkthrough/parts/TruthTable.java" region="training"}
 *
 * <p>A row is right if p is on the target's side of 1/2:
 *
 * {@snippet file="io/github/chainrule/walkthrough/parts/TruthTable.java" region="rows-right"}
 *
 * <p>Perhaps the neuron had three or four rows right along the way, and lost them again? To find out, the program
 * counts them after every single step:
 *
 * {@snippet file="io/github/chainrule/walkthrough/LinearSeparability.java" region="most"}
 *
 * <h2>What it prints</h2>
 *
 * <p>Run it with {@code mvn -q compile exec:exec -Dchapter=LinearSeparability}:
 *
 * <pre class="output">
 * One neuron, p = sigmoid(w0*x0 + w1*x1 + b), after 500 steps (seed 42)
 *
 *   x0  x1      AND      p       OR      p      XOR      p
 *    0   0        0  0.000        0  0.045        0  0.500
 *    0   1        0  0.032        1  0.980        1  0.500
 *    1   0        0  0.035        1  0.984        1  0.500
 *    1   1        1  0.964        1  1.000        0  0.500
 *   right           4 of 4          4 of 4          2 of 4
 *   loss             0.026           0.021           0.693
 *
 * The line on which p is 0.5:
 *   AND  6.68*x0 + 6.60*x1 - 10.00 = 0
 *   OR   7.17*x0 + 6.97*x1 - 3.07 = 0
 *   XOR  0.00*x0 + 0.00*x1 + 0.00 = 0
 *
 * The most rows right at any moment of a run, seeds 0 to 999:
 *        1 of 4  2 of 4  3 of 4  4 of 4
 *   AND       0       0       0    1000
 *   OR        0       0       0    1000
 *   XOR       0       0    1000       0
 *
 * Pictures:
 *   target/pictures/LinearSeparability-neuron.svg
 *   target/pictures/LinearSeparability-AND.svg
 *   target/pictures/LinearSeparability-OR.svg
 *   target/pictures/LinearSeparability-XOR.svg
 * </pre>
 *
 * <h2>The pictures</h2>
 *
 * <p>AND is beside the code. Here are OR and XOR; where p = 1/2 there is no color:
 *
 * <div class="pair even">
 * <figure><img src="doc-files/LinearSeparability-OR.svg" style="width: 100%; max-width: 420px"
 * alt="OR: a straight line separates the circle at (0, 0) from the other points, which are triangles"></figure>
 * <figure><img src="doc-files/LinearSeparability-XOR.svg" style="width: 100%; max-width: 420px" alt="XOR: the whole
 * plane is without color, which is p = 1/2; circles and triangles lie at opposite corners"></figure>
 * </div>
 *
 * <p>For XOR p is 0.500 everywhere, so the plane has no color. The line in it is an accident of the last digits, which
 * the table doesn't show.
 *
 * <h2>What it means</h2>
 *
 * <p>AND and OR are linearly separable: each of 1,000 training runs reaches 4 of 4. XOR isn't: in 1,000 runs of 500
 * steps the neuron never has more than 3 rows right, just as the four inequalities say. The two triangles lie at
 * opposite corners, the two circles at the other two, and the lines that join them cross in the middle. A straight line
 * with both triangles on one side has that middle on the same side, so it can't have both circles on the other.
 *
 * <p>So neither more training nor a better rule for the steps will help. The line must bend. {@link XorProblem} feeds a
 * neuron the outputs of other neurons. Before that, the next chapter takes a closer look at the steps.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Three rows of XOR can be right. Why does the trained neuron say 1/2 in all four instead?</summary>
 * <p>Because training makes the loss small, not the number of wrong rows. With three rows right, the fourth is wrong,
 * and a wrong answer with a high probability is expensive: −ln 0.02 is 3.9, while 1/2 costs 0.693 in each row.</p>
 * <p>Could other weights be better than 1/2 everywhere? Take any weights. The two rows with target 1 and the two with
 * target 0 have the same sum of z, namely w0 + w1 + 2b. So pushing one pair up pushes the other pair up just as much;
 * and because a row's loss rises ever more steeply as it gets more wrong, the harm there outweighs the gain here. The
 * cheapest weights of all are w0 = w1 = b = 0. Then p is 0.500 everywhere, and the last digits of p, which aren't
 * shown, decide which rows count as right at the end.</p></details>
 *
 * <details><summary>Of all functions of two inputs that are 0 or 1, how many can one neuron learn?</summary>
 * <p>There are 2⁴ = 16 such functions, because each of the four rows may have the target 0 or 1. One straight line is
 * enough for 14 of them. Only XOR and its opposite, 1 if both inputs are equal, are missing.</p></details>
 *
 * <details><summary>Would another function in place of the sigmoid help?</summary> <p>Not if it keeps growing with z,
 * as the sigmoid does. Then p is above 1/2 exactly if z is above some fixed number, and that is a straight line again.
 * (A function that falls and rises again is another matter: see {@link OwnLayer}.)</p></details>
 *
 * <details><summary>Would a third input help, x2 = x0·x1?</summary>
 * <p>Yes: with the weights 1, 1 and −2 and the bias −0.5, z is −0.5, 0.5, 0.5 and −0.5 in the four rows, and all four
 * are right. The points now lie in space, and a plane separates them. But you had to know which product to add.
 * Networks with a second layer find such inputs on their own.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=one-neuron
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>In {@code TruthTable}, which is in the folder {@code parts} beside the chapters, give AND the targets 1, 1, 1,
 *       0 (that is NAND). Does the neuron learn it?
 *       <details><summary>What you should see</summary><p>Yes, 4 of 4 in each of 1,000 runs: it is AND's line with its
 *       sides swapped, so all weights have the opposite sign.</p></details></li>
 *   <li>Set {@code STEPS} to 50. How many rows of AND and OR are right then? <details><summary>What you should
 *       see</summary><p>AND has 4 of 4 with every seed. OR reaches 4 at some moment with 650 of 1,000 seeds, and 3 with
 *       the others: in the row 0 0, p is still above 1/2. Both losses are at 0.28, on their way
 *       down.</p></details></li>
 *   <li>Run {@code -Dargs="--seed 7"}. What changes, and what doesn't? <details><summary>What you should
 *       see</summary><p>The weights change a little, since they started elsewhere, and so do the last digits. The
 *       counts over 1,000 seeds stay the same, and XOR still ends at 0.693.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link GradientDescent}, on what a step is and how long it should be.
 *
 * {@course bottom}
 */
public final class LinearSeparability {

    static final Chapter CHAPTER = new Chapter("Trains one neuron on AND, OR and XOR.", new Options()
            .option("seed", "N", "42", "of the initial weights of the neurons that are shown").pictures(),
            LinearSeparability::run);

    /** How many runs are tried, with the seeds from 0 on. */
    private static final int SEEDS = 1000;
    private static final int STEPS = 500;
    private static final double LEARNING_RATE = 0.05;

    private LinearSeparability() {
    }

    // @start region=neuron
    static Sequential neuron(long seed) {
        return new Sequential(
                new Linear(2, 1, TruthTable.random(seed)),
                new Sigmoid());
    }

    static Sequential trained(TruthTable table, long seed) {
        Sequential neuron = neuron(seed);
        Adam adam = new Adam(neuron.parameters(), LEARNING_RATE);
        table.train(neuron, adam, STEPS);
        return neuron;
    }
    // @end

    // @start region=most
    /** The most rows that were ever right, at any step. */
    static int mostRowsRight(TruthTable table, long seed) {
        Sequential neuron = neuron(seed);
        Adam adam = new Adam(neuron.parameters(), LEARNING_RATE);
        int most = table.rowsRight(neuron);
        for (int step = 0; step < STEPS; step++) {
            table.train(neuron, adam, 1);
            most = Math.max(most, table.rowsRight(neuron));
        }
        return most;
    }
    // @end

    /**
     * Trains one neuron on AND, OR and XOR, and shows what came out.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException, Options.WrongOptionException {
        long seed = options.integer("seed");
        Map<TruthTable, Sequential> neurons = new EnumMap<>(TruthTable.class);
        for (TruthTable table : TruthTable.values()) {
            neurons.put(table, trained(table, seed));
        }
        out.say("One neuron, p = sigmoid(w0*x0 + w1*x1 + b), after %d steps (seed %d)%n", STEPS, seed);
        OneNeuron.rows(neurons, out);
        OneNeuron.lines(neurons, out);
        OneNeuron.most(table -> IntStream.range(0, SEEDS).parallel().map(s -> mostRowsRight(table, s)), SEEDS, out);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("LinearSeparability-neuron", OneNeuron.picture());
        neurons.forEach((table, neuron) ->
                pictures.put("LinearSeparability-" + table, table.plot(table + ", one neuron", neuron)));
        out.save(pictures);
    }
}
