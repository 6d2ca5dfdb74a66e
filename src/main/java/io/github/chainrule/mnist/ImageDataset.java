// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.internal.Indices;
import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images for one task, such as telling 0 from 1: the input is the pixels, row after row, from 0 (background) to
 * 1 (ink), and the target follows from the label by the task's rule.
 *
 * <p>The pixels stay bytes, shared with all datasets of the same {@link Mnist}; they become doubles when they are
 * read: {@code x = byte / 255.0}.
 */
public final class ImageDataset implements Dataset {

    private final LabeledImages images;
    private final Task task;
    private final int[] classOfLabel;
    private final int targetSize;
    private final Names names;
    /** Example to image. */
    private final int[] numbers;

    private ImageDataset(LabeledImages images, Task task, Names names, int[] numbers) {
        this.images = images;
        this.task = task;
        this.classOfLabel = task.classOfLabel();
        this.targetSize = task.groups().size() == 2 ? 1 : task.groups().size();
        this.names = names;
        this.numbers = numbers;
    }

    /** The images that the task is about, in the order of their file. */
    static ImageDataset of(String part, LabeledImages images, Task task, Names names) {
        int[] classOfLabel = task.classOfLabel();
        int[] numbers = IntStream.range(0, images.count())
                .filter(i -> classOfLabel[images.labels()[i]] != Task.SKIPPED).toArray();
        ImageDataset dataset = new ImageDataset(images, task, names, numbers);
        dataset.requireClasses(part);
        return dataset;
    }

    /** With two classes, both must be there; with more, at least one. */
    private void requireClasses(String part) {
        for (int c = 0; c < task.groups().size() && (targetSize == 1 || numbers.length == 0); c++) {
            int wanted = c;
            if (IntStream.of(numbers).noneMatch(i -> classOfLabel[images.labels()[i]] == wanted)) {
                throw new IllegalArgumentException("the task \"" + Task.text(names.classes()) + "\": no " + part
                        + " image is of class \"" + names.classes().get(c) + "\". The labels there are "
                        + Arrays.toString(IntStream.range(0, images.count()).map(i -> images.labels()[i])
                                .distinct().sorted().toArray()) + ": choose a task about these.");
            }
        }
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public int inputSize() {
        return images.imageSize();
    }

    @Override
    public int targetSize() {
        return targetSize;
    }

    /** {@return names for the pixels, such as {@code pixel 13,5} for row 13 and column 5, and for the classes} */
    @Override
    public Names names() {
        return names;
    }

    @Override
    public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
        Indices.requireRange(indices, offset, length, size());
        Checks.requireShape("read", "inputs", inputs, length, inputSize());
        Checks.requireShape("read", "targets", targets, length, targetSize);
        int[] read = new int[length];
        for (int r = 0; r < length; r++) {
            read[r] = numbers[indices[offset + r]];
            writeTarget(classOfLabel[images.labels()[read[r]]], targets.values(), r);
        }
        images.pixels().read(read, inputs);
    }

    private void writeTarget(int classNumber, double[] targets, int row) {
        if (targetSize == 1) {
            targets[row] = classNumber;
        } else {
            Arrays.fill(targets, row * targetSize, (row + 1) * targetSize, 0);
            targets[row * targetSize + classNumber] = 1;
        }
    }

    @Override
    public ImageDataset subset(int... indices) {
        Indices.requireSubset(indices, size());
        return new ImageDataset(images, task, names, IntStream.of(indices).map(i -> numbers[i]).toArray());
    }

    /** {@return how many pixels an image has from top to bottom} */
    public int imageHeight() {
        return images.rows();
    }

    /** {@return how many pixels an image has from left to right} */
    public int imageWidth() {
        return images.cols();
    }

    /**
     * One image, for drawing.
     *
     * @param example from 0 to size − 1
     * @return a new array of imageHeight · imageWidth numbers, row after row, from 0 (background) to 1 (ink)
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public double[] pixels(int example) {
        double[] pixels = new double[inputSize()];
        images.pixels().read(number(example), pixels, 0);
        return pixels;
    }

    /**
     * What is on an image, whatever the task.
     *
     * @param example from 0 to size − 1
     * @return the label in the file, 0 to 9: for MNIST, the digit
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public int label(int example) {
        return images.labels()[number(example)];
    }

    /**
     * Which class an image belongs to.
     *
     * @param example from 0 to size − 1
     * @return the class's number: the position of its name among the {@linkplain Names#classes() class names}
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public int classIndex(int example) {
        return classOfLabel[label(example)];
    }

    /** {@return the classes, and how many images of what size there are} */
    @Override
    public String toString() {
        return Task.text(names.classes()) + ": " + size() + " images of " + imageHeight() + " x " + imageWidth();
    }

    private int number(int example) {
        if (example < 0 || example >= size()) {
            throw new IndexOutOfBoundsException("example " + example + ": the examples are counted from 0 to "
                    + (size() - 1) + ".");
        }
        return numbers[example];
    }

    /** What the pixels are called, row after row. */
    static List<String> pixelNames(int rows, int cols) {
        return IntStream.range(0, rows * cols).mapToObj(k -> "pixel " + k / cols + "," + k % cols).toList();
    }
}
