// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void what_fits_is_left_alone() {
        assertThat(Labels.shorten("training", 100, 15)).isEqualTo("training");
        assertThat(Labels.wrap("training loss", 200, 15, 3)).containsExactly("training loss");
    }

    @Test
    void what_does_not_fit_is_shortened() {
        String shortened = Labels.shorten("a rather long label", 100, 15);
        assertThat(shortened).isEqualTo("a rather lo…");
        assertThat(Labels.width(shortened, 15)).isLessThanOrEqualTo(100);
    }

    @Test
    void lines_are_broken_between_words_and_long_words_where_they_must() {
        assertThat(Labels.wrap("one two three four", 70, 15, 3)).containsExactly("one two", "three", "four");
        assertThat(Labels.wrap("Donaudampfschifffahrt on the Danube", 90, 15, 3))
                .containsExactly("Donaudam", "pfschifffahr", "t on the D…");
        assertThat(Labels.wrap("손실함수손실함수", 61, 15, 2)).containsExactly("손실함수", "손실함수");
        assertThat(Labels.wrap("", 61, 15, 2)).containsExactly("");
        assertThat(Labels.wrap("wide", 1, 15, 2)).hasSize(2);
    }

    @Test
    void characters_of_two_halves_are_not_torn() {
        String smileys = "\ud83d\ude00".repeat(50);
        String shortened = Labels.shorten(smileys, 100, 15);
        assertThat(shortened).isEqualTo("\ud83d\ude00".repeat(5) + "…");
    }

    @Test
    void only_characters_that_xml_may_hold_are_kept() {
        assertThat(Labels.clean(" a\tb\nc\u0001\ud800\uffff\u0085 ")).isEqualTo("a b c");
    }
}
