// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.EarlyStopping;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.TwoLosses;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How a network memorizes its examples, how you notice, and what helps.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>The loss falls and falls. Does the network get better and better? {@link HiddenNeurons} warned that a large
 * network can memorize its training images. What does that look like, and what can you do about it?
 *
 * <h2>The idea</h2>
 *
 * <p>Two students prepare for an exam. One understands the rule; the other memorizes the exercises with their answers.
 * Both do the exercises perfectly. In the exam, with new questions, only one of them does. A network can do either, and
 * training can't tell which: the loss counts only the exercises.
 *
 * <p>A network that is good at its training images and worse at others <b>overfits</b>. The training images contain two
 * kinds of patterns: what is true of all handwriting, and accidents of these few images. The network can't tell one
 * from the other. The fewer images there are, and the longer it trains, the more accidents it learns.
 *
 * <p>The training loss can't show it. So set some images aside, the <b>validation set</b>, never train on them, and
 * measure the loss on them after each epoch. As long as both losses fall, the network learns what holds for both. When
 * the training loss keeps falling and the validation loss rises, it memorizes.
 *
 * <h2>The formula</h2>
 *
 * <pre>
 *   L(training)    mean loss of the images it learns from
 *   L(validation)  mean loss of images it never learns from
 *
 *   L(validation) − L(training) is the gap
 * </pre>
 *
 * <p>Training makes the first small. You want the second to be small, and only a comparison of the two shows when they
 * part.
 *
 * <p>One remedy changes the formula of training. <b id="weight-decay">Weight decay</b> adds a price for large weights
 * to the loss, λ/2 times the sum of their squares; λ, here 0.05, sets the price. Its derivative is λ·w, so each step
 * also pulls each weight a little toward 0.
 *
 * <h2>The code</h2>
 *
 * <p>A trainer measures the validation set after each epoch if it is given one:
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/Overfitting.java" region="validation"}
 * <figure><img src="doc-files/Overfitting.svg" width="600" style="max-width:100%" alt="Two losses over 60 epochs. The
 * training loss falls to nearly 0. The validation loss falls until epoch 10, to 0.44, and then rises to 0.77.">
 * <figcaption><b>Two losses</b>, measured after each of 60 epochs.</figcaption></figure>
 * </div>
 *
 * <p><b id="early-stopping">Early stopping</b> watches the validation loss. {@link
 * io.github.chainrule.training.EarlyStopping} ends the run when five epochs in a row have brought no lower one, and
 * restores the weights of the best epoch:
 *
 * {@snippet file="io/github/chainrule/walkthrough/Overfitting.java" region="stopping"}
 *
 * <p><b id="dropout">Dropout</b> is a layer. In each training step it switches off half of the neurons before it,
 * different ones each time. The idea is that no neuron should rely on any particular other one. When the network
 * predicts, all are on:
 *
 * {@snippet file="io/github/chainrule/walkthrough/Overfitting.java" region="dropout"}
 *
 * <p>In the third part a coin decides each image's target, so there is nothing to understand:
 *
 * {@snippet file="io/github/chainrule/walkthrough/Overfitting.java" region="coin"}
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=Overfitting}
 *
 * <pre class="output">
 * 1. Odd against even: 200 training, 1,000 validation images, 32 hidden neurons
 *
 *             training            validation
 *    epoch    loss  accuracy      loss  accuracy
 *        1  0.6556    0.6400    0.6200    0.7200
 *        2  0.5597    0.8000    0.5512    0.7610
 *        5  0.3275    0.8950    0.4531    0.7860
 *       10  0.1919    0.9400    0.4352    0.8100
 *       20  0.0890    0.9750    0.4918    0.8080
 *       40  0.0222    1.0000    0.6456    0.8030
 *       60  0.0087    1.0000    0.7731    0.8030
 *
 * 2. What helps? After 600 steps (or fewer), on 1,000 test images:
 *
 *                                               loss  accuracy
 *    200 images, 32 neurons, as above         0.8499    0.8100
 *    4 neurons instead of 32                  0.4879    0.8200
 *    weights kept small: weight decay 0.05    0.4472    0.8080
 *    half of the neurons off: dropout         0.7009    0.8230
 *    stopped early: epoch 10                  0.4240    0.8110
 *    1,000 images                             0.2647    0.9010
 *    4,000 images                             0.2308    0.9100
 *
 * 3. A coin decides which of the 200 images are "even": 10 coins, 120 epochs each
 *
 *    accuracy                mean     min     max
 *    on these images      1.0000  1.0000  1.0000
 *    on the test images   0.4776  0.4090  0.5590
 *
 * Pictures:
 *   target/pictures/Overfitting.svg
 * </pre>
 *
 * <h2>What it means</h2>
 *
 * <p><b>The two curves part at epoch 10.</b> After that the training loss falls to nearly 0, and the validation loss
 * rises again, from 0.44 to 0.77. The accuracy on the validation images stays at about 0.80: the network makes hardly
 * any more mistakes, but it makes them with a higher and higher probability, and that is expensive. From epoch 10 to
 * epoch 60 a mistake's mean loss rises from 1.6 or 1.7 to between 3.6 and 4.1, while a correct image's falls (seeds 1
 * to 5). A probability is worth little once a network has memorized its images.
 *
 * <p><b>What helps most is more images.</b> With the same 600 steps of 20 images each, 1,000 images raise the accuracy
 * from 0.81 to 0.90, and 4,000 to 0.91. Is the reason that the network sees each of the 4,000 only three times? No:
 * trained on them for 60 epochs, as often as with the 200, its loss on other images is still 0.21 to 0.25, and its
 * accuracy 0.95 to 0.96 (seeds 1 to 5).
 *
 * <p>The other remedies make do with the 200 images. Stopping early, a smaller network and smaller weights bring the
 * loss down from 0.85 to less than 0.5 (with seeds 1 to 5, to less than 0.55), dropout to 0.70. The accuracy hardly
 * changes.
 *
 * <p><b>Large networks overfit, but not by every measure.</b> With 200 images and 60 epochs, 4 neurons end at a loss of
 * 0.47 to 0.52 and 512 neurons at 0.82 to 0.88 (seeds 1 to 5). Their accuracies are the other way around: 0.80 to 0.82
 * with 4 neurons, 0.84 with 512. More parameters aren't worse in themselves.
 *
 * <p><b>A price on weights depends on the optimizer.</b> Here λ·w is added to the gradient, and Adam divides it by the
 * weight's usual gradient, like everything else ({@link InsideAdam}). That makes the small price of 0.05 strong: the
 * loss is 0.39 to 0.42 instead of 0.67 to 0.81 (seeds 1 to 5). If the pull is applied to the weight itself, without the
 * division, which is called decoupled, λ = 0.05 does nothing, 0.66 to 0.81; it takes λ = 5 to reach 0.40 to 0.42.
 *
 * <p><b>A network can learn what has no rule.</b> When a coin decides, the network learns each of the 200 targets:
 * accuracy 1, with each of ten coins. On the test images, whose targets really are odd or even, it is a coin itself:
 * sometimes a bit above one half, sometimes below, and 0.48 on average over these ten. (24 coins, with other images,
 * came to 0.494, between 0.42 and 0.61.) So a perfect result on the training images says nothing, not even that there
 * is something to learn.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why is the accuracy on the training images only 0.64 in the first epoch?</summary>
 * <p>It is a mean over the epoch, and includes the network that knew nothing. At the end of the epoch, the same images
 * have an accuracy of 0.76 to 0.88 (seeds 1 to 5).</p></details>
 *
 * <details><summary>Can the validation set decide when to stop, and then also say how good the network is?</summary>
 * <p>No. The epoch was chosen as the best on these images, so part of its success may be luck. The test set, which
 * decided nothing, gives the honest figure. So part 2 of the output uses different images from those that early
 * stopping watches.</p></details>
 *
 * <details><summary>In {@link BinaryMnist} there was no validation set. Was that careless?</summary> <p>Nothing was
 * chosen there: sizes, rate and epochs were given. As soon as you choose one of them, you need images to choose
 * by.</p></details>
 *
 * <details><summary>Is a very small network better, then?</summary> <p>It has little room to memorize, but it may not
 * learn the rule either. That is called <b id="underfitting">underfitting</b>: both losses stay high. The linear model
 * in {@link HiddenNeurons}, right on 91 of 100, is an example.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=overfitting
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>In {@code memorized}, give {@code validation(...)} the 200 training images themselves. <details><summary>What
 *       you should see</summary><p>Both losses fall together, to nearly 0. A validation set that the network has
 *       learned from shows nothing.</p></details></li>
 *   <li>Set {@code HIDDEN} to 2. <details><summary>What you should see</summary><p>After 60 epochs the training loss is
 *       at 0.12 instead of 0.01, and the validation loss at 0.44 instead of 0.77. (With other seeds it was 0.44 to 0.66
 *       on other images.)</p></details></li>
 *   <li>Run {@code -Dargs="--seed 1"}, then 2 to 5. Which rows of part 2 keep their order? <details><summary>What you
 *       should see</summary><p>More images win every time. The accuracies of the others change places: on 1,000 images,
 *       differences of one or two percent are luck. The losses agree on one thing: doing nothing has the highest one
 *       every time.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link VanishingGradient}, on what happens when there are many layers.
 *
 * {@course bottom}
 */
