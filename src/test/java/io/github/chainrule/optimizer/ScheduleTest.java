// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PyTorch's numbers are in {@code TrainingParityTest}. */
class ScheduleTest {

    private static double[] rates(Schedule schedule, int steps) {
        return IntStream.range(0, steps).mapToDouble(schedule::at).toArray();
    }

    @Test
    void stairs_are_level_and_fall_by_the_factor() {
        assertThat(rates(Schedule.stepDecay(8, 2, 0.5), 6)).containsExactly(8, 8, 4, 4, 2, 2);
    }

    @Test
    void a_cosine_begins_at_one_rate_has_the_mean_in_the_middle_and_stays_at_the_other() {
        Schedule cosine = Schedule.cosineDecay(1, 0.5, 10);
        assertThat(cosine.at(0)).isEqualTo(1);
        assertThat(cosine.at(5)).isCloseTo(0.75, within(1e-15));
        assertThat(cosine.at(10)).isEqualTo(0.5);
        assertThat(cosine.at(1_000_000)).isEqualTo(0.5);
        assertThat(rates(cosine, 11)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void a_warm_up_rises_in_equal_steps_to_the_schedule_itself() {
        Schedule constant = step -> 8;
        assertThat(rates(constant.withWarmup(4), 6)).containsExactly(2, 4, 6, 8, 8, 8);
        assertThat(rates(Schedule.stepDecay(8, 2, 0.5).withWarmup(4), 6)).containsExactly(2, 4, 3, 4, 2, 2);
    }

    @Test
    void the_text_says_how_it_was_made() {
        assertThat(Schedule.stepDecay(8, 2, 0.5)).hasToString("stepDecay(8.0, 2, 0.5)");
        assertThat(Schedule.cosineDecay(1, 0.5, 10)).hasToString("cosineDecay(1.0, 0.5, 10)");
        assertThat(Schedule.stepDecay(8, 2, 0.5).withWarmup(4)).hasToString("stepDecay(8.0, 2, 0.5).withWarmup(4)");
    }

    @Test
    void settings_out_of_range_are_refused() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = " is " + wrong + "; expected a number above 0.";
            assertRefused(() -> Schedule.stepDecay(wrong, 1, 0.1), "Schedule: initialRate" + message);
            assertRefused(() -> Schedule.stepDecay(1, 1, wrong), "Schedule: factor" + message);
            assertRefused(() -> Schedule.cosineDecay(wrong, 1, 1), "Schedule: initialRate" + message);
            assertRefused(() -> Schedule.cosineDecay(1, wrong, 1), "Schedule: finalRate" + message);
        }
        assertRefused(() -> Schedule.stepDecay(1, 0, 0.1), "Schedule: every is 0.0; expected a number above 0.");
        assertRefused(() -> Schedule.cosineDecay(1, 1, 0), "Schedule: duration is 0.0; expected a number above 0.");
        assertRefused(() -> Schedule.cosineDecay(1, 1, 1).withWarmup(0), "Schedule: duration is 0.0; expected a number"
                + " above 0.");
    }
}
