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

    private static final double TOLERANCE = 0.01;

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
        return Math.abs(given - answer) <= (exact ? 0 : TOLERANCE * Math.abs(answer));
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
}
