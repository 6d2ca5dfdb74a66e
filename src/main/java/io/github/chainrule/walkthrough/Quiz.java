// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.Output;
import io.github.chainrule.walkthrough.parts.QuizQuestion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Twenty questions, with explanations, to find out what you know now.
 *
 * {@course top}
 *
 * <h2>The question</h2>
 *
 * <p>Reading is easy, and so is believing that you have understood. A question puts that to the test: either you can
 * give the answer and the reason for it, or you know which chapter to open again.
 *
 * <h2>How it works</h2>
 *
 * <p>The program asks twenty questions, in the order of the course, at least one about each chapter. Nine offer four
 * answers to choose from, eleven ask for a number, and most of those are derivatives to work out by hand. After each
 * answer it explains the right one. At the end it gives your score, and names the chapters that are worth reading
 * again. Start it with
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Quiz
 * </pre>
 *
 * <p>On this page you can answer them one by one, below. Have paper and pencil ready for the numbers. Whole numbers
 * must be exact; for all others one percent is near enough, so 0.69 will do for 0.6931. If you don't know an answer,
 * press Enter in the program to get the explanation anyway. A word, or a choice that isn't there, doesn't count as
 * wrong: the program asks again.
 *
 * <h2>The questions</h2>
 *
 * {@course quiz}
 *
 * <h2>What it prints</h2>
 *
 * <p>You can also give answers on the command line. With {@code -Dargs="--answers 4"} there is one answer, and a wrong
 * one at that; then the input ends, and so does the quiz:
 *
 * <pre>
 *   Type the number of your choice, or the number that is asked for.
 *   Press Enter if you don't know; q ends the quiz.
 *
 *   Question 1 of 20
 *     One neuron with two inputs draws one straight line. Which of these
 *     can it not learn, however long it is trained?
 *       1) AND
 *       2) OR
 *       3) XOR
 *       4) NOT of the first input
 *   &gt; 4
 *     The answer is: 3) XOR.
 *     The ones of XOR lie on one diagonal of the square and its zeros on the
 *     other: no straight line has both ones on one side and both zeros on the
 *     other. XOR is not linearly separable.
 *
 *   Question 2 of 20
 *     The loss is L = (w - 3)^2, w is 0 and the learning rate 0.1. Where is w
 *     after one step of gradient descent?
 *   &gt;
 *
 *   0 of 1 right; 19 not asked.
 *   Worth reading again: LinearSeparability.
 * </pre>
 *
 * <h2>What your score means</h2>
 *
 * <p>With seventeen or more you understand most of it. Now explain a neural network to a friend who hasn't read this,
 * at a blackboard, with chalk: that is the better test. With eleven to sixteen, open the chapters that the program
 * names, and run them with other options. With fewer, begin again with {@link LinearSeparability}, and answer its
 * questions on paper before you unfold the answers.
 *
 * <h2>Questions about the questions</h2>
 *
 * <details><summary>Which of the questions matters most?</summary> <p>Why back-propagation goes from the loss back to
 * the input. The answer in one sentence: how the loss changes with the output of a layer is computed once, and used for
 * all of that layer's weights and for everything before it.</p> </details>
 *
 * <details><summary>One asks for the sigmoid's largest derivative. How do you get 0.25 by hand?</summary>
 * <p>The derivative is {@code s · (1 − s)}, where {@code s} is the sigmoid's output, between 0 and 1. As a function of
 * {@code s} it is a parabola, 0 at both ends and highest in the middle, at {@code s = 0.5}: 0.5 · 0.5 = 0.25.</p>
 * </details>
 *
 * <details><summary>What comes after this course?</summary> <p>The same ideas, larger: layers that look at small pieces
 * of an image at a time (convolutions), or at words in their order (transformers). Each is a function with a
 * derivative, and fits into the same chain. You have seen how to write such a layer, in {@link OwnLayer}.</p>
 * </details>
 *
 * <p>And one more question, in the browser. Something is wrong with this network: what?
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground -Dargs=riddle
 * </pre>
 *
 * <p>That was the last chapter. All of them are listed in {@linkplain io.github.chainrule.walkthrough the contents}.
 *
 * {@course bottom}
 */
