// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Confidence;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Ten classes instead of two: one output for each digit, and a softmax that turns them into probabilities.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>The network of {@link BinaryMnist} had one output, which is enough to tell two kinds of images apart. How does a
 * network say which of ten digits it sees?
 *
 * <h2>The idea</h2>
 *
 * <p>Not with one output from 0 to 9. The loss would count a 3 taken for a 4 as nearly right, and a 3 taken for an 8 as
 * far off, although it is the 8 that looks like a 3. So the network gets <b>one output for each class</b>: ten neurons
 * in the output layer, each with weights of its own. The larger a neuron's sum, the more evidence it has found for its
 * digit. Such sums, before they become probabilities, are called <b id="logit">logits</b>.
 *
 * <p>The <b id="softmax">softmax</b> turns them into probabilities: it takes e to the power of each logit, which makes
 * all of them positive, and divides by their sum, so that together they are 1. If one logit grows, its probability
 * rises and all others fall. The target is a row of ten numbers, 1 for the actual digit and 0 elsewhere: it is <b
 * id="one-hot">one-hot</b>.
 *
 * <p>The loss is the one you know: −ln of the probability given to the actual class, averaged over all images. For more
 * than two classes it is called <b id="cross-entropy">cross-entropy</b>. A network that knows nothing gives 1/10 to
 * each digit and has the loss ln 10 = 2.303.
 *
 * <h2>The formula</h2>
 *
 * <p>z are the ten logits of an image, t is its one-hot target, and c is the actual digit; j and k count the digits,
 * and zⱼ is the same as z[j]:
 *
 * <pre class="math">
 *   pⱼ = exp(zⱼ) / (Σₖ exp(zₖ))
 *   L = −ln p[c]
 *   dL/dz[j] = pⱼ − tⱼ
 * </pre>
 *
 * <p>The last line is the whole backward pass of the softmax and its loss: the prediction minus the target, as for one
 * sigmoid. Here is why. L = −ln p[c] = ln Σ exp(zₖ) − z[c]. The first term, by the chain rule, has the slope exp(zⱼ) /
 * Σ exp(zₖ), which is pⱼ. The second has the slope 1 for j = c and 0 elsewhere, which is tⱼ. With two classes the
 * softmax <em>is</em> the sigmoid, of the difference of the two logits: exp(z₁) / (exp(z₀) + exp(z₁)) = 1 / (1 +
 * exp(−(z₁ − z₀))).
 *
 * <h2>The code</h2>
 *
 * <p>The last layer is linear. The softmax is inside the loss, where its slope and the loss's cancel to p − t:
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/TenDigits.java" region="train"}
 * <figure><img src="doc-files/TenDigits.svg" width="600" style="max-width:100%" alt="Twelve digits that are hard to
 * read: below each is what it is, and what the network took it for."> <figcaption><b>What it can't read.</b> The twelve
 * test images that the network was most wrong about: the actual digit, not the predicted one.</figcaption></figure>
 * </div>
 *
 * <p>In the library, {@code CrossEntropy.predictions} is the softmax by itself. Here it is by hand. It first subtracts
 * the largest logit from all; that changes no quotient, and keeps exp from becoming infinite:
 *
 * {@snippet file="io/github/chainrule/walkthrough/TenDigits.java" region="softmax"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=TenDigits} trains 128 hidden neurons on all 60,000 images for four
 * epochs:
 *
 * <pre class="output">
 * One image, a 7, and its ten logits and probabilities:
 *
 *   digit      0      1      2      3      4      5      6      7      8      9
 *   z      -2.34 -10.60  -0.86   1.59 -11.09  -5.00 -14.79   7.81  -3.09  -1.57
 *   p     0.0000 0.0000 0.0002 0.0020 0.0000 0.0000 0.0000 0.9977 0.0000 0.0001
 *
 * test: loss 0.0923, accuracy 0.9717 (9,717 of 10,000 correct)
 *
 *          predicted
 *              0      1      2      3      4      5      6      7      8      9
 *       0    969      0      1      1      1      0      5      1      1      1
 *       1      0  1,121      4      0      0      1      4      0      5      0
 *       2      6      2    991      2      5      0      5      4     16      1
 *       3      0      0      9    976      0     10      1      5      7      2
 *       4      1      0      1      0    963      0     10      0      2      5
 *       5      3      0      0      5      2    868      7      0      5      2
 *       6      3      2      0      1      4      4    940      0      4      0
 *       7      1     10     13      7      5      1      0    976      1     14
 *       8      4      0      2      5      5      4      4      2    946      2
 *       9      3      5      0      4     15      3      1      4      7    967
 *
 *   probability      images   mean p   correct
 *   0.0   to 0.5          87    0.425     0.425
 *   0.5   to 0.7         253    0.601     0.617
 *   0.7   to 0.9         552    0.821     0.853
 *   0.9   to 0.99       1882    0.965     0.974
 *   0.99  to 0.999      3209    0.996     0.998
 *   0.999 to 1.0        4017    1.000     1.000
 *
 * Pictures:
 *   target/pictures/TenDigits.svg
 * </pre>
 *
 * <h2>What it means</h2>
 *
 * <p><b>Nothing new was needed.</b> Forward pass, chain rule, back-propagation and Adam are the same as before; only
 * the last layer and the loss differ. 97 of 100 digits are read correctly.
 *
 * <p><b>The confusion matrix now says more.</b> A row is an actual digit, a column a predicted one. The large numbers
 * outside the diagonal are pairs that are often confused, such as 9 and 4.
 *
 * <p><b id="calibration">A probability of 0.9 isn't a promise.</b> Is a prediction with p = 0.9 right nine times in
 * ten? The second table collects the test images by the probability of the predicted class. If the two columns agree,
 * the network is <b>calibrated</b>. Here they nearly do: with seeds 1 to 5 the mean of p is 0.966 to 0.971 and the
 * accuracy 0.971 to 0.974. But nothing guarantees it. The same network, trained on 1,000 images for 60 epochs, is right
 * on 87.5 to 87.9 % of the test images, and gives its predictions a probability of 93.5 % on average (seeds 1 to 5). It
 * has memorized its images, and gives probabilities near 1 to them and to new ones alike. Stop it after 10 epochs, and
 * it is right on 87 % of them, but claims only 83 %. So check before you trust: p is a number that training made, not a
 * measurement.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why not ten sigmoids, one for each digit?</summary> <p>That is possible, and right if an image may
 * belong to several classes at once. Ten sigmoids can all say yes, or all no. The softmax says that exactly one of the
 * ten is right: its probabilities compete.</p></details>
 *
 * <details><summary>What happens to the probabilities if 5 is added to all logits?</summary>
 * <p>Nothing: exp(z + 5) = exp(z) · exp(5), and the factor cancels. Only differences between logits
 * count.</p></details>
 *
 * <details><summary>An image shows a shoe instead of a digit. What does the network say?</summary>
 * <p>One of the ten digits, and perhaps with a probability near 1. The softmax divides the whole probability among the
 * classes it knows; "none of these" isn't among them.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=three-outputs
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Run {@code -Dargs="--images 1000 --epochs 60"}. What happens to the second table? <details><summary>What you
 *       should see</summary><p>In every row the network is right less often than it says: of those with p from 0.9 to
 *       0.99, for example, about 85 %.</p></details></li>
 *   <li>Run {@code -Dargs="--hidden 16"}. Which digits are hit hardest? <details><summary>What you should
 *       see</summary><p>The 5: 778 of 892 are read correctly instead of 868, and most of the others are read as a 3.
 *       Then the 8, with 888 instead of 946.</p></details></li>
 *   <li>Work out by hand: what does {@code softmax} give for the logits 0 and ln 3? <details><summary>What you should
 *       see</summary><p>1/4 and 3/4: exp gives 1 and 3.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link HiddenNeurons}, on what hidden neurons learn, and how many are enough.
 *
 * {@course bottom}
 */
