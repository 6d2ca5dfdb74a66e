// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Split;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Comparison;
import io.github.chainrule.training.Ranking;
import io.github.chainrule.training.ScoreStatistics;
import io.github.chainrule.training.Trainer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The example in the Javadoc of {@link Comparison}: it shows the region. */
class ComparisonExampleTest {

    @Test
    void sizes_rates_and_activations() {
        // @start region=comparison
        Split<Dataset> split = ToyData.moons(600, 0.2, 1).split(0.25, 0.25, 42);
        Comparison comparison = new Comparison(split.training(), split.validation()).rankBy(new BinaryAccuracy());
        for (int hidden : new int[] {1, 4, 16}) {
            for (double rate : new double[] {0.001, 0.03}) {
                for (Layer activation : List.of(new ReLU(), new Tanh())) {
                    comparison.candidate(hidden + " " + activation + ", rate " + rate, seed -> {
                        Random random = new Random(seed);
                        Sequential model = new Sequential(new Linear(2, hidden, random), activation,
                                new Linear(hidden, 1, random), new Sigmoid());
                        return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), rate))
                                .epochs(20).batchSize(16).seed(seed);
                    });
                }
            }
        }
        Ranking ranking = comparison.run();                 // 12 candidates, 5 runs each, on all cores
        ScoreStatistics accuracy = ranking.testBest(split.test());       // the chosen one, on data that didn't choose it
        // @end
        assertThat(ranking.candidates()).hasSize(12);
        assertThat(ranking.best().name()).startsWith("16 ").endsWith(", rate 0.03");
        assertThat(accuracy.min()).isGreaterThan(0.9);
        assertThat(accuracy.mean()).isGreaterThan(ranking.candidates().get(11).statistics().orElseThrow().max());
    }
}
