// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where things are on the paper: beside, below, or in the middle of what they belong to. */
class LayoutTest {

    /** Places are written with one decimal. */
    private static final Offset<Double> NEAR = within(0.25);
    /** From a letter's foot to the middle of a line of text. */
    private static final double FOOT = 5;

    private static List<Box> boxes(Drawn drawn, String name, String cssClass) {
        return drawn.all(name, cssClass).stream().map(Box::of).toList();
    }

    private static Element text(Drawn drawn, String text) {
        return drawn.all("text").stream().filter(element -> element.text().equals(text)).findFirst().orElseThrow();
    }

    private static void assertIsAt(Element text, double x, double y) {
        assertThat(Box.number(text, "x")).as(text.text()).isCloseTo(x, NEAR);
        assertThat(Box.number(text, "y")).as(text.text()).isCloseTo(y, NEAR);
    }

    private static Drawn confusion(boolean titled, String... classes) {
        return Drawn.of(((Chart) Picture.confusionMatrix("Test", Gallery.confusion(List.of(classes), new Random(1))))
                .svg(titled));
    }

    @Test
    void cells_of_a_confusion_matrix_are_rows_and_columns_with_counts_in_their_middle() {
        Drawn drawn = confusion(true, "ant", "bee", "cow");
        List<Box> cells = boxes(drawn, "path", "cr-f7");
        List<Element> inside = drawn.all("text", "cr-mid").stream()
                .filter(text -> text.text().matches("[\\d,]+|.*%")).toList();
        Box first = cells.get(0);

        assertThat(cells).hasSize(9);
        for (int k = 0; k < 9; k++) {
            Box cell = cells.get(k);
            assertThat(cell.width()).isCloseTo(127, NEAR);
            assertThat(cell.height()).isCloseTo(71, NEAR);
            assertThat(cell.left()).isCloseTo(first.left() + k % 3 * 130, NEAR);
            assertThat(cell.top()).isCloseTo(first.top() + k / 3 * 74, NEAR);
            assertIsAt(inside.get(2 * k), cell.x(), cell.y() + FOOT - 9.5);
            assertIsAt(inside.get(2 * k + 1), cell.x(), cell.y() + FOOT + 9.5);
        }
        List<Element> names = drawn.all("text", "cr-bold");
        for (int i = 0; i < 3; i++) {
            assertIsAt(names.get(i), cells.get(i).x(), first.top() - 9.5);
            assertIsAt(names.get(3 + i), first.left() - 9.5, cells.get(3 * i).y() + FOOT);
        }
        assertIsAt(text(drawn, "actual"), first.left() - 9.5, first.top() - 9.5);
        assertThat(Box.of(text(drawn, "actual")).left()).as("begins at the margin").isCloseTo(12, NEAR);
        assertIsAt(text(drawn, "predicted"), cells.get(1).x(), first.top() - 9.5 - 29);
        assertIsAt(drawn.all("text").get(drawn.all("text").size() - 1), 12, cells.get(8).bottom() + 29.5);
    }

    @Test
    void a_confusion_matrix_fills_the_paper_or_widens_it() {
        String[] ten = IntStream.range(0, 10).mapToObj(i -> "no. " + i).toArray(String[]::new);
        assertThat(boxes(confusion(true, ten), "path", "cr-f7").get(9).right()).isCloseTo(586.5, NEAR);
        assertThat(boxes(confusion(false, "a", "b", "c", "d", "e"), "path", "cr-f7").get(4).right())
                .isCloseTo(348.5, NEAR);
        Drawn many = confusion(true, IntStream.range(0, 15).mapToObj(i -> "no. " + i).toArray(String[]::new));
        assertThat(boxes(many, "path", "cr-f7").get(0).width()).isCloseTo(boxes(many, "path", "cr-f7").get(0).height(),
                NEAR).isGreaterThan(40);
    }

    @Test
    void names_of_two_lines_stand_on_the_columns_and_beside_the_middle_of_the_rows() {
        Drawn drawn = confusion(true, "a name that is much too long for it", "b");
        List<Element> names = drawn.all("text", "cr-bold");
        Box cell = boxes(drawn, "path", "cr-f7").get(0);

        assertThat(names).hasSize(6);
        assertIsAt(names.get(0), cell.x(), cell.top() - 9.5 - 19);
        assertIsAt(names.get(1), cell.x(), cell.top() - 9.5);
        assertThat(Box.number(names.get(2), "y")).isEqualTo(Box.number(names.get(1), "y"));
        assertIsAt(names.get(3), cell.left() - 9.5, cell.y() + FOOT - 9.5);
        assertIsAt(names.get(4), cell.left() - 9.5, cell.y() + FOOT + 9.5);
    }

    @Test
    void one_mistake_among_hundreds_can_be_seen_and_more_are_darker() {
        int[] mistakes = {1, 4, 16, 0};
        int[] predicted = IntStream.range(0, 2000)
                .map(i -> i % 500 < mistakes[i / 500] ? (i / 500 + 1) % 4 : i / 500).toArray();
        Drawn drawn = Drawn.of(Picture.confusionMatrix("Test", Predictor.of(new Sequential(new Linear(
                Matrix.oneHot(4, 0, 1, 2, 3), Matrix.zeros(1, 4))), new MeanSquaredError()).evaluate(
                Dataset.of(Matrix.oneHot(4, predicted), Matrix.oneHot(4, IntStream.range(0, 2000).map(i -> i / 500)
                        .toArray())).withNames(Names.NONE.withClasses("a", "b", "c", "d"))).confusionMatrix()));
        double[] opacities = drawn.all("path", "cr-f7").stream()
                .mapToDouble(cell -> Box.number(cell, "fill-opacity")).toArray();

        assertThat(opacities[1]).isBetween(0.1, opacities[6] - 0.03);
        assertThat(opacities[6]).isLessThan(opacities[11] - 0.03);
        assertThat(opacities[11]).isLessThan(0.4);
        assertThat(opacities[15]).isEqualTo(0.55);
        assertThat(drawn.description()).as("the most frequent first").endsWith(" Mistakes: c predicted as d: 16; b"
                + " predicted as c: 4; a predicted as b: 1.");
        assertThat(drawn.all("path", "cr-f7").stream().filter(cell -> cell.getAttribute("class").contains("strong")))
                .as("mistakes have a frame").hasSize(3);
        assertThat(drawn.all("text", "cr-muted").stream().filter(text -> text.text().startsWith("0"))).hasSize(18);
    }

