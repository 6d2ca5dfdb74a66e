package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.NonFiniteGradientException;
import io.github.chainrule.optimizer.Optimizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The training loop, with everything around it that one would otherwise write again for each program.
 *
 * {@snippet :
 * History history = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001))
 *         .epochs(3).batchSize(64).seed(42)
 *         .metric(new BinaryAccuracy())
 *         .validation(test)
 *         .listener(new ProgressBar())
 *         .fit(train);
 * }
 *
 * <p>Its core is the loop that can be written by hand just as well, with the same bits:
 *
 * {@snippet :
 * for (Batch batch : batches) {
 *     ForwardPass pass = model.forward(batch.inputs());
 *     double value = loss.value(pass.output(), batch.targets());
 *     pass.backward(loss.gradient(pass.output(), batch.targets()));
 *     optimizer.step();
 * }
 * }
 */
public final class Trainer {

    private final Sequential model;
    private final Loss loss;
    private final Optimizer optimizer;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Optional<Dataset> validation = Optional.empty();
    private int epochs = 1;
    private int batchSize = 64;
    private long seed;
    private boolean shuffle = true;

    /**
     * A trainer for one model: 1 epoch of shuffled batches of 64, unless told otherwise.
     *
     * @param model     what is trained
     * @param loss      what shall become small
     * @param optimizer what makes it small; made with {@code model.parameters()}
     * @throws IllegalArgumentException if the model and the optimizer don't hold the same parameters
     */
    public Trainer(Sequential model, Loss loss, Optimizer optimizer) {
        Wiring.requireSameParameters(model, optimizer);
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
    }

    /**
     * How often to go through the data.
     *
     * @param epochs at least 1
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Trainer epochs(int epochs) {
        this.epochs = atLeastOne("at least 1 epoch", epochs);
        return this;
    }

    /**
     * How many examples make one step.
     *
     * @param batchSize at least 1; the last batch of an epoch may be shorter
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Trainer batchSize(int batchSize) {
        this.batchSize = atLeastOne("a batch size of at least 1", batchSize);
        return this;
    }

    /**
     * What the order of the examples comes from; each epoch has another one.
     *
     * @param seed any number; 0 unless told otherwise
     * @return this
     */
    public Trainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Whether the examples are put in a new order for each epoch.
     *
     * @param shuffle true unless told otherwise; false for data that must stay in order
     * @return this
     */
    public Trainer shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /**
     * A set that the model is tried on after each epoch, without being trained on it.
     *
     * @param data validation or test set
     * @return this
     */
    public Trainer validation(Dataset data) {
        this.validation = Optional.of(data);
        return this;
    }

    /**
     * Something to be told beside the loss.
     *
     * @param metric one more metric
     * @return this
     */
    public Trainer metric(Metric metric) {
        metrics.add(metric);
        return this;
    }

    /**
     * Somebody to be told.
     *
     * @param listener one more listener
     * @return this
     */
    public Trainer listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Trains. A second call goes on with the parameters as they are, and through the same orders from the first on.
     *
     * @param training the examples to learn from
     * @return loss and scores of every epoch and every step
     * @throws IllegalArgumentException if model, loss, metrics and data don't fit together
     * @throws DivergedException        if a number becomes NaN or infinite
     */
    public History fit(Dataset training) {
        Wiring.requireRightEnd(model, loss, metrics);
        Wiring.requireFit(model, training, "training");
        validation.ifPresent(data -> Wiring.requireFit(model, data, "validation"));
        Batches batches = shuffle ? Batches.shuffled(training, batchSize, seed) : Batches.inOrder(training, batchSize);
        List<History.Epoch> done = new ArrayList<>();
        List<History.Step> steps = new ArrayList<>();
        History history = new History(done, steps);
        var plan = new TrainingListener.Plan(model, epochs, batches.count(), List.copyOf(metrics),
                validation.isPresent());
        listeners.forEach(listener -> listener.started(plan));
        boolean stop = false;
        for (int epoch = 1; epoch <= epochs && !stop; epoch++) {
            long start = System.nanoTime();
            Tally tally = new Tally(metrics.size());
            for (Batch batch : batches) {
                History.Step step = step(epoch, tally.batches() + 1, batch);
                tally.add(step.result());
                steps.add(step);
            }
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            Divergence.Place after = new Divergence.Place(epoch, 0);
            done.add(new History.Epoch(epoch, tally.result(), validation.map(data -> evaluate(data, after)), time));
            listeners.forEach(listener -> listener.epochEnded(history.last()));
            stop = listeners.stream().anyMatch(TrainingListener::wantsToStop);
        }
        listeners.forEach(listener -> listener.ended(history));
        return history;
    }

    /** One batch forwards and backwards, and one update. */
    private History.Step step(int epoch, int number, Batch batch) {
        Divergence.Place place = new Divergence.Place(epoch, number);
        ForwardPass pass = model.forward(batch.inputs());
        History.Step step = new History.Step(epoch, number, result(pass, batch, place));
        BackwardPass back = pass.backward(loss.gradient(pass.output(), batch.targets()));
        TrainingListener.Event event = new TrainingListener.Event(batch, pass, back, step);
        for (TrainingListener listener : listeners) {
            listener.beforeUpdate(event);
        }
        try {
            optimizer.step();
        } catch (NonFiniteGradientException e) {
            DivergedException diverged = Divergence.ofGradient(pass, e.parameter(), optimizer, place);
            diverged.initCause(e);
            throw diverged;
        }
        for (TrainingListener listener : listeners) {
            listener.afterUpdate(event);
        }
        return step;
    }

    /**
     * Tries the model on data that it isn't trained on.
     *
     * @param data examples with what would have been right; only read
     * @return loss and scores over all of them
     * @throws IllegalArgumentException if model, loss, metrics and data don't fit together
     * @throws DivergedException        if an output or the loss is NaN or infinite
     */
    public Result evaluate(Dataset data) {
        Wiring.requireRightEnd(model, loss, metrics);
        Wiring.requireFit(model, data, "evaluation");
        return evaluate(data, Divergence.Place.EVALUATION);
    }

    private Result evaluate(Dataset data, Divergence.Place place) {
        Tally tally = new Tally(metrics.size());
        for (Batch batch : Batches.inOrder(data, batchSize)) {
            tally.add(result(model.forward(batch.inputs()), batch, place));
        }
        return tally.result();
    }

    private Result result(ForwardPass pass, Batch batch, Divergence.Place place) {
        Matrix output = pass.output();
        if (!output.isFinite()) {
            throw Divergence.ofOutput(pass, optimizer, place);
        }
        double value = loss.value(output, batch.targets());
        if (!Double.isFinite(value)) {
            throw Divergence.ofLoss(pass, loss, value, optimizer, place);
        }
        List<Score> scores = new ArrayList<>(metrics.size());
        for (Metric metric : metrics) {
            scores.add(metric.score(output, batch.targets()));
        }
        return new Result(output.rows(), value, scores);
    }

    private static int atLeastOne(String expected, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Trainer: expected " + expected + ", got " + value + ".");
        }
        return value;
    }
}