public final class Quiz {

    private final List<QuizQuestion> questions = QuizQuestion.all();
    private final BufferedReader in;
    private final boolean echo;
    private final Output out;
    private final Set<String> toReadAgain = new LinkedHashSet<>();
    private int asked;
    private int right;

    private Quiz(BufferedReader in, boolean echo, Output out) {
        this.in = in;
        this.echo = echo;
        this.out = out;
    }

    private void run() throws IOException {
        out.say("Type the number of your choice, or the number that is asked for.%n"
                + "Press Enter if you don't know; q ends the quiz.");
        boolean more = true;
        while (more && asked < questions.size()) {
            more = ask(questions.get(asked));
        }
        out.say("%n%d of %d right%s", right, asked,
                asked < questions.size() ? "; " + (questions.size() - asked) + " not asked." : ".");
        if (!toReadAgain.isEmpty()) {
            out.say("Worth reading again: %s.", String.join(", ", toReadAgain));
        } else if (asked == questions.size()) {
            out.say("You could stand at the blackboard and explain it.");
        }
    }

    /** Asks one question until there is an answer to it; false when there is no more input. */
    private boolean ask(QuizQuestion question) throws IOException {
        out.print("%nQuestion %d of %d%n%s", asked + 1, questions.size(), question.text().indent(2));
        for (int c = 0; c < question.choices().size(); c++) {
            out.say("    %d) %s", c + 1, question.choices().get(c));
        }
        while (true) {
            String line = prompt();
            if (line.equalsIgnoreCase("q")) {
                return false;
            }
            double given = number(line);
            if (line.isEmpty() || question.accepts(given)) {
                mark(question, !line.isEmpty() && question.isRight(given));
                return true;
            }
            out.say("  That isn't an answer. Type %s, please.", question.expected());
        }
    }

    private void mark(QuizQuestion question, boolean isRight) {
        asked++;
        if (isRight) {
            right++;
        } else {
            toReadAgain.add(question.chapter());
        }
        out.print("  %s%n%s", isRight ? "Right." : "The answer is: " + question.solution() + ".",
                question.explanation().indent(2));
    }

    /** What was typed; the end of the input ends the quiz, too. */
    private String prompt() throws IOException {
        out.print("> ");
        String line = in.readLine();
        if (echo || line == null) {
            out.say("%s", line == null ? "" : line);
        }
        return line == null ? "q" : line.strip();
    }

    /** A number as people type it: 12,577 or 0,25 too. NaN if it is none. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text.matches("[1-9]\\d{0,2}(,\\d{3})+") ? text.replace(",", "")
                    : text.replace(',', '.'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * Asks, explains and counts.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    @SuppressWarnings("SystemConsoleNull")    // where there always is one, piped answers just aren't shown
    public static void main(String[] args) {
        // Only numbers are read, so whatever encoding the terminal has will do.
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        chapter(in, System.console() == null).main(args);
    }

    /**
     * The quiz with its input.
     *
     * @param echo whether to print what was read, because it isn't seen being typed
     */
    static Chapter chapter(BufferedReader in, boolean echo) {
        return new Chapter("Twenty questions about the course, with explanations and a score.", new Options()
                .option("answers", "LIST", "", "answers instead of typed ones, as in 3,1,2"), (options, out) -> {
                    String answers = options.text("answers");
                    (answers.isEmpty() ? new Quiz(in, echo, out) : new Quiz(typed(answers), true, out)).run();
                });
    }

    /** A list of answers as if each had been typed. */
    private static BufferedReader typed(String answers) throws Options.WrongOptionException {
        for (String part : answers.split(",", -1)) {
            if (!part.isBlank() && Double.isNaN(number(part.strip()))) {
                throw new Options.WrongOptionException("--answers must be numbers, as in 3,1,2: '" + part
                        + "' is none");
            }
        }
        return new BufferedReader(new StringReader(answers.replace(',', '\n') + "\n"));
    }
}
