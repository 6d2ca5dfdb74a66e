// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.DigitJob;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.SpiralNetwork;
import io.github.chainrule.walkthrough.parts.Trials.Size;
import io.github.chainrule.walkthrough.parts.Trials.Trial;
import io.github.chainrule.walkthrough.parts.Trials;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What 16 hidden neurons learn, and how many are enough.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>The network of {@link BinaryMnist} has 16 hidden neurons. What does each of them do? And why 16: would four have
 * been enough, or would 128 have been better? The usual advice is "try, and choose the best". That is right, but easy
 * to get wrong.
 *
 * <h2>The idea</h2>
 *
 * <p>A hidden neuron has one weight for each of the 28 × 28 pixels. Put each weight where its pixel is, and you get a
 * picture of <b>what makes the neuron's sum large</b>: ink where the weight is positive. Ink where it is negative makes
 * the sum smaller. If the sum is above 0, the neuron passes it on, and the output neuron multiplies it by one more
 * weight. If that weight is positive, the hidden neuron counts toward class 1; if it is negative, toward class 0. The
 * output adds all of them up.
 *
 * <p>More neurons can respond to more things. But each costs 786 parameters (784 weights, a bias and a weight on the
 * way out) and computing time. And a large network can memorize its training images, with all their accidents: it is
 * right on those, but less often on new ones. This is called <b id="overfitting">overfitting</b>. So never judge a
 * network by the images it was trained on.
 *
 * <p>So the images are divided into three parts, each with one purpose:
 *
 * <ul>
 *   <li>the <b id="training-set">training set</b>, here five sixths of the training images: the weights are learned
 *       from it;</li>
 *   <li>the <b id="validation-set">validation set</b>, the last sixth: networks of different sizes are compared on it,
 *       and one is chosen;</li>
 *   <li>the <b id="test-set">test set</b>: it stays in the drawer until everything is decided. Then it is used once,
 *       and says how good the chosen network is.</li>
 * </ul>
 *
 * <p>Networks of one size also differ by chance: they start from different random weights. So each size is tried with
 * several <b id="seed">seeds</b> (a seed is the number that a random generator starts from). The <b
 * id="spread">spread</b>, from the smallest to the largest result, says how far off a single run may be. The mean of
 * several runs is more certain: the mean of ten varies about a third as much as a single run, √10 times less. So two
 * sizes may differ although their spreads overlap; and if you compare many sizes, some will seem to differ by chance.
 *
 * <h2>The formula</h2>
 *
 * <pre class="math">
 *   a2[j] = max(0, Σᵢ a0[i]·W0[i][j] + b0[j])
 *   p = sigmoid(Σⱼ a2[j]·W2[j] + b2)
 * </pre>
 *
 * <p>a2[j] is what hidden neuron j passes on, and column j of W0 is its picture. W2[j], its weight on the way out, says
 * which class it counts toward. A network with n hidden neurons has 784·n + n + n + 1 parameters; without any it is 784
 * + 1.
 *
 * <h2>The code</h2>
 *
 * <p>Dividing the images:
 *
 * {@snippet file="io/github/chainrule/walkthrough/HiddenNeurons.java" region="split"}
 *
 * <p>And choosing a size. The best is the one with the highest mean. But if a smaller network's mean is no lower than
 * what the best size reaches with its <em>worst</em> seed, then a single run of the best size may be no better, and the
 * smaller one is taken:
 *
 * {@snippet file="io/github/chainrule/walkthrough/HiddenNeurons.java" region="choose"}
 *
 * <h2>What it prints</h2>
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=HiddenNeurons
 * </pre>
 *
 * <p>tries three sizes, each with two seeds, for 8 epochs. The first column is the number of hidden neurons; with
 * {@code none} every pixel goes straight to the output neuron, a linear model. The accuracy is the share of validation
 * images that are classified correctly: 0.97 is 97 of 100. There are two tasks: 0 against 1, where class 1 is the ones,
 * and odd against even, where class 1 is the even digits.
 *
 * <pre>
 *   0 against 1: 10,554 images to learn from, 2,111 to choose by
 *     hidden   parameters   accuracy: mean, min and max
 *     none            785   0.9986   0.9986   0.9986
 *     4             3,145   0.9995   0.9995   0.9995
 *     16           12,577   0.9998   0.9995   1.0000
 *     highest mean: 16; smallest size that matches it: 4
 *     its best network: 0.9995 on the validation set (2,110 of 2,111)
 *     and now, once,    0.9995 on the test set       (2,114 of 2,115)
 *     picture: target/pictures/HiddenNeurons-0v1.svg
 *
 *   odd against even: 50,000 images to learn from, 10,000 to choose by
 *     hidden   parameters   accuracy: mean, min and max
 *     none            785   0.9086   0.9080   0.9091
 *     4             3,145   0.9451   0.9393   0.9509
 *     16           12,577   0.9731   0.9716   0.9745
 *     highest mean: 16; smallest size that matches it: 16
 *     its best network: 0.9745 on the validation set (9,745 of 10,000)
 *     and now, once,    0.9744 on the test set       (9,744 of 10,000)
 *     picture: target/pictures/HiddenNeurons-even.svg
 *
 *   two spirals: two hidden layers of 8, 198 of 200 points right
 *     picture: target/pictures/HiddenNeurons-first1.svg
 *     picture: target/pictures/HiddenNeurons-first4.svg
 *     picture: target/pictures/HiddenNeurons-second1.svg
 *     picture: target/pictures/HiddenNeurons-second3.svg
 *     picture: target/pictures/HiddenNeurons-spirals.svg
 * </pre>
 *
 * <h2>What 16 neurons respond to</h2>
 *
 * <p><img class="chapter" width="600" style="max-width:100%"
 * src="doc-files/HiddenNeurons-0v1.svg" alt="The weights of 16 neurons as images.
 * Five have a negative output weight and are blue in the middle and orange around it. Eleven have a positive one and
 * an orange upright stroke in the middle, with blue at both sides.">
 *
 * <p>Orange is positive, blue negative. The number below a picture, <em>out</em>, is the neuron's weight on the way
 * out, and the pictures are sorted by it. Five neurons count toward class 0: they have a blue hole in the middle with
 * orange around it, so they respond to a ring without ink inside, a <em>0</em>. Eleven count toward class 1, and
 * respond to an upright stroke with nothing on either side, a <em>1</em>. They were given no rule: they started as
 * noise, and gradients made them what they are. They all look much alike. That suggests that fewer would have been
 * enough, and the table below confirms it.
 *
 * <p>A little of the noise is still there: pale dots near the edges. 171 of the 784 pixels are empty in all training
 * images. There the input is 0, so the gradient of the weight, the input times something, is 0 too: these weights are
 * exactly what they were before training.
 *
 * <p><img class="chapter" width="600" style="max-width:100%"
 * src="doc-files/HiddenNeurons-even.svg" alt="The weights of 16 neurons as images,
 * trained on odd against even: strokes and curves in different places, no whole digit.">
 *
 * <p>Odd against even is harder: what do 0, 2, 4, 6 and 8 have in common that 1, 3, 5, 7 and 9 don't? No single picture
 * shows it; here are sixteen. It is tempting to read a story into them: here a curve, there a stroke. Look again
 * without wanting to find one. Perhaps three of the 16 show a piece of a digit; the others are patches of both colors
 * that have no name. That is usual for hidden neurons that are connected to all pixels. They work together, and a
 * single one need not make sense.
 *
 * <h2>What a second hidden layer responds to</h2>
 *
 * <p>A neuron in a second hidden layer isn't connected to the pixels, but to the neurons of the first layer. So its
 * weights aren't a picture. But with two inputs you can color the plane and see what it responds to. Here are two
 * spirals of points, and a network with two hidden layers of 8 tanh neurons. This code takes one neuron out of it, with
 * everything that comes before:
 *
 * {@snippet file="io/github/chainrule/walkthrough/parts/SpiralNetwork.java" region="neuron"}
 *
 * <p>Orange is where the neuron's sum is above 0. The first layer gets the inputs themselves, so each of its neurons
 * has one straight border, as in {@link LinearSeparability}:
 *
 * <div class="pair even">
 * <figure><img src="doc-files/HiddenNeurons-first1.svg" style="width: 100%; max-width: 400px" alt="One straight border
 * from left to right, which cuts through both spirals"></figure>
 * <figure><img src="doc-files/HiddenNeurons-first4.svg" style="width: 100%; max-width: 400px" alt="Another straight
 * border, from the lower left to the upper right"></figure>
 * </div>
 *
 * <p>The second layer puts these borders together, and its neurons respond to curved regions:
 *
 * <div class="pair even">
 * <figure><img src="doc-files/HiddenNeurons-second1.svg" style="width: 100%; max-width: 400px" alt="A border like a
 * wave, which follows the arm of one spiral"></figure>
 * <figure><img src="doc-files/HiddenNeurons-second3.svg" style="width: 100%; max-width: 400px" alt="A border with two
 * corners, which runs between the arms"></figure>
 * </div>
 *
 * <p>And the output puts these together once more, into two spirals, with 198 of 200 points right:
 *
 * <p><img src="doc-files/HiddenNeurons-spirals.svg" style="width: 100%; max-width: 400px" alt="The border winds between
 * the two spirals">
 *
 * <p>This is the usual picture: <b>the early layers, near the input, respond to <span id="simple-features">simple
 * features</span>, the later ones, near the output, to <span id="complex-features">complex ones</span></b>. On these
 * spirals it holds. On images it has been seen in networks of another kind, whose first layers look at small pieces of
 * an image at a time: edges first, then parts. The networks of this chapter don't show it, as you have seen. It is
 * often given as the reason for having many layers; for these digits the table below shows little gain.
 *
 * <h2>How many are enough?</h2>
 *
 * <p>The whole study has 15 sizes, from no hidden neuron to two layers of 128, each with ten seeds, 1 to 10. It takes
 * minutes; this is the run of 2026-11-24. {@code 16,16} means two hidden layers of 16 neurons each:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=HiddenNeurons -Dargs="--full"
 * </pre>
 *
 * <p>For 0 against 1:
 *
 * <pre>
 *   hidden   parameters   accuracy: mean, min and max
 *   none            785   0.9986   0.9986   0.9986
 *   2             1,573   0.9990   0.9986   0.9995
 *   4             3,145   0.9995   0.9991   1.0000
 *   8             6,289   0.9997   0.9991   1.0000
 *   16           12,577   0.9996   0.9995   1.0000
 *   32           25,153   0.9996   0.9995   1.0000
 *   64           50,305   0.9994   0.9991   0.9995
 *   128         100,609   0.9993   0.9981   0.9995
 *   2,2           1,579   0.9510   0.5178   1.0000
 *   4,4           3,165   0.9993   0.9986   1.0000
 *   8,8           6,361   0.9997   0.9995   1.0000
 *   16,16        12,849   0.9995   0.9991   1.0000
 *   32,32        26,209   0.9994   0.9991   0.9995
 *   64,64        54,465   0.9991   0.9976   0.9995
 *   128,128     117,121   0.9993   0.9991   0.9995
 *   highest mean: 8,8; smallest size that matches it: 4
 *   its best network: 1.0000 on the validation set (2,111 of 2,111)
 *   and now, once,    0.9995 on the test set       (2,114 of 2,115)
 * </pre>
 *
 * <p>For odd against even:
 *
 * <pre>
 *   hidden   parameters   accuracy: mean, min and max
 *   none            785   0.9083   0.9067   0.9097
 *   2             1,573   0.9400   0.9322   0.9495
 *   4             3,145   0.9550   0.9374   0.9666
 *   8             6,289   0.9651   0.9481   0.9720
 *   16           12,577   0.9720   0.9663   0.9750
 *   32           25,153   0.9777   0.9759   0.9794
 *   64           50,305   0.9813   0.9803   0.9825
 *   128         100,609   0.9838   0.9822   0.9850
 *   2,2           1,579   0.8957   0.5060   0.9526
 *   4,4           3,165   0.9529   0.9398   0.9624
 *   8,8           6,361   0.9652   0.9593   0.9673
 *   16,16        12,849   0.9750   0.9726   0.9782
 *   32,32        26,209   0.9787   0.9733   0.9816
 *   64,64        54,465   0.9820   0.9780   0.9841
 *   128,128     117,121   0.9837   0.9819   0.9859
 *   highest mean: 128; smallest size that matches it: 128
 *   its best network: 0.9850 on the validation set (9,850 of 10,000)
 *   and now, once,    0.9870 on the test set       (9,870 of 10,000)
 * </pre>
 *
 * <p>Here is the second table as a picture. The errors are on a scale of powers of ten. Each line is the mean of ten
 * seeds; the shaded band around it goes from the best seed to the worst.
 *
 * <p><img class="chapter" width="600" style="max-width:100%" src="doc-files/HiddenNeurons-sizes.svg" alt="Errors in
 * percent over the number of neurons in a layer, from 2 to 128: without hidden layer 9 everywhere; with one hidden
 * layer from 6 with 2 neurons down to 1.6 with 128; with two about the same, but with 2 neurons each the worst seed has
 * 49.">
 *
 * <h2>What it means</h2>
 *
 * <p>For <b>0 against 1</b> hidden neurons gain next to nothing: the linear model is already right on 99.86 of 100
 * images. With 4 neurons or more, the means of all sizes are less than two images of 2,111 apart: 4 are enough, with a
 * quarter of the parameters of 16.
 *
 * <p>For <b>odd against even</b> the linear model fails on 9 images of 100, 16 neurons on fewer than 3, 128 on fewer
 * than 2. Each doubling gains less than the one before, but the mean still rises, so 128 is chosen, the largest size
 * tried. You could go on.
 *
 * <p>Does a second layer of the same size help? Hardly. With odd against even, {@code 16,16} is better than {@code 16}:
 * 0.9750 against 0.9720, a difference 2.6 times as large as its standard error, the usual measure of chance. At none of
 * the other six sizes is it that clear, in either task, except that with 0 against 1 {@code 32,32} is <em>worse</em>
 * than {@code 32}, by 2.2 standard errors. In fourteen comparisons one or two such differences may be chance. But a
 * second layer carries a risk: look at the smallest results of {@code 2,2}. More about that below.
 *
 * <p>Look at the last line of each table, too. Of the 150 networks for 0 against 1, 16 got every validation image
 * right. The chosen one is among them, and still makes a mistake on the test set: if you pick the best of many, you
 * pick good luck as well. With odd against even, the test result is better than the validation result. Is that luck,
 * too? Not only: with 128 neurons four of five other seeds are better on the test set as well, while the linear model
 * is worse on it with all five. The two sets aren't equally hard. Only the number from the test set may go into a
 * report.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why not choose by the test set? That would save having a validation set.</summary>
 * <p>Let 150 people toss a coin seven times each. More likely than not, one of them gets seven heads. Is this person
 * better at tossing heads? The next seven tosses will tell; these seven can't, because the person was picked by them.
 * If you pick the network with the best test result, you pick its luck on these images as well, and you have no unseen
 * images left to notice. The more sizes you try, the worse it gets.</p> </details>
 *
 * <details><summary>One {@code 2,2} network is right on half of the images. What went wrong?</summary> <p>It gives the
 * same answer to every image: with seed 8, on both tasks. A ReLU passes on 0 whenever its sum is below 0. When that
 * happens to both neurons of a layer for all images, nothing reaches the output, and no gradient comes back: they are
 * dead, and training can't wake them. Is ReLU the cause? Of 40 runs of {@code 2,2} with other seeds and 3,000 images, 5
 * ended like this. With LeakyReLU, which is never off, none of 40 did, and with {@code 16,16} none of 40 with either
 * function.</p> </details>
 *
 * <details><summary>Would 128 neurons be the better choice for 0 against 1 too, just to be safe?</summary> <p>Their
 * mean is 0.9993, and the mean of 4 neurons is 0.9995, a difference of less than one image. But they take 32 times as
 * many multiplications, in training and for each prediction ever after. If two sizes do equally well, take the smaller
 * one: it is cheaper.</p> </details>
 *
 * <details><summary>Why is a linear model so good at 0 against 1, and not at odd against even?</summary> <p>It has only
 * one picture, one weight for each pixel, and adds up. "Ink in the middle means 1, ink in a ring around it means 0"
 * fits into one picture. For odd against even, one picture would have to fit 0, 2, 4, 6 and 8 at once. Hidden neurons
 * have a picture each, and the output combines them. That is what XOR needed as well.</p> </details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=spiral
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Set {@code EPOCHS} to 1. Does the order of the sizes change? <details><summary>What you should
 *       see</summary><p>No, but all are lower, 0.887, 0.897 and 0.912 for odd against even, and they are closer
 *       together.</p></details></li>
 *   <li>Replace the task {@code "even"} with {@code "4v9"} in {@code TASKS}. Is it closer to 0 against 1, or to odd
 *       against even? <details><summary>What you should see</summary><p>For the linear model it lies between: 0.9695.
 *       But with 16 neurons it is only 0.9756, hardly better than odd against even.</p></details></li>
 *   <li>In {@code chosen}, always take the size with the highest mean. <details><summary>What you should
 *       see</summary><p>For 0 against 1 it is 16 neurons instead of 4: four times the parameters for 0.0003 on the
 *       validation set, less than one image of 2,111.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link Overfitting}, on what memorizing looks like. (All
 * <a href="doc-files/HiddenNeurons-study.txt">300 results</a> of the study, one on each line: task, size, seed, images
 * that were right, images.)
 *
 * {@course bottom}
 */