public final class TenDigits {

    static final Chapter CHAPTER = new Chapter("Trains a network to tell all ten digits apart.", new Options()
            .option("seed", "N", "42", "of the initial weights and of the order of the images")
            .option("hidden", "N", "128", "neurons in the hidden layer")
            .option("images", "N", "60000", "training images").option("epochs", "N", "4", "passes over them")
            .pictures(), TenDigits::run);

    private TenDigits() {
    }

    static Trainer trained(Dataset digits, int hidden, int epochs, long seed) {
        // @start region="train"
        Random random = new Random(seed);
        Sequential model = new Sequential(
                new Linear(784, hidden, random), new ReLU(),
                new Linear(hidden, 10, random));
        Trainer trainer = new Trainer(model,
                new CrossEntropy(),
                new Adam(model.parameters(), 0.001))
                .epochs(epochs).batchSize(64).seed(seed);
        trainer.fit(digits);
        // @end
        return trainer;
    }

    // @start region="softmax"
    static double[] softmax(double... z) {
        double largest = DoubleStream.of(z).max().orElseThrow();
        double[] p = DoubleStream.of(z)
                .map(v -> StrictMath.exp(v - largest)).toArray();
        double sum = DoubleStream.of(p).sum();
        return DoubleStream.of(p).map(v -> v / sum).toArray();
    }
    // @end

    /**
     * Trains, tests and shows.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException, Options.WrongOptionException {
        Mnist mnist = Mnist.load();
        Dataset digits = mnist.training(Task.allClasses())
                .subset(IntStream.range(0, options.positive("images")).toArray());
        ImageDataset test = mnist.test(Task.allClasses());
        Trainer trainer = trained(digits, options.positive("hidden"), options.positive("epochs"),
                options.integer("seed"));
        Evaluation evaluation = trainer.evaluate(test);
        out.say("One image, a %d, and its ten logits and probabilities:%n", test.label(0));
        Matrix logits = trainer.predictor().model().output(Matrix.row(test.pixels(0)));
        Confidence.row(logits.values(), TenDigits::softmax, out);
        out.say("%ntest: %s%n%n%s", evaluation, evaluation.confusionMatrix());
        Confidence.table(evaluation, out);
        out.save(Map.of("TenDigits", Confidence.hardest(evaluation, test)));
    }
}