    private static Drawn network(Names names, Linear... layers) {
        return Drawn.of(Picture.network("Network", new Predictor(new Sequential(layers), new MeanSquaredError(), names,
                Optional.empty())));
    }

    private static List<List<Box>> nodes(Drawn drawn) {
        return drawn.all("path", "cr-node").stream().map(path -> Box.circles(path.getAttribute("d"))).toList();
    }

    @Test
    void layers_are_equally_far_apart_and_neurons_too_each_layer_in_the_middle_of_the_height() {
        Random random = new Random(1);
        Drawn drawn = network(Names.NONE.withTargets("it"), new Linear(2, 8, random), new Linear(8, 20, random),
                new Linear(20, 1, random));
        List<List<Box>> nodes = nodes(drawn);
        double[] x = nodes.stream().mapToDouble(column -> column.get(0).x()).toArray();

        assertThat(nodes).extracting(List::size).containsExactly(2, 8, 12, 1);
        for (int c = 0; c < 4; c++) {
            List<Box> column = nodes.get(c);
            int slots = c == 2 ? 13 : column.size();
            double space = Math.min(84, 340.0 / slots);
            double first = nodes.get(3).get(0).y() - (slots - 1) * space / 2;
            assertThat(x[c]).isCloseTo(x[0] + c * (x[3] - x[0]) / 3, NEAR);
            for (int k = 0; k < column.size(); k++) {
                assertThat(column.get(k).x()).isCloseTo(x[c], NEAR);
                assertThat(column.get(k).y()).isCloseTo(first + k * space, NEAR);
                assertThat(column.get(k).width()).isCloseTo(Math.min(30, 0.8 * space), NEAR);
            }
        }
        assertThat(x[3]).as("the last layer's caption has room").isCloseTo(600 - 12 - 38, NEAR);
        assertIsAt(text(drawn, "\u22ee"), x[2], nodes.get(2).get(11).y() + 340.0 / 13 + FOOT);
        assertIsAt(text(drawn, "x\u2081"), nodes.get(0).get(1).left() - 8, nodes.get(0).get(1).y() + FOOT);
        double captions = nodes.get(3).get(0).y() + 170 + 23;
        assertIsAt(text(drawn, "2 inputs"), x[0], captions);
        assertIsAt(text(drawn, "8 neurons"), x[1], captions);
        assertIsAt(text(drawn, "12 shown"), x[2], captions + 19);
        assertIsAt(text(drawn, "1 output"), x[3], captions);
    }

    @Test
    void each_weight_is_a_line_between_its_two_neurons_and_written_on_it() {
        Drawn drawn = network(Names.NONE.withClasses("left", "right"),
                new Linear(Matrix.of(new double[] {2, -1}, new double[] {0, 0.5}), Matrix.zeros(1, 2)));
        List<List<Box>> nodes = nodes(drawn);
        List<Element> edges = drawn.all("path", "cr-edge");
        List<String> ends = new ArrayList<>();

        for (Element edge : edges) {
            double[][] line = Drawn.lines(edge.getAttribute("d")).get(0);
            int from = line[0][1] < (nodes.get(0).get(0).y() + nodes.get(0).get(1).y()) / 2 ? 0 : 1;
            int to = line[1][1] < (nodes.get(1).get(0).y() + nodes.get(1).get(1).y()) / 2 ? 0 : 1;
            assertThat(line[0]).containsExactly(new double[] {nodes.get(0).get(from).x(), nodes.get(0).get(from).y()},
                    NEAR);
            assertThat(line[1]).containsExactly(new double[] {nodes.get(1).get(to).x(), nodes.get(1).get(to).y()},
                    NEAR);
            String weight = new String[][] {{"2", "\u22121"}, {"0", "0.5"}}[from][to];
            Element written = text(drawn, weight.equals("0") ? "0" : weight);
            double share = (Box.number(written, "x") - line[0][0]) / (line[1][0] - line[0][0]);
            assertThat(share).as("near the beginning").isBetween(0.15, 0.45);
            assertThat(Box.number(written, "y") - FOOT).isCloseTo(line[0][1] + share * (line[1][1] - line[0][1]), NEAR);
            ends.add(from + " " + to + " " + edge.getAttribute("style"));
        }
        assertThat(ends).as("the widest on top").containsExactly("1 0 stroke-width:0.60px;stroke-opacity:0.25",
                "1 1 stroke-width:1.70px;stroke-opacity:0.44", "0 1 stroke-width:2.80px;stroke-opacity:0.63",
                "0 0 stroke-width:5.00px;stroke-opacity:1.00");
        assertIsAt(text(drawn, "right"), nodes.get(1).get(1).right() + 8, nodes.get(1).get(1).y() + FOOT);
        assertThat(Box.of(text(drawn, "right")).right()).as("names end at the margin").isCloseTo(588, NEAR);
        Box key = Box.of(drawn.all("image").get(0));
        assertIsAt(text(drawn, "weight"), key.right() + 14, key.bottom() - 1);
    }

    @Test
    void only_outputs_have_the_names_of_classes() {
        Random random = new Random(1);
        assertThat(network(Names.NONE.withClasses("left", "right"), new Linear(2, 3, random), new Linear(3, 2, random))
                .texts()).containsOnlyOnce("left", "right");
    }

