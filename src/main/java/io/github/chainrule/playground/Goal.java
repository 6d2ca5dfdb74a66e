// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/**
 * What is to be reached in a lesson.
 *
 * @param text   in words
 * @param reach  how much of it is reached, from the lesson and its score; 1 is all of it
 * @param state  how far it is, in words
 */
record Goal(String text, ToDoubleBiFunction<Lesson, Score> reach,
            BiFunction<Lesson, Score, String> state) {

    /** Two rows in one place can count as right by luck, at a loss of ln 2 / 2: a solution is surer than that. */
    private static final double SURE = 0.3;

    /** All training examples right, in a network of a certain kind. */
    static Goal allRight(String text, Predicate<Setup> kind) {
        return new Goal(text, (lesson, score) -> !kind.test(lesson.setup()) ? 0
                : isSolved(score) ? 1 : Math.min(0.99, (double) score.right() / score.of()), (lesson, score) ->
                kind.test(lesson.setup()) ? right(score) : right(score) + ", but in another network than asked for");
    }

    static boolean isSolved(Score score) {
        return score.right() == score.of() && score.loss() < SURE;
    }

    private static String right(Score score) {
        return score.right() + " of " + score.of() + (score.right() == score.of() && !isSolved(score)
                ? ", but not sure: loss " + Text.rounded(score.loss()) : "");
    }

    /** So many test examples right. */
    static Goal testRight(String text, int right) {
        return new Goal(text, (lesson, score) -> lesson.testScore().map(test -> (double) test.right() / right).orElse(0.0),
                (lesson, score) -> lesson.testScore().map(test -> test.right() + " of " + test.of())
                        .orElse("no points are held back"));
    }

    /** A loss, of the training or the test examples, below a limit. */
    static Goal loss(String text, double below, Function<Lesson, Double> loss, Predicate<Setup> kind) {
        return new Goal(text, (lesson, score) -> kind.test(lesson.setup()) && lesson.steps() > 0
                ? Math.min(1, below / loss.apply(lesson)) : 0, (lesson, score) -> Text.rounded(loss.apply(lesson)));
    }

    /** Something on the page that is to be opened. */
    static Goal opened(String text, String what) {
        return new Goal(text, (lesson, score) -> lesson.wasOpened(what) ? 1 : 0,
                (lesson, score) -> lesson.wasOpened(what) ? "done" : "not yet");
    }

    double part(Lesson lesson, Score score) {
        double part = reach.applyAsDouble(lesson, score);
        return Double.isNaN(part) ? 0 : Math.max(0, Math.min(1, part));
    }

    JsonText json(Lesson lesson, Score score) {
        return new JsonText().with("text", text).with("now", state.apply(lesson, score)).with("part", part(lesson, score))
                .with("reached", lesson.reached(score).isPresent()).with("step", lesson.reached(score));
    }
}
