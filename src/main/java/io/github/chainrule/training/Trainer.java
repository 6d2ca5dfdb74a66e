// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.internal.Versioned;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * The training loop, with everything around it that each program would otherwise repeat.
 *
 * {@snippet :
 * History history = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001))
 *         .epochs(3).batchSize(64).seed(42)
 *         .schedulePerEpoch(Schedule.cosineDecay(0.001, 0.00001, 3)).clipGradients(1)
 *         .metric(new BinaryAccuracy())
 *         .validation(validation)
 *         .listener(new ProgressBar())
 *         .fit(training);
 * }
 *
 * <p>Its core is a loop that you can write yourself, with the same bits:
 *
 * {@snippet :
 * for (Batch batch : Batches.shuffled(training, 64, 42)) {
 *     ForwardPass forward = model.forward(batch.inputs());              // (batch.inputs(), random) with a Dropout
 *     Matrix dy = loss.gradient(forward.output(), batch.targets());
 *     forward.backward(dy);
 *     optimizer.step();
 * }
 * }
 *
 * <p>(If examples have weights, the loss there is {@code loss.withWeights(batch.weights())}.)
 *
 * <p>A {@link TrainingRun} gives that loop the same checks and listeners; the trainer itself is built on it. (A Dropout
 * draws from the {@code random} that a loop of your own passes on; the trainer makes its own from the seed.)
 */
public final class Trainer {

    /** The index of the seed for layers that draw; epochs have the indices from 0 on, and a split has −1. */
    private static final int DRAWS = -2;

    private final Sequential model;
    private final Loss loss;
    private final Optimizer optimizer;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Optional<TrainingRun> last = Optional.empty();
    private Optional<Dataset> validation = Optional.empty();
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private int epochs = 1;
    private int batchSize = 64;
    private long seed;
    private boolean shuffle = true;
    private Optional<Schedule> schedule = Optional.empty();
    private boolean isPerEpoch;
    private double maxNorm = Double.POSITIVE_INFINITY;

    /**
     * A trainer for one model: 1 epoch of shuffled batches of 64, unless set otherwise.
     *
     * @param model     what is trained
     * @param loss      what training minimizes
     * @param optimizer what minimizes it; made with {@code model.parameters()}, or with some of them if the others are
     *                  to stay unchanged
     * @throws IllegalArgumentException if the optimizer has a parameter that isn't the model's
     */
    public Trainer(Sequential model, Loss loss, Optimizer optimizer) {
        this.model = Objects.requireNonNull(model, "Trainer: model is null.");
        this.loss = Objects.requireNonNull(loss, "Trainer: loss is null.");
        this.optimizer = Objects.requireNonNull(optimizer, "Trainer: optimizer is null.");
        RunChecks.requireOwnParameters(optimizer, model);
    }

    /**
     * Sets how often to go through the data.
     *
     * @param epochs at least 1
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Trainer epochs(int epochs) {
        this.epochs = RunChecks.requirePositive("Trainer: expected at least 1 epoch", epochs);
        return this;
    }

    /**
     * Sets how many examples make one step.
     *
     * @param batchSize at least 1; the last batch of an epoch may be shorter
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Trainer batchSize(int batchSize) {
        this.batchSize = RunChecks.requirePositive("Trainer: expected a batch size of at least 1", batchSize);
        return this;
    }

    /**
     * Sets the seed. It decides the order of the examples, another one in each epoch, and what layers such as Dropout
     * draw.
     *
     * @param seed any number; 0 unless set otherwise
     * @return this
     */
    public Trainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets whether each epoch puts the examples in a new order.
     *
     * @param shuffle true unless set otherwise; false for data that must stay in order
     * @return this
     */
    public Trainer shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /**
     * Changes the learning rate in each step: {@code schedule.at(step)} with the number of steps made before.
     *
     * @param schedule its durations are numbers of steps: epochs times batches
     * @return this
     */
    public Trainer schedulePerStep(Schedule schedule) {
        this.schedule = Optional.of(Objects.requireNonNull(schedule, "Trainer: schedule is null."));
        this.isPerEpoch = false;
        return this;
    }

