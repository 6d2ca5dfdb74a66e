// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/**
 * What is to be reached in a lesson.
 *
 * @param reach how much of it is reached, from the lesson and its score; 1 is all of it
 * @param state how far it is, in words
 */
record Goal(ToDoubleBiFunction<Lesson, Score> reach, BiFunction<Lesson, Score, String> state) {

    /** Two rows in one place can count as right by luck, at a loss of ln 2 / 2: a solution is surer than that. */
    private static final double SURE = 0.3;

    /** All training examples right, in a network of a certain kind. */
    static Goal allRight(Predicate<Setup> kind) {
        return new Goal((lesson, score) -> isSolved(score) && kind.test(lesson.setup) ? 1
                : Math.min(0.99, (double) score.right() / score.of()), (lesson, score) ->
                score.right() + " of " + score.of() + (!kind.test(lesson.setup)
                ? ", but in another network than asked for" : score.right() < score.of() || isSolved(score) ? ""
                : ", but not sure: loss " + Text.rounded(score.loss())));
    }

    static boolean isSolved(Score score) {
        return score.right() == score.of() && score.loss() < SURE;
    }

    /** So many test examples right. */
    static Goal testRight(int right) {
        return new Goal((lesson, score) -> lesson.testScore().map(test -> (double) test.right() / right).orElse(0.0),
                (lesson, score) -> lesson.testScore().map(test -> test.right() + " of " + test.of()).orElse("none"));
    }

    /** A loss below a limit, which holds after so many steps: of the training examples, or of those held back. */
    static Goal loss(double below, int steps, boolean heldBack) {
        return new Goal((lesson, score) -> lesson.steps < steps ? 0 : below / loss(lesson, score, heldBack),
                (lesson, score) -> Text.rounded(loss(lesson, score, heldBack)));
    }

    private static double loss(Lesson lesson, Score score, boolean heldBack) {
        return heldBack ? lesson.testScore().map(Score::loss).orElse(Double.NaN) : score.loss();
    }

    /** Something on the page that is to be opened. */
    static Goal opened(String what) {
        return new Goal((lesson, score) -> lesson.opened.contains(what) ? 1 : 0,
                (lesson, score) -> lesson.opened.contains(what) ? "done" : "not yet");
    }

    double part(Lesson lesson, Score score) {
        double part = reach.applyAsDouble(lesson, score);
        return Double.isNaN(part) ? 0 : Math.min(1, part);
    }

    JsonText json(Lesson lesson, Score score) {
        return new JsonText().with("now", state.apply(lesson, score)).with("part", part(lesson, score))
                .with("reached", lesson.reached(score).isPresent()).with("step", lesson.reached(score));
    }
}
