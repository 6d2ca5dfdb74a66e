package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class WholeFileTest {

    @TempDir
    Path folder;

    private static final LineChart CHART = new LineChart("손실").line("training", 1, 2);

    @Test
    void a_picture_is_saved_whole_and_nothing_is_left_beside_it() throws IOException {
        Path file = folder.resolve("loss.svg");
        CHART.save(file);
        CHART.save(file);
        assertThat(Files.readString(file)).isEqualTo(CHART.svg());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void missing_folders_are_made() throws IOException {
        Path file = folder.resolve("plots/today/loss.svg");
        CHART.save(file);
        assertThat(file).exists();
    }

    @Test
    void a_link_stays_a_link() throws IOException {
        Path real = Files.writeString(folder.resolve("real.svg"), "old");
        Path link;
        try {
            link = Files.createSymbolicLink(folder.resolve("link.svg"), real);
        } catch (IOException | UnsupportedOperationException e) {
            throw new TestAbortedException("this system doesn't let everybody make links", e);
        }
        CHART.save(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).isEqualTo(CHART.svg());
    }

    @Test
    void a_folder_in_its_place_is_refused() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> CHART.save(folder))
                .withMessage("can't write " + folder + ": it is a folder. Expected the name of a file, such as "
                        + folder.resolve("picture.svg") + ".");
    }

    @Test
    void a_file_where_a_folder_should_be_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> CHART.save(file.resolve("loss.svg")))
                .withMessage("can't write " + file.resolve("loss.svg") + ": " + file + ": is a file, not a folder.");
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_picture_that_can_not_be_drawn_leaves_the_old_file_whole() throws IOException {
        Path file = Files.writeString(folder.resolve("loss.svg"), "old");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new LineChart("empty").save(file));
        assertThat(file).hasContent("old");
    }
}
