// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of names that can't be right. */
class NamesTest {

    private final Dataset two = Dataset.of(Matrix.zeros(3, 2), Matrix.column(0, 1, 0));
    private final Dataset three = Dataset.of(Matrix.zeros(3, 2), Matrix.oneHot(3, 0, 1, 2));

    @Test
    void a_class_alone_and_a_name_that_is_blank_or_there_twice_are_refused() {
        assertRefused(() -> new Names(List.of(), List.of("cat"), List.of("animal")), "Names: expected at least two"
                + " classes, or none for a numeric target, got [cat].");
        assertRefused(() -> Names.NONE.withFeatures("length", " "), "Names: a feature name is blank: [length,  ].");
        assertRefused(() -> Names.NONE.withTargets(""), "Names: a target name is blank: [].");
        assertThatIllegalArgumentException().isThrownBy(() -> Names.NONE.withClasses("cat", "dog", "cat"))
                .withMessage("Names: the class name \"cat\" appears twice: [cat, dog, cat].");
    }

    @Test
    void another_number_of_names_than_there_are_inputs_classes_or_targets_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> two.withNames(Names.NONE.withFeatures("length")))
                .withMessage("Dataset.withNames: expected 2 feature names, one for each input, got 1: [length].");
        assertRefused(() -> two.withNames(Names.NONE.withClasses("cat", "dog", "cow")), "Dataset.withNames: expected 2"
                + " class names, for a target of 0 and of 1, got 3: [cat, dog, cow].");
        assertRefused(() -> three.withNames(Names.NONE.withClasses("cat", "dog")), "Dataset.withNames: expected 3 class"
                + " names, one for each target column, got 2: [cat, dog].");
        assertThatIllegalArgumentException().isThrownBy(() -> two.withNames(Names.NONE.withTargets("a", "b")))
                .withMessage("Dataset.withNames: expected 1 target names, one for each column, got 2: [a, b].");
        assertRefused(() -> Names.NONE.withTargets(), "Names: expected at least one target name, got [].");
        assertThatIllegalArgumentException().isThrownBy(() -> Names.NONE.withClasses("a", "b").withTargets("c", "d"))
                .withMessage("Names: expected one target name, as there are classes, got [c, d].");
    }

    @Test
    void what_was_scaled_already() {
        Dataset data = Dataset.of(Matrix.column(1, 2, 3), Matrix.column(4, 5, 7));
        Scaler scaler = Scaler.standard(data);
        assertRefused(() -> scaler.transform(scaler.transform(data)), "Scaler.transform: these examples have been"
                + " scaled already. Scale each set once, with the scaler that was fitted to the training set.");
    }
}
