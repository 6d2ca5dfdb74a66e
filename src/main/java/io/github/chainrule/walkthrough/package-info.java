// SPDX-License-Identifier: Apache-2.0
/**
 * The course: short chapters, each a small program to run and a text to read. They are programs, not API: only the
 * command that starts a chapter stays the same from release to release.
 *
 * <p>You need Java and school calculus (what a derivative is), but no knowledge of neural networks. By the end you can
 * explain back-propagation at a blackboard. A chapter has about 1,000 to 2,000 words, five to ten minutes' reading; its
 * program, its questions and its exercises take longer. Read the chapters in order: each explains the words that the
 * next one uses.
 *
 * {@course contents}
 *
 * <p>If you teach, the <a href="doc-files/lecturers.html">page for lecturers</a> has exercises to hand out, which grade
 * themselves.
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
 * <p>Where a chapter names a cause, we took the cause away to see whether the effect goes with it. Where it draws a
 * conclusion, the conclusion holds for five seeds or more. New chapters keep to this rule.
 *
 * <p>Begin with {@link io.github.chainrule.walkthrough.LinearSeparability}.
 *
 * <h2 id="glossary">Glossary</h2>
 *
 * <p>Each in a few words, with the chapter that explains it. The search box at the top of every page finds them, too.
 * The Korean words come from the university lecture that the course covers.
 *
 * <dl class="glossary">
 * <dt>{@index accuracy} <span lang="ko">{@index 정확도}</span></dt> <dd>The share of correct predictions. {@course see
 *     BinaryMnist accuracy}</dd>
 * <dt>{@index activation}</dt> <dd>A number that one step of the calculation passes on to the next: a0, a1, a2 and so
 *     on. {@course see XorProblem activation}</dd>
 * <dt>{@index "activation function"} <span lang="ko">{@index "활성화 함수"}</span></dt> <dd>A function whose graph isn't a
 *     straight line, such as ReLU or tanh. Without it, several layers could do no more than one. {@course see
 *     XorProblem activation-function}</dd>
 * <dt>{@index Adam}</dt> <dd>An optimizer that gives each weight its own step length, from running means of its
 *     gradients. {@course see GradientDescent adam}</dd>
 * <dt>{@index "analytic slope"}</dt> <dd>A slope from a formula. {@course see ChainRule analytic}</dd>
 * <dt>{@index "automatic differentiation"}</dt> <dd>Derivatives found by a program: each number remembers what it was
 *     computed from. {@course see AutomaticDifferentiation automatic-differentiation}</dd>
 * <dt>{@index back-propagation} <span lang="ko">{@index 역전파}, {@index "오차의 역전파"}</span></dt> <dd>How to get all
 *     gradients cheaply: work from the loss back to the input, and compute each result only once. In full:
 *     back-propagation of errors. {@course see Backpropagation back-propagation}</dd>
 * <dt>{@index "backward pass"}</dt> <dd>The calculation from the loss back to the first layer, which leaves a gradient
 *     for every parameter. {@course see ChainRule backward-pass}</dd>
 * <dt>{@index batch} <span lang="ko">{@index 배치}</span></dt> <dd>The examples used together in one step. {@course see
 *     BinaryMnist batch}</dd>
 * <dt>{@index bias} <span lang="ko">{@index 편향}</span></dt> <dd>The number that a neuron adds to its weighted sum,
 *     whatever its inputs are. {@course see LinearSeparability bias}</dd>
 * <dt>{@index "bias correction"}</dt> <dd>The division by which Adam makes up for running means that begin at 0.
 *     {@course see InsideAdam bias-correction}</dd>
 * <dt>{@index "binary cross-entropy"}</dt> <dd>The loss for two classes: −ln of the probability given to the actual
 *     one. {@course see LinearSeparability binary-cross-entropy}</dd>
 * <dt>{@index calibrated}</dt> <dd>Describes probabilities that can be taken at their word: of predictions with 0.9,
 *     nine in ten are correct. {@course see TenDigits calibration}</dd>
 * <dt>{@index "chain rule"} <span lang="ko">{@index "연쇄 규칙"}, {@index "미분의 연쇄 규칙"}</span></dt> <dd>How the end of a
 *     chain of functions changes with its start: multiply the slopes along each path, then add the paths. {@course see
 *     ChainRule chain-rule}</dd>
 * <dt>{@index class}</dt> <dd>One of the kinds that a network tells apart. {@course see HandCalculation class}</dd>
 * <dt>{@index "complex feature"} <span lang="ko">{@index "복잡한 특징"}</span></dt> <dd>A feature that a later layer makes
 *     from simpler ones. {@course see HiddenNeurons complex-features}</dd>
 * <dt>{@index composition} <span lang="ko">{@index 함수}, {@index 구성}</span></dt> <dd>A function of a function: the
 *     output of one is the input of the next. {@course see ChainRule composition}</dd>
 * <dt>{@index "confusion matrix"}</dt> <dd>A table of predictions: a row for each actual class, a column for each
 *     predicted one. {@course see BinaryMnist confusion-matrix}</dd>
 * <dt>{@index constraint} <span lang="ko">{@index 제약}</span></dt> <dd>A condition that your choice must meet: each
 *     layer takes as many numbers as the one before passes on. {@course see XorProblem constraint}</dd>
 * <dt>{@index cross-entropy}</dt> <dd>The loss for any number of classes: −ln of the probability given to the actual
 *     one. {@course see TenDigits cross-entropy}</dd>
 * <dt>{@index "data space"} <span lang="ko">{@index "데이터 공간"}</span></dt> <dd>The space of all inputs, with one
 *     direction for each: a plane for two. {@course see LinearSeparability data-space}</dd>
 * <dt>{@index "dead neuron"}</dt> <dd>A ReLU neuron whose sum is below 0 for every example. No gradient reaches it any
 *     more. {@course see XorProblem dead}</dd>
 * <dt>{@index "deep learning"} <span lang="ko">{@index 딥러닝}</span></dt> <dd>Training networks with many hidden layers.
 *     {@course see XorProblem deep-learning}</dd>
 * <dt>{@index derivative} <span lang="ko">{@index 미분}</span></dt> <dd>How fast a function's output changes with its
 *     input. Also called its slope. {@course see ChainRule derivative}</dd>
 * <dt>{@index differentiable} <span lang="ko">{@index 미분가능한}</span></dt> <dd>Having a derivative. The chain rule
 *     requires it of each step. {@course see ChainRule differentiable}</dd>
 * <dt>{@index divergence}</dt> <dd>A loss that grows without end, because the learning rate is too large. {@course see
 *     GradientDescent diverge}</dd>
 * <dt>{@index dropout}</dt> <dd>A layer that switches off some neurons in each training step. {@course see Overfitting
 *     dropout}</dd>
 * <dt>{@index "early layer"} <span lang="ko">{@index "초반 레이어"}, {@index "이전 레이어"}, {@index "이후 레이어"}, {@index "입력층과
 *     가까운"}</span></dt> <dd>A layer near the input. Later layers are nearer the output. {@course see VanishingGradient
 *     early-layer}</dd>
 * <dt>{@index "early stopping"}</dt> <dd>Ending training when the validation loss no longer falls. {@course see
 *     Overfitting early-stopping}</dd>
 * <dt>{@index epoch} <span lang="ko">{@index 에포크}</span></dt> <dd>One pass over all training examples. {@course see
 *     BinaryMnist epoch}</dd>
 * <dt>{@index "exploding gradient"} <span lang="ko">{@index "폭발하는 경사"}</span></dt> <dd>A gradient that grows at every
 *     layer as it goes back. {@course see VanishingGradient explode}</dd>
 * <dt>{@index feature} <span lang="ko">{@index 특징}</span></dt> <dd>A number that describes an example. The inputs are
 *     given features; the outputs of a hidden layer are learned ones. {@course see LinearSeparability feature}</dd>
 * <dt>{@index "forward pass"}</dt> <dd>The calculation from the input to the output. {@course see HandCalculation
 *     forward-pass}</dd>
 * <dt>{@index gradient} <span lang="ko">{@index 경사}</span></dt> <dd>How the loss changes with each parameter: all its
 *     derivatives together. {@course see GradientDescent gradient}</dd>
 * <dt>{@index "gradient check"}</dt> <dd>A comparison of computed gradients with numeric ones, which need no calculus.
 *     {@course see OwnLayer gradient-check}</dd>
 * <dt>{@index "gradient descent"}</dt> <dd>Moving every weight against its gradient, a little at a time. {@course see
 *     GradientDescent gradient-descent}</dd>
 * <dt>{@index graph}</dt> <dd>Numbers, with an arrow from each to the numbers computed from it. {@course see
 *     AutomaticDifferentiation graph}</dd>
 * <dt>{@index "hidden layer"} <span lang="ko">{@index 은닉층}</span></dt> <dd>A layer between the inputs and the output
 *     layer. {@course see XorProblem hidden-layer}</dd>
 * <dt>{@index image} <span lang="ko">{@index 이미지}</span></dt> <dd>Here 28 × 28 pixels of a handwritten digit: 784
 *     numbers from 0 to 1. {@course see BinaryMnist image}</dd>
 * <dt>{@index influence} <span lang="ko">{@index 영향}</span></dt> <dd>How the loss changes with a number: its gradient.
 *     {@course see Backpropagation influence}</dd>
 * <dt>{@index "input layer"} <span lang="ko">{@index 입력층}</span></dt> <dd>The inputs themselves; nothing is computed
 *     there. {@course see XorProblem input-layer}</dd>
 * <dt>{@index Jacobian}</dt> <dd>The table of all slopes of a step with several inputs and outputs. {@course see
 *     ChainRule jacobian}</dd>
 * <dt>{@index kernel}</dt> <dd>The part of the library that multiplies matrices. {@course see BinaryMnist kernel}</dd>
 * <dt>{@index layer} <span lang="ko">{@index 층}, {@index 레이어}</span></dt> <dd>A row of neurons that all get the same
 *     inputs (층). In the library, a Layer (레이어) is one step of the calculation. {@course see XorProblem layer}</dd>
 * <dt>{@index LeakyReLU}</dt> <dd>An activation function: a ReLU that lets a hundredth through below 0. {@course see
 *     XorProblem leaky-relu}</dd>
 * <dt>{@index "learned feature"}</dt> <dd>A feature that a hidden layer makes from earlier ones. {@course see
 *     XorProblem learned-feature}</dd>
 * <dt>{@index "learning rate"} <span lang="ko">{@index 학습률}</span></dt> <dd>How long a step is: a weight moves by the
 *     learning rate times its gradient. {@course see GradientDescent learning-rate}</dd>
 * <dt>{@index line} <span lang="ko">{@index 직선}, {@index 평면}</span></dt> <dd>Where the sum of a neuron with two inputs
 *     is 0. With three inputs it is a plane. {@course see LinearSeparability line}</dd>
 * <dt>{@index "linear model"} <span lang="ko">{@index 선형}</span></dt> <dd>A model whose border between two classes is
 *     one flat cut, such as a single neuron. {@course see LinearSeparability linear-model}</dd>
 * <dt>{@index "linear separability"} <span lang="ko">{@index "선형 분리"}</span></dt> <dd>Whether one flat cut (a line, a
 *     plane) keeps the points of two classes apart. {@course see LinearSeparability linearly-separable}</dd>
 * <dt>{@index logit}</dt> <dd>An output before the sigmoid or the softmax turns it into a probability. {@course see
 *     TenDigits logit}</dd>
 * <dt>{@index loss} <span lang="ko">{@index 손실}</span></dt> <dd>One number that says how wrong the predictions are.
 *     Training makes it small. {@course see LinearSeparability loss}</dd>
 * <dt>{@index MNIST}</dt> <dd>A classic collection of 70,000 images of handwritten digits. {@course see BinaryMnist
 *     mnist}</dd>
 * <dt>{@index model} <span lang="ko">{@index 모형}</span></dt> <dd>A formula whose numbers are learned, such as a
 *     network. {@course see LinearSeparability model}</dd>
 * <dt>{@index momentum}</dt> <dd>Steps that gather speed: each combines the one before with the new gradient. {@course
 *     see GradientDescent momentum}</dd>
 * <dt>{@index "multi-layer perceptron"} <span lang="ko">{@index 다층신경망}</span></dt> <dd>A network of neurons in layers,
 *     each layer fed by the one before. {@course see LinearSeparability multi-layer-perceptron}</dd>
 * <dt>{@index "neural network"} <span lang="ko">{@index 신경망}</span></dt> <dd>Connected neurons: the output of one is an
 *     input of another. {@course see LinearSeparability neural-network}</dd>
 * <dt>{@index neuron} <span lang="ko">{@index 뉴런}</span></dt> <dd>The smallest part of a network: a weighted sum of its
 *     inputs plus a bias, sent through an activation function. {@course see LinearSeparability neuron}</dd>
 * <dt>{@index "non-linear data"} <span lang="ko">{@index "비선형 데이터"}</span></dt> <dd>Points of two classes that no flat
 *     cut keeps apart. {@course see LinearSeparability non-linear-data}</dd>
 * <dt>{@index "non-linear model"} <span lang="ko">{@index 비선형}</span></dt> <dd>A model whose border can bend, because
 *     activation functions do. {@course see XorProblem non-linear-model}</dd>
 * <dt>{@index "number and size of layers"} <span lang="ko">{@index "수와 크기"}</span></dt> <dd>What you choose when you
 *     build a network: how many layers, and how many neurons in each. {@course see XorProblem number-and-size}</dd>
 * <dt>{@index "numeric slope"}</dt> <dd>A slope without a formula: move the input up and down a little, and look at the
 *     output. {@course see ChainRule numeric}</dd>
 * <dt>{@index one-hot}</dt> <dd>A row of numbers that is 1 for the actual class and 0 elsewhere. {@course see TenDigits
 *     one-hot}</dd>
 * <dt>{@index optimizer}</dt> <dd>The method that moves the parameters once their gradients are known. {@course see
 *     Backpropagation optimizer}</dd>
 * <dt>{@index "output layer"} <span lang="ko">{@index 출력층}</span></dt> <dd>The last layer, whose outputs are the
 *     network's prediction. {@course see XorProblem output-layer}</dd>
 * <dt>{@index "output neuron"} <span lang="ko">{@index "출력 뉴런"}</span></dt> <dd>A neuron of the output layer. {@course
 *     see XorProblem output-neuron}</dd>
 * <dt>{@index overfitting} <span lang="ko">{@index 과적합}</span></dt> <dd>Memorizing the training examples, and doing
 *     worse on all others. {@course see HiddenNeurons overfitting}</dd>
 * <dt>{@index parameter} <span lang="ko">{@index 파라미터}</span></dt> <dd>A number that training changes: a weight or a
 *     bias. {@course see HandCalculation parameter}</dd>
 * <dt>{@index "partial derivative"}</dt> <dd>How a function of several numbers changes with one of them while the
 *     others are held fixed. {@course see ChainRule partial-derivative}</dd>
 * <dt>{@index perceptron}</dt> <dd>The first artificial neuron that learned, of 1958: 1 if the weighted sum is above 0,
 *     otherwise 0. {@course see LinearSeparability perceptron}</dd>
 * <dt>{@index performance} <span lang="ko">{@index 성능}</span></dt> <dd>How well a network does its task, measured on
 *     examples that it wasn't trained on. {@course see BinaryMnist performance}</dd>
 * <dt>{@index plateau}</dt> <dd>A place where the derivatives are nearly 0, so that training changes next to nothing.
 *     {@course see XorProblem plateau}</dd>
 * <dt>{@index prediction} <span lang="ko">{@index 예측}</span></dt> <dd>A network's answer: a class, with its
 *     probability. {@course see LinearSeparability prediction}</dd>
 * <dt>{@index PReLU}</dt> <dd>A ReLU whose slope below 0 is a parameter. {@course see OwnLayer prelu}</dd>
 * <dt>{@index "product form"} <span lang="ko">{@index "곱셈 형태"}</span></dt> <dd>The slope of a chain as a product of the
 *     slopes of its steps. {@course see ChainRule product-form}</dd>
 * <dt>{@index ReLU}</dt> <dd>An activation function: z if z is above 0, otherwise 0. {@course see XorProblem relu}</dd>
 * <dt>{@index reuse} <span lang="ko">{@index 재사용}</span></dt> <dd>Computing a result once and using it for everything
 *     before it. {@course see Backpropagation reuse}</dd>
 * <dt>{@index "reverse order"} <span lang="ko">{@index 역순}</span></dt> <dd>From the last layer to the first. {@course
 *     see Backpropagation reverse-order}</dd>
 * <dt>{@index "running mean"}</dt> <dd>A mean in which recent values count most. {@course see InsideAdam
 *     running-mean}</dd>
 * <dt>{@index saturation} <span lang="ko">{@index 포화}</span></dt> <dd>What happens to a neuron at the flat end of a
 *     sigmoid or tanh, where the slope is nearly 0. {@course see XorProblem saturated}</dd>
 * <dt>{@index seed}</dt> <dd>The number that a random generator starts from. {@course see HiddenNeurons seed}</dd>
 * <dt>{@index shape} <span lang="ko">{@index 형태}</span></dt> <dd>How many numbers go in and come out; of a network: its
 *     layers and their sizes. {@course see XorProblem shape}</dd>
 * <dt>{@index sigmoid}</dt> <dd>The function 1 / (1 + e⁻ᶻ), which squeezes any number between 0 and 1. {@course see
 *     LinearSeparability sigmoid}</dd>
 * <dt>{@index "simple feature"} <span lang="ko">{@index "단순한 특징"}</span></dt> <dd>A feature of an early layer, such as
 *     one side of a line. {@course see HiddenNeurons simple-features}</dd>
 * <dt>{@index "single-layer network"} <span lang="ko">{@index "단층 신경망"}</span></dt> <dd>A network without a hidden
 *     layer, such as one neuron. {@course see XorProblem single-layer}</dd>
 * <dt>{@index slope} <span lang="ko">{@index 기울기}</span></dt> <dd>How fast a function rises: its derivative. {@course
 *     see ChainRule slope}</dd>
 * <dt>{@index softmax}</dt> <dd>The function that turns logits into probabilities: e to the power of each, divided by
 *     their sum. {@course see TenDigits softmax}</dd>
 * <dt>{@index spread}</dt> <dd>From the smallest to the largest result of several seeds: how far off a single run may
 *     be. {@course see HiddenNeurons spread}</dd>
 * <dt>{@index step}</dt> <dd>One change of all weights. {@course see LinearSeparability step}</dd>
 * <dt>{@index tanh}</dt> <dd>An activation function: an S from −1 to 1. {@course see XorProblem tanh}</dd>
 * <dt>{@index target}</dt> <dd>The right answer for an example. {@course see LinearSeparability target}</dd>
 * <dt>{@index task} <span lang="ko">{@index 과제}</span></dt> <dd>What a network is to do: here, to find the class of an
 *     example. {@course see LinearSeparability task}</dd>
 * <dt>{@index test} <span lang="ko">{@index 테스트}</span></dt> <dd>Measuring a trained network on examples that it wasn't
 *     trained on. {@course see BinaryMnist test}</dd>
 * <dt>{@index "test set"}</dt> <dd>Examples that are used once, at the very end, to say how good the network is.
 *     {@course see HiddenNeurons test-set}</dd>
 * <dt>{@index training} <span lang="ko">{@index 학습}, {@index "학습 과정"}, {@index 훈련}</span></dt> <dd>Finding weights and
 *     biases that make the loss small. {@course see LinearSeparability training}</dd>
 * <dt>{@index "training set"}</dt> <dd>The examples that the weights are learned from. {@course see HiddenNeurons
 *     training-set}</dd>
 * <dt>{@index transpose}</dt> <dd>A matrix with its rows and columns swapped. {@course see ChainRule transpose}</dd>
 * <dt>{@index underfitting}</dt> <dd>Having too little room to learn the rule: the loss stays high on all examples.
 *     {@course see Overfitting underfitting}</dd>
 * <dt>{@index update} <span lang="ko">{@index 업데이트}</span></dt> <dd>The change of a weight in a step. {@course see
 *     LinearSeparability update}</dd>
 * <dt>{@index "validation set"} <span lang="ko">{@index "검증 세트"}</span></dt> <dd>Examples kept out of training, to make
 *     choices by: a size, an epoch, a learning rate. {@course see HiddenNeurons validation-set}</dd>
 * <dt>{@index "vanishing gradient"} <span lang="ko">{@index "사라지는 경사"}, {@index "기울기 소실"}</span></dt> <dd>A gradient
 *     that shrinks at every layer as it goes back, so that the early layers learn next to nothing. {@course see
 *     VanishingGradient vanishing-gradient}</dd>
 * <dt>{@index weight} <span lang="ko">{@index 가중치}</span></dt> <dd>The number that an input is multiplied by: how much
 *     it counts, and for which class. {@course see LinearSeparability weight}</dd>
 * <dt>{@index "weight decay"}</dt> <dd>A price on large weights, which pulls each a little toward 0 in every step.
 *     {@course see Overfitting weight-decay}</dd>
 * <dt>{@index XOR} <span lang="ko">{@index "XOR 문제"}</span></dt> <dd>Exclusive or: 1 if exactly one of two inputs is 1;
 *     what a single neuron can't learn. {@course see LinearSeparability xor}</dd>
 * </dl>
 */
package io.github.chainrule.walkthrough;
