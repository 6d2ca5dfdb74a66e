// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is offered for a finding, and what the goals see, each compared with lessons that are played on their own. */
class AdviceTest {

    private static final Pattern ADVICE = Pattern.compile(
            "\\{\"label\":\"([^\"]*)\",\"ends\":\"([^\"]*)\",\"setup\":\"([^\"]*)\",\"helps\":(true|false)}");

    private static List<MatchResult> advice(Lesson lesson, String... kinds) {
        JsonText json = new JsonText();
        new Advice(lesson, List.of(kinds)).tryOut(() -> false, json);
        return ADVICE.matcher(json.toString()).results().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2 | 0.05 | Use 4 hidden neurons, Use a learning rate of 0.005",
            "3,3 | 0.05 | Use 4 hidden neurons, Use a learning rate of 0.005",
            "4 | 0.03 | Use 8 hidden neurons, Use a learning rate of 0.003",
            "5,10 | 0.03 | Use 10 + 16 hidden neurons, Use a learning rate of 0.003",
            "16 | 0.000002 | "})
    void a_settled_lesson_is_offered_more_neurons_other_starts_and_smaller_steps(String hidden, String rate,
            String others) {
        List<String> labels = advice(LessonTest.played("data=and&batch=4&seed=7&hidden=" + hidden + "&rate=" + rate, 1),
                "SETTLED").stream().map(found -> found.group(1)).toList();

        assertThat(labels).contains("Use seed 8", "Use seed 9");
        assertThat(labels.stream().filter(label -> !label.startsWith("Use seed")))
                .containsExactlyInAnyOrder(others == null ? new String[0] : others.split(", "));
    }

    /** First what solves it, the fastest first, and then the smallest losses; each as it ends when it is played. */
    @ParameterizedTest
    @ValueSource(strings = {"data=xor&hidden=2&rate=0.05&batch=4&seed=1", "data=plane&points=40&hidden=2&rate=0.3"})
    void what_is_tried_ends_as_it_says_and_helps_if_the_loss_becomes_much_smaller(String setup) {
        Lesson lesson = LessonTest.played(setup, 300);
        List<MatchResult> tried = advice(lesson, "SETTLED", "LEARNING_RATE_TOO_HIGH");
        double before = lesson.score().loss();
        double last = Double.NEGATIVE_INFINITY;

        assertThat(tried).hasSizeGreaterThan(3);
        for (MatchResult found : tried) {
            String[] ends = found.group(2).split(" after | steps");
            int steps = Integer.parseInt(ends[1].replace(",", ""));
            Lesson taken = LessonTest.played(found.group(3), steps);
            Score score = taken.score();
            boolean solved = taken.setup.classes > 0 && Goal.isSolved(score);
            String loss = "loss " + Text.rounded(score.loss());

            assertThat(steps % 25).isZero();
            assertThat(steps == 2000 || solved).isTrue();
            assertThat(ends[0]).isEqualTo(taken.setup.classes == 0 ? loss : score.right() + " of " + score.of()
                    + " right" + (solved ? "" : ", " + loss));
            assertThat(found.group(4)).as(found.group()).isEqualTo(String.valueOf(solved
                    || score.loss() < 0.7 * before));
            double place = solved ? steps - 1e6 : score.loss();
            assertThat(place).isGreaterThanOrEqualTo(last);
            last = place;
        }
    }

    @Test
    void what_is_interrupted_again_and_again_ends_as_what_is_not() {
        Lesson lesson = LessonTest.played("data=xor&hidden=2&rate=0.05&batch=4&seed=1", 300);
        Advice advice = new Advice(lesson, List.of("SETTLED"));
        AtomicInteger calls = new AtomicInteger();
        JsonText json = new JsonText();
        while (!json.toString().startsWith("{\"done\":true")) {
            json = new JsonText();
            advice.tryOut(() -> calls.incrementAndGet() % 3 == 0, json);
        }

        assertThat(ADVICE.matcher(json.toString()).results().map(MatchResult::group))
                .isEqualTo(advice(lesson, "SETTLED").stream().map(MatchResult::group).toList());
    }

    @Test
    void overfitting_is_judged_by_the_examples_that_are_held_back() {
        String setup = "data=moons&points=40&noise=0.35&test=0.5&hidden=4&rate=0.1&batch=10";
        Lesson lesson = LessonTest.played(setup, 300);
        String before = Text.rounded(lesson.testScore().orElseThrow().loss());
        List<MatchResult> tried = advice(lesson, "OVERFITTING");

        assertThat(tried).extracting(found -> found.group(1)).containsExactlyInAnyOrder("Use weight decay 0.01",
                "Use weight decay 0.1", "Use dropout: half of the neurons in each step", "Use 1,000 points");
        for (MatchResult found : tried) {
            Lesson taken = LessonTest.played(found.group(3), 2000);
            assertThat(found.group(2)).isEqualTo("test loss " + Text.rounded(taken.testScore().orElseThrow().loss())
                    + " instead of " + before + " after 2,000 steps");
        }
    }

    /** It is looked at after each epoch, and after each ten steps. */
    @ParameterizedTest
    @CsvSource({"4, 400", "1, 400", "3, 400"})
    void a_goal_is_reached_at_the_first_look_at_a_lesson_that_reaches_it(int batch, int most) {
        String setup = "lesson=one-neuron&data=and&hidden=&rate=0.1&seed=3&batch=" + batch;
        int perEpoch = (3 + batch) / batch;
        Lesson watched = LessonTest.played(setup, most);
        Lesson looked = LessonTest.played(setup, 0);
        OptionalInt first = IntStream.rangeClosed(1, most).filter(step -> {
            looked.make(1, () -> false);
            return (step % perEpoch == 0 || step % 10 == 0) && Goal.isSolved(looked.score());
        }).findFirst();

        assertThat(first).isPresent();
        assertThat(watched.reached).contains(first.getAsInt());
    }
}
