// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import static io.github.chainrule.walkthrough.parts.QuizQuestion.choice;
import static io.github.chainrule.walkthrough.parts.QuizQuestion.number;

import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;

import java.util.List;
import java.util.Random;

/** The questions of the quiz, in the order of the course. What can be computed is computed by the library. */
public final class QuizQuestions {

    private QuizQuestions() {
    }

    public static List<QuizQuestion> all() {
        return List.of(
                choice("LinearSeparability", """
                        One neuron with two inputs draws one straight line. Which of these
                        can it not learn, however long it is trained?""", 3, """
                        The ones of XOR lie on one diagonal of the square and its zeros on the
                        other: no straight line has both ones on one side and both zeros on the
                        other. XOR is not linearly separable.""",
                        "AND", "OR", "XOR", "NOT of the first input"),
                number("GradientDescent", """
                        The loss is L = (w - 3)^2, w is 0 and the learning rate 0.1. Where is w
                        after one step of gradient descent?""", oneStepDownhill(), """
                        The slope dL/dw is 2 * (0 - 3) = -6. The step goes against it:
                        0 - 0.1 * (-6) = 0.6."""),
                choice("GradientDescent", """
                        The loss jumps up and down, and on the whole it grows. What do you
                        change first?""", 3, """
                        Each step lands on the other side of the valley, and farther up: the
                        steps are too long. A smaller learning rate makes them shorter.""",
                        "more steps", "more hidden neurons", "a smaller learning rate",
                        "a larger learning rate"),
                choice("XorProblem", """
                        Two Linear layers, one after the other and nothing in between: what can
                        they learn that one Linear layer can't?""", 1, """
                        (x W1 + b1) W2 + b2 is x (W1 W2) + (b1 W2 + b2): one Linear layer again.
                        It is the function between them, ReLU or tanh or sigmoid, that makes a
                        hidden layer worth having.""",
                        "nothing", "XOR", "everything, with enough neurons", "curves, but not XOR"),
                choice("XorProblem", """
                        Why do the weights of a layer start at random, and not all at 0.5?""", 2, """
                        Equal neurons get equal gradients, so each step keeps them equal: sixteen
                        neurons would keep doing the work of one.""",
                        "so that no two runs give the same network",
                        "because neurons that start equal stay equal",
                        "because 0.5 is too large",
                        "because the derivative of 0.5 is 0"),
                number("HandCalculation", """
                        The forward pass of one neuron with a ReLU: inputs 1 and 2, weights 0.5
                        and -0.2, bias 0.3. What does it give?""", reluNeuron(), """
                        The sum is 1*0.5 + 2*(-0.2) + 0.3 = 0.4. It is above 0, so the ReLU
                        passes it on unchanged."""),
                number("ChainRule", """
                        y = u * u and u = 3 * x. How large is dy/dx at x = 1?""", squareOfTripled(), """
                        The chain rule: dy/dx = dy/du * du/dx = 2u * 3. At x = 1 u is 3, so it
                        is 6 * 3 = 18."""),
                choice("Backpropagation", """
                        Why does back-propagation go from the loss back to the input, and not
                        the other way?""", 4, """
                        dL/dy of a layer is computed once, from the layer after it, and used
                        for all the layer's weights and for everything before it. Starting at
                        the input, you would compute the same products again for each weight.""",
                        "because the input has no gradient",
                        "because the last layer is the most important one",
                        "because the forward pass went the other way",
                        "so that what is known of one layer is reused for all before it"),
                number("BinaryMnist", """
                        How many parameters has the network 784 -> 16 -> 1, biases included?""",
                        parameters(), """
                        784*16 weights and 16 biases, then 16 weights and 1 bias:
                        12544 + 16 + 16 + 1 = 12577."""),
                number("BinaryMnist", """
                        There are 12665 training images, and a batch has 64. How many times are
                        the weights changed in one epoch?""", stepsPerEpoch(), """
                        An epoch is one pass over all images, a step is one batch, and each step
                        changes all weights once. 12665 / 64 = 197.9: 197 full batches and a
                        short one make 198."""),
                number("BinaryMnist", """
                        A network that knows nothing says p = 0.5 for every image. How large is
                        its binary cross-entropy? (Two digits will do.)""", lossOfAHalf(), """
                        -ln(0.5) = ln 2 = 0.693, whatever the target is. If the loss stays
                        there, nothing is being learned."""),
                number("BinaryMnist", """
                        Adam, with learning rate 0.001, makes its first step. A weight's gradient
                        is 5. By how much does the weight change, without the sign?""", firstAdamStep(), """
                        Adam divides the mean gradient by its usual size: in the first step that
                        is 5 / 5 = 1, so the weight moves by the learning rate, 0.001. With a
                        gradient of 0.05 it would move just as far."""),
                choice("BinaryMnist", """
                        Of 1,000 images 990 show a 0 and 10 a 1. A network has an accuracy
                        of 0.99. What does that say?""", 3, """
                        A network that says 0 to everything has 0.99, too. Look at the confusion
                        matrix: it says how many of the ten ones were found.""",
                        "that it has learned to tell them apart",
                        "that 99 of 100 ones are found",
                        "little: saying 0 every time gives as much",
                        "that the loss is 0.01"),
                choice("BinaryMnist", """
                        PyTorch's programs call zero_grad() before each backward(). Why do
                        Chainrule's call nothing of the kind?""", 1, """
                        PyTorch adds each new gradient to what is already there, so it has to be
                        cleared. In Chainrule a backward pass replaces what the last one
                        left: there is nothing to forget.""",
                        "because gradients are overwritten, not added up",
                        "because Adam needs no gradients",
                        "because the loss does it",
                        "because a batch has only 64 images"),
                choice("HiddenNeurons", """
                        You try networks of ten sizes and want to keep the best one. By which
                        images do you choose?""", 2, """
                        On the training images a larger network nearly always looks better. And
                        a test set that you choose by is used up: the winner may just have been
                        lucky on it. So part of the training images is held back to choose by.""",
                        "by the training images", "by images held back from training: the validation set",
                        "by the test images", "by all of them together"),
                choice("Overfitting", """
                        The training loss keeps falling. The validation loss has been rising
                        for ten epochs. What is going on?""", 2, """
                        The network overfits: what it still learns is true only of the
                        training images. Stopping earlier helps, or more images, a smaller network,
                        or weight decay.""",
                        "the learning rate is too small",
                        "the network memorizes its training images",
                        "the gradient vanishes",
                        "the validation set is too large"),
                choice("Overfitting", """
                        A coin decides each target. A large network gets all 200 training images
                        right. About how many of 200 new images will it get right?""", 4, """
                        There is nothing to understand, so on new images it does as well as
                        another coin: about half of them. A perfect result on the training images
                        proves nothing.""",
                        "200", "150", "none", "100"),
                number("VanishingGradient", """
                        How large is the derivative of the sigmoid where it is largest?""",
                        largestSlopeOfSigmoid(), """
                        It is s * (1 - s), largest where s = 0.5: there it's 0.25. Ten sigmoids
                        in a row multiply a gradient by at most 0.25 ten times over: by less
                        than a millionth. So the first layers of a deep network hardly learn."""),
                choice("HiddenNeurons", """
                        The sum of a hidden neuron with a ReLU is below 0 for every training
                        image. What happens to the neuron?""", 1, """
                        Where the sum is below 0 the ReLU's derivative is 0, so no gradient comes
                        through, for any image: the neuron's weights stay what they are. It is
                        called dead. A LeakyReLU lets a little through.""",
                        "nothing any more: its gradient is 0",
                        "its weights grow until the sum is above 0",
                        "its output becomes negative",
                        "its gradient becomes infinite"),
                choice("OwnLayer", """
                        You have written a layer of your own with its derivative. How do you
                        make sure that the derivative is right?""", 4, """
                        With a wrong gradient the loss often falls all the same.
                        Moving each parameter a little up and down and looking at the loss needs
                        no calculus at all, and must give the same: that is the gradient check.""",
                        "train, and see whether the loss falls",
                        "compare the output with that of another layer",
                        "make the learning rate small",
                        "compare with (L(w + h) - L(w - h)) / 2h, weight by weight"));
    }

