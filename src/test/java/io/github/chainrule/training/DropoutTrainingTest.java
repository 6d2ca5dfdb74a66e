// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A model that draws random numbers, in the hands of a trainer. */
class DropoutTrainingTest {

    private static final Dataset DATA = Dataset.of(
            Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {0, 2}, {2, 0}}),
            Matrix.column(0, 1, 1, 0, 1, 1));

    private static List<Matrix> trained(long seed, Set<Matrix> masks) {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 16, random), new ReLU(), new Dropout(0.5),
                new Linear(16, 1, random), new Sigmoid());
        new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01)).shuffle(false).batchSize(6)
                .epochs(10).seed(seed).listener(new TrainingListener() {
                    @Override
                    public void beforeUpdate(StepEvent event) {
                        Matrix ones = event.forward().activation(2).map(v -> 1);
                        masks.add(event.forward().layers().get(2).forward(ones));
                    }
                }).fit(DATA);
        return model.parameters().stream().map(Parameter::value).toList();
    }

    @Test
    void each_step_has_a_mask_of_its_own_and_the_seed_decides_on_all_of_them() {
        Set<Matrix> masks = new HashSet<>();
        List<Matrix> once = trained(3, masks);
        assertThat(masks).hasSize(10);

        Set<Matrix> again = new HashSet<>();
        assertThat(trained(3, again)).isEqualTo(once);
        assertThat(again).isEqualTo(masks);
        assertThat(trained(4, again)).isNotEqualTo(once);
        assertThat(again).hasSize(20);
    }
}
