package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.plot.ImageGrid;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.SizeResults.Size;
import io.github.chainrule.walkthrough.SizeResults.Trial;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Trains networks of several sizes on one task. */
final class SizeStudy {

    static final int EPOCHS = 8;
    private static final Loss LOSS = new BinaryCrossEntropy();
    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    private final ImageDataset all;
    private final Dataset training;
    private final Dataset validation;
    private final Dataset test;
    private final Map<Trained, Sequential> networks = new ConcurrentHashMap<>();
    private final SizeResults results = new SizeResults();

    /** Same size and same seed, same network: to the last bit. */
    private record Trained(Size size, long seed) {
    }

    SizeStudy(Mnist mnist, Task task) {
        test = mnist.test(task);
        // @start region=split
        all = mnist.train(task);
        int kept = all.size() * 5 / 6;
        // to learn from
        training = all.slice(0, kept);
        // to choose by
        validation = all.slice(kept, all.size());
        // @end
    }

    String description() {
        return String.format(Locale.ROOT, "%s: %,d images to learn from, %,d to choose by%n", classes(),
                training.size(), validation.size());
    }

    private String classes() {
        return all.task().toString();
    }

    SizeResults results() {
        return results;
    }

    /**
     * Trains networks of one size, side by side on all processors, which changes no bit of any, and counts how many of
     * the validation images each gets right.
     */
    void tryOut(Size size, int seeds) {
        LongStream.rangeClosed(1, seeds).parallel().mapToObj(seed -> trial(size, seed, validation)).toList()
                .forEach(results::add);
    }

    /** The network that was chosen, on images that nothing was chosen by. */
    Trial test() {
        Trial winner = results.winner(results.chosen());
        return trial(winner.size(), winner.seed(), test);
    }

    private Trial trial(Size size, long seed, Dataset data) {
        Sequential model = network(size, seed);
        Evaluation evaluation = Evaluation.of(model, LOSS, data);
        return new Trial(size, seed, evaluation.right(), evaluation.size());
    }

    Sequential network(Size size, long seed) {
        Trained key = new Trained(size, seed);
        Sequential model = networks.get(key);
        if (model == null) {
            model = BinaryMnist.classifier(PIXELS, size.neurons(), new Random(seed));
            trainer(model, seed).fit(training);
            networks.put(key, model);
        }
        return model;
    }

    private static Trainer trainer(Sequential model, long seed) {
        return new Trainer(model, LOSS, new Adam(model.parameters(), 0.001)).epochs(EPOCHS).batchSize(64).seed(seed);
    }

    /** One image for each hidden neuron; those that speak for class 0 come first. */
    Picture weights(Size size, long seed) {
        Sequential model = network(size, seed);
        Matrix w = ((Linear) model.layers().get(0)).weight().value();   // pixels x neurons
        Matrix v = ((Linear) model.layers().get(2)).weight().value();   // neurons x 1
        List<Integer> neurons = IntStream.range(0, w.cols()).boxed()
                .sorted(Comparator.comparingDouble(j -> v.get(j, 0))).toList();
        ImageGrid grid = new ImageGrid(w.cols() + " hidden neurons: " + classes()).columns(4);
        for (int j : neurons) {
            String caption = String.format(Locale.ROOT, "out %+.2f", v.get(j, 0));
            grid.signed(caption, SIDE, SIDE, IntStream.range(0, PIXELS).mapToDouble(i -> w.get(i, j)).toArray());
        }
        return grid;
    }
}
