// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A diagnosis says nothing of a run that goes well. */
class NoFalseAlarmTest {

    private static final Path STUDY = Path.of("src", "test", "resources", "healthy-trainings.txt");
    /** Those before served to set the limits of the diagnosis. */
    private static final int FIRST = 1600;
    private static final int ALL = 200;
    /** One of each task; all of them take minutes. */
    private static final int SOME = 12;

    private static List<String> kept() throws IOException {
        return Files.readAllLines(STUDY).stream().filter(line -> !line.startsWith("#")).toList();
    }

    /** As the Javadoc of Diagnosis says. */
    @Test
    void of_200_healthy_runs_with_random_settings_none_was_given_a_finding() throws IOException {
        assertThat(kept()).hasSize(ALL).allMatch(line -> line.endsWith(" | nothing"));
    }

    @Tag("long")
    @Test
    void the_first_of_them_are_the_same_today() throws IOException {
        for (int i = 0; i < SOME; i++) {
            HealthyTraining today = HealthyTraining.number(FIRST + i);
            assertThat(today.line()).as("%s", today.findings()).isEqualTo(kept().get(i)).endsWith("nothing");
        }
    }

    static Stream<Task> tasks() {
        return Stream.of(Task.pair(0, 1), Task.pair(3, 8), Task.oneVsRest(7), Task.evenVsOdd(), Task.allClasses(),
                Task.of(new Task.Group("round", 0, 6, 8, 9), new Task.Group("straight", 1, 4, 7)));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("tasks")
    void mnist_in_every_kind_of_task(Task task) throws IOException {
        Random random = new Random(3);
        ImageDataset training = Mnist.load().training(task);
        boolean two = training.targetSize() == 1;
        Linear last = new Linear(16, training.targetSize(), random);
        Sequential model = two ? new Sequential(new Linear(784, 16, random), new ReLU(), last, new Sigmoid())
                : new Sequential(new Linear(784, 16, random), new ReLU(), last);
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = new Trainer(model, two ? Sound.BCE : new CrossEntropy(), new Adam(model.parameters(), 0.001))
                .listener(diagnosis);
        trainer.fit(training.subset(IntStream.range(0, Math.min(10_000, training.size())).toArray()));
        trainer.evaluate(Mnist.load().test(task));
        assertThat(diagnosis.findings()).isEmpty();
    }

    /** {@code mvn -q test -Dtest=NoFalseAlarmTest -Dchainrule.study=fresh -Dchainrule.study.first=5600}. */
    @Test
    @EnabledIfSystemProperty(named = "chainrule.study", matches = "fresh", disabledReason = "it takes half an hour")
    void of_1000_healthy_runs_on_fresh_seeds_none_is_given_a_finding() throws IOException {
        int first = Integer.getInteger("chainrule.study.first", 5600);
        for (int i = first; i < first + 1000; i++) {
            HealthyTraining fresh = HealthyTraining.number(i);
            assertThat(fresh.findings()).as("%s", fresh.line()).isEmpty();
        }
    }

    /** Writes them all anew: {@code mvn -q test -Dtest=NoFalseAlarmTest -Dchainrule.study=true}. */
    @Test
    @EnabledIfSystemProperty(named = "chainrule.study", matches = "true", disabledReason = "it takes minutes")
    void all_of_them_anew() throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Trainings that go well, with settings drawn at random"
                + " (HealthyTraining.java), and what a diagnosis says of each.", "# number | draws | task | hidden"
                + " layers, activation, start | optimizer, rate | batches | epochs | loss of knowing nothing | in"
                + " training | in validation | findings"));
        for (int i = FIRST; i < FIRST + ALL; i++) {
            lines.add(HealthyTraining.number(i).line());
        }
        Files.write(STUDY, lines);
    }
}
