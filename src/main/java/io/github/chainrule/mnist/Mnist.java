// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.data.Names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Handwritten digits: 60,000 images for training and 10,000 for testing, 28 × 28 pixels each, and datasets of the
 * same form, such as Fashion-MNIST and KMNIST.
 *
 * {@snippet :
 * Mnist mnist = Mnist.load();
 * ImageDataset training = mnist.training(Task.pair(0, 1));     // 12,665 images of a 0 or a 1
 * ImageDataset test = mnist.test(Task.pair(0, 1));             //  2,115
 * }
 *
 * <p>A {@link Task} says which images a network sees and what it should answer. If the labels aren't digits, give them
 * names:
 *
 * {@snippet :
 * Mnist fashion = Mnist.read(folder).withClassNames("T-shirt", "trouser", "pullover", "dress", "coat",
 *         "sandal", "shirt", "sneaker", "bag", "ankle boot");
 * fashion.training(Task.pair(5, 7));      // sandal against sneaker: 12000 images of 28 x 28
 * }
 *
 * <p>The pixels are kept as bytes without most of their zeros, 18 MB, and all datasets made here share them.
 */
public final class Mnist {

    /** Larger images have so many pixels that their names would take more memory than the images. */
    private static final int MAX_NAMED_PIXELS = 1 << 16;

    private final LabeledImages training;
    private final LabeledImages test;
    /** Names of the pixels, and of the ten labels. */
    private final Names names;

    private Mnist(LabeledImages training, LabeledImages test, Names names) {
        this.training = training;
        this.test = test;
        this.names = names;
    }

    /**
     * Reads MNIST from its jar, {@code chainrule-VERSION-mnist.jar}.
     *
     * @return the digits
     * @throws java.io.FileNotFoundException if the jar is missing; the message says how to add it
     * @throws IOException                   if the files in it can't be read
     */
    public static Mnist load() throws IOException {
        return from(new MnistJar());
    }

    /**
     * Reads the four files of MNIST, or of a dataset in its form, from a folder: {@code train-images-idx3-ubyte},
     * {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each with or
     * without {@code .gz} at the end.
     *
     * @param folder where the files are
     * @return their images and labels
     * @throws java.io.FileNotFoundException if a file is missing; the message says what is there
     * @throws IOException                   if a file isn't what its name says; the message says why and what to do
     */
    public static Mnist read(Path folder) throws IOException {
        Objects.requireNonNull(folder, "Mnist.read: folder is null.");
        return from(new IdxFolder(folder));
    }

    /**
     * The same images with names for their labels, which are digits otherwise.
     *
     * @param names the name of label 0, of label 1, …, of label 9
     * @return images with these names; they share the pixels
     * @throws IllegalArgumentException if there aren't ten, or one is blank or appears twice
     */
    public Mnist withClassNames(String... names) {
        if (names.length != Task.LABELS) {
            throw new IllegalArgumentException("Mnist: expected " + Task.LABELS + " class names, one for each label"
                    + " from 0 to " + (Task.LABELS - 1) + ", got " + names.length + ": " + List.of(names) + ".");
        }
        return new Mnist(training, test, this.names.withClasses(names));
    }

    /**
     * The training images for a task, in the order of their file.
     *
     * @param task what the network is to tell apart
     * @return the dataset
     * @throws IllegalArgumentException if one of two classes has no image, or none of several
     */
    public ImageDataset training(Task task) {
        Objects.requireNonNull(task, "Mnist.training: task is null.");
        return ImageDataset.of("training", training, task, namesFor(task));
    }

    /**
     * The test images for a task, in the order of their file.
     *
     * @param task what the network is to tell apart
     * @return the dataset
     * @throws IllegalArgumentException if one of two classes has no image, or none of several
     */
    public ImageDataset test(Task task) {
        Objects.requireNonNull(task, "Mnist.test: task is null.");
        return ImageDataset.of("test", test, task, namesFor(task));
    }

    private Names namesFor(Task task) {
        return names.withClasses(task.classNames(names.classes()).toArray(String[]::new));
    }

    /** {@return how many images of what size there are} */
    @Override
    public String toString() {
        return "Mnist: " + training.count() + " training and " + test.count() + " test images of " + training.rows()
                + " x " + training.cols();
    }

    static Mnist from(IdxSource files) throws IOException {
        // The training images take six times as long as the test images.
        CompletableFuture<LabeledImages> reading =
                CompletableFuture.supplyAsync(() -> readUnchecked(files, "t10k"), Mnist::startDaemon);
        LabeledImages training = read(files, "train");
        LabeledImages test;
        try {
            test = reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failed ? failed.getCause() : new IOException(e);
        }
        if (training.rows() != test.rows() || training.cols() != test.cols()) {
            throw new IOException("the training images are " + training.rows() + " x " + training.cols()
                    + ", but the test images are " + test.rows() + " x " + test.cols()
                    + ". A network needs one size: do the files belong together?");
        }
        List<String> pixels = training.imageSize() <= MAX_NAMED_PIXELS
                ? ImageDataset.pixelNames(training.rows(), training.cols()) : List.of();
        return new Mnist(training, test, new Names(pixels, Task.allClasses().classNames(), List.of("label")));
    }

    /** On two processors, the default executor's threads aren't daemons and would keep the program alive. */
    private static void startDaemon(Runnable work) {
        Thread thread = new Thread(work, "chainrule-mnist");
        thread.setDaemon(true);
        thread.start();
    }

    private static LabeledImages readUnchecked(IdxSource files, String part) {
        try {
            return read(files, part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabeledImages read(IdxSource files, String part) throws IOException {
        try (IdxStream images = files.open(part + "-images-idx3-ubyte");
                IdxStream labels = files.open(part + "-labels-idx1-ubyte")) {
            return IdxReader.read(images, labels);
        }
    }
}
