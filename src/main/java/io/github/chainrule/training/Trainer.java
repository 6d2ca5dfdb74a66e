package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Result;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Seeds;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.NonFiniteGradientException;
import io.github.chainrule.optimizer.Optimizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

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

    /** Not the number of an epoch, whose order comes from the same seed. */
    private static final int DRAWS = -2;

    private final Sequential model;
    private final Loss loss;
    private final Optimizer optimizer;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Optional<Predictor> trained = Optional.empty();
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
        requireSameParameters(model, optimizer);
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
    }

    private static void requireSameParameters(Sequential model, Optimizer optimizer) {
        Set<Parameter> updated = identities(optimizer.parameters());
        for (int k = 0; k < model.layers().size(); k++) {
            for (Parameter p : model.layers().get(k).parameters()) {
                if (!updated.contains(p)) {
                    throw new IllegalArgumentException("Trainer: layer " + k + ", " + model.layers().get(k) + ": its "
                            + p + " is not among the optimizer's parameters and would never change."
                            + " Make the optimizer with model.parameters().");
                }
            }
        }
        Set<Parameter> trained = identities(model.parameters());
        for (Parameter p : optimizer.parameters()) {
            if (!trained.contains(p)) {
                throw new IllegalArgumentException("Trainer: the optimizer's parameter " + p + " is not in the"
                        + " model and would get no gradient. Make the optimizer with model.parameters() of this very"
                        + " model.");
            }
        }
    }

    private static Set<Parameter> identities(List<Parameter> parameters) {
        Set<Parameter> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(parameters);
        return set;
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
     * What the order of the examples comes from, and what layers such as Dropout draw; each epoch has another one.
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
     * <p>If the thread is interrupted, training ends after the step that is under way, as if it had been the last: what
     * was finished is returned, and the thread's interrupt flag stays set.
     *
     * @param training the examples to learn from
     * @return loss and scores of every epoch and every step
     * @throws IllegalArgumentException if model, loss, metrics and data don't fit together
     * @throws DivergedException        if a number becomes NaN or infinite
     */
    public History fit(Dataset training) {
        Predictor predictor = Predictor.of(model, loss, training);
        predictor.requireFit(training, "training");
        trained = Optional.of(predictor);
        validation.ifPresent(data -> predictor.requireFit(data, "validation"));
        Batches batches = shuffle ? Batches.shuffled(training, batchSize, seed) : Batches.inOrder(training, batchSize);
        var plan = new TrainingListener.Plan(predictor, optimizer, epochs, batches.count(), List.copyOf(metrics),
                validation.isPresent());
        listeners.forEach(listener -> listener.started(plan));
        try {
            History history = fit(predictor, training, batches);
            listeners.forEach(listener -> listener.ended(history));
            return history;
        } catch (DivergedException e) {
            listeners.forEach(listener -> listener.diverged(e));
            throw e;
        }
    }

    private History fit(Predictor predictor, Dataset training, Batches batches) {
        List<History.Epoch> epochsDone = new ArrayList<>();
        List<History.Step> steps = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            long start = System.nanoTime();
            Tally tally = new Tally(predictor, metrics, training);
            for (Batch batch : batches) {
                steps.add(step(epoch, batch, tally));
                if (Thread.currentThread().isInterrupted()) {
                    return new History(epochsDone, steps);
                }
            }
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            Divergence.requireFiniteParameters(model, optimizer, new Divergence.Place(epoch, tally.batches()));
            Result result = finite(tally.result(), "epoch " + epoch);
            History.Epoch done = new History.Epoch(epoch, result, validated(predictor, epoch), time);
            epochsDone.add(done);
            listeners.forEach(listener -> listener.epochEnded(done));
            if (listeners.stream().anyMatch(TrainingListener::wantsToStop)) {
                break;
            }
        }
        return new History(epochsDone, steps);
    }

    /**
     * Tries the model on data that it isn't trained on.
     *
     * @param data examples of the task that it was trained for; only read
     * @return loss, metrics and all else that follows from one pass over them
     * @throws IllegalArgumentException if model, loss and data don't fit together, or the last training was about other
     *                                  classes
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public Evaluation evaluate(Dataset data) {
        return Evaluation.of(trained.orElseGet(() -> Predictor.of(model, loss, data)), data);
    }

    /** One batch forwards and backwards, and one update. */
    private History.Step step(int epoch, Batch batch, Tally tally) {
        Divergence.Place place = new Divergence.Place(epoch, tally.batches() + 1);
        // What is drawn in a step depends on the seed and its number alone, so that a training can be resumed.
        Random random = new Random(Seeds.mix(Seeds.mix(seed, DRAWS), optimizer.steps()));
        ForwardPass pass = model.forward(batch.inputs(), random);
        if (!pass.isFinite()) {
            throw Divergence.ofOutput(pass, optimizer, place);
        }
        double value = loss.value(pass.output(), batch.targets());
        if (!Double.isFinite(value)) {
            throw Divergence.ofLoss(pass, loss, value, optimizer, place);
        }
        History.Step step = new History.Step(epoch, place.batch(), tally.add(batch, pass.output(), value));
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

    private Optional<Result> validated(Predictor predictor, int epoch) {
        String place = "validation after epoch " + epoch;
        try {
            return validation.map(data -> finite(Evaluation.of(predictor, data).result(metrics), place));
        } catch (DivergedException e) {
            throw e;
        } catch (ArithmeticException e) {
            throw Divergence.ofMean(place, e.getMessage(), optimizer);
        }
    }

    private Result finite(Result result, String place) {
        if (!Double.isFinite(result.loss())) {
            throw Divergence.ofMean(place, "the mean loss, " + loss + ", is " + result.loss(), optimizer);
        }
        return result;
    }

    private static int atLeastOne(String expected, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Trainer: expected " + expected + ", got " + value + ".");
        }
        return value;
    }

    /** {@return what is trained with what, as in {@code Trainer(Sequential(...), BinaryCrossEntropy, Adam(0.001))}} */
    @Override
    public String toString() {
        return "Trainer(" + model + ", " + loss + ", " + optimizer + ", epochs " + epochs + ", batches of " + batchSize
                + ", seed " + seed + ")";
    }
}
