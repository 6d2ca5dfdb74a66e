package io.github.chainrule.mnist;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A question about a digit: which digits it is about, and which class each of them belongs to.
 *
 * <p>With two classes the target is one number, 0 or 1; with more, it is a row with a single 1.
 */
final class Task {

    private static final int DIGITS = 10;
    private static final int LEFT_OUT = -1;

    private final String name;
    private final List<String> classNames;
    /** Digit to class number. */
    private final int[] classOf;

    private Task(String name, List<String> classNames, int[] classOf) {
        this.name = name;
        this.classNames = classNames;
        this.classOf = classOf;
    }

    /**
     * The task with a given name, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is no such task
     */
    static Task of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches("[0-9]v[0-9]")) {
            return pair(lower.charAt(0) - '0', lower.charAt(2) - '0');
        }
        if (lower.matches("[0-9]vrest")) {
            return oneAgainstRest(lower.charAt(0) - '0');
        }
        return switch (lower) {
            case "even" -> even();
            case "ten" -> ten();
            default -> throw new IllegalArgumentException("unknown task \"" + name + "\". The tasks are:"
                    + " 0v1 (or any two digits; the second is class 1),"
                    + " 7vRest (or any digit; it is class 1, all others are class 0),"
                    + " even (even digits are class 1, odd ones class 0) and ten (each digit is a class).");
        };
    }

    private static Task pair(int zero, int one) {
        if (zero == one) {
            throw new IllegalArgumentException("task " + zero + "v" + one + ": a digit can't be told from itself."
                    + " Choose two different ones, for instance " + zero + "v" + (zero + 1) % DIGITS + ".");
        }
        int[] classOf = new int[DIGITS];
        Arrays.fill(classOf, LEFT_OUT);
        classOf[zero] = 0;
        classOf[one] = 1;
        return new Task(zero + "v" + one, List.of("" + zero, "" + one), classOf);
    }

    private static Task oneAgainstRest(int one) {
        int[] classOf = new int[DIGITS];
        classOf[one] = 1;
        return new Task(one + "vRest", List.of("rest", "" + one), classOf);
    }

    private static Task even() {
        return new Task("even", List.of("odd", "even"), new int[] {1, 0, 1, 0, 1, 0, 1, 0, 1, 0});
    }

    private static Task ten() {
        return new Task("ten", List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), IntStream.range(0, DIGITS).toArray());
    }

    String name() {
        return name;
    }

    List<String> classNames() {
        return classNames;
    }

    int targetSize() {
        return classNames.size() == 2 ? 1 : classNames.size();
    }

    boolean isAbout(int digit) {
        return classOf[digit] != LEFT_OUT;
    }

    int classOf(int digit) {
        return classOf[digit];
    }

    /** Overwrites the target in row {@code row} of a matrix's values. */
    void writeTarget(int digit, double[] targets, int row) {
        int size = targetSize();
        if (size == 1) {
            targets[row] = classOf[digit];
        } else {
            Arrays.fill(targets, row * size, (row + 1) * size, 0);
            targets[row * size + classOf[digit]] = 1;
        }
    }
}