    /**
     * Changes the learning rate in each epoch: {@code schedule.at(epoch)} with the number of epochs finished before.
     *
     * @param schedule its durations are numbers of epochs
     * @return this
     */
    public Trainer schedulePerEpoch(Schedule schedule) {
        schedulePerStep(schedule);
        this.isPerEpoch = true;
        return this;
    }

    /**
     * Shortens the gradients of each step to a given length, as {@link Optimizer#clipGradients} does.
     *
     * @param maxNorm how long they may be, above 0, such as 1
     * @return this
     */
    public Trainer clipGradients(double maxNorm) {
        this.maxNorm = maxNorm;
        return this;
    }

    /**
     * Adds a set to evaluate the model on after each epoch; it never trains on it.
     *
     * @param data validation or test set
     * @return this
     */
    public Trainer validation(Dataset data) {
        this.validation = Optional.of(Objects.requireNonNull(data, "Trainer: validation is null."));
        return this;
    }

    /**
     * Adds something to measure besides the loss.
     *
     * @param metric one more metric
     * @return this
     */
    public Trainer metric(Metric metric) {
        metrics.add(Objects.requireNonNull(metric, "Trainer: metric is null."));
        return this;
    }

    /**
     * Adds something that is called at each step and epoch.
     *
     * @param listener one more listener
     * @return this
     */
    public Trainer listener(TrainingListener listener) {
        listeners.add(Objects.requireNonNull(listener, "Trainer: listener is null."));
        return this;
    }

    /**
     * Makes the next {@link #fit} resume a run instead of starting a new one. In the end weights and history have the
     * same bits as if it had never been stopped. {@link #epochs} is still how often to go through the data in all; it
     * may be larger than before, and if no epoch is left, nothing is trained. The learning rate is that of the
     * checkpoint, or of the schedule.
     *
     * @param checkpoint of a trainer with the same model, loss, optimizer, seed and batch size
     * @return this
     */
    public Trainer resumeFrom(Checkpoint checkpoint) {
        this.checkpoint = Optional.of(Objects.requireNonNull(checkpoint, "Trainer: checkpoint is null."));
        return this;
    }

    /**
     * Trains. A second call is another run with its own history. It starts from the present parameters and optimizer,
     * and continues with the next orders, so two runs of 3 epochs give the same weights as one of 6. (The optimizer's
     * count of its steps says which order comes next. A new trainer and optimizer for each epoch would repeat the first
     * order, and Adam would never remember more than one epoch.)
     *
     * <p>If the thread is interrupted, training ends after the current step. The method returns what was done so far,
     * and the thread's interrupt flag stays set. Ctrl-C interrupts no thread, but ends the JVM: a program that wants to
     * stop cleanly interrupts the thread in a shutdown hook.
     *
     * <p>An exception that a dataset, a metric or a listener throws is passed on unchanged. The steps before it remain:
     * parameters and optimizer are as the last step left them.
     *
     * @param training the examples to learn from; with {@link Dataset#withWeights}, some count more than others
     * @return loss and scores of every epoch and every step
     * @throws IllegalArgumentException if model, loss, metrics and data don't fit together, or are not those of the
     *                                  checkpoint
     * @throws IllegalStateException    if another {@code fit} is training the same model
     * @throws DivergedException        if a number becomes NaN or infinite
     */
    public History fit(Dataset training) {
        Objects.requireNonNull(training, "Trainer: training is null.");
        Batches batches = shuffle ? Batches.shuffled(training, batchSize, seed) : Batches.inOrder(training, batchSize);
        if (!Versioned.setInTraining(model.parameters().get(0), true)) {
            throw new IllegalStateException("Trainer.fit: another thread or a listener is training this model: "
                    + model + ". Give each its own model, or wait until the other fit has returned.");
        }
        try {
            TrainingRun run = newRun(training, batches.batchesPerEpoch());
            TrainingRun.both(() -> train(run, batches), run::close);
            return run.history();
        } finally {
            Versioned.setInTraining(model.parameters().get(0), false);
        }
    }

