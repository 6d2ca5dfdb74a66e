// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.ToyData;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.Trainer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step that is far too large is not blamed on the initial weights. */
class HighLearningRateTest {

    @ParameterizedTest
    @CsvSource({"3, 1", "3, 2", "3, 3", "10, 1", "10, 2", "10, 3", "30, 1", "30, 2", "30, 3"})
    void squares_and_a_large_rate(double rate, long seed) {
        Random random = new Random(seed);
        Sequential model = new Sequential(new Linear(2, 8, random), new ReLU(), new Linear(8, 1, random));
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), rate)).epochs(5)
                .batchSize(16).seed(seed).listener(diagnosis);
        boolean diverged = false;
        try {
            trainer.fit(ToyData.moons(200, 0.1, seed));
        } catch (DivergedException e) {
            diverged = true;
        }

        assertThat(diverged).isTrue();
        assertThat(diagnosis.findings()).extracting(Diagnosis.Finding::kind)
                .containsExactly(Diagnosis.Kind.LEARNING_RATE_TOO_HIGH);
        assertThat(diagnosis.findings().get(0).message()).doesNotContain("he()", "Initializer");
    }
}
