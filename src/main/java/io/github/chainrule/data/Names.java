// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Printable;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What the numbers of a dataset are called: its features, its classes and its targets. Tables, pictures and reports say
 * "predicted 8" and "petal length", not "class 7" and "x2".
 *
 * <p>Classes also say what kind of task it is. With classes, the target answers "which one?": one column that is 0 for
 * the first class and 1 for the second, or a column for each class with a single 1. Without classes, each target column
 * is a numeric target, or a label that may be set along with others.
 *
 * @param features a name for each input column; empty if they have none
 * @param classes  a name for each class, at least two; empty for numeric targets
 * @param targets  a name for each target column; a single one where there are classes
 */
public record Names(List<String> features, List<String> classes, List<String> targets) {

    /** No names: features are called x0, x1, …, there are no classes, and the target is called "target". */
    public static final Names NONE = new Names(List.of(), List.of(), List.of("target"));

    /**
     * Names that can't change.
     *
     * @param features a name for each input column; empty if they have none
     * @param classes  a name for each class, at least two; empty for numeric targets
     * @param targets  a name for each target column; a single one where there are classes
     * @throws IllegalArgumentException if there is only one class, no target, or a name is blank or appears twice
     */
    public Names {
        features = distinct("feature", features);
        classes = distinct("class", classes);
        targets = distinct("target", targets);
        if (classes.size() == 1) {
            throw new IllegalArgumentException("Names: expected at least two classes, or none for a numeric target, got"
                    + " " + classes + ".");
        }
        if (targets.isEmpty() || !classes.isEmpty() && targets.size() > 1) {
            throw new IllegalArgumentException("Names: expected " + (targets.isEmpty() ? "at least one target name"
                    : "one target name, as there are classes") + ", got " + Printable.list(targets) + ".");
        }
    }

    private static List<String> distinct(String what, List<String> names) {
        Objects.requireNonNull(names, "Names: the " + what + " names are null.");
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (Objects.requireNonNull(name, () -> "Names: a " + what + " name is null.").isBlank()) {
                throw new IllegalArgumentException("Names: a " + what + " name is blank: " + Printable.list(names)
                        + ".");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Names: the " + what + " name \"" + name + "\" appears twice: "
                        + Printable.list(names) + ".");
            }
        }
        return List.copyOf(names);
    }

    /**
     * The same names with other features.
     *
     * @param features a name for each input column
     * @return new names
     */
    public Names withFeatures(String... features) {
        return new Names(Arrays.asList(Objects.requireNonNull(features, "Names: features is null.")), classes, targets);
    }

    /**
     * The same names with other classes.
     *
     * @param classes a name for each class; none for numeric targets
     * @return new names
     */
    public Names withClasses(String... classes) {
        return new Names(features, Arrays.asList(Objects.requireNonNull(classes, "Names: classes is null.")), targets);
    }

    /**
     * The same names with other targets.
     *
     * @param targets a name for each target column, or one for the class
     * @return new names
     */
    public Names withTargets(String... targets) {
        return new Names(features, classes, Arrays.asList(Objects.requireNonNull(targets, "Names: targets is null.")));
    }

    /**
     * What an input column is called.
     *
     * @param column from 0
     * @return its name; {@code x2} for column 2 if features have no names
     */
    public String featureName(int column) {
        return features.isEmpty() ? "x" + column : features.get(column);
    }

    /** {@return whether the target is one of several classes, and not numeric} */
    public boolean hasClasses() {
        return !classes.isEmpty();
    }

    /** {@return features, classes and targets; if there are many, the first ones} */
    @Override
    public String toString() {
        return "features " + (features.isEmpty() ? "without names" : Printable.list(features))
                + (hasClasses() ? ", classes " + Printable.list(classes) : "")
                + (targets.size() == 1 ? ", target " + targets.get(0) : ", targets " + Printable.list(targets));
    }

    /** Checks that a dataset can have these names. A single target name may stand for several columns. */
    void requireFit(Dataset dataset) {
        int columns = dataset.targetSize();
        require(features.isEmpty() || features.size() == dataset.inputSize(), dataset.inputSize()
                + " feature names, one for each input", features);
        require(classes.isEmpty() || classes.size() == columns || columns == 1 && classes.size() == 2,
                columns == 1 ? "2 class names, for a target of 0 and of 1"
                : columns + " class names, one for each target column", classes);
        require(targets.size() == 1 || targets.size() == columns, columns + " target names, one for each column",
                targets);
    }

    private static void require(boolean fits, String expected, List<String> names) {
        if (!fits) {
            throw new IllegalArgumentException("Dataset.withNames: expected " + expected + ", got " + names.size()
                    + ": " + Printable.list(names) + ".");
        }
    }
}
