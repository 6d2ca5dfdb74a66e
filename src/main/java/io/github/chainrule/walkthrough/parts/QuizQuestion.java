// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * One question of the quiz.
 *
 * @param chapter     where its answer can be read
 * @param text        the question, in lines
 * @param choices     the answers to choose from; none if a number is asked for
 * @param answer      the right choice, counted from 1, or the number
 * @param explanation why, in lines
 */
public record QuizQuestion(String chapter, String text, List<String> choices, double answer, String explanation) {

    public static QuizQuestion choice(String chapter, String text, int right, String explanation, String... choices) {
        return new QuizQuestion(chapter, text, List.of(choices), right, explanation);
    }

    public static QuizQuestion number(String chapter, String text, double answer, String explanation) {
        return new QuizQuestion(chapter, text, List.of(), answer, explanation);
    }

    public boolean isChoice() {
        return !choices.isEmpty();
    }

    /** What is counted must be exact, what is measured may be one per cent off. */
    public boolean isRight(double given) {
        boolean exact = answer == Math.rint(answer);
        return Math.abs(given - answer) <= (exact ? 0 : 0.01 * Math.abs(answer));
    }

    /** Whether this is an answer at all, right or wrong. */
    public boolean accepts(double given) {
        return isChoice() ? given >= 1 && given <= choices.size() && given == Math.rint(given)
                : Double.isFinite(given);
    }

    /** What kind of answer is expected. */
    public String expected() {
        return isChoice() ? "a number from 1 to " + choices.size() : "a number, such as 12 or 0.5";
    }

    /** The right answer as text. */
    public String solution() {
        if (isChoice()) {
            return (int) answer + ") " + choices.get((int) answer - 1);
        }
        return new BigDecimal(answer).round(new MathContext(answer == Math.rint(answer) ? 0 : 3)).stripTrailingZeros()
                .toPlainString();
    }

    /** The questions of the quiz, in the order of the course. */
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
                        after one step of gradient descent?""", 0.6, """
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
                        (x W0 + b0) W1 + b1 is x (W0 W1) + (b0 W1 + b1): one Linear layer again.
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
                        and -0.2, bias 0.3. What does it give?""", 0.4, """
                        The sum is 1*0.5 + 2*(-0.2) + 0.3 = 0.4. It is above 0, so the ReLU
                        passes it on unchanged."""),
                number("ChainRule", """
                        y = u * u and u = 3 * x. How large is dy/dx at x = 1?""", 18, """
                        The chain rule: dy/dx = dy/du * du/dx = 2u * 3. At x = 1 u is 3, so it
                        is 6 * 3 = 18."""),
                number("AutomaticDifferentiation", """
                        y = x*x + 3*x: x is used three times. How large is dy/dx at x = 2?""", 7, """
                        Three paths lead from x to y, and their slopes add up: 2 through the
                        first factor of x*x, 2 through the second, and 3. That is 7."""),
                number("Backpropagation", """
                        One neuron with a sigmoid, L = -ln p. Its input is 3, and it gives
                        p = 0.8; the target is 1. How large is dL/dz, where z is its sum?""", -0.2, """
                        dL/dz = dL/dp * dp/dz = -1/p * p*(1 - p) = p - 1 = -0.2: the prediction
                        minus the target."""),
                number("Backpropagation", """
                        The same neuron. How large is the gradient dL/dw of its weight?""", -0.6, """
                        z = w*3 + b, so dz/dw is the input, 3: dL/dw = 3 * (-0.2) = -0.6. What
                        came in going forward, times what comes back."""),
                number("Backpropagation", """
                        The input 3 comes from a hidden neuron with a ReLU, and w is 0.5. How
                        large is the gradient of the hidden neuron's sum?""", -0.1, """
                        Back through the weight: 0.5 * (-0.2) = -0.1. The neuron passed on 3, so
                        its sum is above 0, and the ReLU's slope is 1: it stays -0.1."""),
                choice("Backpropagation", """
                        Why does back-propagation go from the loss back to the input, and not
                        the other way?""", 4, """
                        dL/dy of a layer is computed once, from the layer after it, and used
                        for all the layer's weights and for everything before it. Starting at
                        the input, you would compute the same products again for each weight.""",
                        "because the input has no gradient",
                        "because the last layer is the most important one",
                        "because the forward pass went the other way",
                        "so that what is computed at one layer is reused before it"),
                number("BinaryMnist", """
                        How many parameters does 784 -> 16 -> 1 have, biases included?""",
                        12_577, """
                        784*16 weights and 16 biases, then 16 weights and 1 bias:
                        12544 + 16 + 16 + 1 = 12577."""),
                choice("BinaryMnist", """
                        Of 1,000 images 990 show a 0 and 10 a 1. A network has an accuracy
                        of 0.99. What does that say?""", 3, """
                        A network that says 0 to everything has 0.99, too. Look at the confusion
                        matrix: it says how many of the ten ones were found.""",
                        "that it has learned to tell them apart",
                        "that 99 of 100 ones are found",
                        "little: saying 0 every time gives as much",
                        "that the loss is 0.01"),
                number("InsideAdam", """
                        Adam, with learning rate 0.001, makes its first step. A weight's gradient
                        is 5. By how much does the weight change, without the sign?""", 0.001, """
                        Adam divides the mean gradient by its usual size: in the first step that
                        is 5 / 5 = 1, so the weight moves by the learning rate, 0.001. With a
                        gradient of 0.05 it would move just as far."""),
                number("TenDigits", """
                        A softmax gives the actual digit the probability 0.7. How large is the
                        gradient of that digit's logit?""", -0.3, """
                        It is p - t, the prediction minus the target: 0.7 - 1 = -0.3. The other
                        nine gradients are their probabilities, and all ten add up to 0."""),
                choice("HiddenNeurons", """
                        You try networks of ten sizes and want to keep the best one. Which
                        images do you choose by?""", 2, """
                        On the training images a network that memorizes looks best. And a test
                        set that you choose by is used up: the winner may just have been lucky
                        on it. So part of the training images is held back to choose by.""",
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
                number("VanishingGradient", """
                        How large is the derivative of the sigmoid where it is largest?""",
                        0.25, """
                        It is s * (1 - s), largest where s = 0.5: there it's 0.25. Ten sigmoids
                        in a row multiply a gradient by at most 0.25 ten times over: by less
                        than a millionth, if the weights don't make up for it."""),
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
}