public final class HiddenNeurons {

    static final Chapter CHAPTER = new Chapter("What hidden neurons learn, and how many are enough.",
            new Options().flag("full", "15 sizes, each from ten seeds; takes minutes").pictures(), HiddenNeurons::run);

    private static final List<String> TASKS = List.of("0v1", "even");
    private static final int EPOCHS = 8;
    private static final Loss LOSS = new BinaryCrossEntropy();

    private final ImageDataset all;
    private final Dataset training;
    private final Dataset validation;
    private final Dataset test;
    private final Map<String, Sequential> networks = new ConcurrentHashMap<>();

    HiddenNeurons(Mnist mnist, Task task) {
        test = mnist.test(task);
        // @start region=split
        all = mnist.training(task);
        int kept = all.size() * 5 / 6;
        // to learn from
        training = all.subset(IntStream.range(0, kept).toArray());
        // to choose by
        validation = all.subset(IntStream.range(kept, all.size()).toArray());
        // @end
    }

    /** The network of a size; the same size and the same seed give the same network, to the last bit. */
    Sequential network(Size size, long seed) {
        return networks.computeIfAbsent(size + " from " + seed, key -> {
            Sequential model = BinaryMnist.classifier(all.inputSize(), size.neurons(), new Random(seed));
            new Trainer(model, LOSS, new Adam(model.parameters(), 0.001)).epochs(EPOCHS).batchSize(64).seed(seed)
                    .fit(training);
            return model;
        });
    }

