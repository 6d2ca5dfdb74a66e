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
            case UNSCALED_INPUTS, DIFFERENT_INPUT_SCALE -> "Divide pixels by 255";
            case NO_STEP, UNRELATED_TARGETS, SCHEDULE_ENDS_EARLY, UNSCALED_TARGETS, LEARNING_RATE_TOO_HIGH, LEARNING_RATE_TOO_LOW,
                    NOT_LEARNING -> "learning rate";
            case UNREACHABLE_TARGETS -> "between 0 and 1";
            case NOT_RESHUFFLED, SINGLE_CLASS_BATCHES, SORTED_TARGETS -> "shuffle";
            case SWAPPED_LOSS_ARGUMENTS, IGNORED_WEIGHTS -> "loss.gradient(pass.output(), batch.targets())";
            case EXTRA_OUTPUT_ACTIVATION -> "0.25";
            case DROPOUT_OUTPUT -> "remed";
            case EXCESSIVE_WEIGHT_DECAY -> "weight decay";
            case RELU_OUTPUT, DEAD_UNITS -> "dead";
            case NO_ACTIVATION_BETWEEN -> "non-linear";
            case IDENTICAL_NEURONS, SAME_RANDOM_NUMBERS -> "equal weights";
            case EXPLODING_GRADIENT -> "explod";
            case HIGH_INITIAL_LOSS -> "ln 2";
            case SATURATION -> "saturated";
            case VANISHING_GRADIENT -> "vanish";
            case CONSTANT_PREDICTION -> "the most frequent class";
            case IDENTICAL_INPUTS, SUSPICIOUS_TARGETS, DIFFERENT_CLASSES, DIFFERENT_TARGET_RANGE, EVALUATED_ON_TRAINING_SET -> "test";
            case TARGET_LEAKAGE, SUSPICIOUS_COLUMN, SHARED_EXAMPLES, SMALL_TRAINING_SET, OVERFITTING, WORSE_THAN_BASELINE -> "memoriz";
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_chapter_speaks_of_it(Kind kind) throws IOException {
        assertThat(Files.readString(Path.of("src", "main", "java", "io", "github", "chainrule", "walkthrough",
                kind.chapter() + ".java"))).containsIgnoringCase(word(kind));
    }
}
