// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What the numbers of a dataset are called: its features, its classes and its target. Tables, pictures and reports say
 * "3, taken for 8" and "petal length", not "class 0" and "x2".
 *
 * <p>Classes also say what kind of task it is. With classes, a target is the answer to "which one?": one column that is
 * 0 for the first class and 1 for the second, or a column for each class with a single 1. Without classes a target is a
 * measured quantity.
 *
 * @param features a name for each input column; empty if they have none
 * @param classes  a name for each class, at least two; empty if the target is a quantity
 * @param targets   what the target is called
 */
public record Names(List<String> features, List<String> classes, String targets) {

    private static final int MAX_SHOWN = 16;

    /** No names: features are called x0, x1, …, there are no classes, and the target is called "target". */
    public static final Names NONE = new Names(List.of(), List.of(), "target");

    /**
     * Names that can't change.
     *
     * @param features a name for each input column; empty if they have none
     * @param classes  a name for each class, at least two; empty if the target is a quantity
     * @param target   what the target is called
     * @throws IllegalArgumentException if there is one class alone, or a name is blank or there twice
     */
    public Names {
        Objects.requireNonNull(features, "Names: features is null.");
        Objects.requireNonNull(classes, "Names: classes is null.");
        Objects.requireNonNull(targets, "Names: target is null.");
        features = List.copyOf(features);
        classes = List.copyOf(classes);
        requireDistinct("feature", features);
        requireDistinct("class", classes);
        requireDistinct("target", List.of(targets));
        if (classes.size() == 1) {
            throw new IllegalArgumentException("Names: expected at least two classes, or none for a quantity, got "
                    + classes + ".");
        }
    }

    private static void requireDistinct(String what, List<String> names) {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("Names: a " + what + " name is blank: " + names + ".");
        }
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Names: the " + what + " name \"" + name + "\" is there twice: "
                        + names + ".");
            }
        }
    }

    /**
     * The same names with other features.
     *
     * @param features a name for each input column
     * @return new names
     */
    public Names withFeatures(String... features) {
        return new Names(Arrays.asList(features), classes, targets);
    }

    /**
     * The same names with other classes.
     *
     * @param classes a name for each class; none if the target is a quantity
     * @return new names
     */
    public Names withClasses(String... classes) {
        return new Names(features, Arrays.asList(classes), targets);
    }

    /**
     * The same names with another target.
     *
     * @param target what the target is called
     * @return new names
     */
    public Names withTargets(String target) {
        return new Names(features, classes, target);
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

    /** {@return whether the target is one of several classes, and not a quantity} */
    public boolean hasClasses() {
        return !classes.isEmpty();
    }

    /** {@return features, classes and target; of many features, the first ones} */
    @Override
    public String toString() {
        String shown = features.size() <= MAX_SHOWN ? features.toString()
                : String.join(", ", features.subList(0, 3)) + ", ... (" + features.size() + ")";
        return "features " + (features.isEmpty() ? "without names" : shown)
                + (hasClasses() ? ", classes " + classes : "") + ", target " + targets;
    }

    /** {@return how many target columns these names fit: 1 for two classes; 0 if there are no classes} */
    int targetColumns() {
        return classes.size() == 2 ? 1 : classes.size();
    }

    /** The numbers from 0 to count − 1 as class names. */
    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
