package io.github.chainrule.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Of a training that goes well a diagnosis says nothing. */
class NoFalseAlarmTest {

    private static final Path STUDY = Path.of("src", "test", "resources", "healthy-trainings.txt");
    private static final int ALL = 200;
    /** One of each task; all of them take minutes. */
    private static final int SOME = 12;

    private static List<String> kept() throws IOException {
        return Files.readAllLines(STUDY).stream().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void of_200_healthy_trainings_with_random_settings_none_was_given_a_finding() throws IOException {
        assertThat(kept()).hasSize(ALL).allMatch(line -> line.endsWith(" | nothing"));
    }

    @Test
    void the_first_of_them_are_the_same_today() throws IOException {
        for (int i = 0; i < SOME; i++) {
            HealthyTraining today = HealthyTraining.number(i);
            assertThat(today.line()).as("%s", today.findings()).isEqualTo(kept().get(i));
        }
    }

    /** Writes them all anew: {@code mvn -q test -Dtest=NoFalseAlarmTest -Dchainrule.study=true}. */
    @Test
    @EnabledIfSystemProperty(named = "chainrule.study", matches = "true", disabledReason = "it takes minutes")
    void all_of_them_anew() throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Trainings that go well, with settings drawn at random"
                + " (HealthyTraining.java), and what a diagnosis says of each.", "# number | draws | task | hidden layers,"
                + " activation, start | optimizer, rate | batches | epochs | loss of knowing nothing | in training | in"
                + " validation | findings"));
        for (int i = 0; i < ALL; i++) {
            lines.add(HealthyTraining.number(i).line());
        }
        Files.write(STUDY, lines);
    }
}
