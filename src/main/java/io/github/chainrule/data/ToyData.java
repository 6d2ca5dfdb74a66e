// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Seeds;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Small datasets that you can draw: points in the plane, or the four rows of a truth table, in two or more classes.
 *
 * {@snippet :
 * Dataset moons = ToyData.moons(200, 0.1, 42);     // 200 points, noise of deviation 0.1, seed 42
 * }
 *
 * <p>Points alternate between the classes, so each has as many as the others, or one more. The features are called x
 * and y. With two classes the target is 0 or 1; with more, a row with a single 1. The same seed gives the same points
 * on every JVM.
 */
public final class ToyData {

    private ToyData() {
    }

    /** {@return the truth table of AND: a single line separates the classes} */
    public static Dataset and() {
        return truthTable(0, 0, 0, 1);
    }

    /** {@return the truth table of OR: a single line separates the classes} */
    public static Dataset or() {
        return truthTable(0, 1, 1, 1);
    }

    /** {@return the truth table of XOR: no single line separates the classes, so it takes a hidden layer} */
    public static Dataset xor() {
        return truthTable(0, 1, 1, 0);
    }

    private static Dataset truthTable(double... outputs) {
        return Dataset.of(Matrix.of(new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 0}, new double[] {1, 1}),
                Matrix.column(outputs)).withNames(Names.NONE.withFeatures("a", "b").withClasses("false", "true"));
    }

    /** A point of a class: draws the random numbers that it needs, and overwrites x and y. */
    private interface Shape {
        void point(int classNumber, Random random, double[] xy);
    }

    /**
     * Clusters of points, with their centers evenly spread on a circle of radius 2 around the origin.
     *
     * @param points    how many there are, at least one for each class
     * @param classes how many clusters, at least 2
     * @param deviation of a cluster in each direction: 0.3 keeps three clusters apart, with 1 they overlap
     * @param seed      where the randomness comes from
     * @return the points; cluster 0 lies on the right, the others follow counter-clockwise
     * @throws IllegalArgumentException if a number is too small
     */
    public static Dataset blobs(int points, int classes, double deviation, long seed) {
        return dataset("blobs", points, classes, deviation, seed, (c, random, xy) -> {
            double angle = 2 * Math.PI * c / classes;
            xy[0] = 2 * StrictMath.cos(angle);
            xy[1] = 2 * StrictMath.sin(angle);
        });
    }

    /**
     * A ring of radius 1, class 0, around a ring of radius 0.5, class 1.
     *
     * @param points how many there are, at least 2
     * @param noise  its deviation in each direction; with 0.1 and less the rings hardly touch
     * @param seed   where the randomness comes from
     * @return the points
     * @throws IllegalArgumentException if a number is too small
     */
    public static Dataset circles(int points, double noise, long seed) {
        return dataset("circles", points, 2, noise, seed, (c, random, xy) -> {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = c == 0 ? 1 : 0.5;
            xy[0] = radius * StrictMath.cos(angle);
            xy[1] = radius * StrictMath.sin(angle);
        });
    }

    /**
     * Two half circles, one bent upward and one downward, each reaching into the other.
     *
     * @param points how many there are, at least 2
     * @param noise  its deviation in each direction; with 0.2 and more the moons overlap
     * @param seed   where the randomness comes from
     * @return the points: class 0 from (−1, 0) over (0, 1) to (1, 0), class 1 from (0, 0.5) over (1, −0.5) to (2, 0.5)
     * @throws IllegalArgumentException if a number is too small
     */
    public static Dataset moons(int points, double noise, long seed) {
        return dataset("moons", points, 2, noise, seed, (c, random, xy) -> {
            double angle = Math.PI * random.nextDouble();
            xy[0] = c == 0 ? StrictMath.cos(angle) : 1 - StrictMath.cos(angle);
            xy[1] = c == 0 ? StrictMath.sin(angle) : 0.5 - StrictMath.sin(angle);
        });
    }

    /**
     * Arms that wind once around the origin, from radius 0 to 1: the hardest of these.
     *
     * @param points  how many there are, at least one for each class
     * @param classes how many arms, at least 2
     * @param noise   its deviation in each direction; with 0.05 two arms hardly touch
     * @param seed    where the randomness comes from
     * @return the points
     * @throws IllegalArgumentException if a number is too small
     */
    public static Dataset spiral(int points, int classes, double noise, long seed) {
        return dataset("spiral", points, classes, noise, seed, (c, random, xy) -> {
            double radius = random.nextDouble();
            double angle = 2 * Math.PI * (radius + (double) c / classes);
            xy[0] = radius * StrictMath.cos(angle);
            xy[1] = radius * StrictMath.sin(angle);
        });
    }

    private static Dataset dataset(String name, int points, int classes, double noise, long seed, Shape shape) {
        requireAtLeast(name, "classes", 2, classes);
        requireAtLeast(name, "points", classes, points);
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("ToyData." + name + ": expected a deviation of 0 or more, got " + noise
                    + ".");
        }
        Random random = new Random(Seeds.derive(seed, 0));
        Matrix inputs = Matrix.zeros(points, 2);
        double[] xy = new double[2];
        for (int i = 0; i < points; i++) {
            shape.point(i % classes, random, xy);
            inputs.set(i, 0, xy[0] + noise * random.nextGaussian());
            inputs.set(i, 1, xy[1] + noise * random.nextGaussian());
        }
        int[] classOf = IntStream.range(0, points).map(i -> i % classes).toArray();
        Matrix targets = classes == 2 ? Matrix.column(Arrays.stream(classOf).asDoubleStream().toArray())
                : Matrix.oneHot(classes, classOf);
        return Dataset.of(inputs, targets).withNames(Names.NONE.withFeatures("x", "y")
                .withClasses(MatrixDataset.numbered("", classes)));
    }

    private static void requireAtLeast(String name, String what, int least, int got) {
        if (got < least) {
            throw new IllegalArgumentException("ToyData." + name + ": expected at least " + least + " " + what
                    + ", got " + got + ".");
        }
    }
}
