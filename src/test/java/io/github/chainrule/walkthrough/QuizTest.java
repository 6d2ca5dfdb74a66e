// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.walkthrough.parts.QuizQuestion;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it sets the default locale")
class QuizTest {

    private static final List<QuizQuestion> QUESTIONS = QuizQuestion.all();
    private static final List<String> COURSE = Contents.list().stream()
            .filter(chapter -> chapter != Contents.QUIZ).map(chapter -> chapter.className).toList();

    private static Run typed(String input, String... args) {
        return page(input).run(args);
    }

    private static ChapterText page(String input) {
        return new ChapterText(Quiz.class, Quiz.chapter(new BufferedReader(new StringReader(input)), false)::run);
    }

    private static Run answers(String list) {
        return typed("", "--answers", list);
    }

    private static String right() {
        return QUESTIONS.stream().map(question -> String.valueOf(question.answer())).collect(Collectors.joining(","));
    }

    private static double answer(String part) {
        return QUESTIONS.stream().filter(question -> question.text().contains(part)).findFirst().orElseThrow().answer();
    }

    @Test
    void there_are_twenty_questions_about_all_chapters_in_their_order() {
        List<String> chapters = QUESTIONS.stream().map(QuizQuestion::chapter).distinct().toList();

        assertThat(QUESTIONS).hasSize(20);
        assertThat(chapters).isEqualTo(COURSE);
    }

