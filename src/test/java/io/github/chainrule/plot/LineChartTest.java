// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineChartTest {

    private static LineChart chart() {
        return new LineChart("Loss").axes("step", "loss");
    }

    private static double[][] points(Drawn drawn) {
        return Drawn.lines(drawn.all("path", "cr-s6").get(0).getAttribute("d")).get(0);
    }

    @Test
    void a_line_goes_through_its_points() {
        Drawn drawn = Drawn.of(chart().line("training", 3, 1, 2));
        double[][] points = points(drawn);
        assertThat(points).hasNumberOfRows(3);
        assertThat(points[1][0] - points[0][0]).isEqualTo(points[2][0] - points[1][0], within(0.2));
        // Downwards is larger: from 3 to 1 is twice as far as from 1 to 2.
        assertThat(points[1][1] - points[0][1]).isEqualTo(2 * (points[1][1] - points[2][1]), within(0.2));
        assertThat(drawn.all("path", "cr-mark")).hasSize(1);
    }

    @Test
    void says_what_it_shows_in_words() {
        Drawn drawn = Drawn.of(chart().runs("training", new double[] {0, 0.2, 0.125}, new double[] {1, 0.2, 0.5}));
        assertThat(drawn.title()).isEqualTo("Loss");
        assertThat(drawn.description()).isEqualTo("Line chart of loss against step. training: 3 points, from 0.5 to"
                + " 0.312, smallest 0.2, largest 0.5. training, band: 3 points, at the end from 0.125 to 0.5.");
        assertThat(drawn.texts()).contains("Loss", "loss", "step", "training", "0", "0.2", "0.4", "0.6", "0.8", "1.0");
    }

    @Test
    void places_have_names_instead_of_numbers() {
        Drawn drawn = Drawn.of(chart().xLabels("small", "medium", "large", "not reached").line("loss", 3, 2, 1));
        assertThat(drawn.texts()).contains("small", "medium", "large").doesNotContain("not reached");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().xLabels("small", " "))
                .withMessageStartingWith("LineChart \"Loss\":");
    }

    @Test
    void a_logarithmic_axis_makes_equal_ratios_equally_far_apart() {
        Drawn drawn = Drawn.of(chart().logScale().line("gradient", 1, 0.1, 0.01, 1e-8));
        double[][] points = points(drawn);
        assertThat(points[1][1] - points[0][1]).isEqualTo(points[2][1] - points[1][1], within(0.11));
        assertThat(drawn.texts()).contains("loss (log scale)", "1", "10\u207b\u2078");
    }

    @Test
    void runs_are_their_mean_in_a_band_from_the_least_to_the_largest() {
        Drawn drawn = Drawn.of(chart().runs("2 seeds", new double[] {1, 2}, new double[] {3, 6}));
        assertThat(drawn.description()).contains("2 seeds: 2 points, from 2 to 4", "at the end from 2 to 6");
        assertThat(drawn.all("path", "cr-band")).hasSize(1);
        assertThat(drawn.all("path", "cr-band").get(0).getAttribute("class")).isEqualTo("cr-band cr-f6");
    }

    @Test
    void lines_of_one_ink_differ_in_dashes_and_marks() {
        LineChart chart = chart().ink(Sketch.Ink.PLUM);
        for (int k = 0; k < 6; k++) {
            chart.line("layer " + k, k, k + 1);
        }
        Drawn drawn = Drawn.of(chart);
        assertThat(drawn.all("path", "cr-line")).hasSize(12)
                .allMatch(line -> line.getAttribute("class").contains("cr-s5"))
                .extracting(line -> line.getAttribute("class")).satisfies(all -> assertThat(Set.copyOf(all)).hasSize(6));
        assertThat(drawn.all("path", "cr-f5")).hasSize(6)
                .extracting(marks -> marks.getAttribute("d").replaceAll("[0-9.]", ""))
                .satisfies(all -> assertThat(Set.copyOf(all)).as("circles, triangles, and four corners").hasSize(3));
    }

    @Test
    void one_point_is_a_mark_in_the_middle() {
        Drawn drawn = Drawn.of(chart().line("training", 0.25));
        assertThat(drawn.all("path", "cr-mark")).hasSize(1);
        assertThat(drawn.texts()).contains("1", "0.26").doesNotContain("2", "0.5");
    }

    @Test
    void equal_values_are_a_line_in_the_middle() {
        double[][] points = points(Drawn.of(chart().line("training", 0, 0, 0)));
        assertThat(points[0][1]).isEqualTo(points[2][1]);
    }

    @Test
    void a_million_points_are_thinned_to_what_can_be_seen() {
        double[] losses = new Random(1).doubles(1_000_000).toArray();
        losses[765_432] = 9;
        losses[123_456] = -3;
        String svg = chart().line("training", losses).svg();
        assertThat(svg.length()).isLessThan(40_000);
        double[] heights = Arrays.stream(points(Drawn.of(svg))).mapToDouble(point -> point[1]).toArray();
        // The highest and the lowest value have their place; the axis goes from -4 to 10.
        double most = Arrays.stream(heights).min().orElseThrow();
        double least = Arrays.stream(heights).max().orElseThrow();
        assertThat((least - most) / 260).isEqualTo(12.0 / 14, within(0.001));
    }

    @Test
    void many_lines_have_as_many_names_as_there_is_room_for() {
        LineChart chart = chart();
        for (int i = 0; i < 100; i++) {
            chart.line("run " + i, i, i);
        }
        Drawn drawn = Drawn.of(chart);
        assertThat(drawn.texts()).contains("run 0", "and 87 more").doesNotContain("run 99");
    }

    @Test
    void values_of_every_size_have_a_place() {
        for (double size : new double[] {1e-300, 1e-12, 1, 1e12, 1e299}) {
            assertPlaces(3, chart().line("a", size, 2 * size, -size));
            assertPlaces(2, chart().line("a", size, size));
            assertPlaces(2, chart().logScale().line("a", size, 2 * size));
        }
        assertPlaces(2, chart().logScale().line("a", Double.MIN_VALUE, 1e300));
        assertPlaces(2, chart().line("a", Double.MIN_VALUE, 0));
        assertPlaces(2, chart().line("a", 1e16, 1e16 + 2));
        assertPlaces(2, chart().line("a", -1e300, 1e300));
    }

    /** Between the horizontal axis and 260 units above it. */
    private static void assertPlaces(int count, LineChart chart) {
        Drawn drawn = Drawn.of(chart);
        double bottom = Drawn.lines(drawn.all("path", "cr-axis").get(0).getAttribute("d")).get(0)[0][1];
        double[] heights = Arrays.stream(points(drawn)).mapToDouble(point -> point[1]).toArray();
        assertThat(heights).as(drawn.description()).hasSize(count);
        for (double height : heights) {
            assertThat(height).isBetween(bottom - 260.11, bottom + 0.11);
        }
    }

    @Test
    void nothing_to_plot_and_values_sizes_and_names_that_do_not_fit_are_refused() {
        assertRefusedState(() -> chart().svg(), "LineChart \"Loss\": nothing to plot. Add a line first:"
                + " .line(\"training\", losses).");
        assertRefused(() -> chart().line("training"), "LineChart \"Loss\": line \"training\" has no values. Pass at"
                + " least one.");
        assertRefused(() -> chart().runs("seeds"), "LineChart \"Loss\": \"seeds\" has no run. Pass at least one.");
        assertRefusedState(() -> chart().line("training", 1, 0).logScale().svg(), "LineChart \"Loss\": line"
                + " \"training\" is 0.0 at index 1, but a logarithmic axis has no place for 0 or less. Omit the value,"
                + " or don't call logScale().");
        assertRefused(() -> chart().line("a", new double[3], new double[2]), "LineChart \"Loss\": line \"a\" has 3 x"
                + " and 2 y; expected the same number of each.");
        assertRefused(() -> chart().runs("a", new double[3], new double[2]), "LineChart \"Loss\": run 1 of \"a\" has 2"
                + " values, but run 0 has 3. Cut all runs to one length.");
        assertRefused(() -> chart().line("a", new double[] {1, 3, 2}, new double[3]), "LineChart \"Loss\": line \"a\":"
                + " x falls from 3.0 to 2.0 at index 2; a line goes from left to right. Sort the points by x.");
        assertRefused(() -> chart().line("a", new double[] {1, Double.NaN}, new double[2]), "LineChart \"Loss\": x of"
                + " line \"a\" is NaN at index 1; expected finite numbers. Omit the value, or find its cause: a run"
                + " that diverged, or a division by 0.");
        assertThatNullPointerException().isThrownBy(() -> new LineChart(null)).withMessage("LineChart: title is null.");
        assertThatNullPointerException().isThrownBy(() -> chart().line(null, 1))
                .withMessage("LineChart \"Loss\": the name of a line is null.");
        assertThatNullPointerException().isThrownBy(() -> new BarChart("Bars").bar(null, 1))
                .withMessage("BarChart \"Bars\": the name of a bar is null.");
        assertThat(chart().ink(Sketch.Ink.PLUM)).hasToString("LineChart \"Loss\"");
        assertThat(new BarChart("Bars").ink(Sketch.Ink.PLUM)).hasToString("BarChart \"Bars\"");
        assertRefused(() -> new LineChart(" "), "LineChart: the title is blank. Say in a few words what the picture"
                + " shows.");
        assertRefused(() -> chart().line("\n", 1), "LineChart \"Loss\": the name of a line is blank. Say in a few words"
                + " what it is.");
        assertRefused(() -> chart().line("a", 1).line("a", 2), "LineChart \"Loss\": there is a line \"a\" already. Give"
                + " each a name of its own.");
    }

    @Test
    void a_value_that_is_not_finite_is_refused() {
        assertRefused(() -> chart().line("training", 1, 2, Double.NaN), "LineChart \"Loss\": line \"training\" is NaN"
                + " at index 2; expected finite numbers. Omit the value, or find its cause: a run that diverged, or a"
                + " division by 0.");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().line("training", Double.NEGATIVE_INFINITY))
                .withMessageStartingWith("LineChart \"Loss\": line \"training\" is -Infinity at index 0;");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().line("training", 1e301)).withMessageStartingWith(
                "LineChart \"Loss\": line \"training\" is 1.0E301 at index 0; expected finite numbers up to 1e300.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart().runs("seeds", new double[] {1}, new double[] {Double.NaN}))
                .withMessageStartingWith("LineChart \"Loss\": run 1 of \"seeds\" is NaN at index 0;");
    }

    @Test
    void what_is_passed_is_copied() {
        double[] losses = {1, 2};
        LineChart chart = chart().line("training", losses);
        String before = chart.svg();
        losses[0] = Double.NaN;
        assertThat(chart.svg()).isEqualTo(before);
    }

    @Test
    void points_are_a_line_through_those_that_are_wanted_if_any_is() {
        LineChart chart = chart().points("a", Style.INK, new double[] {1, 2, 3}, new double[] {5, 0, 7}, v -> v > 0);
        assertThat(chart.points("b", Style.INK, new double[] {1}, new double[] {0}, v -> v > 0).svg())
                .isEqualTo(chart().line("a", Style.INK, new double[] {1, 3}, new double[] {5, 7}).svg());
    }

    /** The name's leader is a line, too. */
    @Test
    void up_to_40_points_have_marks_and_more_than_150_a_thin_line() {
        for (int size : new int[] {1, 2, 40, 41, 150, 151}) {
            Drawn drawn = Drawn.of(chart().line("a", new double[size]));
            assertThat(drawn.all("path", "cr-mark")).as("%d", size).hasSize(size <= 40 ? 1 : 0);
            assertThat(drawn.all("path", "cr-line")).as("%d", size).hasSize(size > 1 ? 2 : 1);
            assertThat(drawn.all("path", "cr-thin")).as("%d", size).hasSize(size > 150 ? 1 : 0);
        }
    }

    @Test
    void up_to_12_lines_have_marks() {
        LineChart chart = chart();
        for (int k = 0; k < 12; k++) {
            chart.line("run " + k, k, k);
        }
        assertThat(Drawn.of(chart).all("path", "cr-mark")).hasSize(12);
        assertThat(Drawn.of(chart.line("one more", 1, 2)).all("path", "cr-mark")).isEmpty();
    }
}
