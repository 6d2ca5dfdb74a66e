// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cross-validation: each fold is learned by a new model, and judged by what it holds back. */
class FoldsComparisonTest {

    private static final Dataset DATA = Toy.circle(60, 3);

    private static Trainer trainer(long seed) {
        Sequential model = Toy.network(seed);
        return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.05)).epochs(2).seed(seed);
    }

    private static List<Split<Dataset>> folds() {
        return DATA.folds(3, 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 3 folds", "2, 3 folds and 2 seeds"})
    void each_run_learns_one_fold_with_a_seed_of_its_own(int repeats, String runs) {
        Ranking ranking = new Comparison(folds()).repeats(repeats).seed(7)
                .candidate("net", FoldsComparisonTest::trainer).run();

        List<Ranking.Run> all = ranking.best().runs();
        assertThat(all).hasSize(3 * repeats);
        for (int i = 0; i < all.size(); i++) {
            Split<Dataset> fold = folds().get(i % 3);
            Trainer alone = trainer(Seeds.derive(7, i));
            alone.fit(fold.training());
            assertThat(all.get(i).score()).as("run " + i).hasValue(alone.evaluate(fold.test()).loss());
        }
        assertThat(ranking.toString()).startsWith("validation loss with " + runs + ", the best first\n")
                .endsWith("\nchosen: net\n");
    }

    @Test
    void unless_said_otherwise_each_fold_is_learned_once() {
        assertThat(new Comparison(folds()).candidate("net", FoldsComparisonTest::trainer).run().best().runs())
                .hasSize(3);
    }

    @Test
    void a_candidate_whose_seed_changes_nothing_is_named() {
        assertThat(new Comparison(folds()).repeats(2).candidate("fixed", seed -> trainer(1)).run().toString())
                .contains("the seed changes nothing in the weights of fixed.");
        assertThat(new Comparison(folds()).candidate("fixed", seed -> trainer(1)).run().toString())
                .doesNotContain("seed changes nothing");
    }

    @Test
    void what_was_learned_or_chosen_by_is_no_test_scaled_or_not() {
        List<Split<Dataset>> scaled = folds().stream()
                .map(fold -> fold.map(Scaler.standard(fold.training())::transform)).toList();
        Ranking ranking = new Comparison(scaled).candidate("net", FoldsComparisonTest::trainer).run();

        for (Dataset used : List.of(scaled.get(1).training(), scaled.get(2).test(), folds().get(0).test())) {
            assertThatIllegalArgumentException().isThrownBy(() -> ranking.testBest(used)).withMessageStartingWith(
                    "Ranking.testBest: the candidates were trained on or chosen by these very examples");
        }
        assertThat(ranking.testBest(Toy.circle(40, 99)).mean()).isPositive();
    }
}
