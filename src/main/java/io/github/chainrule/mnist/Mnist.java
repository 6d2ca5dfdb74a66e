package io.github.chainrule.mnist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Handwritten digits: 60,000 images for training and 10,000 for testing, 28 × 28 pixels each, and datasets of the
 * same form, such as Fashion-MNIST and KMNIST.
 *
 * {@snippet :
 * Mnist mnist = Mnist.load();
 * ImageDataset train = mnist.train("0v1");     // 12,665 images of a 0 or a 1
 * ImageDataset test = mnist.test("0v1");       //  2,115
 * }
 *
 * <p>A <b>task</b> says which digits a network sees and what it should answer:
 *
 * <table class="striped">
 *   <caption>The tasks</caption>
 *   <thead>
 *     <tr><th scope="col">task</th><th scope="col">images</th><th scope="col">target</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">{@code 0v1}, or any two digits</th><td>of these two</td>
 *         <td>0 for the first digit, 1 for the second</td></tr>
 *     <tr><th scope="row">{@code 7vRest}, or any digit</th><td>all</td>
 *         <td>1 for the digit, 0 for all others</td></tr>
 *     <tr><th scope="row">{@code even}</th><td>all</td><td>1 for even digits, 0 for odd ones</td></tr>
 *     <tr><th scope="row">{@code ten}</th><td>all</td><td>10 numbers: 1 in the digit's place, 0 elsewhere</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>The pixels are kept as bytes, 55 MB, and all datasets made here share them.
 */
public final class Mnist {

    private final LabeledImages train;
    private final LabeledImages test;

    Mnist(IdxFiles files) throws IOException {
        train = read(files, "train");
        test = read(files, "t10k");
        if (train.rows() != test.rows() || train.cols() != test.cols()) {
            throw new IOException("the training images are " + train.rows() + " x " + train.cols()
                    + ", but the test images are " + test.rows() + " x " + test.cols()
                    + ". A network needs one size: do the files belong together?");
        }
    }

    private static LabeledImages read(IdxFiles files, String part) throws IOException {
        try (IdxFile images = files.open(part + "-images-idx3-ubyte");
                IdxFile labels = files.open(part + "-labels-idx1-ubyte")) {
            return Idx.read(images, labels);
        }
    }

    /**
     * Reads MNIST from its jar, {@code chainrule-VERSION-mnist.jar}.
     *
     * @return the digits
     * @throws java.io.FileNotFoundException if the jar is missing; the message says how to add it
     * @throws IOException                   if the files in it can't be read
     */
    public static Mnist load() throws IOException {
        return new Mnist(new MnistJar());
    }

    /**
     * Reads the four files of MNIST, or of a dataset in its form, from a folder: {@code train-images-idx3-ubyte},
     * {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each either
     * so or with {@code .gz} at the end.
     *
     * @param folder where the files are
     * @return their images and labels
     * @throws java.io.FileNotFoundException if a file is missing; the message says what is there
     * @throws IOException                   if a file isn't what its name says; the message says why and what to do
     */
    public static Mnist read(Path folder) throws IOException {
        return new Mnist(new IdxFolder(folder));
    }

    /**
     * The training images for a task, in the order of their file.
     *
     * @param task the task's name, see above; upper and lower case are the same
     * @return the dataset
     * @throws IllegalArgumentException if there is no such task, or no image of one of its two classes
     */
    public ImageDataset train(String task) {
        return ImageDataset.of("training", train, Task.of(task));
    }

    /**
     * The test images for a task, in the order of their file.
     *
     * @param task the task's name, see above; upper and lower case are the same
     * @return the dataset
     * @throws IllegalArgumentException if there is no such task, or no image of one of its two classes
     */
    public ImageDataset test(String task) {
        return ImageDataset.of("test", test, Task.of(task));
    }

    /**
     * What the classes of a task are called, without reading any file.
     *
     * @param task the task's name, see above; upper and lower case are the same
     * @return a name for each class, such as {@code [0, 1]}, {@code [odd, even]} or {@code [rest, 7]}
     * @throws IllegalArgumentException if there is no such task
     */
    public static List<String> classNames(String task) {
        return Task.of(task).classNames();
    }
}
