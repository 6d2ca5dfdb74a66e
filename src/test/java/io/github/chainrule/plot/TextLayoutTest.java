// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLayoutTest {

    @Test
    void what_fits_is_left_alone() {
        assertThat(TextLayout.shorten("training", 100)).isEqualTo("training");
        assertThat(TextLayout.wrap("training loss", 200, 3)).containsExactly("training loss");
    }

    @Test
    void what_does_not_fit_is_shortened() {
        String shortened = TextLayout.shorten("a rather long label", 100);
        assertThat(shortened).isEqualTo("a rather lo…");
        assertThat(TextLayout.width(shortened)).isLessThanOrEqualTo(100);
    }

    @Test
    void lines_are_broken_between_words_and_long_words_where_they_must() {
        assertThat(TextLayout.wrap("one two three four", 70, 3)).containsExactly("one two", "three", "four");
        assertThat(TextLayout.wrap("Donaudampfschifffahrt on the Danube", 90, 3))
                .containsExactly("Donaudam", "pfschifffahr", "t on the D…");
        assertThat(TextLayout.wrap("손실함수손실함수", 61, 2)).containsExactly("손실함수", "손실함수");
        assertThat(TextLayout.wrap("", 61, 2)).containsExactly("");
        assertThat(TextLayout.wrap("wide", 1, 2)).hasSize(2);
    }

    @Test
    void characters_of_two_halves_are_not_torn() {
        String smileys = "\ud83d\ude00".repeat(50);
        String shortened = TextLayout.shorten(smileys, 100);
        assertThat(shortened).isEqualTo("\ud83d\ude00".repeat(5) + "…");
    }

    @Test
    void only_characters_that_xml_may_hold_are_kept() {
        assertThat(TextLayout.clean(" a\tb\nc\u0001\ud800\uffff\u0085 ")).isEqualTo("a b c");
    }
}
