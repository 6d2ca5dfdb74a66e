// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.DigitJob;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Real handwriting: a network with one hidden layer learns to tell two kinds of digits apart.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>So far all networks were small enough for paper. Does the same work on something real? Here are <b
 * id="image">images</b> of handwritten digits, 28 × 28 pixels each, from <b id="mnist">MNIST</b>, a classic collection
 * of 70,000. A network will learn to tell a 0 from a 1, from examples alone. (The task comes from a university lecture;
 * you needn't have heard it.)
 *
 * <p><img class="chapter" width="600" style="max-width:100%" src="doc-files/BinaryMnist-digits.svg" alt="Twelve
 * handwritten digits, zeros and ones, each with its target below.">
 *
 * <h2>The idea</h2>
 *
 * <p>An image is 784 numbers, its pixels row after row, from 0 (paper) to 1 (ink). They are the inputs. Then come 16
 * hidden neurons, which pass on their sum if it is above 0 (the <b>ReLU</b>), and one output neuron with a sigmoid: p,
 * the probability that the image shows a 1. No rule tells the network what a 0 looks like. It gets an image and its
 * target, back-propagation says how the loss changes with each of the 12,577 weights and biases, and each moves a
 * little in the direction that lowers the loss. Five words to know:
 *
 * <ul>
 *   <li>A <b id="batch">batch</b> is 64 images at once. Their mean gradient varies less than the gradient of a single
 *       image.</li>
 *   <li>A <b>step</b> takes one batch forward and backward, and changes all weights once.</li>
 *   <li>An <b id="epoch">epoch</b> is one pass over all training images: 12,665 of them make 198 steps. Before each
 *       epoch they are shuffled, so that every batch is a new mixture of zeros and ones.</li>
 *   <li><b>Adam</b> makes the change. In the first step every weight whose gradient isn't 0 moves by the learning rate,
 *       0.001; later most move by far less. {@link InsideAdam} says how it does that, and why.</li>
 *   <li><b id="accuracy">Accuracy</b> is the share of correct predictions, where p above 0.5 means 1. It measures the
 *       network's <b id="performance">performance</b>. What counts is the accuracy in the <b id="test">test</b>, on
 *       2,115 images that the network was not trained on, the <b>test set</b>.</li>
 * </ul>
 *
 * <p>Why 16, and why one hidden layer? Any shape is allowed: {@code --hidden 64,8,32} makes three layers of these
 * sizes, as long as the first takes 784 numbers and the last gives one. {@link HiddenNeurons} compares some.
 *
 * <h2>The formula</h2>
 *
 * <pre>
 *   784 pixels → Linear(784, 16) → ReLU
 *              → Linear(16, 1) → Sigmoid → p
 * </pre>
 *
 * <pre class="math">
 *   L = −1 / N·Σ(t·ln p + (1 − t)·ln(1 − p))
 * </pre>
 *
 * <p>t is an image's target, 0 or 1. With t = 1 only ln p is left, with t = 0 only ln(1 − p): it is the loss of {@link
 * LinearSeparability} in one line. The sum runs over the N images of a batch: 64, or the 57 left for the last batch of
 * an epoch.
 *
 * <h2>The code, and the same in PyTorch</h2>
 *
 * <p>PyTorch is a widely used library for neural networks, in Python. First the network. In PyTorch:
 *
 * <pre>
 *   torch.manual_seed(42)
 *   model = nn.Sequential(
 *       nn.Linear(784, 16),
 *       nn.ReLU(),
 *       nn.Linear(16, 1),
 *       nn.Sigmoid())
 * </pre>
 *
 * <p>In Chainrule:
 *
 * {@snippet file="io/github/chainrule/walkthrough/BinaryMnist.java" region="model"}
 *
 * <p>Then loss, optimizer and batches, and the loop over them. In PyTorch:
 *
 * <pre>
 *   bce  = nn.BCELoss()
 *   adam = torch.optim.Adam(model.parameters(), lr=0.001)
 *   batches = DataLoader(train, batch_size=64, shuffle=True)
 *
 *   for epoch in range(3):
 *       for x, t in batches:
 *           p = model(x)
 *           loss = bce(p, t)
 *           adam.zero_grad()
 *           loss.backward()
 *           adam.step()
 * </pre>
 *
 * <p>In Chainrule:
 *
 * {@snippet file="io/github/chainrule/walkthrough/BinaryMnist.java" region="loop"}
 *
 * <p>Last, the test. In PyTorch, with torchmetrics, a library that goes with it:
 *
 * <pre>
 *   accuracy = torchmetrics.classification.BinaryAccuracy()
 *   for x, t in DataLoader(test, batch_size=64):
 *       accuracy.update(model(x), t)
 * </pre>
 *
 * <p>In Chainrule, where the loss says how to read the output (above 1/2 is class 1):
 *
 * {@snippet file="io/github/chainrule/walkthrough/BinaryMnist.java" region="test"}
 *
 * <p>The differences are small:
 *
 * <table class="striped">
 *   <caption>PyTorch and Chainrule</caption>
 *   <thead><tr><th scope="col">PyTorch</th><th scope="col">Chainrule</th><th scope="col">why</th></tr></thead>
 *   <tbody>
 *     <tr><th scope="row">{@code manual_seed(42)}</th><td>{@code new Random(42)}</td>
 *         <td>the generator is passed on, so you can see who uses it (the same seed gives different numbers in each
 *             library)</td></tr>
 *     <tr><th scope="row">{@code p = model(x)}</th><td>{@code pass = model.forward(x)}</td>
 *         <td>{@code pass} keeps what the backward pass needs, and you can look at it</td></tr>
 *     <tr><th scope="row">{@code loss.backward()}</th><td>{@code pass.backward(dp)}</td>
 *         <td>the backward pass begins with {@code dp}, the loss's own gradient, in plain sight</td></tr>
 *     <tr><th scope="row">{@code zero_grad()}</th><td>nothing</td>
 *         <td>gradients are overwritten, not added up</td></tr>
 *     <tr><th scope="row">weight (out × in)</th><td>weight (in × out)</td>
 *         <td>so that the formula is {@code x·W}</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>The numbers are the same as PyTorch's: with the same weights, and the images in the same order, a test finds all
 * 198 losses of an epoch equal to twelve digits. (For that, PyTorch has to compute in {@code float64}, Java's {@code
 * double}.)
 *
 * <h2>The lecture's program</h2>
 *
 * <p>The lecture doesn't write out that loop. It uses Lightning, a library that contains the loop and calls your class
 * where it needs it. This is its program, with network, metric and optimizer in one class. ({@code labels} are what
 * this course calls targets.)
 *
 * <pre class="python">
 *   class MLPClassifier(L.LightningModule):
 *
 *       def __init__(self):
 *           super().__init__()
 *           self.hidden = nn.Linear(784, 16)
 *           self.output = nn.Linear(16, 1)
 *           self.accuracy = BinaryAccuracy()
 *
 *       def forward(self, images):
 *           x = images.view(-1, 784)
 *           x = F.relu(self.hidden(x))
 *           x = F.sigmoid(self.output(x))
 *           return x.squeeze(1)
 *
 *       def training_step(self, batch, batch_index):
 *           images, labels = batch
 *           p = self(images)
 *           loss = F.binary_cross_entropy(p, labels.float())
 *           self.log("train_loss", loss)
 *           self.log("train_accuracy", self.accuracy(p, labels))
 *           return loss
 *
 *       def test_step(self, batch, batch_index):
 *           images, labels = batch
 *           p = self(images)
 *           loss = F.binary_cross_entropy(p, labels.float())
 *           self.log("test_loss", loss)
 *           self.log("test_accuracy", self.accuracy(p, labels))
 *           return loss
 *
 *       def configure_optimizers(self):
 *           return torch.optim.Adam(self.parameters(), lr=0.001)
 * </pre>
 *
 * <pre class="python">
 *   model = MLPClassifier()
 *   trainer = L.Trainer(max_epochs=3)
 *   trainer.fit(model, DataLoader(train, batch_size=64, shuffle=True))
 *   trainer.test(model, DataLoader(test, batch_size=64))
 * </pre>
 *
 * <p>(This is {@code src/bench/peers/lecture.py}; {@code train} and {@code test} are the two sets of images.) Chainrule
 * has {@link io.github.chainrule.training.Trainer}, and this is what the chapter's program runs. ({@code job} does
 * everything around it: it has read the options, prints progress and results, and resumes a stopped run.)
 *
 * {@snippet file="io/github/chainrule/walkthrough/BinaryMnist.java" region="trainer"}
 *
 * <table class="striped">
 *   <caption>Line by line</caption>
 *   <thead><tr><th scope="col">PyTorch Lightning</th><th scope="col">what it does</th><th
 *       scope="col">Chainrule</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">{@code LightningModule}</th><td>a network with everything that belongs to its training</td>
 *         <td>network, loss and optimizer are three objects, and {@code Trainer} takes all of them</td></tr>
 *     <tr><th scope="row">{@code __init__}</th><td>Python's constructor</td><td>{@code new Sequential(...)}</td></tr>
 *     <tr><th scope="row">{@code super().__init__()}</th><td>calls the superclass's constructor, as in Java; after that
 *         PyTorch notices layers assigned to fields, and with them all parameters</td><td>{@code model.parameters()}
 *         asks each layer</td></tr>
 *     <tr><th scope="row">{@code self.accuracy}</th><td>a metric, as part of the network's class</td><td>the trainer
 *     gets it: {@code .metric(new BinaryAccuracy())}; the network is layers and nothing else</td></tr>
 *     <tr><th scope="row">{@code forward}</th><td>what a call of the model, {@code self(images)}, computes</td>
 *         <td>the layers, in order</td></tr>
 *     <tr><th scope="row">{@code images.view(-1, 784)}</th><td>turns each image of 28 × 28 into a row of 784 numbers;
 *     −1 stands for "as many rows as it takes". A layer {@code Flatten} would do the same</td><td>{@code ImageDataset}
 *     hands out rows, so neither is needed</td></tr>
 *     <tr><th scope="row">{@code F.relu}, {@code F.sigmoid}</th><td>activation functions as plain
 *     functions</td><td>{@code new ReLU()} and {@code new Sigmoid()}, two layers: each has its derivative beside
 *     it</td></tr>
 *     <tr><th scope="row">{@code x.squeeze(1)}</th><td>turns a table with one column into a plain list, because the
 *         labels are a list</td><td>targets are a column, as p is</td></tr>
 *     <tr><th scope="row">{@code labels.float()}</th><td>turns the whole numbers 0 and 1, which the loss can't compute
 *         with, into 0.0 and 1.0</td><td>targets are doubles</td></tr>
 *     <tr><th scope="row">{@code training_step}</th><td>the loss of a batch; Lightning then calls {@code zero_grad},
 *         {@code backward} and {@code step}</td><td>the loop above, in {@code fit}</td></tr>
 *     <tr><th scope="row">{@code self.log}</th><td>records a number, here loss and accuracy of a training batch, to be
 *     printed or plotted</td> <td>{@code History} has both for each epoch; a listener is called after each
 *     step</td></tr>
 *     <tr><th scope="row">{@code test_step}</th><td>the same as in training, for a test batch and without gradients;
 *     losses and accuracies of the batches are averaged</td><td>{@code trainer.evaluate(test)}, over all images at
 *     once, so that each image counts the same, even in a short last batch</td></tr>
 *     <tr><th scope="row">{@code configure_optimizers}</th><td>which optimizer, with which learning rate</td>
 *         <td>{@code new Adam(...)}</td></tr>
 *   </tbody>
 * </table>
 *
 * <h2>What it prints</h2>
 *
 * <pre>
 *   mvn -q compile exec:exec
 * </pre>
 *
 * <pre>
 *   0 against 1: 12,665 images to learn from, 2,115 to test on
 *   (kernel: SIMD, 8 doubles at a time)
 *
 *          layer                      in           out  parameters  multiplications
 *       0  Linear(784, 16)  (batch, 784)   (batch, 16)      12,560           12,544
 *       1  ReLU              (batch, 16)   (batch, 16)           0                0
 *       2  Linear(16, 1)     (batch, 16)    (batch, 1)          17               16
 *       3  Sigmoid            (batch, 1)    (batch, 1)           0                0
 *          total                                            12,577           12,560
 *
 *   epoch 1/3  loss 0.1010  accuracy 0.9714  0.21 s
 *   epoch 2/3  loss 0.0084  accuracy 0.9984  0.04 s
 *   epoch 3/3  loss 0.0047  accuracy 0.9989  0.03 s
 *
 *   test: loss 0.0026, accuracy 0.9995 (2,114 of 2,115 correct)
 *
 *            predicted
 *                0      1
 *         0    979      1
 *         1      0  1,135
 *
 *   WRONG: 1                  right: 1                  right: 1
 *   p = 0.7467, image 2031    p = 0.6762, image 1172    p = 0.8000, image 626
 *
 *                                                                -+%@
 *    =#+:        .@@%#:                .%@-                  .=%@@@@@:
 *    *@%=       :@@@@@@=               #@%      +##=       %@@@#=:.@@=
 *    :.       .*@@%=. %@.             .@@*      =++-       -=-.    @@=
 *            =@@#-    :@:             +@@-                         -@=
 *           +@%+:     -@-             %@%                          :@%     :.
 *          *@@       .#:              @@+                          .@@**%@@@@@
 *        =*@*:      ::                @@+                       :-+#@@@@*=:::=
 *       -@#-   -=@+.                  @@+                   =*#@@@%++#@%
 *       *@+++#@*...                   *@+                  .@@#+:.    .
 *       :%@*+=                        :@+
 *
 *   report: target/report.html
 * </pre>
 *
 * <p>The <b id="kernel">kernel</b> is the part that multiplies matrices. This one uses the processor's SIMD
 * instructions, which here multiply 8 numbers at once; your machine may use another one, with the same results. (Java's
 * access to these instructions isn't final yet, so Java prints "WARNING: Using incubator modules". Nothing is wrong.)
 * Options choose another task or network: {@code -Dargs="--task even --hidden 32,16 --epochs 5"}. {@code --save
 * net.safetensors} keeps the network, and {@code --load net.safetensors --predict digit.png} predicts a digit that you
 * drew. Ctrl-C stops a long run; {@code --resume target/checkpoint.safetensors} resumes it after its last finished
 * epoch.
 *
 * <p><img class="chapter" width="600" style="max-width:100%" src="doc-files/BinaryMnist-loss.svg" alt="The loss of each
 * of 594 steps, from 0.7 down to about 0.002, ever more jagged.">
 *
 * <h2>What it means</h2>
 *
 * <p>The loss begins near ln 2 = 0.693, the loss of a network that says 1/2 to everything, and falls to less than a
 * hundredth of that. One of 2,115 test images is misclassified. The little table, the <b
 * id="confusion-matrix">confusion matrix</b>, says which one: it has a row for each actual class and a column for each
 * prediction, and one 0 was predicted as 1. Below it are the images with the highest loss. A spike in the curve is a
 * batch with one such image: without it, the ten highest losses after step 300 are 0.002 to 0.007 on average instead of
 * 0.039 to 0.052 (seeds 1 to 5), nearly what an average batch has.
 *
 * <p>Why look at the table if you have the accuracy? Suppose 95 of 100 images showed a 0. A network that predicts 0 for
 * everything, and has learned nothing, would have an accuracy of 0.95. The table would show it at once: all five ones
 * in the column of 0. So compare an accuracy with the share of the most frequent class. Here that is 1,135 of 2,115, or
 * 0.54.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why batches instead of all 12,665 images in each step?</summary> <p>The gradient of all images
 * would be exact, but would cost 198 times as much as the gradient of 64, and an epoch would be one step instead of
 * 198. Three exact steps with Adam's 0.001 end with test accuracies of 0.47 to 0.99 (seeds 1 to 5); they are too short
 * to get anywhere. Ten times as long, they reach 0.989 to 0.997. That is remarkable for three steps, and still several
 * times as many mistakes as after 594 rough ones.</p> </details>
 *
 * <details><summary>Why train on the loss, if accuracy is what you want?</summary> <p>Accuracy has no useful slope.
 * Change a weight a little, and nearly always no prediction changes: the derivative is 0, and says nothing about where
 * to go. The loss changes with every p, and it falls before the prediction changes.</p> </details>
 *
 * <details><summary>The first epoch has an accuracy of only 0.9714, the second 0.9984. Is one epoch that bad?</summary>
 * <p>No. The figure is a mean over the epoch, and includes the very first batches, when the network knew nothing yet.
 * At the end of the epoch it is right on 0.998 of the same images (seeds 1 to 5).</p>
 * </details>
 *
 * <p>To watch 16 ReLU neurons in the browser, and to draw digits there:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=sixteen-relus
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Run {@code -Dargs="--task 3v8"}. Will the accuracy be higher or lower than with 0 and 1?
 *       <details><summary>What you should see</summary><p>Lower: 0.9703, with 59 mistakes instead of
 *       1.</p></details></li>
 *   <li>Run {@code -Dargs="--learning-rate 1"}, then 0.1, 0.01 and 0.0001. Which test loss is the lowest?
 *       <details><summary>What you should see</summary><p>0.4255, 0.0028, 0.0020 and 0.0695; with 0.001 it was 0.0026.
 *       At 0.0001 three epochs aren't enough: after 30 it is about 0.002.</p></details></li>
 *   <li>Run {@code -Dargs="--batch 1 --epochs 1"}, then {@code --batch 12665 --epochs 3}. <details><summary>What you
 *       should see</summary><p>With single images the epoch has 12,665 steps, and the test loss is 0.0014. With all
 *       images in one batch there are three steps in all; with this seed the network still predicts 0 for everything,
 *       980 of 2,115 correct, and with others it reaches up to 0.99. A different batch size may need a different
 *       learning rate: try {@code --learning-rate 0.01}.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link InsideAdam}, on how the optimizer chose its steps.
 *
 * {@course bottom}
 */