    @Test
    void the_library_computes_what_the_explanations_say() {
        assertThat(answer("How many parameters")).isEqualTo(parameters());
        assertThat(answer("three times")).isEqualTo(usedThreeTimes());
        assertThat(answer("z is its sum")).isCloseTo(gradients()[0], within(1e-12));
        assertThat(answer("of its weight")).isCloseTo(gradients()[1], within(1e-12));
        assertThat(answer("hidden neuron's sum")).isCloseTo(gradients()[2], within(1e-12));
        assertThat(answer("A softmax")).isCloseTo(gradientOfLogit(), within(1e-12));
        assertThat(answer("derivative of the sigmoid")).isEqualTo(largestSlopeOfSigmoid());
        assertThat(answer("dy/dx")).isEqualTo(squareOfTripled());
        assertThat(answer("with a ReLU: inputs")).isCloseTo(reluNeuron(), within(1e-15));
        assertThat(answer("first step")).isCloseTo(firstAdamStep(), within(1e-11));
        assertThat(answer("gradient descent")).isCloseTo(oneStepDownhill(), within(1e-15));
        assertThat(QUESTIONS.stream().filter(question -> !question.isChoice())).hasSize(11)
                .allMatch(question -> question.explanation().contains(question.solution()));
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

    private static double usedThreeTimes() {
        AutomaticDifferentiation.Value x = new AutomaticDifferentiation.Value(2);
        x.times(x).plus(x.times(new AutomaticDifferentiation.Value(3))).backward();
        return x.gradient;
    }

    /** A hidden neuron passes on 3; one weight of 0.5 and a bias lead to p = 0.8: the gradients of its sum, of the weight
     * and of the hidden neuron's sum. */
    private static double[] gradients() {
        Linear output = new Linear(Matrix.row(0.5), Matrix.row(Math.log(4) - 1.5));
        ForwardPass pass = new Sequential(new ReLU(), output, new Sigmoid()).forward(Matrix.row(3));
        assertThat(pass.output().get(0, 0)).isCloseTo(0.8, within(1e-12));
        BackwardPass backward = pass.backwardToInput(new BinaryCrossEntropy().gradient(pass.output(), Matrix.row(1)));
        return new double[] {backward.gradient(2).get(0, 0), output.weight().gradient().get(0, 0),
            backward.gradient(0).get(0, 0)};
    }

    private static double gradientOfLogit() {
        Matrix logits = Matrix.row(Math.log(7), Math.log(2), Math.log(1));
        return new CrossEntropy().gradient(logits, Matrix.oneHot(3, 0)).get(0, 0);
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

    private static double firstAdamStep() {
        Linear neuron = new Linear(Matrix.row(1), Matrix.row(0));
        neuron.weight().gradient().set(0, 0, 5);
        neuron.bias().gradient().set(0, 0, 5);
        new Adam(neuron.parameters(), 0.001).step();
        return Math.abs(neuron.weight().value().get(0, 0) - 1);
    }

    @Test
    void at_least_five_are_gradients_to_work_out_by_hand() {
        assertThat(QUESTIONS.stream().filter(question -> !question.isChoice() && question.text().replace('\n', ' ')
                .matches(".*(gradient d|gradient of t|dL/dz|dy/dx).*"))).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void each_choice_offers_four_answers_and_the_right_one_is_not_always_in_the_same_place() {
        assertThat(QUESTIONS.stream().filter(QuizQuestion::isChoice)).hasSize(9).allMatch(question ->
                question.choices().size() == 4 && question.accepts(question.answer()));
        assertThat(QUESTIONS.stream().filter(QuizQuestion::isChoice).map(QuizQuestion::answer).distinct())
                .as("places of the right answers").hasSize(4);
    }

    @Test
    void who_knows_everything_gets_twenty_points() {
        Run run = answers(right());

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Question 20 of 20").contains("\n20 of 20 right.\n")
                .doesNotContain("The answer is", "reading again", "no answer");
    }

    @Test
    void typed_answers_count_as_well() {
        assertThat(typed(right().replace(',', '\n') + "\n").out()).contains("\n20 of 20 right.\n");
    }

    @Test
    void a_wrong_answer_is_explained_and_its_chapter_named() {
        Run run = answers("3,4");

        assertThat(run.out()).contains("  The answer is: 0.6.\n  The slope dL/dw is")
                .endsWith("1 of 2 right; 18 not asked.\nWorth reading again: GradientDescent.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3\n", "3", "3\nq\n", "3\nQ", "3\nno idea\n", "\n\n"})
    void it_ends_gracefully_wherever_the_input_ends(String input) {
        Run run = typed(input);

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("\n[01] of [012] right; (18|19|20) not asked\\.\n");
    }

    @Test
    void what_is_no_answer_is_asked_for_again() {
        assertThat(typed("XOR\n5\n2.5\n-1\n3\n").out()).containsSubsequence("That isn't an answer. Type a number from"
                + " 1 to 4, please.", "t an answer", "t an answer", "t an answer", "Right.")
                .contains("1 of 1 right; 19 not asked.");
    }

    @ParameterizedTest
    @CsvSource({"12577, true", "'12,577', true", "12577.0, true", "12576, false", "'12,5', false"})
    void what_is_counted_must_be_exact(String given, boolean right) {
        assertThat(typed("\n".repeat(12) + given + "\n").out().contains("1 of 13 right")).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"0.25, true", "'0,25', true", ".2501, true", "0.253, false", "0.5, false", "-0.25, false"})
    void what_is_measured_may_be_one_per_cent_off(String given, boolean right) {
        assertThat(typed("\n".repeat(18) + given + "\n").out().contains("1 of 19 right")).isEqualTo(right);
    }

    @Test
    void an_empty_line_is_no_point() {
        assertThat(typed("\n".repeat(20)).out()).contains("  The answer is: 12577.\n", "  The answer is: 0.25.\n",
                "\n0 of 20 right.\n").contains("Worth reading again: " + String.join(", ", COURSE));
    }

    @Test
    void answers_that_are_no_numbers_are_refused_in_one_line() {
        Run run = answers("3,x");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("--answers must be numbers, as in 3,1,2: 'x' is none (--help shows all"
                + " options)\n");
    }

    @Test
    void the_text_shows_what_the_program_prints() {
        assertThat(page("").blocks()).contains(ChapterText.plain(answers("4").out()));
    }

    @Test
    void it_fits_into_80_columns_of_ascii_in_every_locale() {
        ChapterText.assertFits(80, answers("1").out());
        ChapterText.assertFits(80, answers(right()).out());
    }
}