    /** At 0.4 of their way to eight neurons, which are 42.5 apart, lines are 17 apart: too near for a line of text. */
    @Test
    void weights_are_written_only_where_all_of_them_have_room() {
        Random random = new Random(1);
        assertThat(network(Names.NONE, new Linear(2, 6, random)).all("path", "cr-edge")).hasSize(12);
        for (int size = 1; size <= 12; size++) {
            Drawn drawn = network(Names.NONE, new Linear(1, size, random));
            assertThat(drawn.all("path", "cr-paper").stream().filter(path -> !path.getAttribute("class")
                    .contains("node"))).as("1 to %d", size).hasSize(size <= 7 ? size : 0);
        }
    }

    @Test
    void images_stand_in_rows_on_one_line_with_words_below_their_middle() {
        ImageGrid grid = new ImageGrid("Images").gray("tall", 4, 1, 0, 0, 0, 0).gray("wide", 1, 3, 0, 0, 0)
                .gray("", 2, 2, 0, 0, 0, 0);
        for (int i = 3; i < 8; i++) {
            grid.signed("number " + i, 2, 2, 0, 1, 2, 3);
        }
        Drawn drawn = Drawn.of(grid);
        List<Box> images = drawn.all("image").stream().map(Box::of).toList();

        for (int i = 0; i < 8; i++) {
            double width = i == 0 ? 50 : 132;
            assertThat(images.get(i).x()).isCloseTo(12 + i % 4 * 148 + 66, NEAR);
            assertThat(images.get(i).width()).isCloseTo(width, NEAR);
            assertThat(images.get(i).height()).isCloseTo(i == 0 ? 200 : i == 1 ? 44 : 132, NEAR);
            assertThat(images.get(i).bottom()).isCloseTo(images.get(i / 4 * 4).bottom(), NEAR);
            assertThat(boxes(drawn, "path", "cr-grid").get(i)).isEqualTo(images.get(i));
        }
        assertIsAt(text(drawn, "tall"), images.get(0).x(), images.get(0).bottom() + 19);
        assertThat(images.get(0).top()).isCloseTo(12 + 25 + 8, NEAR);
        assertThat(images.get(4).top()).as("below the words").isCloseTo(images.get(0).bottom() + 19 + 4 + 16, NEAR);
        assertThat(images.get(8).top()).as("the key").isCloseTo(images.get(4).bottom() + 19 + 4 + 16, NEAR);
        assertThat(images.get(8).left()).isEqualTo(12);
        PngImage key = PngImage.of(drawn.all("image").get(8));
        assertThat(key.color(0, 0)).isEqualTo(0xff1f78c8);
        assertThat(key.color(63, 0) >>> 24).isZero();
        assertThat(key.color(126, 0)).isEqualTo(0xffdc6400);
        assertThat(drawn.description()).startsWith("8 images: tall; wide; number 3; number 4;");
        assertIsAt(text(drawn, "\u22123"), images.get(8).left(), images.get(8).bottom() + 17);
        assertIsAt(text(drawn, "0"), images.get(8).x(), images.get(8).bottom() + 17);
        assertIsAt(text(drawn, "3"), images.get(8).right(), images.get(8).bottom() + 17);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 4", "5, 5", "6, 6", "7, 4", "9, 5", "12, 6", "16, 4", "32, 4", "33, 7", "40, 8"})
    void of_images_as_many_stand_in_a_row_as_leave_the_last_one_fullest(int count, int columns) {
        ImageGrid grid = new ImageGrid("Images");
        IntStream.range(0, count).forEach(i -> grid.gray("", 1, 1, 1));
        List<Box> images = Drawn.of(grid).all("image").stream().map(Box::of).toList();

        assertThat(images.stream().map(Box::left).distinct()).hasSize(Math.min(count, columns));
        if (count >= columns) {
            assertThat(images.get(columns - 1).right()).as("a full row ends at the margin").isCloseTo(588, NEAR);
            assertThat(images.get(1).left() - images.get(0).right()).isCloseTo(16, NEAR);
        }
        if (count > columns) {
            assertThat(images.get(columns).top()).isCloseTo(images.get(0).bottom() + 16, NEAR);
        }
    }

    @Test
    void bars_lie_beside_their_names_and_end_at_their_values_on_the_axis() {
        Drawn drawn = Drawn.of(new BarChart("Bars").axis("seconds").bar("one", 1).bar("minus", -0.5)
                .bar("two", 2));
        List<Box> bars = drawn.all("path", "cr-f3").stream().map(Box::of).toList();
        double zero = Box.number(text(drawn, "0"), "x");
        double unit = Box.number(drawn.all("text", "cr-mid").stream().filter(t -> t.text().equals("1.0")).findFirst()
                .orElseThrow(), "x") - zero;
        double[] values = {1, -0.5, 2};

        for (int i = 0; i < 3; i++) {
            Box bar = bars.get(i);
            assertThat(values[i] < 0 ? bar.left() : bar.right()).isCloseTo(zero + values[i] * unit, NEAR);
            assertThat(values[i] < 0 ? bar.right() : bar.left()).isCloseTo(zero, NEAR);
            assertThat(bar.height()).isCloseTo(24, NEAR);
            assertThat(bar.y()).isCloseTo(bars.get(0).y() + 36 * i, NEAR);
            assertThat(Box.number(text(drawn, List.of("one", "minus", "two").get(i)), "y"))
                    .isCloseTo(bar.y() + FOOT, NEAR);
        }
        List<Element> written = drawn.all("text", "cr-halo");
        assertIsAt(written.get(0), bars.get(0).right() + 6, bars.get(0).y() + FOOT);
        assertIsAt(written.get(1), bars.get(1).left() - 6, bars.get(1).y() + FOOT);
        List<Box> bases = drawn.all("path", "cr-axis").stream().map(Box::of)
                .filter(box -> box.width() == 0 && box.height() > 30).toList();
        assertThat(bases).hasSize(3).allSatisfy(base -> assertThat(base.x()).isCloseTo(zero, NEAR));
        assertThat(bases.get(1)).isEqualTo(new Box(bases.get(0).left(), bars.get(1).y() - 18, bases.get(0).right(),
                bars.get(1).y() + 18));
        Box grid = boxes(drawn, "path", "cr-grid").get(0);
        assertThat(grid.top()).isCloseTo(bars.get(0).y() - 18, NEAR);
        assertThat(grid.bottom()).isCloseTo(bars.get(2).y() + 18, NEAR);
        assertThat(Box.of(text(drawn, "minus")).left()).as("the longest name begins at the margin")
                .isCloseTo(12, NEAR);
        assertThat(Box.number(text(drawn, "minus"), "x")).isLessThan(Box.of(written.get(1)).left() - 3);
    }

    @Test
    void bars_with_names_of_two_lines_are_farther_apart() {
        Drawn drawn = Drawn.of(new BarChart("Bars").bar("a name that is too long for one line only, isn't it", 1)
                .bar("b", 2));
        List<Box> bars = drawn.all("path", "cr-f3").stream().map(Box::of).toList();

        assertThat(bars.get(1).y() - bars.get(0).y()).isCloseTo(44, NEAR);
        assertThat(Box.number(drawn.all("text", "cr-end").get(0), "y")).isCloseTo(bars.get(0).y() + FOOT - 9.5, NEAR);
    }

    @Test
    void numbers_stand_at_their_ticks_and_names_at_the_ends_and_the_middle_of_their_axes() {
        Drawn drawn = Drawn.of(new LineChart("Line").axes("across", "up")
                .line("it", new double[] {0, 5, 10}, new double[] {0, 50, 100}));
        double[][] points = Drawn.lines(drawn.all("path", "cr-s6").get(0).getAttribute("d")).get(0);
        List<Box> grid = boxes(drawn, "path", "cr-grid");
        List<Box> ticks = drawn.all("path", "cr-axis").stream().map(Box::of).filter(box -> box.width() == 0).toList();

        assertThat(grid).hasSize(6).allMatch(line -> line.width() > 400);
        assertThat(points[1]).containsExactly(new double[] {grid.get(0).x(), (grid.get(0).y() + grid.get(5).y()) / 2},
                NEAR);
        for (int i = 0; i <= 5; i++) {
            assertThat(grid.get(i).left()).isEqualTo(points[0][0]);
            assertThat(grid.get(i).right()).isEqualTo(points[2][0]);
            assertIsAt(drawn.all("text", "cr-end").get(i), points[0][0] - 8,
                    points[0][1] + i * (points[2][1] - points[0][1]) / 5 + FOOT);
            assertThat(grid.get(i).y()).isCloseTo(points[0][1] + i * (points[2][1] - points[0][1]) / 5, NEAR);
        }
        assertThat(ticks).hasSize(6).allSatisfy(tick -> {
            assertThat(tick.top()).isEqualTo(points[0][1]);
            assertThat(tick.height()).isCloseTo(5, NEAR);
        });
        for (int i = 0; i <= 5; i++) {
            Element number = drawn.all("text", "cr-mid").get(i);
            assertThat(number.text()).isEqualTo(String.valueOf(2 * i));
            assertIsAt(number, points[0][0] + i * (points[2][0] - points[0][0]) / 5, ticks.get(i).bottom() + 17);
        }
        assertIsAt(text(drawn, "across"), (points[0][0] + points[2][0]) / 2, ticks.get(0).bottom() + 17 + 22);
        assertIsAt(text(drawn, "up"), 12, 12 + 25 + 17);
        assertThat(grid.get(5).y()).as("below the name").isCloseTo(12 + 25 + 34, NEAR);
        assertThat(points[0][1] - points[2][1]).isCloseTo(260, NEAR);
    }

    @Test
    void a_number_at_the_edge_of_the_paper_is_moved_onto_it() {
        Drawn drawn = Drawn.of(new LineChart("Line").xLabels("a place with a name", "b", "another such place")
                .line("it", 1, 2, 3));
        assertThat(Box.of(text(drawn, "a place with a name")).left()).isCloseTo(6, NEAR);
        assertThat(Box.of(text(drawn, "another such place")).right()).isLessThanOrEqualTo(594.25);
    }

    @Test
    void names_stand_at_the_ends_of_their_lines_or_as_near_as_others_leave_them() {
        Drawn drawn = Drawn.of(new LineChart("Line").line("high", 0, 10).line("low", 10, 0).line("near", 5, 0.1)
                .line("upper", 5, 9.9)
                .line("early", new double[] {1, 1.5}, new double[] {2, 5}));
        Box plot = boxes(drawn, "path", "cr-grid").get(0);
        double top = boxes(drawn, "path", "cr-grid").get(boxes(drawn, "path", "cr-grid").size() - 1).y();
        double unit = (plot.y() - top) / 10;
        double right = plot.right() + 3;
        List<Element> leaders = drawn.all("path", "cr-line").subList(5, 10);

        assertIsAt(text(drawn, "high"), right + 22, top + FOOT);
        assertIsAt(text(drawn, "upper"), right + 22, top + 19 + FOOT);
        assertIsAt(text(drawn, "low"), right + 22, plot.y() + FOOT);
        assertIsAt(text(drawn, "near"), right + 22, plot.y() - 19 + FOOT);
        assertIsAt(text(drawn, "early"), right + 22, plot.y() - 5 * unit + FOOT);
        double[][] leader = Drawn.lines(leaders.get(2).getAttribute("d")).get(0);
        assertThat(leader[0]).as("begins where its line ends").containsExactly(
                new double[] {right, plot.y() - 0.1 * unit}, NEAR);
        assertThat(leader[1]).containsExactly(new double[] {right + 7, plot.y() - 19}, NEAR);
        assertThat(leader[2]).containsExactly(new double[] {right + 15, plot.y() - 19}, NEAR);
        assertThat(Drawn.lines(leaders.get(4).getAttribute("d")).get(0)[0][1]).isCloseTo(plot.y() - 5 * unit, NEAR);
        assertThat(Box.of(text(drawn, "early")).right()).as("the widest name ends at the margin").isLessThan(588.25)
                .isGreaterThan(580);
    }

    @Test
    void as_many_lines_have_names_as_have_room_and_as_many_points_have_marks_as_can_be_told_apart() {
        LineChart chart = new LineChart("Lines");
        for (int i = 0; i < 14; i++) {
            chart.line("run " + i, i, i);
        }
        assertThat(Drawn.of(chart).texts()).contains("run 13").noneMatch(text -> text.contains("more"));
        assertThat(Drawn.of(chart.line("run 14", 1, 1)).texts()).contains("run 12", "and 2 more");
        assertThat(Drawn.of(new LineChart("40").line("it", new double[40])).all("path", "cr-mark")).hasSize(1);
        assertThat(Drawn.of(new LineChart("41").line("it", new double[41])).all("path", "cr-mark")).isEmpty();
        assertThat(Drawn.of(new LineChart("Fractions").line("it", new double[] {0, 0.25, 0.5}, new double[] {1, 2, 3}))
                .texts()).contains("0.1", "0.5");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3"})
    void marks_are_equally_large_whatever_their_shape_and_lie_around_their_place(int shape) {
        String d = new SvgPath().mark(shape, 100, 200, 20).toString();
        Box box = shape == 0 ? Box.circles(d).get(0) : null;
        double area = Math.PI * 20 * 20;
        if (shape > 0) {
            double[][] corners = Drawn.lines(d).get(0);
            area = 0;
            double left = Double.MAX_VALUE;
            double right = 0;
            double top = Double.MAX_VALUE;
            double bottom = 0;
            for (int i = 0; i < corners.length; i++) {
                double[] next = corners[(i + 1) % corners.length];
                area += (corners[i][0] * next[1] - next[0] * corners[i][1]) / 2;
                left = Math.min(left, corners[i][0]);
                right = Math.max(right, corners[i][0]);
                top = Math.min(top, corners[i][1]);
                bottom = Math.max(bottom, corners[i][1]);
            }
            box = new Box(left, top, right, bottom);
            assertThat(Arrays.stream(corners).mapToDouble(corner -> corner[0]).average().orElseThrow())
                    .isCloseTo(100, NEAR);
            assertThat(Arrays.stream(corners).mapToDouble(corner -> corner[1]).average().orElseThrow())
                    .isCloseTo(200, within(4.0));
        }
        assertThat(Math.abs(area)).isBetween(1000.0, 1400.0);
        assertThat(box.x()).isCloseTo(100, NEAR);
        assertThat(box.y()).isCloseTo(200, within(5.0));
        assertThat(box.width() / box.height()).isBetween(0.9, 1.1);
    }

    /** On a square with corners at (0, 1) and (1, 2), for weights that are for one from (0, 0) to (1, 1). */
    private static PredictionGrid grid(Matrix weights, Matrix biases, Names names) {
        Matrix moved = Matrix.row(IntStream.range(0, biases.cols())
                .mapToDouble(j -> biases.get(0, j) - weights.get(1, j)).toArray());
        return PredictionGrid.of(new Predictor(new Sequential(new Linear(weights, moved)), new MeanSquaredError(),
                names, Optional.empty()), Axis.horizontal(AxisRange.exactly("x", 0, 1, false), 100, 340),
                Axis.vertical(AxisRange.exactly("y", 1, 2, false), 500, 140));
    }

    @Test
    void what_goes_from_0_to_1_can_be_a_probability() {
        assertThat(grid(Matrix.column(1, 0), Matrix.row(0), Names.NONE).areProbabilities()).isTrue();
        assertThat(grid(Matrix.column(1.1, 0), Matrix.row(0), Names.NONE).areProbabilities()).isFalse();
        assertThat(grid(Matrix.column(1, 0), Matrix.row(-0.1), Names.NONE).areProbabilities()).isFalse();
    }

    @Test
    void each_cell_of_the_plane_has_the_color_of_its_middle() {
        PngImage image = PngImage.of(grid(Matrix.column(0.75, 0.25), Matrix.row(0), Names.NONE).png(0.5));
        for (int row = 0; row < 120; row++) {
            for (int col = 0; col < 120; col++) {
                double p = 0.75 * (col + 0.5) / 120 + 0.25 * (1 - (row + 0.5) / 120);
                assertThat(image.color(col, row) >>> 24).as("%d, %d", row, col)
                        .isCloseTo((int) Math.round(127.5 * Math.abs(2 * p - 1)), within(2));
                if (Math.abs(p - 0.5) > 0.01) {
                    assertThat(image.color(col, row) & 0xffffff).isEqualTo(p < 0.5 ? 0x1f78c8 : 0xdc6400);
                }
            }
        }
    }

    @Test
    void of_several_classes_the_likeliest_has_the_color_the_stronger_the_surer() {
        PngImage image = PngImage.of(grid(Matrix.of(new double[] {1, -0.5, -0.5}, new double[] {0, 0.5, -0.5}),
                Matrix.row(0, 0.5, 0.5), Names.NONE.withClasses("a", "b", "c")).png(0.5));
        int[] colors = {0x0072b2, 0xd55e00, 0x8a7400};
        for (int row = 0; row < 120; row++) {
            for (int col = 0; col < 120; col++) {
                double x = (col + 0.5) / 120;
                double y = 1 - (row + 0.5) / 120;
                double[] p = {x, 0.5 - x / 2 + y / 2, 0.5 - x / 2 - y / 2};
                double most = Math.max(p[0], p[1]);
                double sure = Math.max(0, Math.min(1, (3 * most - 1) / 2));
                assertThat((image.color(col, row) >>> 24) / 127.5).as("%d, %d", row, col)
                        .isCloseTo(0.15 + 0.85 * 0.95 * sure, within(0.03));
                if (Math.abs(p[0] - p[1]) > 0.01) {
                    assertThat(image.color(col, row) & 0xffffff).isEqualTo(colors[p[0] > p[1] ? 0 : 1]);
                }
            }
        }
    }

    /** Its pieces lie on it, and together they are as long as it is. */
    @Test
    void the_boundary_is_the_whole_line() {
        double length = 0;
        for (double[][] piece : Drawn.lines(grid(Matrix.column(0.75, 0.25), Matrix.row(0), Names.NONE).boundary()
                .toString())) {
            for (double[] end : piece) {
                assertThat(0.75 * (end[0] - 100) / 240 + 0.25 * (500 - end[1]) / 360).isCloseTo(0.5, within(0.001));
            }
            length += Math.hypot(piece[1][0] - piece[0][0], piece[1][1] - piece[0][1]);
        }
        // From (2/3, 0) to (1/3, 1).
        assertThat(length).isCloseTo(Math.hypot(80, 360), within(2.0));
    }

    @Test
    void points_lie_at_their_places_and_signs_beside_what_they_mean() {
        Predictor predictor = new Predictor(new Sequential(new Linear(Matrix.column(1, 0), Matrix.row(0))),
                new MeanSquaredError(), Names.NONE.withClasses("ant", "bee"), Optional.empty());
        Drawn drawn = Drawn.of(new BoundaryPlot("Plane", predictor, Dataset.of(Matrix.of(new double[] {0.25, 0.25},
                new double[] {0.75, 0.5}, new double[] {0.25, 3}), Matrix.column(0, 0, 1))).range(0, 1, 0, 1)
                .labels("left", "right", "outside").neurons());
        Box plot = boxes(drawn, "image", "cr-field").get(0);
        List<Box> ants = Box.circles(drawn.all("path", "cr-f0").get(0).getAttribute("d"));

        assertThat(plot.height()).isCloseTo(400, NEAR);
        assertThat(plot.right()).isCloseTo(600 - 12 - 170 - 20, NEAR);
        assertThat(ants).hasSize(3);
        assertThat(ants.get(0).x()).isCloseTo(plot.left() + plot.width() / 4, NEAR);
        assertThat(ants.get(0).y()).isCloseTo(plot.bottom() - 100, NEAR);
        assertThat(ants.get(1).x()).isCloseTo(plot.left() + 0.75 * plot.width(), NEAR);
        assertThat(ants.get(1).y()).isCloseTo(plot.bottom() - 200, NEAR);
        assertIsAt(text(drawn, "left"), ants.get(0).x() + 12, ants.get(0).y() + FOOT);
        assertIsAt(text(drawn, "right"), ants.get(1).x() - 12, ants.get(1).y() + FOOT);
        assertThat(text(drawn, "left").getAttribute("class")).isEqualTo("cr-halo");
        assertThat(text(drawn, "right").getAttribute("class")).as("ends there").isEqualTo("cr-end cr-halo");
        assertThat(drawn.texts()).doesNotContain("outside");
        assertThat(boxes(drawn, "path", "cr-axis")).contains(plot);

        double signs = plot.right() + 20;
        double first = Box.number(drawn.all("text", "cr-muted").get(0), "y");
        assertThat(first).isCloseTo(plot.top() + 12, NEAR);
        Box key = Box.of(drawn.all("image", "cr-pixels").get(0));
        assertThat(key).isEqualTo(new Box(signs, key.top(), signs + 170, key.top() + 12));
        assertThat(key.top()).isCloseTo(first + 10, NEAR);
        assertThat(ants.get(2).x()).isCloseTo(signs + 11, NEAR);
        assertThat(ants.get(2).width()).as("a little larger").isCloseTo(11, NEAR);
        assertIsAt(text(drawn, "ant"), signs + 30, ants.get(2).y() + FOOT);
        assertThat(Box.number(text(drawn, "bee"), "y")).isCloseTo(Box.number(text(drawn, "ant"), "y") + 26, NEAR);
        Box neuron = boxes(drawn, "path", "cr-neuron").get(1);
        assertThat(neuron).isEqualTo(new Box(neuron.left(), neuron.top(), neuron.left() + 20, neuron.top()));
        assertThat(neuron.left()).isCloseTo(signs + 1, NEAR);
        assertThat(neuron.top()).as("below the numbers").isCloseTo(key.bottom() + 17 + 27, NEAR);
        assertThat(Box.of(text(drawn, "0.2")).left()).as("numbers begin at the margin").isCloseTo(12, NEAR);
        assertIsAt(text(drawn, "1 neuron"), signs + 30, neuron.top() + FOOT);
        assertThat(Box.number(text(drawn, "p = 0.5"), "y")).isCloseTo(neuron.top() + FOOT + 26, NEAR);
        assertThat(Box.number(text(drawn, "ant"), "y")).isCloseTo(neuron.top() + FOOT + 52, NEAR);
    }

    @Test
    void equal_predictions_lie_on_the_diagonal_from_corner_to_corner() {
        Drawn drawn = Drawn.of(Picture.predictions("Numbers", Predictor.of(new Sequential(new Linear(Matrix.row(1),
                Matrix.row(0))), new MeanSquaredError()).evaluate(Dataset.of(Matrix.column(0, 10), Matrix.column(10, 0))
                .withNames(Names.NONE.withTargets("it")))));
        List<Box> lines = boxes(drawn, "path", "cr-thin");
        List<Box> points = Box.circles(drawn.all("path", "cr-f6").get(0).getAttribute("d"));
        Box plot = lines.get(0);

        assertThat(plot.width()).isCloseTo(400, NEAR);
        assertThat(plot.height()).isCloseTo(400, NEAR);
        assertThat(points.get(0).x()).isCloseTo(plot.right() - 400 / 22.0, NEAR);
        assertThat(points.get(0).y()).isCloseTo(plot.bottom() - 400 / 22.0, NEAR);
        assertThat(points.get(1).x()).isCloseTo(plot.left() + 400 / 22.0, NEAR);
        assertThat(points.get(1).y()).isCloseTo(plot.top() + 400 / 22.0, NEAR);
        assertThat(boxes(drawn, "path", "cr-grid")).isNotEmpty().allSatisfy(line -> {
            assertThat(line.left()).isCloseTo(plot.left(), NEAR);
            assertThat(line.right()).isCloseTo(plot.right(), NEAR);
        });
        assertThat(lines.get(1)).isEqualTo(new Box(lines.get(1).left(), lines.get(1).top(), lines.get(1).left() + 20,
                lines.get(1).top()));
        assertThat(lines.get(1).left()).isCloseTo(plot.right() + 14, NEAR);
        assertThat(lines.get(1).top()).isCloseTo(plot.top() + 12, NEAR);
        assertIsAt(text(drawn, "no error"), plot.right() + 40, lines.get(1).top() + FOOT);
    }

    private static Drawn neurons(int count, double... weightsAndBias) {
        Matrix weights = Matrix.zeros(2, count);
        Matrix biases = Matrix.zeros(1, count);
        for (int j = 0; j < count; j++) {
            weights.set(0, j, weightsAndBias[3 * j % weightsAndBias.length]);
            weights.set(1, j, weightsAndBias[(3 * j + 1) % weightsAndBias.length]);
            biases.set(0, j, weightsAndBias[(3 * j + 2) % weightsAndBias.length]);
        }
        Predictor predictor = new Predictor(new Sequential(new Linear(weights, biases),
                new Linear(count, 1, new Random(1))), new MeanSquaredError(), Names.NONE.withClasses("a", "b"),
                Optional.empty());
        return Drawn.of(new BoundaryPlot("Lines", predictor, Dataset.of(Matrix.row(0, 0), Matrix.row(1)))
                .range(0, 1, 0, 1).neurons());
    }

    private static List<Element> neuronNames(Drawn drawn) {
        return drawn.all("text").stream().filter(text -> text.text().startsWith("h")).toList();
    }

    @Test
    void a_neuron_s_positive_side_is_at_right_angles_to_its_line_which_its_name_stands_on() {
        for (double[] neuron : new double[][] {{1, 1, -1}, {1, -1, 0.2}, {-2, -1, 1.2}}) {
            Drawn drawn = neurons(1, neuron);
            Box plot = boxes(drawn, "image", "cr-field").get(0);
            double[][] line = Drawn.lines(drawn.all("path", "cr-neuron").get(0).getAttribute("d")).get(0);
            double[][] side = Drawn.lines(drawn.all("path", "cr-side").get(0).getAttribute("d")).get(0);
            double[] along = {line[1][0] - line[0][0], line[1][1] - line[0][1]};
            double[] across = {side[1][0] - side[0][0], side[1][1] - side[0][1]};
            for (double[] end : line) {
                double sum = neuron[0] * (end[0] - plot.left()) / plot.width()
                        + neuron[1] * (plot.bottom() - end[1]) / plot.height() + neuron[2];
                assertThat(sum).isCloseTo(0, within(0.002));
            }
            assertThat(side[0]).containsExactly(new double[] {line[0][0] + along[0] / 2, line[0][1] + along[1] / 2},
                    NEAR);
            assertThat(Math.hypot(across[0], across[1])).isCloseTo(9, NEAR);
            assertThat((along[0] * across[0] + along[1] * across[1]) / Math.hypot(along[0], along[1]))
                    .isCloseTo(0, NEAR);
            assertThat(neuron[0] * across[0] / plot.width() - neuron[1] * across[1] / plot.height()).isPositive();
            Element name = neuronNames(drawn).get(0);
            double x = Box.number(name, "x");
            double y = Box.number(name, "y") - FOOT;
            assertThat((along[0] * (y - line[0][1]) - along[1] * (x - line[0][0])) / Math.hypot(along[0], along[1]))
                    .isCloseTo(0, NEAR);
            assertThat(new Box(plot.left() + 11, plot.top() + 11, plot.right() - 11, plot.bottom() - 11)
                    .contains(new Box(x, y, x, y))).isTrue();
        }
    }

    @Test
    void names_of_neurons_are_inside_and_apart_or_left_out() {
        for (double[] edge : new double[][] {{1, 0, -0.02}, {1, 0, -0.98}, {0, 1, -0.02}, {0, 1, -0.98}}) {
            assertThat(neuronNames(neurons(1, edge))).isEmpty();
        }
        for (double[] inside : new double[][] {{1, 0, -0.05}, {1, 0, -0.95}, {0, 1, -0.05}, {0, 1, -0.95}}) {
            assertThat(neuronNames(neurons(1, inside))).hasSize(1);
        }
        List<Element> names = neuronNames(neurons(4, 1, 0, -0.5, 0, 1, -0.5));
        assertThat(names).hasSize(4);
        for (Element name : names) {
            assertThat(names.stream().filter(other -> Math.abs(Box.number(other, "x") - Box.number(name, "x")) < 22
                    && Math.abs(Box.number(other, "y") - Box.number(name, "y")) < 22)).hasSize(1);
        }
        assertThat(neuronNames(neurons(16, 1, 0, -0.5, 0, 1, -0.5, 1, 1, -1, 1, -1, 0))).hasSize(16);
        assertThat(neuronNames(neurons(17, 1, 0, -0.5, 0, 1, -0.5, 1, 1, -1, 1, -1, 0))).isEmpty();
    }

    @Test
    void an_axis_has_as_many_numbers_as_have_room() {
        AxisRange million = AxisRange.of("", 0, 1e6);
        assertThat(Axis.horizontal(million, 1000, 1300).ticks()).extracting(Ticks.Tick::label)
                .containsExactly("0", "500,000", "1,000,000");
        assertThat(Axis.horizontal(million, 1000, 1600).ticks()).hasSize(6);
        assertThat(Axis.vertical(AxisRange.of("", 0, 100), 460, 200).ticks()).hasSize(6);
        assertThat(Axis.vertical(AxisRange.of("", 0, 100), 660, 200).ticks()).hasSize(11);
    }

    @Test
    void a_range_around_one_value_has_room_and_another_what_it_needs() {
        assertThat(AxisRange.of("", 1000, 1000 + 1e-7)).extracting(AxisRange::min, AxisRange::max)
                .containsExactly(1000 - 0.2 * (1000 + 1e-7), 1000 + 1e-7 + 0.2 * (1000 + 1e-7));
        assertThat(AxisRange.around("", new double[] {2, 4}, 0.5)).extracting(AxisRange::min, AxisRange::max)
                .containsExactly(1.0, 5.0);
        assertThat(AxisRange.log("", 1, 1)).extracting(AxisRange::min, AxisRange::max).containsExactly(0.5, 1.0);
    }

    @Test
    void of_very_many_marks_only_those_that_would_cover_each_other_are_left_out() {
        double[] x = IntStream.range(0, 3000).mapToDouble(i -> i % 60 * 10).toArray();
        double[] y = IntStream.range(0, 3000).mapToDouble(i -> i / 60 * 10).toArray();
        assertThat(Box.circles(new SvgPath().marks(0, x, y, 4).toString())).hasSize(3000);
        assertThat(Box.circles(new SvgPath().marks(0, new double[2000], new double[2000], 4).toString()))
                .hasSize(2000);
        assertThat(new SvgPath().marks(0, new double[2001], new double[2001], 20)).asString()
                .isEqualTo("M-20 0a20 20 0 1 0 40 0a20 20 0 1 0 -40 0z");
    }

    @Test
    void a_band_goes_along_its_upper_edge_and_back_along_its_lower_one() {
        Drawn drawn = Drawn.of(new LineChart("Band").runs("it", new double[] {0, 2, 4}, new double[] {10, 8, 6}));
        double[][] band = Drawn.lines(drawn.all("path", "cr-band").get(0).getAttribute("d")).get(0);
        double unit = (band[5][1] - band[0][1]) / 10;

        assertThat(band).hasNumberOfRows(6);
        assertThat(unit).isCloseTo(26, NEAR);
        for (int i = 0; i < 3; i++) {
            assertThat(band[i][0]).isEqualTo(band[5 - i][0]);
            assertThat(band[i][1]).isCloseTo(band[0][1] + 2 * i * unit, NEAR);
            assertThat(band[5 - i][1]).isCloseTo(band[5][1] - 2 * i * unit, NEAR);
        }
        assertIsAt(text(drawn, "it"), band[2][0] + 3 + 22, (band[2][1] + band[3][1]) / 2 + FOOT);
    }

    @ParameterizedTest
    @CsvSource({"4, 10 20 30 40", "5, 20 40", "8, 20 40 60 80", "9, 30 60 90"})
    void at_most_four_ends_of_epochs_have_a_line_and_a_number(int epochs, String ends) {
        Drawn drawn = Drawn.of(new LineChart("Epochs").line("it", new double[10 * epochs])
                .epochs(IntStream.rangeClosed(1, epochs).mapToDouble(epoch -> 10 * epoch).toArray()));
        List<String> numbers = List.of(ends.split(" "));
        Box plot = boxes(drawn, "path", "cr-grid").get(0);

        assertThat(drawn.all("text", "cr-mid")).extracting(Element::text).containsExactlyElementsOf(numbers);
        assertThat(boxes(drawn, "path", "cr-dots")).extracting(Box::x).zipSatisfy(numbers, (x, number) ->
                assertThat(x).isCloseTo(plot.left() + plot.width() * (Integer.parseInt(number) - 1)
                        / (10.0 * epochs - 1), NEAR)).hasSameSizeAs(numbers);
    }

    @Test
    void below_a_heading_a_chart_is_narrow() {
        assertThat(Drawn.of(new LineChart("Line").line("it", 1, 2).svg(false)).root().getAttribute("viewBox"))
                .startsWith("0 0 440 ");
    }

    @Test
    void names_of_classes_have_two_lines_where_there_are_few() {
        String name = "a rather long name of a class";
        List<String> two = Drawn.of(new BoundaryPlot("Two", new Predictor(Gallery.untrained(2, 1),
                new MeanSquaredError(), Names.NONE.withClasses(name, "b"), Optional.empty()),
                Dataset.of(Matrix.row(0, 0), Matrix.row(1)))).texts();
        String[] six = IntStream.range(0, 6).mapToObj(i -> i + " " + name).toArray(String[]::new);
        List<String> many = Drawn.of(new BoundaryPlot("Six", new Predictor(Gallery.untrained(2, 6),
                new MeanSquaredError(), Names.NONE.withClasses(six), Optional.empty()),
                Dataset.of(Matrix.row(0, 0), Matrix.oneHot(6, 1)))).texts();
        assertThat(two).contains("a rather long", "name of a class");
        assertThat(many.stream().filter(text -> text.matches("\\d a rather lo.*"))).hasSize(6)
                .allMatch(text -> text.endsWith("\u2026"));
    }
}
