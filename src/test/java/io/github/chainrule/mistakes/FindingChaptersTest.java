// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.inspect.Diagnosis.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A finding names the chapter that explains it: what it is about is written there. */
class FindingChaptersTest {

    private static String word(Kind kind) {
        return switch (kind) {
            case UNSCALED_INPUTS, OTHER_INPUTS -> "Divide pixels by 255";
            case UNSCALED_TARGETS, LEARNING_RATE_TOO_HIGH, LEARNING_RATE_TOO_LOW, NOTHING_LEARNED -> "learning rate";
            case TARGETS_OUT_OF_REACH -> "between 0 and 1";
            case SAME_ORDER, ONE_CLASS_BATCHES, SORTED_TARGETS -> "shuffle";
            case SQUASHED_TWICE -> "0.25";
            case DROPOUT_AT_END -> "remed";
            case WEIGHTS_SHRUNK -> "weight decay";
            case RELU_AT_END, DEAD_UNITS -> "dead";
            case NOTHING_BETWEEN -> "non-linear";
            case EQUAL_NEURONS -> "equal weights";
            case EXPLODING_GRADIENT -> "explod";
            case INITIAL_LOSS -> "ln 2";
            case SATURATION -> "saturated";
            case VANISHING_GRADIENT -> "vanish";
            case ONE_PREDICTION -> "the most frequent class";
            case OTHER_CLASSES, OTHER_TARGETS, TRIED_ON_TRAINING -> "test";
            case TARGET_AMONG_INPUTS, OVERFITTING, WORSE_THAN_GUESSING -> "by heart";
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_chapter_speaks_of_it(Kind kind) throws IOException {
        assertThat(Files.readString(Path.of("src", "main", "java", "io", "github", "chainrule", "walkthrough",
                kind.chapter() + ".java"))).containsIgnoringCase(word(kind));
    }
}