    private void train(TrainingRun run, Batches batches) {
        run.start(checkpoint);
        checkpoint = Optional.empty();
        last = Optional.of(run);
        loop(run, batches);
        listeners.forEach(listener -> listener.ended(run.history()));
    }

    private TrainingRun newRun(Dataset training, int batchesPerEpoch) {
        TrainingListener.Plan plan = new TrainingListener.Plan(RunChecks.predictor(model, loss, training), optimizer,
                training, epochs, batchesPerEpoch, List.copyOf(metrics), validation, List.copyOf(listeners));
        return new TrainingRun(plan, Map.of("batch size", String.valueOf(batchSize),
                "seed", String.valueOf(seed), "order", shuffle ? "shuffled" : "of the data",
                "schedule", schedule.map(s -> s + (isPerEpoch ? " per epoch" : " per step")).orElse("none"),
                "gradients", maxNorm < Double.POSITIVE_INFINITY ? "up to " + maxNorm : "of any length"),
                () -> prepareStep(batchesPerEpoch));
    }

    /** Called after the listeners, which see the gradients as they are. */
    private void prepareStep(int batchesPerEpoch) {
        int step = optimizer.stepCount();
        schedule.ifPresent(s -> optimizer.setLearningRate(s.at(isPerEpoch ? step / batchesPerEpoch : step)));
        if (maxNorm < Double.POSITIVE_INFINITY) {
            optimizer.clipGradients(maxNorm);
        }
    }

    private void loop(TrainingRun run, Batches all) {
        // The optimizer counts steps: an epoch in which an earlier fit was interrupted is not repeated.
        int epochsBegun = (int) Math.ceil((double) optimizer.stepCount() / all.batchesPerEpoch());
        Batches batches = all.startingAt(epochsBegun);
        while (!run.isOver()) {
            for (Batch batch : batches) {       // the next epoch's order each time
                step(run, batch);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
    }

    private void step(TrainingRun run, Batch batch) {
        ForwardPass forward = model.forward(batch.inputs(), random());
        try {
            Matrix dy = loss.withWeights(batch.weights()).gradient(forward.output(), batch.targets());
            BackwardPass backward = forward.backward(dy);
            run.step(batch, forward, backward);     // optimizer.step(), and everything that is recorded
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw run.explained(e, forward);
        }
    }

    /** What is drawn in a step depends only on the seed and the step's number, so that a run can be resumed. */
    private Random random() {
        return new Random(Seeds.derive(Seeds.derive(seed, DRAWS), optimizer.stepCount()));
    }

    /**
     * Evaluates the model on data that it doesn't train on.
     *
     * @param dataset examples of the task that it was trained for; only read
     * @return loss, metrics and everything else that follows from one pass over them
     * @throws IllegalArgumentException if model, loss and data don't fit together, or the last run was about other
     *                                  classes
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public Evaluation evaluate(Dataset dataset) {
        return last.map(run -> run.evaluate(dataset)).orElseGet(() -> RunChecks.predictor(model, loss, dataset)
                .evaluate(dataset));
    }

    /**
     * What was trained, for files, pages and predictions: with names and scaling of the training data.
     *
     * @return the model and what its output means
     * @throws IllegalStateException before the first {@link #fit}
     */
    public Predictor predictor() {
        return last.orElseThrow(() -> new IllegalStateException("Trainer.predictor: nothing has been trained yet."
                + " Call fit(training) first.")).predictor();
    }

    Sequential model() {
        return model;
    }

    /** {@return what is trained with what, as in {@code Trainer(Sequential(...), BinaryCrossEntropy, Adam(0.001))}} */
    @Override
    public String toString() {
        return "Trainer(" + model + ", " + loss.name() + ", " + optimizer + ", epochs " + epochs + ", batches of "
                + batchSize + ", seed " + seed + ")";
    }
}
