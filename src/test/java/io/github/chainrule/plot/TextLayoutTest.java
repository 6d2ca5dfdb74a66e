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
        assertThat(TextLayout.shorten("\uc190\uc190\uc190", 2 * Style.TEXT_SIZE)).as("exactly").isEqualTo("\uc190…");
    }

    @Test
    void lines_are_broken_between_words_and_long_words_where_they_must() {
        assertThat(TextLayout.wrap("one two three four", 70, 3)).containsExactly("one two", "three", "four");
        assertThat(TextLayout.wrap("Donaudampfschifffahrt on the Danube", 90, 3))
                .containsExactly("Donaudam", "pfschifffahr", "t on the D…");
        assertThat(TextLayout.wrap("손실함수손실함수", 61, 2)).containsExactly("손실함수", "손실함수");
        assertThat(TextLayout.wrap("", 61, 2)).containsExactly("");
        assertThat(TextLayout.wrap("wide", 1, 2)).hasSize(2);
        assertThat(TextLayout.wrap(" Donaudampf", 90, 2)).as("a blank is no line").containsExactly(" Donaudam", "pf");
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

    @Test
    void the_first_and_the_last_of_the_characters_that_xml_may_hold_are_kept_and_their_neighbors_are_not() {
        assertThat(TextLayout.clean("a !~\u007f\u0080\u009f\u00a0\u00a1\ud7ff\ue000\ufffd\ufffe\ud800\udc00"))
                .isEqualTo("a !~\u00a0\u00a1\ud7ff\ue000\ufffd\ud800\udc00");
    }

    /** Latin, Greek and Cyrillic are narrower than Asian letters and the ellipsis. */
    @Test
    void characters_of_other_scripts_are_taken_for_wide() {
        double other = TextLayout.width("\u00e9");
        double wide = TextLayout.width("\uc190");
        assertThat(wide).isGreaterThan(1.2 * other);
        for (String narrow : new String[] {"\u007f", "\u10ff", "\u2000", "\u20ff"}) {
            assertThat(TextLayout.width(narrow)).isEqualTo(other);
        }
        for (String broad : new String[] {"\u1100", "\u1fff", "\u2026", "\u2100"}) {
            assertThat(TextLayout.width(broad)).isEqualTo(wide);
        }
        assertThat(TextLayout.width(" ")).isLessThan(other);
        assertThat(TextLayout.width("~")).isGreaterThan(other);
    }
}
