// SPDX-License-Identifier: Apache-2.0
/**
 * The course: short chapters, each a small program to run and a text to read. They are programs, not API: only how a
 * chapter is started stays the same from release to release.
 *
 * <p>You need Java and school calculus (what a derivative is), and nothing about neural networks. At the end you can
 * explain back-propagation at a blackboard. A short chapter takes ten minutes, a long one with its exercises an hour.
 * Read the chapters in this order: each explains the words that the next one uses.
 *
 * {@course contents}
 *
 * <p>If you teach, the <a href="doc-files/lecturers.html">page for lecturers</a> has exercises to hand out, which
 * correct themselves.
 *
 * <p>Every chapter is a class with a {@code main}. In a clone of the project, with JDK 17 or newer and Maven, this runs
 * one in a few seconds:
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=LinearSeparability
 * </pre>
 *
 * <p>{@code -Dargs=--help} lists its options. The code in the texts is the very code that runs, and a test compares the
 * outputs and pictures in them with what the programs print and draw today.
 *
 * <p>Begin with {@link io.github.chainrule.walkthrough.LinearSeparability}.
 *
 * <h2 id="glossary">The words of the course</h2>
 *
 * <p>In a few words each, with the chapter that explains it. The search box at the top of every page finds them, too.
 *
 * <dl class="glossary"> <dt>{@index accuracy}</dt> <dd>The share of right answers. {@course see BinaryMnist
 * accuracy}</dd> <dt>{@index activation}</dt> <dd>What a neuron passes on: its weighted sum, sent through the
 * activation function. {@course see XorProblem activation}</dd> <dt>{@index "activation function"}</dt> <dd>A function
 * whose graph isn't a straight line, such as ReLU or tanh. Without it, several layers could do no more than one.
 * {@course see XorProblem activation}</dd> <dt>{@index Adam}</dt> <dd>An optimizer that gives each weight a step length
 * of its own, from running means of its gradients. {@course see GradientDescent adam}</dd> <dt>{@index "analytic
 * slope"}</dt> <dd>A slope from a formula. {@course see ChainRule analytic}</dd> <dt>{@index back-propagation}</dt>
 * <dd>The way to get all gradients at little cost: from the loss back to the input, each result computed once and used
 * again. {@course see Backpropagation back-propagation}</dd> <dt>{@index "backward pass"}</dt> <dd>The way from the
 * loss back to the first layer, which leaves a gradient for every parameter. {@course see ChainRule backward-pass}</dd>
 * <dt>{@index batch}</dt> <dd>The examples that are used together in one step. {@course see BinaryMnist batch}</dd>
 * <dt>{@index bias}</dt> <dd>The number that a neuron adds to its weighted sum, whatever its inputs are. {@course see
 * LinearSeparability bias}</dd> <dt>{@index "binary cross-entropy"}</dt> <dd>The loss for two classes: −ln of the
 * probability that was given to the right one. {@course see LinearSeparability binary-cross-entropy}</dd> <dt>{@index
 * "chain rule"}</dt> <dd>How the end of a chain of functions changes with its start: multiply the slopes along each
 * path, then add the paths. {@course see ChainRule chain-rule}</dd> <dt>{@index class}</dt> <dd>One of the kinds that a
 * network tells apart. {@course see HandCalculation class}</dd> <dt>{@index "confusion matrix"}</dt> <dd>A table of the
 * answers: a row for each true class, a column for each answer. {@course see BinaryMnist confusion-matrix}</dd>
 * <dt>{@index "dead neuron"}</dt> <dd>A ReLU neuron whose sum is below 0 for every example. No gradient reaches it any
 * more. {@course see XorProblem dead}</dd> <dt>{@index "deep learning"}</dt> <dd>Training networks with many hidden
 * layers. {@course see XorProblem deep-learning}</dd> <dt>{@index derivative}</dt> <dd>How fast a function's output
 * moves when its input moves a little. Also called its slope. {@course see ChainRule derivative}</dd> <dt>{@index
 * divergence}</dt> <dd>A loss that grows without end, because the learning rate is too large. {@course see
 * GradientDescent diverge}</dd> <dt>{@index dropout}</dt> <dd>A layer that switches off some neurons in each step of
 * the training, so that none relies on another. {@course see Overfitting dropout}</dd> <dt>{@index "early
 * stopping"}</dt> <dd>Ending the training when the validation loss no longer falls. {@course see Overfitting
 * early-stopping}</dd> <dt>{@index epoch}</dt> <dd>One pass over all training examples. {@course see BinaryMnist
 * epoch}</dd> <dt>{@index "exploding gradient"}</dt> <dd>A gradient that grows at every layer on its way back. {@course
 * see VanishingGradient explode}</dd> <dt>{@index feature}</dt> <dd>One of the numbers that are known about an example;
 * an input of the network. {@course see LinearSeparability feature}</dd> <dt>{@index "forward pass"}</dt> <dd>The way
 * from the input to the output. {@course see HandCalculation forward-pass}</dd> <dt>{@index gradient}</dt> <dd>How the
 * loss changes with each parameter: all its derivatives together. {@course see GradientDescent gradient}</dd>
 * <dt>{@index "gradient check"}</dt> <dd>A comparison of computed gradients with numeric ones, which need no calculus.
 * {@course see OwnLayer gradient-check}</dd> <dt>{@index "gradient descent"}</dt> <dd>Moving every weight against its
 * gradient, a little at a time. {@course see GradientDescent gradient-descent}</dd> <dt>{@index "hidden layer"}</dt>
 * <dd>A layer between the inputs and the output layer. {@course see XorProblem hidden-layer}</dd> <dt>{@index "input
 * layer"}</dt> <dd>The inputs themselves; nothing is computed there. {@course see XorProblem input-layer}</dd>
 * <dt>{@index kernel}</dt> <dd>The part of the library that multiplies matrices. {@course see BinaryMnist kernel}</dd>
 * <dt>{@index layer}</dt> <dd>A row of neurons that all see the same inputs. In the library, each step of the
 * calculation is a layer. {@course see XorProblem layer}</dd> <dt>{@index LeakyReLU}</dt> <dd>An activation function: a
 * ReLU that lets a hundredth through below 0. {@course see XorProblem leaky-relu}</dd> <dt>{@index "learning
 * rate"}</dt> <dd>How long a step is: a weight moves by the learning rate times its gradient. {@course see
 * GradientDescent learning-rate}</dd> <dt>{@index "linear model"}</dt> <dd>A model whose border between two classes is
 * one flat cut, such as a single neuron. {@course see LinearSeparability linear-model}</dd> <dt>{@index "linear
 * separability"}</dt> <dd>Whether one flat cut (a line, a plane) keeps the points of two classes apart. {@course see
 * LinearSeparability linearly-separable}</dd> <dt>{@index loss}</dt> <dd>One number that says how wrong the answers
 * are. Training makes it small. {@course see LinearSeparability loss}</dd> <dt>{@index MNIST}</dt> <dd>A classic
 * collection of 70,000 images of handwritten digits. {@course see BinaryMnist mnist}</dd> <dt>{@index momentum}</dt>
 * <dd>Steps that gather speed: each is made of the one before and the new gradient. {@course see GradientDescent
 * momentum}</dd> <dt>{@index "multi-layer perceptron"}</dt> <dd>A network of neurons in layers, each layer fed by the
 * one before. {@course see LinearSeparability multi-layer-perceptron}</dd> <dt>{@index neuron}</dt> <dd>The smallest
 * part of a network: a weighted sum of its inputs plus a bias, sent through an activation function. {@course see
 * LinearSeparability neuron}</dd> <dt>{@index "non-linear model"}</dt> <dd>A model whose border can bend, because
 * activation functions do. {@course see XorProblem non-linear-model}</dd> <dt>{@index "numeric slope"}</dt> <dd>A slope
 * without a formula: move the input up and down a little, and look at the output. {@course see ChainRule numeric}</dd>
 * <dt>{@index optimizer}</dt> <dd>What moves the parameters once their gradients are known. {@course see
 * Backpropagation optimizer}</dd> <dt>{@index "output layer"}</dt> <dd>The last layer, whose outputs are the network's
 * answer. {@course see XorProblem output-layer}</dd> <dt>{@index overfitting}</dt> <dd>Memorizing the training
 * examples, and being worse at all others. {@course see HiddenNeurons overfitting}</dd> <dt>{@index parameter}</dt>
 * <dd>A number that training changes: a weight or a bias. {@course see HandCalculation parameter}</dd> <dt>{@index
 * perceptron}</dt> <dd>The first artificial neuron that learned, of 1958: 1 if the weighted sum is above 0, otherwise
 * 0. {@course see LinearSeparability perceptron}</dd> <dt>{@index plateau}</dt> <dd>A place where the derivatives are
 * nearly 0, so training hardly moves. {@course see XorProblem plateau}</dd> <dt>{@index PReLU}</dt> <dd>A ReLU whose
 * slope below 0 is a parameter. {@course see OwnLayer prelu}</dd> <dt>{@index ReLU}</dt> <dd>An activation function: z
 * if z is above 0, otherwise 0. {@course see XorProblem relu}</dd> <dt>{@index "running mean"}</dt> <dd>A mean in which
 * recent values count most. {@course see GradientDescent running-mean}</dd> <dt>{@index saturation}</dt> <dd>What
 * happens to a neuron at the flat end of a sigmoid or tanh, where the slope is nearly 0. {@course see XorProblem
 * saturated}</dd> <dt>{@index seed}</dt> <dd>The number that a random generator starts from. {@course see HiddenNeurons
 * seed}</dd> <dt>{@index sigmoid}</dt> <dd>The function 1 / (1 + e⁻ᶻ), which squeezes any number between 0 and 1.
 * {@course see LinearSeparability sigmoid}</dd> <dt>{@index spread}</dt> <dd>From the smallest to the largest result of
 * several seeds: how much luck matters. {@course see HiddenNeurons spread}</dd> <dt>{@index step}</dt> <dd>One change
 * of all weights. {@course see LinearSeparability step}</dd> <dt>{@index tanh}</dt> <dd>An activation function: an S
 * from −1 to 1. {@course see XorProblem tanh}</dd> <dt>{@index target}</dt> <dd>The right answer to an example.
 * {@course see LinearSeparability target}</dd> <dt>{@index "test set"}</dt> <dd>Examples that are used once, at the
 * very end, to say how good the network is. {@course see HiddenNeurons test-set}</dd> <dt>{@index training}</dt>
 * <dd>Finding weights and biases that make the loss small. {@course see LinearSeparability training}</dd> <dt>{@index
 * "training set"}</dt> <dd>The examples that the weights are learned from. {@course see HiddenNeurons
 * training-set}</dd> <dt>{@index transpose}</dt> <dd>A matrix with its rows and columns swapped. {@course see ChainRule
 * transpose}</dd> <dt>{@index underfitting}</dt> <dd>Having too little room to learn the rule: the loss stays high on
 * all examples. {@course see Overfitting underfitting}</dd> <dt>{@index "validation set"}</dt> <dd>Examples that aren't
 * trained on, to choose by: a size, an epoch, a learning rate. {@course see HiddenNeurons validation-set}</dd>
 * <dt>{@index "vanishing gradient"}</dt> <dd>A gradient that shrinks at every layer on its way back, so the first
 * layers learn nothing. {@course see VanishingGradient vanishing-gradient}</dd> <dt>{@index weight}</dt> <dd>The number
 * that an input is multiplied by: how much it counts, and for which answer. {@course see LinearSeparability
 * weight}</dd> <dt>{@index "weight decay"}</dt> <dd>A price on large weights, which pulls each a little towards 0 in
 * every step. {@course see Overfitting weight-decay}</dd> <dt>{@index XOR}</dt> <dd>1 if exactly one of two inputs is
 * 1; what a single neuron can't learn. {@course see LinearSeparability xor}</dd> </dl>
 */
package io.github.chainrule.walkthrough;
