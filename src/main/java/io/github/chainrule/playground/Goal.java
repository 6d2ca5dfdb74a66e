// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.function.Predicate;

/** The goal of a lesson. */
interface Goal {

    /** Two rows in one place can count as right by chance, at a loss of ln 2 / 2: a solution is better than that. */
    double SURE = 0.3;

    /**
     * How far a lesson is.
     *
     * @param part how much of the goal is reached; 1 is all of it
     * @param now  the same in words
     */
    record Progress(double part, String now) {

        public Progress {
            part = Double.isNaN(part) ? 0 : Math.min(1, part);
        }
    }

    /** How far a lesson is that has this score. */
    Progress of(Lesson lesson, Score score);

    /** All training examples right, in a network of a certain kind. */
    static Goal allRight(Predicate<Setup> kind) {
        return (lesson, score) -> new Progress(isSolved(score) && kind.test(lesson.setup) ? 1
                : Math.min(0.99, (double) score.right() / score.of()), score.right() + " of " + score.of()
                + (!kind.test(lesson.setup) ? ", but not in the network that is asked for"
                : score.right() < score.of() || isSolved(score) ? "" : ", unsure: loss " + Text.rounded(score.loss())));
    }

    static boolean isSolved(Score score) {
        return score.right() == score.of() && score.loss() < SURE;
    }

    /** This many test examples right. */
    static Goal testRight(int right) {
        return (lesson, score) -> lesson.testScore().map(test -> new Progress((double) test.right() / right,
                test.right() + " of " + test.of())).orElse(new Progress(0, "none"));
    }

    /** A loss below a limit, which counts after this many steps: of the training examples, or of those held back. */
    static Goal loss(double below, int steps, boolean heldBack) {
        return (lesson, score) -> new Progress(lesson.steps < steps ? 0 : below / lesson.loss(heldBack),
                Text.rounded(lesson.loss(heldBack)));
    }

    /** Something to open on the page. */
    static Goal opened(String what) {
        return (lesson, score) -> lesson.opened.contains(what) ? new Progress(1, "done") : new Progress(0, "not yet");
    }

    default JsonText json(Lesson lesson, Score score) {
        Progress progress = of(lesson, score);
        return new JsonText().with("now", progress.now).with("part", progress.part)
                .with("reached", lesson.reached.isPresent()).with("step", lesson.reached);
    }
}