public final class Overfitting {

    static final Chapter CHAPTER = new Chapter("Trains a network on few images, and tries what helps.", new Options()
            .option("seed", "N", "42", "of the initial weights and of the order of the images").pictures(),
            (options, out) -> new Overfitting(options.integer("seed")).run(out));

    private static final int IMAGES = 200;
    private static final int OTHERS = 1000;
    private static final int HIDDEN = 32;
    private static final int BATCH = 20;
    private static final int EPOCHS = 60;
    private static final int COINS = 10;
    private static final int STEPS = EPOCHS * IMAGES / BATCH;

    private final Dataset all;
    private final Dataset validation;
    private final Dataset test;
    private final long seed;

    Overfitting(long seed) throws IOException {
        this.all = Mnist.load().training(Task.evenVsOdd());
        this.validation = images(50_000, OTHERS);
        this.test = images(51_000, OTHERS);
        this.seed = seed;
    }

    private Dataset images(int from, int count) {
        return all.subset(IntStream.range(from, from + count).toArray());
    }

    private Sequential model(int hidden) {
        return BinaryMnist.classifier(all.inputSize(), new int[] {hidden}, new Random(seed));
    }

    private Trainer trainer(Sequential model, double weightDecay, int images) {
        return new Trainer(model, new BinaryCrossEntropy(),
                new Adam(model.parameters(), 0.001).weightDecay(weightDecay))
                .epochs(STEPS * BATCH / images).batchSize(BATCH).seed(seed).metric(new BinaryAccuracy());
    }

