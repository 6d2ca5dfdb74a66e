// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files of our own: images of 2 × 3 whose pixels are known. */
class MnistFolderTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        IdxWriter.folder(folder, new int[] {4, 1, 0, 7, 1, 0}, new int[] {1, 2, 0});
    }

    private void pack(String name) throws IOException {
        byte[] plain = Files.readAllBytes(folder.resolve(name));
        Files.delete(folder.resolve(name));
        Files.write(folder.resolve(name + ".gz"), IdxWriter.gzip(plain));
    }

    private static double[] pixelsOfImage(int number) {
        double[] pixels = new double[6];
        for (int k = 0; k < 6; k++) {
            pixels[k] = IdxWriter.pixel(6 * number + k) / 255.0;
        }
        return pixels;
    }

    @Test
    void training_and_test_images_are_told_apart() throws IOException {
        Mnist mnist = Mnist.read(folder);

        assertThat(mnist.training(Task.allClasses()).size()).isEqualTo(6);
        assertThat(mnist.test(Task.allClasses()).size()).isEqualTo(3);
        assertThat(mnist.training(Task.allClasses()).label(0)).isEqualTo(4);
        assertThat(mnist.test(Task.allClasses()).label(0)).isEqualTo(1);
    }

    @Test
    void a_pair_keeps_its_two_digits_in_the_order_of_the_file() throws IOException {
        ImageDataset train = Mnist.read(folder).training(Task.pair(1, 0));
        Matrix inputs = Matrix.zeros(4, 6).map(x -> 9);
        Matrix targets = Matrix.zeros(4, 1).map(x -> 9);
        train.read(new int[] {0, 1, 2, 3}, 0, 4, inputs, targets);

        assertThat(train.names().classes()).containsExactly("1", "0");
        assertThat(inputs).isEqualTo(Matrix.of(
                pixelsOfImage(1), pixelsOfImage(2), pixelsOfImage(4), pixelsOfImage(5)));
        assertThat(targets).isEqualTo(Matrix.column(0, 1, 0, 1));
    }

    @Test
    void each_of_three_classes_has_its_column() throws IOException {
        ImageDataset train = Mnist.read(folder).training(Task.of(new Task.Group("nought", 0), new Task.Group("one", 1),
                new Task.Group("four", 4)));
        Matrix targets = Matrix.zeros(5, 3).map(x -> 9);
        train.read(new int[] {0, 1, 2, 3, 4}, 0, 5, Matrix.zeros(5, 6), targets);

        assertThat(targets).isEqualTo(Matrix.oneHot(3, 2, 1, 0, 1, 0));
        assertThat(train.classIndex(0)).isEqualTo(2);
        assertThat(train.classIndex(3)).isEqualTo(1);
    }

    @Test
    void read_begins_at_from() throws IOException {
        Matrix inputs = Matrix.zeros(1, 6);
        Matrix targets = Matrix.zeros(1, 10).map(x -> 9);
        Mnist.read(folder).training(Task.allClasses()).read(new int[] {0, 1, 3}, 2, 1, inputs, targets);

        assertThat(inputs).isEqualTo(Matrix.of(pixelsOfImage(3)));
        assertThat(targets).isEqualTo(Matrix.oneHot(10, 7));
    }

    @Test
    void an_image_can_be_looked_at() throws IOException {
        ImageDataset train = Mnist.read(folder).training(Task.pair(0, 1));

        assertThat(train.imageHeight()).isEqualTo(2);
        assertThat(train.imageWidth()).isEqualTo(3);
        assertThat(train.inputSize()).isEqualTo(6);
        assertThat(train.label(1)).isZero();
        assertThat(train.pixels(1)).isEqualTo(pixelsOfImage(2));
    }

    @Test
    void changing_pixels_changes_no_image() throws IOException {
        ImageDataset train = Mnist.read(folder).training(Task.pair(0, 1));
        train.pixels(0)[0] = 5;

        assertThat(train.pixels(0)).isEqualTo(pixelsOfImage(1));
    }

    @Test
    void a_subset_consists_of_images_too() throws IOException {
        ImageDataset subset = Mnist.read(folder).training(Task.pair(1, 0)).subset(3, 0, 1);
        Matrix inputs = Matrix.zeros(1, 6);
        Matrix targets = Matrix.zeros(1, 1);
        subset.read(new int[] {1}, 0, 1, inputs, targets);

        assertThat(subset.size()).isEqualTo(3);
        assertThat(subset.label(0)).isZero();
        assertThat(subset.pixels(1)).isEqualTo(pixelsOfImage(1));
        assertThat(inputs).isEqualTo(Matrix.of(pixelsOfImage(1)));
        assertThat(targets).isEqualTo(Matrix.column(subset.classIndex(1)));
    }

    @Test
    void images_that_are_not_there_are_refused() throws IOException {
        ImageDataset train = Mnist.read(folder).training(Task.pair(0, 1));
        String message = "example 4: the examples are counted from 0 to 3.";

        assertThatThrownBy(() -> train.label(4)).isInstanceOf(IndexOutOfBoundsException.class).hasMessage(message);
        assertThatThrownBy(() -> train.pixels(4)).isInstanceOf(IndexOutOfBoundsException.class).hasMessage(message);
        assertThatThrownBy(() -> train.label(-1)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("example -1: ");
        assertThatThrownBy(() -> train.read(new int[] {4}, 0, 1, Matrix.zeros(1, 6), Matrix.zeros(1, 1)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("read: indices[0] is 4, but indices run from 0 to 3.");
        assertThatThrownBy(() -> train.subset(0, 4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("subset: indices[1] is 4, but indices run from 0 to 3.");
    }

    @Test
    void a_pair_with_a_digit_that_is_missing_is_refused() throws IOException {
        Mnist mnist = Mnist.read(folder);

        assertRefused(() -> mnist.training(Task.pair(1, 3)), "the task \"1 against 3\": no training image is of class"
                + " \"3\". The labels there are [0, 1, 4, 7]: choose a task about these.");
        assertRefused(() -> mnist.test(Task.pair(3, 1)), "the task \"3 against 1\": no test image is of class \"3\"."
                + " The labels there are [0, 1, 2]: choose a task about these.");
        assertThatIllegalArgumentException().isThrownBy(() -> mnist.test(Task.oneVsRest(7)))
                .withMessageStartingWith("the task \"rest against 7\": no test image is of class \"7\".");
    }

    @Test
    void of_several_classes_one_must_have_an_image() throws IOException {
        Task found = Task.of(new Task.Group("low", 0, 1), new Task.Group("mid", 4, 5), new Task.Group("high", 8));
        Task missing = Task.of(new Task.Group("a", 2), new Task.Group("b", 3), new Task.Group("c", 5));
        Mnist mnist = Mnist.read(folder);

        assertThat(mnist.training(found)).hasToString("low, mid, high: 5 images of 2 x 3");
        assertRefused(() -> mnist.training(missing), "the task \"a, b, c\": no training image is of class \"a\". The"
                + " labels there are [0, 1, 4, 7]: choose a task about these.");
    }

    @Test
    void pixels_and_classes_have_names() throws IOException {
        Names names = Mnist.read(folder).training(Task.oneVsRest(1)).subset(1, 2, 3).names();

        assertThat(names).isEqualTo(new Names(
                List.of("pixel 0,0", "pixel 0,1", "pixel 0,2", "pixel 1,0", "pixel 1,1", "pixel 1,2"),
                List.of("rest", "1"), List.of("label")));
    }

    /** Of larger images the names would take more memory than the pixels. */
    @Test
    void images_of_256_x_256_are_the_largest_whose_pixels_have_names() throws IOException {
        assertThat(Mnist.from(squares(256, 256)).training(Task.pair(0, 1)).names().features()).hasSize(65_536)
                .endsWith("pixel 255,255");
        assertThat(Mnist.from(squares(256, 257)).training(Task.pair(0, 1)).names().features()).isEmpty();
    }

    private static IdxSource squares(int rows, int cols) {
        return name -> IdxStream.open(name, new ByteArrayInputStream(name.contains("images")
                ? IdxWriter.file(new int[] {2051, 2, rows, cols}, new byte[2 * rows * cols]) : IdxWriter.labels(1, 0)));
    }

    @Test
    void labels_that_are_no_digits_can_be_given_names() throws IOException {
        Mnist fashion = Mnist.read(folder).withClassNames("T-shirt", "trouser", "pullover", "dress", "coat", "sandal",
                "shirt", "sneaker", "bag", "ankle boot");
        Task shoes = Task.of(new Task.Group("clothes", 0, 1, 2, 3, 4, 6), new Task.Group("shoes", 5, 7, 9));

        assertThat(fashion.training(Task.pair(0, 1))).hasToString("T-shirt against trouser: 4 images of 2 x 3");
        assertThat(fashion.training(Task.oneVsRest(7)).names().classes()).containsExactly("rest", "sneaker");
        assertThat(fashion.training(Task.allClasses()).names().classes()).startsWith("T-shirt").endsWith("ankle boot");
        assertThat(fashion.training(shoes)).hasToString("clothes against shoes: 6 images of 2 x 3");
        assertThat(fashion).hasToString("Mnist: 6 training and 3 test images of 2 x 3");
    }

    @Test
    void there_is_a_name_for_each_of_the_ten_labels() throws IOException {
        Mnist mnist = Mnist.read(folder);

        assertThatIllegalArgumentException().isThrownBy(() -> mnist.withClassNames("shoe", "bag")).withMessage("Mnist:"
                + " expected 10 class names, one for each label from 0 to 9, got 2: [shoe, bag].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mnist.withClassNames("a", "b", "c", "d", "e", "f", "g", "h", "i", "a"))
                .withMessageStartingWith("Names: the class name \"a\" appears twice");
    }

    @Test
    void plain_and_packed_files_can_be_mixed() throws IOException {
        pack("train-images-idx3-ubyte");
        pack("t10k-labels-idx1-ubyte");
        Mnist mnist = Mnist.read(folder);

        assertThat(mnist.training(Task.pair(0, 1)).pixels(1)).isEqualTo(pixelsOfImage(2));
        assertThat(mnist.test(Task.allClasses()).label(1)).isEqualTo(2);
    }

    @Test
    void a_missing_file_is_refused_with_what_was_looked_for_and_what_is_there() throws IOException {
        pack("train-labels-idx1-ubyte");
        Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
        Files.createDirectory(folder.resolve("raw"));

        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(folder))
                .withMessage(folder + ": looked for the file t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz, but"
                        + " there is raw (a folder), t10k-labels-idx1-ubyte, train-images-idx3-ubyte,"
                        + " train-labels-idx1-ubyte.gz. Put the missing file there under one of these two names.");
    }

    private void refusedInPlaceOfAFile(String what) {
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(folder))
                .withMessage(folder.resolve("train-images-idx3-ubyte") + ": expected a file, but " + what
                        + ". Put the file itself there.");
    }

    @Test
    void what_is_no_file_is_called_what_it_is() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        Files.delete(images);
        Files.createDirectory(images);
        refusedInPlaceOfAFile("this is a folder");

        Files.delete(images);
        Files.createSymbolicLink(images, Path.of("no\nwhere"));
        refusedInPlaceOfAFile("this is a link to no\\nwhere, where there is nothing");

        Files.delete(images);
        Files.createSymbolicLink(images, images.getFileName());
        refusedInPlaceOfAFile("this is a link to train-images-idx3-ubyte, which leads around in a circle");

        Files.delete(images);
        Files.createSymbolicLink(images, folder);
        refusedInPlaceOfAFile("this is a link to " + folder + ", which is a folder");
    }

    @Test
    void a_pipe_is_not_waited_for() throws IOException, InterruptedException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        Files.delete(images);
        Process mkfifo = new ProcessBuilder("mkfifo", images.toString()).start();
        assumeThat(mkfifo.waitFor()).isZero();

        refusedInPlaceOfAFile("this is a pipe, a socket or a device");
    }

    @Test
    void a_folder_in_the_place_of_a_file_does_not_count_beside_a_packed_one() throws IOException {
        pack("train-images-idx3-ubyte");
        Files.createDirectory(folder.resolve("train-images-idx3-ubyte"));

        assertThat(Mnist.read(folder).training(Task.allClasses()).size()).isEqualTo(6);
    }

    @Test
    void a_link_to_a_file_is_read() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        Files.move(images, folder.resolve("elsewhere"));
        Files.createSymbolicLink(images, folder.resolve("elsewhere"));

        assertThat(Mnist.read(folder).training(Task.allClasses()).size()).isEqualTo(6);
    }

    /** Root may read everything. */
    @Test
    void what_may_not_be_read_is_called_so() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        assumeThat(images.toFile().setReadable(false) && !Files.isReadable(images)).isTrue();

        assertThatIOException().isThrownBy(() -> Mnist.read(folder)).withMessage(images + ": this program may not"
                + " read the file. Give it permission, or copy the file to a place of your own.");
    }

    /** It may be listed, and so the names of its files are known; but they can't be opened. Root may enter all. */
    @Test
    void a_folder_that_may_not_be_entered_is_called_so() {
        assumeThat(folder.toFile().setExecutable(false) && !Files.isExecutable(folder)).isTrue();

        assertThatIOException().isThrownBy(() -> Mnist.read(folder)).withMessage(folder + ": this program may not"
                + " read the folder. Give it permission, or copy the files to a place of your own.");
    }

    @Test
    void links_in_the_place_of_the_folder_are_called_so() throws IOException {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, Path.of("nowhere"));
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(link))
                .withMessageEndingWith(", but this is a link to nowhere, where there is nothing.");
    }

    @Test
    void of_many_files_only_the_first_are_listed() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        for (int i = 10; i < 30; i++) {
            Files.createFile(other.resolve("f" + i));
        }

        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(other))
                .withMessageContaining("there is f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21 and 8"
                        + " more. Put");
        for (int i = 22; i < 30; i++) {
            Files.delete(other.resolve("f" + i));
        }
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(other))
                .withMessageContaining("there is f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21. Put");
    }

    @Test
    void an_empty_folder_is_refused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(empty))
                .withMessageContaining("but the folder is empty.");
    }

    @Test
    void a_folder_that_is_not_there_and_a_file_in_its_place_are_refused() {
        Path nowhere = folder.resolve("nowhere");
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(nowhere))
                .withMessage(nowhere + ": expected a folder with the file train-images-idx3-ubyte or"
                        + " train-images-idx3-ubyte.gz, but there is nothing.");
        Path file = folder.resolve("t10k-labels-idx1-ubyte");
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Mnist.read(file))
                .withMessageStartingWith(file + ": expected a folder ").withMessageEndingWith(", but this is a file.");
    }

    @Test
    void a_bad_file_is_named_with_its_path() throws IOException {
        Path bad = folder.resolve("t10k-images-idx3-ubyte");
        Files.write(bad, new byte[0]);

        assertFails(() -> Mnist.read(folder), bad + ": the file is empty. Download it again.");
    }

    @Test
    void no_file_stays_open() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        IdxSource counted = name -> {
            opened.incrementAndGet();
            return IdxStream.open(name, new FilterInputStream(Files.newInputStream(folder.resolve(name))) {
                @Override
                public void close() throws IOException {
                    closed.incrementAndGet();
                    super.close();
                }
            });
        };
        Mnist.from(counted);
        assertThat(opened).hasValue(4);
        assertThat(closed).hasValue(4);

        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxWriter.images(3));
        assertThatIOException().isThrownBy(() -> Mnist.from(counted));
        assertThat(opened).hasValue(8);
        assertThat(closed).hasValue(8);
    }

    /** The test images are read by a thread of their own. */
    @Test
    void what_goes_wrong_with_the_test_images_is_said() {
        IOException bad = new IOException("bad");
        IllegalStateException wrong = new IllegalStateException("wrong");

        assertThatThrownBy(() -> Mnist.from(testImages(() -> {
            throw bad;
        }))).isSameAs(bad);
        assertThatThrownBy(() -> Mnist.from(testImages(() -> {
            throw wrong;
        }))).isInstanceOf(IOException.class).hasRootCause(wrong);
    }

    private interface Opened {
        IdxStream open() throws IOException;
    }

    private static IdxSource testImages(Opened images) {
        return name -> name.equals("t10k-images-idx3-ubyte") ? images.open() : small(name);
    }

    private static IdxStream small(String name) throws IOException {
        return IdxStream.open(name, new ByteArrayInputStream(name.contains("images") ? IdxWriter.images(2)
                : IdxWriter.labels(1, 0)));
    }

    @Test
    void a_thread_that_was_interrupted_still_reads_and_stays_interrupted() throws IOException {
        Queue<Boolean> daemons = new ConcurrentLinkedQueue<>();
        Thread caller = Thread.currentThread();
        caller.interrupt();

        Mnist mnist = Mnist.from(name -> {
            daemons.add(Thread.currentThread() == caller || Thread.currentThread().isDaemon());
            return small(name);
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(mnist).hasToString("Mnist: 2 training and 2 test images of 2 x 3");
        assertThat(daemons).as("that it keeps no program alive").containsExactly(true, true, true, true);
    }

    @Test
    void images_for_training_and_testing_must_be_of_one_size() throws IOException {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"),
                IdxWriter.file(new int[] {2051, 3, 1, 1}, new byte[3]));

        assertThatIOException().isThrownBy(() -> Mnist.read(folder)).withMessage("the training images are 2 x 3, but"
                + " the test images are 1 x 1. A network needs one size: do the files belong together?");
    }
}