    /** How many images of a set a network gets right. */
    private Trial trial(Size size, long seed, Dataset images) {
        Evaluation evaluation = Predictor.of(network(size, seed), LOSS).evaluate(images);
        return new Trial(size, seed, evaluation.correctCount(), evaluation.targets().rows());
    }

    // @start region=choose
    /** The smallest size whose mean matches the best size's worst seed. */
    static Size chosen(Trials trials) {
        double enough = trials.min(trials.best());
        return trials.sizes().stream()
                .filter(size -> trials.mean(size) >= enough)
                .min(Comparator.comparingInt(Size::parameters)).orElseThrow();
    }
    // @end

    /**
     * Trains networks of several sizes, and draws what 16 hidden neurons learn.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException {
        boolean full = options.has("full");
        Mnist mnist = Mnist.load();
        StringBuilder record = new StringBuilder();
        for (String task : TASKS) {
            Task question = DigitJob.task(task);
            HiddenNeurons study = new HiddenNeurons(mnist, question);
            out.say("%s: %,d images to learn from, %,d to choose by", question, study.training.size(),
                    study.validation.size());
            Trials trials = study.compare(full ? Size.many() : List.of(Size.of(), Size.of(4), Size.of(16)),
                    full ? 10 : 2, out);
            Trial winner = trials.winner(chosen(trials));
            Trial tested = study.trial(winner.size(), winner.seed(), study.test);
            out.print("%s", trials.verdict(winner, tested));
            record.append(trials.lines(task)).append(Trials.line(task + "-test", tested));
            Picture weights = Trials.weights(study.network(Size.of(16), 1), question);
            out.say("  picture: %s", out.save("HiddenNeurons-" + task, weights));
            if (full && task.equals("even")) {
                out.say("  picture: %s", out.save("HiddenNeurons-sizes", trials.chart()));
            }
            out.say("");
        }
        SpiralNetwork spirals = new SpiralNetwork();
        out.say("two spirals: two hidden layers of %d, %d of %d points right", SpiralNetwork.WIDTH, spirals.right(),
                SpiralNetwork.POINTS);
        for (Map.Entry<String, Picture> picture : spirals.pictures().entrySet()) {
            out.say("  picture: %s", out.save(picture.getKey(), picture.getValue()));
        }
        if (full) {
            Files.writeString(out.file("HiddenNeurons-study.txt"), record);
            out.say("every network's result: %s", Output.name(out.file("HiddenNeurons-study.txt")));
        }
    }

    /** Trains the networks of a size side by side on all processors, which changes no bit of any. */
    private Trials compare(List<Size> sizes, int seeds, Output out) {
        Trials trials = new Trials();
        out.say(Trials.HEADER);
        for (Size size : sizes) {
            LongStream.rangeClosed(1, seeds).parallel().mapToObj(seed -> trial(size, seed, validation)).toList()
                    .forEach(trials::add);
            out.say("%s", trials.row(size));
        }
        return trials;
    }
}