    private History memorized() {
        // @start region="validation"
        Sequential model = model(HIDDEN);
        History history = trainer(model, 0, IMAGES)
                .validation(validation)
                .fit(images(0, IMAGES));
        // @end
        return history;
    }

    void whatHelps(Output out) {
        row("200 images, 32 neurons, as above", trained(model(HIDDEN), 0, IMAGES), out);
        row("4 neurons instead of 32", trained(model(4), 0, IMAGES), out);
        row("weights kept small: weight decay 0.05", trained(model(HIDDEN), 0.05, IMAGES), out);
        // @start region="stopping"
        EarlyStopping stopping = new EarlyStopping(5);
        Sequential stopped = model(HIDDEN);
        trainer(stopped, 0, IMAGES).validation(validation).listener(stopping)
                .fit(images(0, IMAGES));
        // @end
        Random random = new Random(seed);
        // @start region="dropout"
        Sequential dropping = new Sequential(
                new Linear(784, HIDDEN, random), new ReLU(),
                new Dropout(0.5),
                new Linear(HIDDEN, 1, random), new Sigmoid());
        // @end
        row("half of the neurons off: dropout", trained(dropping, 0, IMAGES), out);
        row("stopped early: epoch " + stopping.bestEpoch(), stopped, out);
        row("1,000 images", trained(model(HIDDEN), 0, 1000), out);
        row("4,000 images", trained(model(HIDDEN), 0, 4000), out);
    }

    private Sequential trained(Sequential model, double weightDecay, int images) {
        trainer(model, weightDecay, images).fit(images(0, images));
        return model;
    }

    /** The accuracy on the images whose targets a coin decided, and on others, which have their own. */
    private double[] tossed(long coin) {
        Dataset random = withRandomTargets(images(0, IMAGES), new Random(coin));
        Trainer trainer = trainer(model(HIDDEN), 0, IMAGES).epochs(2 * EPOCHS);
        trainer.fit(random);
        return new double[] {trainer.evaluate(random).accuracy(), trainer.evaluate(test).accuracy()};
    }

    private void row(String name, Sequential model, Output out) {
        Evaluation evaluation = Predictor.of(model, new BinaryCrossEntropy()).evaluate(test);
        out.say("   %-40s %6.4f    %6.4f", name, evaluation.loss(), evaluation.accuracy());
    }

    // @start region="coin"
    static Dataset withRandomTargets(Dataset images, Random coin) {
        int n = images.size();
        Matrix inputs = Matrix.zeros(n, images.inputSize());
        Matrix targets = Matrix.zeros(n, 1);
        images.read(IntStream.range(0, n).toArray(), 0, n, inputs, targets);
        return Dataset.of(inputs, targets.map(t -> coin.nextBoolean() ? 1 : 0))
                .withNames(images.names());
    }
    // @end

    /**
     * Trains a network on few images, and tries what helps.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private void run(Output out) throws IOException {
        out.say("1. Odd against even: %d training, %,d validation images, %d hidden neurons%n", IMAGES, OTHERS,
                HIDDEN);
        History history = memorized();
        TwoLosses.table(history, out, 1, 2, 5, 10, 20, 40, EPOCHS);
        out.say("%n2. What helps? After %d steps (or fewer), on 1,000 test images:%n%n%50s  accuracy", STEPS,
                "loss");
        whatHelps(out);
        out.say("%n3. A coin decides which of the %d images are \"even\": %d coins, %d epochs each%n", IMAGES, COINS,
                2 * EPOCHS);
        TwoLosses.accuracies(LongStream.range(seed, seed + COINS).mapToObj(this::tossed).toList(), out);
        out.save(Map.of("Overfitting", TwoLosses.chart("200 images: training and validation", history)));
    }
}
