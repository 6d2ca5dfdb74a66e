// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Sketch;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Depths;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.ZerosAndOnes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Why the first layers of a deep network may learn nothing, and what helps.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>If one hidden layer is good, shouldn't ten be better? For a long time they were worse: such networks hardly
 * learned at all. Why?
 *
 * <h2>The idea</h2>
 *
 * <p>The gradient says how to change each weight. It comes from the loss and goes back layer by layer, and each layer
 * multiplies it twice: by the slope of the activation function, and by the weights ({@link Backpropagation}). If, say,
 * a seventh remains at each layer, then nine layers leave a seventh of a seventh of a seventh, and so on: less than a
 * ten-millionth. The <b id="early-layer">early layers</b>, near the input, hardly change, and stay as random as they
 * began. This is the <b id="vanishing-gradient">vanishing gradient</b>.
 *
 * <p>The forward direction shares this fate. A gradient of nearly 0 at an early layer means that changes there don't
 * reach the loss: they shrink at every layer on their way forward. So do the differences between two images, since each
 * layer multiplies them, too, by its weights and by a slope. After ten such layers two images may look nearly the same.
 *
 * <p>Here are three activation functions: the sigmoid, whose slope is at most 1/4; tanh, a sigmoid stretched to go from
 * −1 to 1, whose slope is 1 in the middle and falls off on both sides; and the ReLU, max(z, 0), whose slope is 1 where
 * z is positive, and 0 elsewhere.
 *
 * <h2>The formula</h2>
 *
 * <pre class="math">
 *   a(k+1) = f(a(k))
 *   a(k+2) = a(k+1)·W + b
 *   dL/da(k) = (dL/da(k+2)·Wᵀ) ⊙ slope(a(k))
 * </pre>
 *
 * <p>The first two lines go forward, the last one goes back. a(k) are the weighted sums of one hidden layer, and a(k+2)
 * those of the next: k counts the library's steps, of which the activation function f is one and the weights another. ⊙
 * multiplies entry by entry.
 *
 * <p>How much is left? Each layer has 16 neurons, and each weight begins as a random number from −1/√16 to 1/√16, as in
 * PyTorch. Its typical size is the root of the mean of its square. The mean of w² over all w from −c to c is c²/3 (the
 * integral of w² from 0 to c is c³/3), so the typical size is c/√3, here 1/√(3·16) = 0.144. The product with Wᵀ adds up
 * 16 terms whose signs are random. Random signs partly cancel: the typical sum of n such numbers is √n times as large
 * as one of them, not n times. (Squares add up where signs are independent, so n of them have n times the mean square.)
 * So √16 · 0.144 = 0.577 of the gradient is left, and the slope takes its share. (A ReLU's slope sets half of the terms
 * to 0, and what is left has √(1/2) = 0.71 times the size.) Between ten hidden layers the gradient makes nine such
 * steps:
 *
 * <pre>
 *                      weights  slope  per layer  nine layers  measured
 *   sigmoid             0.577   0.25      0.144        3e-08     2e-08
 *   tanh                0.577      1      0.577        7e-03     4e-03
 *   ReLU                0.577   0.71      0.408        3e-04     1e-04
 *   sigmoid, glorot()       1   0.25      0.250        4e-06     2e-06
 *   tanh, glorot()          1      1          1            1       0.5
 *   ReLU, he()          1.414   0.71          1            1       0.5
 * </pre>
 *
 * <p>"Measured" is the median of ten seeds, from the column for ten layers that {@code --full} prints (below). It is
 * less than calculated; for one thing, tanh has the slope 1, and the sigmoid 1/4, only at 0.
 *
 * <p>So there are six networks: PyTorch's weights with each function, and below them weights chosen so that the product
 * becomes 1, if it can. {@link io.github.chainrule.layer.Initializer#glorot()} begins with weights √3 times as large
 * where a layer of 16 follows one of 16; {@link io.github.chainrule.layer.Initializer#he()} with weights √6 times as
 * large, which makes up for the half that a ReLU loses. (They are named after Xavier Glorot and Kaiming He, who worked
 * these sizes out.)
 *
 * <h2>The code</h2>
 *
 * <p>A network of any depth, for images of handwritten zeros and ones, 784 pixels each:
 *
 * <div class="pair even">
 * {@snippet file="io/github/chainrule/walkthrough/VanishingGradient.java" region="build"}
 * <figure><img src="doc-files/VanishingGradient.svg" width="600" style="max-width:100%" alt="Bars on a logarithmic
 * scale: the mean gradient at the last of ten sigmoid layers is 2e-4, at the first 5e-12, in almost equal steps
 * between."> <figcaption><b>The result</b> with ten sigmoid layers, before training (seed 42). The bars are on a scale
 * of powers of ten: each is less than a fifth of the one above it.</figcaption></figure>
 * </div>
 *
 * <p>{@link io.github.chainrule.inspect.GradientFlow} measures the gradient in it, in one backward pass with 64 images,
 * before any training. It takes the mean of the absolute values, over all neurons of a layer and all images:
 *
 * {@snippet file="io/github/chainrule/walkthrough/VanishingGradient.java" region="flow"}
 *
 * <p>Then each network is trained on 640 images for 20 epochs, in batches of 64, by plain gradient descent with
 * learning rate 0.1. The random weights and the order of the images come from the seed; the same seed gives the same
 * numbers everywhere.
 *
 * <h2>What it prints</h2>
 *
 * <p>{@code mvn -q compile exec:exec -Dchapter=VanishingGradient} builds the networks once, from one seed. It prints
 * how large the gradient is at each layer and where training ends, and draws the pictures.
 *
 * <details><summary>The output, with seed 42</summary>
 *
 * <pre class="output">
 * The mean |dL/da| at each of 10 hidden layers, before training, seed 42
 * (each # is half a power of ten)
 *
 *   layer  sigmoid                          ReLU, he()
 *      10  2e-04 #################          1e-03 ##################
 *       9  3e-05 ###############            1e-03 ##################
 *       8  4e-06 #############              2e-03 ###################
 *       7  6e-07 ############               9e-04 ##################
 *       6  9e-08 ##########                 9e-04 ##################
 *       5  1e-08 ########                   6e-04 ##################
 *       4  2e-09 #######                    8e-04 ##################
 *       3  2e-10 #####                      1e-03 ##################
 *       2  3e-11 ###                        1e-03 ##################
 *       1  5e-12 #                          1e-03 ##################
 *
 * What is left of the gradient at the first hidden layer, of 1 at the last
 *
 *   hidden layers             2        4        6        8       10       12
 *   sigmoid               1e-01    2e-03    2e-05    1e-06    2e-08    2e-10
 *   tanh                  6e-01    1e-01    2e-02    2e-02    5e-03    5e-04
 *   ReLU                  3e-01    7e-02    1e-02    2e-03    3e-04    2e-05
 *   sigmoid, glorot()     2e-01    1e-02    8e-04    4e-05    8e-07    2e-07
 *   tanh, glorot()        6e-01    6e-01    4e-01    4e-01    2e-01    3e-01
 *   ReLU, he()            1e+00    8e-01    1e+00    8e-01    1e+00    1e+00
 *
 * The differences between images after the last layer, of 1 after the first
 *
 *   hidden layers             2        4        6        8       10       12
 *   sigmoid               1e-01    3e-03    6e-05    9e-07    2e-08    4e-10
 *   tanh                  6e-01    2e-01    6e-02    1e-02    4e-03    2e-03
 *   ReLU                  4e-01    6e-02    1e-02    2e-03    3e-04    5e-05
 *   sigmoid, glorot()     3e-01    2e-02    1e-03    8e-05    3e-06    2e-07
 *   tanh, glorot()        9e-01    8e-01    8e-01    9e-01    6e-01    6e-01
 *   ReLU, he()            1e+00    1e+00    1e+00    1e+00    9e-01    5e-01
 *
 * The loss after 20 epochs of 640 images, 0 or 1 (knowing nothing: 0.693)
 *
 *   hidden layers             2        4        6        8       10       12
 *   sigmoid               0.466    0.691    0.691    0.691    0.691    0.691
 *   tanh                  0.011    0.013    0.018    0.433    0.677    0.690
 *   ReLU                  0.007    0.005    0.314    0.690    0.690    0.690
 *   sigmoid, glorot()     0.152    0.688    0.691    0.691    0.691    0.691
 *   tanh, glorot()        0.010    0.003    0.004    0.013    0.033    0.014
 *   ReLU, he()            0.004    0.001    0.001    0.000    0.002    0.000
 *
 * Inputs that aren't scaled: tanh, 2 hidden layers, pixels
 *
 *   from 0 to 1    0 % of the first layer's outputs are at an end, |dL/da| 6e-04
 *   from 0 to 255  94 % of the first layer's outputs are at an end, |dL/da| 1e-05
 *
 * Pictures:
 *   target/pictures/VanishingGradient.svg
 *   target/pictures/VanishingGradientLayers.svg
 *   target/pictures/VanishingGradientLoss.svg
 * </pre>
 * </details>
 *
 * <p>The third table is the forward direction: how much each layer's outputs differ from image to image. It nearly
 * repeats the second table. One seed may be chance. So with {@code -Dargs=--full} (about half a minute) each network is
 * trained ten times (seeds 0 to 9; run of 2026-11-24):
 *
 * <pre class="full">
 * Seeds 0 to 9: the median of what is left of the gradient at the first layer
 *
 *   hidden layers             2        4        6        8       10       12
 *   sigmoid               1e-01    3e-03    4e-05    1e-06    2e-08    3e-10
 *   tanh                  4e-01    2e-01    4e-02    2e-02    4e-03    1e-03
 *   ReLU                  3e-01    6e-02    1e-02    1e-03    1e-04    3e-05
 *   sigmoid, glorot()     2e-01    1e-02    6e-04    3e-05    2e-06    1e-07
 *   tanh, glorot()        7e-01    7e-01    5e-01    4e-01    5e-01    3e-01
 *   ReLU, he()            8e-01    9e-01    9e-01    6e-01    5e-01    4e-01
 *
 * Of 10 training runs, how many reach a loss below 0.1 in 20 epochs
 *
 *   hidden layers             2        4        6        8       10       12
 *   sigmoid                   0        0        0        0        0        0
 *   tanh                     10       10       10       10        1        0
 *   ReLU                     10       10        0        0        0        0
 *   sigmoid, glorot()         2        0        0        0        0        0
 *   tanh, glorot()           10       10       10       10       10       10
 *   ReLU, he()               10       10       10       10       10       10
 *   sigmoid, with Adam       10       10       10       10        0        0
 * </pre>
 *
 * <p>(Seed 42 is a slow one: with tanh and eight layers its loss is still 0.433 after 20 epochs, while all of these ten
 * are below 0.1.)
 *
 * <h2>The pictures</h2>
 *
 * <p>Both show seed 42. First the gradient in all six networks. Where the line is level, every layer gets a gradient of
 * the same size.
 *
 * <p><img src="doc-files/VanishingGradientLayers.svg" width="600" style="max-width:100%" alt="The mean gradient at
 * each of ten hidden layers, on a logarithmic scale. ReLU with he() and tanh with glorot() stay between 5e-4 and 3e-3;
 * tanh, ReLU, sigmoid with glorot() and sigmoid fall toward the input, in this order ever more steeply.">
 *
 * <p>Then how they fare in training. Four stay near 0.69, the loss of a network that ignores the image. (At the two
 * peaks the loss rises for an epoch or two; training recovers from them.)
 *
 * <p><img src="doc-files/VanishingGradientLoss.svg" width="600" style="max-width:100%" alt="The loss in 20 epochs:
 * with sigmoid, sigmoid with glorot(), ReLU and tanh it stays near 0.69; with ReLU and he(), and with tanh and
 * glorot(), it falls to nearly 0.">
 *
 * <h2>What it means</h2>
 *
 * <p>In a network of ten sigmoid layers the first layer gets about a fifty-millionth of the gradient that the last one
 * gets. And from image to image, the outputs of the tenth layer differ only a fifty-millionth as much as those of the
 * first. So the network learns the only thing that can be learned without looking at the image: ones are a little more
 * frequent than zeros, 346 of 640, and knowing just that costs 0.690.
 *
 * <p><b>Which of the two stops it?</b> Repair one, leave the other, and look.
 *
 * <p>Repair the gradient. Adam divides each gradient by its own usual size, so that all layers make steps of the same
 * length. (It adds a small ε to that size, 10<sup>−8</sup>; the gradients here are smaller still, so take
 * 10<sup>−30</sup>.) Now ten sigmoid layers learn: the loss is 0.014 to 0.015 with seeds 1 to 5. The early layers
 * change until they pass the differences on. So it was the vanishing gradient that kept them from learning.
 *
 * <p>Now leave some layers without any gradient. With tanh and glorot(), let the first five of ten layers never change.
 * They stay random, but they pass differences on, and the other five learn from those: 0.05 to 0.33. With sigmoids,
 * five such layers let nothing through, and the other five learn nothing, even with that Adam: 0.69 with all five
 * seeds. So <b>layers that don't learn do harm where they let nothing through</b>. Gradient and differences shrink by
 * the same factors, and initial weights that keep one keep the other.
 *
 * <p>What helps:
 *
 * <ul>
 *   <li><b>A different activation function.</b> ReLU, whose slope is 1 where it isn't 0, or tanh. By itself that helps
 *       only up to a point: with PyTorch's weights, tanh learned with up to eight layers in all ten runs (but not with
 *       seed 42), and no ReLU network of six or more layers learned in time.</li>
 *   <li><b>Initial weights that fit it.</b> he() for ReLU, glorot() for tanh: then all depths learned, ten times out
 *       of ten. For the sigmoid, glorot() isn't enough: its 1/4 is still there.</li>
 *   <li><b>Fewer layers.</b> Two sigmoid layers are at 0.466 after 20 epochs, and still improving. Zeros and ones need
 *       only one hidden layer, as in {@link BinaryMnist}.</li>
 *   <li><b>Scaled inputs.</b> With pixels from 0 to 255 the first weighted sums are 255 times as large, and tanh is
 *       flat there: nearly all its outputs are at an end, −1 or 1 (within 0.01), and |dL/da| falls to between a
 *       fortieth and a hundred-twentieth (seeds 1 to 5). The gradients of the weights still grow, two- to sevenfold,
 *       since they are |dL/da| times the larger pixels, and this small network learns, a little worse: its loss is
 *       0.011 to 0.021 instead of 0.010 to 0.011. Divide pixels by 255; for other inputs, subtract the mean, then
 *       divide by the standard deviation.</li>
 * </ul>
 *
 * <p>Here more depth gains nothing at all: two layers are enough for zeros and ones. Depth is worthwhile where a task
 * needs it, and where initial weights, activation function and optimizer allow it to be trained.
 *
 * <h2>Questions</h2>
 *
 * {@course quiz}
 *
 * <details><summary>Why does the first layer learn least, and not the last?</summary> <p>The gradient comes from the
 * loss, at the end. The last layer gets it whole; each layer nearer the input gets only what the ones after it leave
 * over.</p></details>
 *
 * <details><summary>Why not just take a larger learning rate?</summary> <p>There is one rate for all layers. With ten
 * sigmoid layers, the first would need a rate fifty million times as large as the last. What is right for one is absurd
 * for the other.</p></details>
 *
 * <details><summary>Does Adam help, the optimizer that adapts the step of each weight?</summary> <p>A good deal: it
 * divides each gradient by its own usual size, so that small gradients make steps as large as any. With Adam (learning
 * rate 0.01), sigmoid networks with up to eight hidden layers learned, ten times out of ten; see the last line of the
 * last table. But Adam adds 10<sup>−8</sup> to that size, so as never to divide by 0. In ten layers the first layers'
 * gradients are smaller than that, and their steps are next to nothing again. With 10<sup>−30</sup> instead, ten layers
 * learn, too, with five seeds out of five.</p></details>
 *
 * <details><summary>Can the gradient also grow?</summary>
 * <p>Yes: if each layer multiplies it by more than 1, it <b id="explode">explodes</b>, and training jumps about or ends
 * in NaN. With weights twice as large as those of he(), each ReLU layer doubles it, and nine layers make it about 500
 * times larger. {@link io.github.chainrule.inspect.Diagnosis} warns of both.</p></details>
 *
 * <p>To watch it in the browser:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=twelve-sigmoids
 * </pre>
 *
 * <h2>Exercises</h2>
 *
 * <p>Predict what you will see, then change the program, run it, and check.
 *
 * <ol>
 *   <li>Set {@code LEARNING_RATE} to 1. Which of the six networks gain from it? <details><summary>What you should
 *       see</summary><p>Those with small gradients, as long as there are few layers: two sigmoid layers reach 0.006,
 *       and ReLU learns with up to eight. Ten sigmoid layers stay at 0.70: a step ten times as long doesn't make up for
 *       a factor of fifty million. And ReLU with he(), whose gradients are large, is destroyed: 54.063 is the loss of
 *       giving all ones the probability 0. The loss of a single image is capped at 100, since −ln 0 would be infinite,
 *       and 100 · 346/640 is 54.063.</p></details></li>
 *   <li>Use {@code LeakyReLU::new} with {@code Initializer.he()} in place of ReLU. <details><summary>What you should
 *       see</summary><p>Almost the same as ReLU with he(): the slope 0.01 on the left lets hardly more through than
 *       0.</p></details></li>
 *   <li>Set {@code WIDTH} to 64. Does the calculation in the text still hold? <details><summary>What you should
 *       see</summary><p>Yes. The weights are smaller, 1/√(3·64), and the sums longer: √64 · 0.072 = 0.577, as
 *       before.</p></details></li>
 * </ol>
 *
 * <p>Next: {@link OwnLayer}, where you write a layer that the library doesn't have.
 *
 * {@course bottom}
 */
public final class VanishingGradient {

    static final long SEED = 42;
    static final int DEEP = 10;

    static final Chapter CHAPTER = new Chapter("Shows how gradients vanish in deep networks, and what helps.",
            new Options()
                    .option("seed", "N", String.valueOf(SEED), "of the initial weights and of the order of the images")
                    .flag("full", "train each network with seeds 0 to 9").pictures(), VanishingGradient::run);

    private VanishingGradient() {
    }

    /** The networks of this chapter: an activation function, and the weights to begin with. */
    enum DeepNetwork {

        SIGMOID("sigmoid", Sigmoid::new, Initializer.uniform()),
        TANH("tanh", Tanh::new, Initializer.uniform()),
        RELU("ReLU", ReLU::new, Initializer.uniform()),
        SIGMOID_GLOROT("sigmoid, glorot()", Sigmoid::new, Initializer.glorot()),
        TANH_GLOROT("tanh, glorot()", Tanh::new, Initializer.glorot()),
        RELU_HE("ReLU, he()", ReLU::new, Initializer.he());

        static final int WIDTH = 16;
        static final int EPOCHS = 20;
        static final int BATCH_SIZE = 64;
        private static final double LEARNING_RATE = 0.1;

        private final String label;
        private final Supplier<Layer> activation;
        private final Initializer initializer;

        DeepNetwork(String label, Supplier<Layer> activation, Initializer initializer) {
            this.label = label;
            this.activation = activation;
            this.initializer = initializer;
        }

        // @start region="build"
        Sequential build(int inputs, int depth, long seed) {
            Random random = new Random(seed);
            List<Layer> layers = new ArrayList<>();
            for (int k = 0; k < depth; k++) {
                layers.add(new Linear(k == 0 ? inputs : WIDTH,
                        WIDTH, initializer, random));
                layers.add(activation.get());
            }
            layers.add(new Linear(WIDTH, 1, initializer, random));
            layers.add(new Sigmoid());
            return new Sequential(layers.toArray(Layer[]::new));
        }
        // @end

        /** What is seen in one pass back through the untrained network; each hidden layer is two of these. */
        // @start region="flow"
        List<LayerStatistics> flow(int depth, long seed, ZerosAndOnes images) {
            Sequential model = build(images.batch().cols(), depth, seed);
            ForwardPass pass = model.forward(images.batch());
            Matrix dp = new BinaryCrossEntropy().gradient(pass.output(), images.batchTargets());
            return GradientFlow.of(pass, pass.backward(dp)).measurements().get(0).layers();
        }

        /** The mean |dL/da| at each hidden layer's weighted sums, the first layer first. */
        double[] gradients(int depth, long seed, ZerosAndOnes images) {
            List<LayerStatistics> figures = flow(depth, seed, images);
            return IntStream.range(0, depth)
                    .mapToDouble(k -> figures.get(2 * k).meanGradient()).toArray();
        }
        // @end

        /** How much of the last hidden layer's gradient is left at the first one. */
        double left(int depth, long seed, ZerosAndOnes images) {
            double[] gradients = gradients(depth, seed, images);
            return gradients[0] / gradients[depth - 1];
        }

        /** How much of the differences between images after the first hidden layer is left after the last. */
        double kept(int depth, long seed, ZerosAndOnes images) {
            ForwardPass pass = build(images.batch().cols(), depth, seed).forward(images.batch());
            return Depths.spread(pass.activation(2 * depth)) / Depths.spread(pass.activation(2));
        }

        /** The training loss of each epoch, with plain gradient descent. */
        double[] train(int depth, long seed, Dataset data) {
            return train(depth, seed, data, model -> new Sgd(model.parameters(), LEARNING_RATE));
        }

        double[] train(int depth, long seed, Dataset data, Function<Sequential, Optimizer> optimizer) {
            Sequential model = build(data.inputSize(), depth, seed);
            return new Trainer(model, new BinaryCrossEntropy(), optimizer.apply(model)).epochs(EPOCHS)
                    .batchSize(BATCH_SIZE).seed(seed).fit(data).epochs().stream()
                    .mapToDouble(epoch -> epoch.training().loss()).toArray();
        }

        /** {@return as in {@code ReLU, he()}; without a name after it, the weights are those of PyTorch} */
        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * Prints gradients of deep networks and what training does to them, and draws three pictures.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        CHAPTER.main(args);
    }

    private static void run(Options options, Output out) throws IOException, Options.WrongOptionException {
        long seed = options.integer("seed");
        ZerosAndOnes images = ZerosAndOnes.load(DeepNetwork.BATCH_SIZE);
        Dataset dataset = images.dataset();
        Depths<DeepNetwork> depths = new Depths<>(DeepNetwork.values(), out);
        if (options.has("full")) {
            depths.table("Seeds 0 to 9: the median of what is left of the gradient at the first layer", "%.0e",
                    (network, depth) -> Depths.median(s -> network.left(depth, s, images)));
            depths.table("%nOf 10 training runs, how many reach a loss below 0.1 in 20 epochs", "%d",
                    (network, depth) -> Depths.learned(s -> network.train(depth, s, dataset)));
            depths.row("sigmoid, with Adam", "%d", depth -> Depths.learned(s -> DeepNetwork.SIGMOID
                    .train(depth, s, dataset, model -> new Adam(model.parameters(), 0.01))));
            return;
        }
        Function<DeepNetwork, double[]> gradients = network -> network.gradients(DEEP, seed, images);
        out.say("The mean |dL/da| at each of %d hidden layers, before training, seed %d", DEEP, seed);
        depths.bars(DeepNetwork.SIGMOID, DeepNetwork.RELU_HE, gradients);
        depths.table("%nWhat is left of the gradient at the first hidden layer, of 1 at the last", "%.0e",
                (network, depth) -> network.left(depth, seed, images));
        depths.table("%nThe differences between images after the last layer, of 1 after the first", "%.0e",
                (network, depth) -> network.kept(depth, seed, images));
        depths.table("%nThe loss after 20 epochs of 640 images, 0 or 1 (knowing nothing: 0.693)", "%.3f",
                (network, depth) -> Depths.last(network.train(depth, seed, dataset)));
        out.say("%nInputs that aren't scaled: tanh, 2 hidden layers, pixels%n");
        Depths.ends("from 0 to 1", DeepNetwork.TANH.flow(2, seed, images), out);
        Depths.ends("from 0 to 255", DeepNetwork.TANH.flow(2, seed, images.unscaled()), out);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("VanishingGradient", Depths.barChart(gradients.apply(DeepNetwork.SIGMOID)));
        pictures.put("VanishingGradientLayers", depths.lines(new LineChart("The gradient at each of ten hidden layers")
                .axes("hidden layer, first to last", "mean |dL/da|").logScale().ink(Sketch.Ink.PLUM), gradients));
        pictures.put("VanishingGradientLoss", depths.lines(new LineChart("Training with ten hidden layers")
                .axes("epoch", "loss"), network -> network.train(DEEP, seed, dataset)));
        out.save(pictures);
    }
}
