// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question about an image: which labels it is about, and which class each of them belongs to.
 *
 * {@snippet :
 * Task.pair(3, 8);            // 3 is class 0, 8 is class 1
 * Task.oneVsRest(7);          // all other digits are class 0, 7 is class 1
 * Task.evenVsOdd();           // odd digits are class 0, even ones class 1
 * Task.allClasses();          // ten classes
 * Task.of(new Task.Group("clothes", 0, 1, 2, 3, 4, 6), new Task.Group("shoes", 5, 7, 9));
 * }
 *
 * <p>With two classes the target is one number, 0 or 1; with more, it is a row with a single 1. Images whose label is
 * in no group are skipped.
 *
 * @param groups the classes: group c is class c; at least two
 */
public record Task(List<Group> groups) {

    /** How many labels there are; they are counted from 0. */
    static final int LABELS = 10;
    static final int SKIPPED = -1;

    /**
     * A class: its name, and the labels that belong to it.
     *
     * @param name   what it is called
     * @param labels from 0 to 9, at least one
     */
    public record Group(String name, List<Integer> labels) {

        /**
         * A class that can't change.
         *
         * @param name   what it is called
         * @param labels from 0 to 9, at least one
         * @throws IllegalArgumentException if the name is blank, or a label is out of range, named twice, or missing
         */
        public Group {
            Objects.requireNonNull(name, "Task.Group: name is null.");
            Objects.requireNonNull(labels, "Task.Group: labels is null.");
            labels = List.copyOf(labels);
            require(!name.isBlank(), "the group of the labels " + labels + " has a blank name.");
            require(!labels.isEmpty(), "the group \"" + name + "\" has no label. Name at least one, from 0 to "
                    + (LABELS - 1) + ".");
            for (int label : labels) {
                require(label >= 0 && label < LABELS, "the group \"" + name + "\" has the label " + label
                        + ", but labels are counted from 0 to " + (LABELS - 1) + ".");
            }
        }

        /**
         * A class of the labels that follow its name.
         *
         * @param name   what it is called
         * @param labels from 0 to 9, at least one
         * @throws IllegalArgumentException if the name is blank, or a label is out of range, named twice, or missing
         */
        public Group(String name, int... labels) {
            this(name, Arrays.stream(labels).boxed().toList());
        }

        /** One label, named by its number. */
        private static Group of(int label) {
            return new Group(String.valueOf(label), label);
        }

        /** What to call it where labels have names: a single label named by its number gets its own name. */
        private String nameIn(List<String> labelNames) {
            return labels.size() == 1 && name.equals(labels.get(0).toString()) ? labelNames.get(labels.get(0)) : name;
        }
    }

    /**
     * A task that can't change.
     *
     * @param groups the classes: group c is class c; at least two
     * @throws IllegalArgumentException if there are fewer than two, two have the same name, or a label appears twice
     */
    public Task {
        Objects.requireNonNull(groups, "Task: groups is null.");
        groups = List.copyOf(groups);
        require(groups.size() >= 2, "expected at least two groups to tell apart, got " + groups.size() + ".");
        Set<String> names = new HashSet<>();
        Set<Integer> labels = new HashSet<>();
        for (Group group : groups) {
            require(names.add(group.name()), "two groups are called \"" + group.name() + "\".");
            for (int label : group.labels()) {
                require(labels.add(label), "the label " + label + " appears twice. An image of it can belong to one"
                        + " class only.");
            }
        }
    }

    private static void require(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new IllegalArgumentException("Task: " + otherwise);
        }
    }

    /**
     * Groups of labels against each other.
     *
     * @param groups the classes: the first is class 0; at least two
     * @return the task
     * @throws IllegalArgumentException if there are fewer than two, two have the same name, or a label appears twice
     */
    public static Task of(Group... groups) {
        return new Task(Arrays.asList(Objects.requireNonNull(groups, "Task.of: groups is null.")));
    }

    /**
     * One label against another.
     *
     * @param negative the label of class 0
     * @param positive the label of class 1
     * @return the task
     * @throws IllegalArgumentException if they are equal or not from 0 to 9
     */
    public static Task pair(int negative, int positive) {
        require(negative != positive, "a label can't be told from itself, got " + negative + " against " + positive
                + ". Choose two different ones, such as Task.pair(" + negative + ", " + (negative + 1) % LABELS + ").");
        return of(Group.of(negative), Group.of(positive));
    }

    /**
     * One label against all others.
     *
     * @param one the label of class 1; all others are class 0
     * @return the task
     * @throws IllegalArgumentException if it isn't from 0 to 9
     */
    public static Task oneVsRest(int one) {
        Group wanted = Group.of(one);
        return of(new Group("rest", IntStream.range(0, LABELS).filter(label -> label != one).toArray()), wanted);
    }

    /** {@return the question of whether a digit is even: odd ones are class 0, even ones class 1} */
    public static Task evenVsOdd() {
        return of(new Group("odd", 1, 3, 5, 7, 9), new Group("even", 0, 2, 4, 6, 8));
    }

    /** {@return the question of which of the ten labels it is} */
    public static Task allClasses() {
        return new Task(IntStream.range(0, LABELS).mapToObj(Group::of).toList());
    }

    /** The name of each class, where labels have no names. */
    List<String> classNames() {
        return groups.stream().map(Group::name).toList();
    }

    /** The name of each class where each label has a name. */
    List<String> classNames(List<String> labelNames) {
        return groups.stream().map(group -> group.nameIn(labelNames)).toList();
    }

    /** Label to class, or to {@link #SKIPPED}. */
    int[] classOfLabel() {
        int[] classOf = new int[LABELS];
        Arrays.fill(classOf, SKIPPED);
        for (int c = 0; c < groups.size(); c++) {
            for (int label : groups.get(c).labels()) {
                classOf[label] = c;
            }
        }
        return classOf;
    }

    /** {@return the classes, such as {@code 0 against 1}} */
    @Override
    public String toString() {
        return text(classNames());
    }

    static String text(List<String> classNames) {
        return classNames.stream().collect(Collectors.joining(classNames.size() == 2 ? " against " : ", "));
    }
}
