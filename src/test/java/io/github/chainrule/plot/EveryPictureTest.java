// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryPictureTest {

    private static final Map<String, Picture> PICTURES = Gallery.all();
    private static final Map<String, Picture> THE_SAME = Gallery.all();

    static Stream<String> names() {
        return PICTURES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void is_well_formed_and_says_what_it_shows(String name) {
        Drawn drawn = Drawn.of(PICTURES.get(name));
        Element root = drawn.root();
        assertThat(root.name()).isEqualTo("svg");
        assertThat(root.getAttribute("xmlns")).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("width")).isEqualTo("100%");
        assertThat(root.getAttribute("viewBox")).matches("0 0 \\d+(\\.\\d)? \\d+(\\.\\d)?");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo(
                drawn.all("title").get(0).getAttribute("id") + " " + drawn.all("desc").get(0).getAttribute("id"));
        assertThat(drawn.title()).isNotBlank();
        assertThat(drawn.description()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds_no_address_but_the_namespace_no_script_and_no_broken_number(String name) {
        String svg = PICTURES.get(name).svg();
        assertThat(svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replaceAll("href=\"data:image/png;base64,[A-Za-z0-9+/=]+\"", "")).doesNotContain("href",
                "http", "//", "<script", "@import", "url(").doesNotContainPattern("\\bNaN|Infinity");
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_classes_that_no_page_uses_for_something_else(String name) {
        Drawn drawn = Drawn.of(PICTURES.get(name));
        assertThat(drawn.elements()).allSatisfy(element -> assertThat(element.getAttribute("class").split(" "))
                .allMatch(c -> c.isEmpty() || c.equals("cr") || c.startsWith("cr-")));
        assertThat(drawn.all("style")).singleElement().extracting(Element::text).isEqualTo(Style.CSS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void is_the_same_text_each_time(String name) {
        assertThat(PICTURES.get(name).svg()).isEqualTo(PICTURES.get(name).svg()).isEqualTo(THE_SAME.get(name).svg());
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_no_text_that_is_cut_off_or_lies_on_another(String name) {
        requireRoomForTexts(Drawn.of(PICTURES.get(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_room_for_its_texts_in_a_report_which_has_its_title_above_it(String name) {
        requireRoomForTexts(Drawn.of(((Chart) PICTURES.get(name)).svg(false)));
    }

    private static void requireRoomForTexts(Drawn drawn) {
        String[] view = drawn.root().getAttribute("viewBox").split(" ");
        Box paper = new Box(0, 0, Double.parseDouble(view[2]), Double.parseDouble(view[3]));
        List<Box> boxes = new ArrayList<>();
        for (Element text : drawn.all("text")) {
            if (text.getAttribute("transform").isEmpty()) {
                Box box = Box.of(text);
                assertThat(paper.contains(box)).as("%s is on the paper", text.text()).isTrue();
                assertThat(boxes).as("%s is free", text.text()).noneMatch(box::intersects);
                boxes.add(box);
            }
        }
        assertThat(boxes).isNotEmpty();
    }

    /** Apart from sketches, whose height is given: letters, lines and images fill it, but for margins. */
    @ParameterizedTest
    @MethodSource("names")
    void ends_a_margin_below_what_it_shows_and_keeps_one_at_each_side(String name) {
        for (boolean titled : new boolean[] {true, false}) {
            Drawn drawn = Drawn.of(((Chart) PICTURES.get(name)).svg(titled));
            String[] view = drawn.root().getAttribute("viewBox").split(" ");
            List<Box> boxes = drawn.elements().stream()
                    .filter(element -> List.of("path", "image", "text").contains(element.name())).map(Box::of).toList();
            double bottom = boxes.stream().mapToDouble(Box::bottom).max().orElseThrow();
            assertThat(Double.parseDouble(view[3]) - bottom).isBetween(9.0, name.equals("sketch") ? 30.0 : 20.0);
            assertThat(boxes).allMatch(box -> box.left() >= 5.9 && box.top() >= 11.9
                    && box.right() <= Double.parseDouble(view[2]) - 5.9);
        }
    }

    @Test
    void in_one_page_has_ids_of_its_own() {
        List<String> ids = PICTURES.values().stream().map(Drawn::of).flatMap(drawn -> drawn.elements().stream())
                .map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty()).toList();
        assertThat(ids).hasSize(2 * PICTURES.size()).doesNotHaveDuplicates().allMatch(id -> id.startsWith("cr-"));
    }

    @Test
    void stays_small() {
        assertThat(PICTURES).allSatisfy((name, picture) -> assertThat(picture.svg().length()).isLessThan(100_000));
    }

    @Test
    void returns_what_was_written_whatever_it_was() {
        Drawn drawn = Drawn.of(new LineChart("a\u0000\u0007<\"&'>\ud800\n\t b \ufffe\ud83d\ude00").line("\u200b x", 1));
        assertThat(drawn.title()).isEqualTo("a<\"&'>   b \ud83d\ude00");
        assertThat(drawn.texts()).contains("a<\"&'>   b \ud83d\ude00");
    }
}
