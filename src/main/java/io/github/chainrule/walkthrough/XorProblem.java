// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.plot.BoundaryPlot;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.ActivationSketch;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.PaperDrawing;
import io.github.chainrule.walkthrough.parts.TruthTable;
import io.github.chainrule.walkthrough.parts.XorRuns;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Two layers can learn what one neuron can't. They don't always do so, and you can see why.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>{@link LinearSeparability} showed that one neuron can only place a straight line, and that no straight line gets
 * XOR right: 1 if exactly one of two inputs is 1. What if you put neurons one after the other? And does training then
 * always find a solution?
 *
 * <h2>The idea</h2>
 *
 * <p>A <b id="layer">layer</b> is a row of neurons that all get the same inputs. The inputs themselves are called the
 * <b id="input-layer">input layer</b>, although nothing is computed there. The neuron of {@link LinearSeparability} is
 * a <b id="single-layer">single-layer network</b>. Here are two layers that compute. The first has, say, two neurons,
 * each with a line of its own through the plane of x0 and x1. It is called the <b id="hidden-layer">hidden layer</b>:
 * its outputs aren't the answer, only the inputs of the next layer. That next layer, the <b id="output-layer">output
 * layer</b>, is a single <b id="output-neuron">output neuron</b>, exactly as before, but its inputs are no longer x0
 * and x1. They are what the two hidden neurons pass on, called a2[0] and a2[1] (the formula below says why 2):
 *
 * <p><img src="doc-files/XorProblem-network.svg" width="600" style="max-width:100%" alt="Two inputs, x0 and x1, lead to
 * two hidden neurons, and these to one output, p. Each line has a weight.">
 *
 * <p>Such a network is a multi-layer perceptron, 2-2-1 for short: two inputs, two hidden neurons, one output. The <b
 * id="number-and-size">number of layers and the size of each</b>, its <b id="shape">shape</b>, are yours to choose,
 * with one <b id="constraint">constraint</b>: each layer takes as many numbers as the one before passes on. A network
 * with many hidden layers is called deep, and training it is <b id="deep-learning">deep learning</b>.
 *
 * <p>So the hidden layer moves the four points. Each row of the truth table, a point (x0, x1), becomes a point (a2[0],
 * a2[1]). If it moves them well, a straight line can separate the circles, target 0, from the triangles, target 1, in
 * their new places; and the output layer needs no more than that. In other words, the hidden layer makes new features
 * from the given ones, <b id="learned-feature">learned features</b>: not "x0 is 1" but, say, "at least one of them is
 * 1". The output neuron decides by these.
 *
 * <p>Weighted sums can't do that by themselves. They turn, stretch and shift the plane, and what no line could separate
 * before, no line can separate afterwards. Something must bend. So each hidden neuron's sum z goes through an <b
 * id="activation-function">activation function</b>, a function whose graph isn't a straight line. This makes the whole
 * a <b id="non-linear-model">non-linear model</b>:
 *
 * <table class="striped">
 *   <caption>Four activation functions</caption>
 *   <thead><tr><th scope="col">name</th><th scope="col">f(z)</th><th scope="col">its shape</th></tr></thead>
 *   <tbody>
 *     <tr><th scope="row">Sigmoid</th><td>1 / (1 + e⁻ᶻ)</td><td>from 0 up to 1, like an S</td></tr>
 *     <tr><th scope="row" id="tanh">Tanh</th><td>tanh z = 2·sigmoid(2z) − 1</td><td>from −1 up to 1, like an
 * S</td></tr>
 *     <tr><th scope="row" id="relu">ReLU</th><td>z if z &gt; 0, else 0</td>
 *         <td>flat, then rising: one kink, at 0</td></tr>
 *     <tr><th scope="row" id="leaky-relu">LeakyReLU</th><td>z if z &gt; 0, else 0.01·z</td>
 *         <td>nearly flat, then rising</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>In the picture the function is green; its slope, which training needs, is plum. The sigmoid's slope is never more
 * than 1/4, tanh's is 1 in the middle, and ReLU's is always 0 or 1.
 *
 * <p><img src="doc-files/XorProblem-activations.svg" width="600" style="max-width:100%" alt="Sigmoid and tanh: an S,
 * whose slope is a bump around 0. ReLU and LeakyReLU: flat, or nearly, then rising with slope 1.">
 *
 * <h2>The formula</h2>
 *
 * <pre class="math">
 *   a1[j] = x0·W0[0][j] + x1·W0[1][j] + b0[j]
 *   a2[j] = f(a1[j])
 *   a3 = a2[0]·W2[0] + a2[1]·W2[1] + b2
 *   p = sigmoid(a3)
 * </pre>
 *
 * <p>j is 0 or 1, one hidden neuron or the other, and f is the activation function. The calculation has <b>four
 * steps</b> (not to be confused with the steps of training), counted from 0: the sums of the hidden layer (step 0), the
 * activation function (1), the sum of the output layer (2) and its sigmoid (3). Step k turns a(k) into a(k+1): a0 is
 * the input x, a4 is the output p. These numbers between the steps are called <b id="activation">activations</b>. W0
 * and b0 are the weights and biases of step 0, W2 and b2 of step 2; steps 1 and 3 have none. The first index of a
 * weight says where it comes from, the second where it leads: W0[1][0] leads from x1 to hidden neuron 0. W2 leads to a
 * single neuron, so one index is enough. This is the notation of the whole course, and of the library. (Task 6 of the
 * <a href="doc-files/lecturers.html">exercises</a> uses names in place of numbers: h1 for a1, h for a2, z for a3, and
 * W1 for W0.)
 *
 * <p>The hidden layer has six numbers to learn, four weights and two biases, and the output layer three more.
 *
 * <p>All nine begin as random numbers, and now you can see why. If both hidden neurons began with equal weights and
 * biases, and W2[0] equaled W2[1], they would get equal derivatives, make equal steps, and stay equal forever: two
 * neurons doing the work of one. Random numbers make them different. (Exercise 2 takes them away.)
 *
 * <h2>The code</h2>
 *
 * <div class="pair">
 * {@snippet file="io/github/chainrule/walkthrough/XorProblem.java" region="network"}
 * <figure><img src="doc-files/XorProblem-inputs.svg" style="width: 100%; max-width: 480px" alt="A blue band runs
 * between two parallel lines; both circles lie in it, and a triangle on either side"> <figcaption><b>The result</b>, in
 * the plane of the inputs. The dashed lines belong to the two hidden neurons, each with a tick on the side where its
 * sum is above 0. Each of them cuts off one triangle. On the solid lines p is 0.5; the dashed ones nearly coincide with
 * them.</figcaption></figure>
 * </div>
 *
 * <p>{@code train} is the loop of {@link LinearSeparability}. A run <b>solves</b> XOR if all four rows are right at its
 * end, each with p on its side of 1/2; a small loss isn't enough.
 *
 * <p>One word, two things: a layer <em>of neurons</em> (in Korean 층) is a row of neurons, here two of them. A {@code
 * Layer} of the library (레이어) is one <em>step</em> of the calculation: {@code Linear} and {@code Tanh} are two steps,
 * together one layer of neurons. Where this course means the object, it writes {@code Layer} or names it. {@code
 * activation(k)} is a(k), for all four rows at once. To draw the plane of the output neuron's inputs, the program makes
 * a network of only steps 2 and 3:
 *
 * {@snippet file="io/github/chainrule/walkthrough/XorProblem.java" region="hidden"}
 *
 * <h2>What it prints</h2>
 *
 * <p>Run it with {@code mvn -q compile exec:exec -Dchapter=XorProblem}. It begins with two networks of the same kind,
 * trained with the same learning rate, 0.05; they differ only in the random weights they started from.
 *
 * <pre class="output">
 * XOR: 2 inputs, 2 hidden tanh neurons, 1 output; 1,000 steps of Adam(0.05)
 *
 * Seed 0 solves it:
 *   x0  x1    a2[0]    a2[1]        p  target
 *    0   0  -0.9619  -0.9696   0.0004       0  right
 *    0   1   0.9757  -1.0000   0.9990       1  right
 *    1   0  -1.0000   0.9774   0.9990       1  right
 *    1   1  -0.9746  -0.9692   0.0004       0  right
 *   loss 0.0007
 *
 * Seed 1 doesn't:
 *   x0  x1    a2[0]    a2[1]        p  target
 *    0   0  -0.9718  -0.8263   0.0003       0  right
 *    0   1  -1.0000   0.9999   0.4999       1  WRONG
 *    1   0   0.7598   0.9802   0.9997       1  right
 *    1   1  -0.9999   1.0000   0.5001       0  WRONG
 *   loss 0.3468
 *
 * A ring of points (1) in a wider ring (0): how many of the 200 are right
 *
 *   1 hidden neuron   135
 *   2 hidden neurons  170
 *   3 hidden neurons  200
 *   8 hidden neurons  200
 * </pre>
 *
 * <p>Then it counts how often training fails from different random weights: 100 training runs of each kind, or 1,000
 * with {@code -Dargs="--full"}, which gave this table (seeds 0 to 999, 2026-11-24). The columns after "failed" give the
 * reasons.
 *
 * <pre class="full">
 * How many of 1,000 runs fail (seeds 0 to 999), and why
 *
 *   in one place  rows with different targets have nearly the same a2
 *   not bent      no hidden neuron's line runs between the rows
 *
 *   function    hidden  failed    in one place  not bent  both  neither
 *   Sigmoid          2     483             483         0     0        0
 *   Sigmoid          3     164             164         0     0        0
 *   Sigmoid          4      54              54         0     0        0
 *   Sigmoid          8       0               0         0     0        0
 *   Sigmoid         16       0               0         0     0        0
 *
 *   Tanh             2     548             548         0     0        0
 *   Tanh             3     149             149         0     0        0
 *   Tanh             4      36              36         0     0        0
 *   Tanh             8       0               0         0     0        0
 *   Tanh            16       0               0         0     0        0
 *
 *   ReLU             2     771             399        50   322        0
 *   ReLU             3     541             316        54   171        0
 *   ReLU             4     363             218        46    99        0
 *   ReLU             8      43              29        12     2        0
 *   ReLU            16       0               0         0     0        0
 *
 *   LeakyReLU        2     409             142        50   217        0
 *   LeakyReLU        3     186              39        47   100        0
 *   LeakyReLU        4      76               7        26    43        0
 *   LeakyReLU        8       6               0         5     1        0
 *   LeakyReLU       16       0               0         0     0        0
 *
 * Of the 3,829 that failed, all are in one place or not bent;
 * of the 16,171 that solved it, 5 are.
 * </pre>
 *
 * <h2>The pictures</h2>
 *
 * <p>Both networks after their hidden layer: the plane of a2[0] and a2[1]. Beside each mark are its inputs x0 and x1.
 *
 * <div class="pair even">
 * <figure><img src="doc-files/XorProblem-hidden.svg" style="width: 100%; max-width: 480px" alt="Plane of a2[0] and
 * a2[1]: both circles, 00 and 11, at the lower left, the triangles in two other corners, one line between">
 * <figcaption><b>Solved.</b> The hidden layer has brought both circles, the rows 0 0 and 1 1, to one place at the lower
 * left, and now one straight line is enough.</figcaption></figure>
 * <figure><img src="doc-files/XorProblem-stuck.svg" style="width: 100%; max-width: 480px" alt="Plane of a2[0] and
 * a2[1]: the triangle 01 lies on the circle 11 at the upper left, and the line p = 0.5 runs through both">
 * <figcaption><b>Stuck.</b> A triangle, 0 1, lies on a circle, 1 1, at the upper left: they are in one place, and no
 * line can separate them.</figcaption></figure>
 * </div>
 *
 * <p>XOR needs two lines. What if the points of one class lie in a ring, and the points of the other in a wider ring
 * around it? A linear model beside non-linear ones: one hidden neuron cuts once, with a straight line. Two cut out a
 * strip or a corner. Three close a triangle, and all 200 points are right. With eight the border is rounder still:
 *
 * <div class="pair even">
 * <figure><img src="doc-files/XorProblem-circles1.svg" style="width: 100%; max-width: 400px" alt="One straight border:
 * the inner ring and most of the outer one are on one side"></figure>
 * <figure><img src="doc-files/XorProblem-circles2.svg" style="width: 100%; max-width: 400px" alt="Two borders make a
 * corner, with the inner ring and a part of the outer one in it"></figure>
 * <figure><img src="doc-files/XorProblem-circles3.svg" style="width: 100%; max-width: 400px" alt="Three borders close a
 * triangle around the inner ring"></figure>
 * <figure><img src="doc-files/XorProblem-circles8.svg" style="width: 100%; max-width: 400px" alt="Borders close a
 * rounded shape around the inner ring"></figure>
 * </div>
 *
 * <h2>What it means</h2>
 *
 * <p>Two hidden neurons are enough for XOR, but only about half of the training runs find the solution, and with ReLU
 * less than a quarter. With four tanh neurons, 964 of 1,000 solve it, and with sixteen neurons all of these 4,000 do,
 * whatever the function. (With other seeds a few in ten thousand fail.) You can see what went wrong in the others: the
 * program looks at where the hidden layer has put the rows. Two rows count as being in one place if none of their a2
 * differ by 0.1 or more. A network counts as not bent if each hidden neuron's sum has the same sign in all four rows.
 *
 * <p><b>In one place.</b> A row with target 0 and one with target 1 have nearly the same a2, so they get nearly the
 * same p; and then p = 1/2 is the best there is for both. The output layer can do no more: the loss of the stuck
 * network, 0.3468, is nearly ln 2 / 2 = 0.3466, the lowest that two rows in one place allow. Only the hidden layer
 * could pull the two apart. With sigmoid and tanh this happens at the flat ends of the S, where the neurons are <b
 * id="saturated">saturated</b>: in those two rows of the stuck network, a2[0] and a2[1] are within about 0.0001 of −1
 * or 1, and the derivative of tanh, 1 − a2², is about 0.0002 or less. Next to nothing comes back to the hidden layer: a
 * <b id="plateau">plateau</b>. Is saturation really the cause? Take it away: of the seeds 0 to 299, 160 end stuck with
 * two tanh neurons. 1,000 more steps solve none of them. Divide the hidden layer's weights and biases by 100 before
 * these steps, and 152 of the 160 are solved. With ReLU it is worse. A row for which all neurons are switched off, with
 * a sum below 0, is at (0, 0) exactly, and the derivative there is exactly 0. A neuron that is off in all rows is
 * called <b id="dead">dead</b>: no derivative reaches it any more, so training can't bring it back. Adam keeps moving
 * it for a while, but in 300 runs with four ReLU neurons 498 neurons died, and not one came back.
 *
 * <p><b>Not bent.</b> ReLU is straight on either side of its kink. If no neuron has its line between the rows, then
 * nothing is bent for these four rows, and the two layers can do no more than one neuron, which says 1/2 everywhere, as
 * in {@link LinearSeparability}. It is a balance: whatever small change helps one row harms another just as much.
 *
 * <p>The two often occur together. Where no neuron's line runs between the rows, all rows may lie on the flat side of
 * the kink, and then they are in one place as well: 955 of the failures are both. Each of the 3,829 failures shows at
 * least one of the two, and only 5 of the 16,171 networks that solved XOR show either. With more hidden neurons both
 * become rare: all of the neurons would have to be badly placed at once.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why count rows instead of just looking at the loss?</summary>
 * <p>The stuck network has a loss of 0.347, half of what knowing nothing costs, and three rows may even count as right.
 * The mean looks like progress. Row by row you see that two rows are perfect, and that the network knows nothing at all
 * about the other two.</p></details>
 *
 * <details><summary>What if there is no activation function?</summary> <p>Then a2[0] and a2[1] are weighted sums of x0
 * and x1, and a3 is again a weighted sum of x0 and x1: a single neuron with a longer formula. So it never gets all four
 * rows right, however many layers there are.</p></details>
 *
 * <details><summary>Would longer training or smaller steps help the runs that failed?</summary> <p>Hardly. Of the
 * 20,000 runs in the table 3,829 fail; with 5,000 steps instead of 1,000 it is 3,566 ({@code -Dargs="--full --steps
 * 5000"}), and with 5,000 steps that are a fifth as long 3,606 ({@code --learning-rate 0.01}). Other random weights
 * help, or more hidden neurons.</p></details>
 *
 * <details><summary>LeakyReLU has no flat part. Why does it fail at all?</summary> <p>Its neurons never die, and fewer
 * runs fail. But it is still straight on either side, so a network can end up not bent, as with ReLU. And where all
 * neurons are on the side with the slope 0.01, distances between rows shrink to a hundredth: nearly one
 * place.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=xor-stuck
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=all-zero
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check. Or begin in the browser: put <a
 * href="doc-files/lines-in-order.html#Task09Xor">the lines of a training loop</a> in order.
 *
 * <ol>
 *   <li>Which function fails most often if you run {@code -Dargs="--learning-rate 0.5"}? <details><summary>What you
 *       should see</summary><p>ReLU: long steps throw neurons to places where they are off for good. With four of them
 *       92 of 100 runs fail instead of 33 (325 of all 400 neurons end dead instead of 141), and the sigmoid with
 *       sixteen fails 44 times instead of never. Tanh with sixteen still always succeeds.</p></details></li>
 *   <li>In {@code network}, let both hidden neurons start alike: after the two {@code Linear} layers are made, copy
 *       column 0 of the first weight over column 1, and do the same with the bias and the second weight.
 *       <details><summary>What you should see</summary><p>With two hidden neurons nothing is ever solved: equal neurons
 *       get equal gradients and stay equal.</p></details></li>
 *   <li>Train the rings with 4 and 5 neurons. How does the border change? <details><summary>What you should
 *       see</summary><p>A fourth and a fifth line cut off the corners of the triangle. All 200 points stay
 *       right.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link HandCalculation}, where every number of such a network is worked out on paper.
 *
 * {@course bottom}
 */
public final class XorProblem {

    static final Chapter CHAPTER = new Chapter("Trains networks with two layers on XOR, and counts how often that"
            + " fails.", new Options()
            .option("seed", "N", "0", "where to begin to look for a network to show")
            .option("steps", "N", "1000", "of each run")
            .option("learning-rate", "X", "0.05", "Adam's")
            .flag("full", "count over 1,000 runs of each kind instead of 100").pictures(), XorProblem::run);

    private XorProblem() {
    }

    // @start region=network
    static Sequential network(
            long seed, int hidden, Layer activation) {
        Random random = TruthTable.random(seed);
        return new Sequential(
                // the hidden layer
                new Linear(2, hidden, random), activation,
                // the second layer: one neuron, as before
                new Linear(hidden, 1, random), new Sigmoid());
    }

    static Sequential trained(long seed, int hidden,
            Layer activation, int steps, double rate) {
        Sequential model = network(seed, hidden, activation);
        TruthTable.XOR.train(model,
                new Adam(model.parameters(), rate), steps);
        return model;
    }
    // @end

    // @start region=hidden
    /** The four rows as the second layer sees them, and its line among them. */
    private static Picture hiddenPlane(String title, Sequential model) {
        Matrix hidden = model.forward(TruthTable.inputs()).activation(2);
        Sequential secondLayer =
                new Sequential(model.layers().get(2), model.layers().get(3));
        Predictor predictor = Predictor.of(secondLayer, new BinaryCrossEntropy());
        Dataset rows = Dataset.of(hidden, TruthTable.XOR.targets());
        return new BoundaryPlot(title, predictor, rows.withNames(TruthTable.names("a2[0]", "a2[1]")))
                .labels("00", "01", "10", "11").range(-1.25, 1.25, -1.25, 1.25);
    }
    // @end

    private static void circles(Map<String, Picture> pictures, Output out) {
        Dataset data = ToyData.circles(200, 0.05, 7);
        out.say("A ring of points (1) in a wider ring (0): how many of the %d are right%n", data.size());
        for (int hidden : new int[] {1, 2, 3, 8}) {
            Sequential model = network(0, hidden, new Tanh());
            Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.05))
                    .epochs(1000).batchSize(data.size());
            trainer.fit(data);
            String neurons = hidden + (hidden == 1 ? " hidden neuron" : " hidden neurons");
            out.say("  %-16s%5d", neurons, trainer.evaluate(data).correctCount());
            pictures.put("XorProblem-circles" + hidden, new BoundaryPlot(neurons, trainer.predictor(), data)
                    .range(-1.6, 1.6, -1.6, 1.6).neurons());
        }
        out.say("");
    }

    /** Trains all networks, several at a time: each has its own random numbers, so the order doesn't matter. */
    private static XorRuns study(int seeds, int steps, double learningRate) {
        XorRuns runs = new XorRuns(seeds);
        ActivationSketch.FUNCTIONS.forEach((name, activation) -> {
            for (int hidden : new int[] {2, 3, 4, 8, 16}) {
                runs.add(name, hidden, IntStream.range(0, seeds).parallel().mapToObj(seed ->
                        XorRuns.Ending.of(trained(seed, hidden, activation.get(), steps, learningRate))).toList());
            }
        });
        return runs;
    }

    /**
     * Trains networks with two layers on XOR, shows one that solves it and one that doesn't, and counts.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException, Options.WrongOptionException {
        long seed = options.integer("seed");
        int steps = options.positive("steps");
        double learningRate = options.positiveDouble("learning-rate");
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("XorProblem-network", PaperDrawing.letters());
        pictures.put("XorProblem-activations", ActivationSketch.draw());
        out.say("XOR: 2 inputs, 2 hidden tanh neurons, 1 output; %,d steps of Adam(%s)%n", steps, learningRate);
        for (boolean solved : new boolean[] {true, false}) {
            LongStream.range(seed, seed + 100).filter(s -> TruthTable.XOR.isSolvedBy(
                    trained(s, 2, new Tanh(), steps, learningRate)) == solved).findFirst().ifPresent(s -> {
                Sequential model = trained(s, 2, new Tanh(), steps, learningRate);
                out.say(solved ? "Seed %d solves it:" : "Seed %d doesn't:", s);
                XorRuns.rows(model, out);
                if (solved) {
                    pictures.put("XorProblem-inputs", TruthTable.XOR.plot("XOR, two layers", model).neurons());
                }
                pictures.put(solved ? "XorProblem-hidden" : "XorProblem-stuck", hiddenPlane(
                        solved ? "Solved: one line is enough" : "Stuck: two rows in one place", model));
            });
        }
        circles(pictures, out);
        study(options.has("full") ? 1000 : 100, steps, learningRate).print(out);
        out.save(pictures);
    }
}
