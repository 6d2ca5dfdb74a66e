// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {

    @TempDir
    Path folder;

    @Test
    void a_picture_is_saved_as_it_is_drawn() throws IOException {
        LineChart chart = new LineChart("손실").line("training", 1, 2);
        Path file = folder.resolve("plots/loss.svg");
        chart.save(file);
        assertThat(Files.readString(file)).isEqualTo(chart.svg());
    }

    @Test
    void a_picture_that_can_not_be_drawn_leaves_the_old_file_whole() throws IOException {
        Path file = Files.writeString(folder.resolve("loss.svg"), "old");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new LineChart("empty").save(file));
        assertThat(file).hasContent("old");
    }

    @Test
    void what_is_drawn_can_be_followed_by_more_in_its_order() {
        assertThat(new Svg("Title", false).line("a", 0, 0, 1, 1).words(0, 0, "b", "words").lines(0, 0, "c",
                List.of("d")).middle(0, 0, "e", List.of("f")).image("g", 0, 0, 1, 1, new byte[0]).text(0, 0, "h", "end")
                .finish(1, "")).containsSubsequence("class=\"a\"", ">words<", ">d<", ">f<", "class=\"g\"",
                ">end<");
    }
}