public final class BinaryMnist {

    static final Chapter CHAPTER = new Chapter("Trains a small network to tell two kinds of handwritten digits apart.",
            DigitJob.options(), BinaryMnist::run);

    private BinaryMnist() {
    }

    /** The network that the loop written out has trained, and the loss of every step. */
    record ByHand(Sequential model, List<Double> losses) {
    }

    static ByHand trainedByHand(ImageDataset train) {
        // @start region=model
        Random random = new Random(42);
        Sequential model = new Sequential(
                new Linear(784, 16, random),
                new ReLU(),
                new Linear(16, 1, random),
                new Sigmoid());
        // @end
        // @start region=loop
        Loss loss = new BinaryCrossEntropy();
        Optimizer adam = new Adam(model.parameters(), 0.001);
        Batches batches = Batches.shuffled(train, 64, 42);
        List<Double> losses = new ArrayList<>();

        for (int epoch = 0; epoch < 3; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                losses.add(loss.value(pass.output(), batch.targets()));
                pass.backward(loss.gradient(pass.output(), batch.targets()));
                adam.step();
            }
        }
        // @end
        return new ByHand(model, losses);
    }

    @SuppressWarnings("UnusedVariable")    // the chapter shows how one asks for it
    private static Evaluation evaluation(Sequential model, ImageDataset test) {
        // @start region=test
        Evaluation evaluation = Predictor.of(model, new BinaryCrossEntropy()).evaluate(test);
        double accuracy = evaluation.accuracy();
        // @end
        return evaluation;
    }

    /** The same with a trainer, and with what was chosen. */
    private static void train(Options options, DigitJob job) throws IOException, Options.WrongOptionException {
        long seed = options.integer("seed");
        int[] hidden = options.positives("hidden");
        int epochs = options.positive("epochs");
        int batchSize = options.positive("batch");
        double learningRate = options.positiveDouble("learning-rate");
        ImageDataset train = job.training();
        ImageDataset test = job.test();
        Sequential model = classifier(train.inputSize(), hidden, new Random(seed));
        // @start region=trainer
        Optimizer adam = new Adam(model.parameters(), learningRate);
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), adam)
                .epochs(epochs).batchSize(batchSize).seed(seed)
                .metric(new BinaryAccuracy());
        job.prepare(trainer, model);
        History history = trainer.fit(train);
        if (!job.isStopped(history)) {
            Evaluation evaluation = trainer.evaluate(test);
            job.show(history, evaluation);
        }
        // @end
    }

    /** Hidden layers with ReLU, and a single output with a sigmoid. */
    static Sequential classifier(int inputs, int[] hidden, Random random) {
        List<Layer> layers = new ArrayList<>();
        int size = inputs;
        for (int neurons : hidden) {
            layers.add(new Linear(size, neurons, random));
            layers.add(new ReLU());
            size = neurons;
        }
        layers.add(new Linear(size, 1, random));
        layers.add(new Sigmoid());
        return new Sequential(layers.toArray(Layer[]::new));
    }

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
        if (!options.has("by-hand")) {
            new DigitJob(options, out).run(job -> train(options, job));
            return;
        }
        ImageDataset train = Mnist.load().training(Task.pair(0, 1));
        ByHand trained = trainedByHand(train);
        out.say("test: %s", evaluation(trained.model, Mnist.load().test(Task.pair(0, 1))));
        out.save(Map.of("BinaryMnist-loss", DigitJob.chart(trained.losses), "BinaryMnist-digits",
                DigitJob.digits(train)));
    }
}