    /** With the input 1 and the target 3, the squared error of w * 1 is (w - 3)^2. */
    private static double oneStepDownhill() {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        ForwardPass pass = model.forward(Matrix.row(1));
        pass.backward(new MeanSquaredError().gradient(pass.output(), Matrix.row(3)));
        new Sgd(model.parameters(), 0.1).step();
        return model.parameters().get(0).value().get(0, 0);
    }

    private static double parameters() {
        Random random = new Random(42);
        return new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random), new Sigmoid())
                .parameterCount();
    }

    private static double largestSlopeOfSigmoid() {
        Sigmoid sigmoid = new Sigmoid();
        Matrix x = Matrix.row(0);
        return sigmoid.inputGradient(x, sigmoid.forward(x), Matrix.row(1)).get(0, 0);
    }

    private static double lossOfAHalf() {
        return new BinaryCrossEntropy().value(Matrix.row(0.5), Matrix.row(1));
    }

    private static double reluNeuron() {
        return new Sequential(new Linear(Matrix.column(0.5, -0.2), Matrix.row(0.3)), new ReLU())
                .output(Matrix.row(1, 2)).get(0, 0);
    }

    /** u = 3x is a layer with one weight, and dy/du = 2u is where its backward pass begins. */
    private static double squareOfTripled() {
        Linear tripled = new Linear(Matrix.row(3), Matrix.row(0));
        Matrix x = Matrix.row(1);
        Matrix u = tripled.forward(x);
        return tripled.inputGradient(x, u, u.map(v -> 2 * v)).get(0, 0);
    }

    private static double stepsPerEpoch() {
        return Batches.inOrder(Dataset.of(Matrix.zeros(12_665, 1), Matrix.zeros(12_665, 1)), 64).batchesPerEpoch();
    }

    private static double firstAdamStep() {
        Linear neuron = new Linear(Matrix.row(1), Matrix.row(0));
        neuron.weight().gradient().set(0, 0, 5);
        neuron.bias().gradient().set(0, 0, 5);
        new Adam(neuron.parameters(), 0.001).step();
        return Math.abs(neuron.weight().value().get(0, 0) - 1);
    }
}
