// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The training loop, with everything around it that each program would otherwise need to repeat.
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
 * <p>Its core is a loop that you can write by hand instead, with the same bits:
 *
 * {@snippet :
 * for (Batch batch : batches) {
 *     ForwardPass pass = model.forward(batch.inputs());
 *     double value = loss.value(pass.output(), batch.targets());
 *     pass.backward(loss.gradient(pass.output(), batch.targets()));
 *     optimizer.step();
 * }
 * }
 *
 * <p>A {@link TrainingRun} gives that loop the same checks and listeners; the trainer itself is built on it.
 */
public final class Trainer {

    /** Not the number of an epoch, whose order comes from the same seed. */
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

    /**
     * A trainer for one model: 1 epoch of shuffled batches of 64, unless set otherwise.
     *
     * @param model     what is trained
     * @param loss      what training makes small
     * @param optimizer what makes it small; made with {@code model.parameters()}
     * @throws IllegalArgumentException if the model and the optimizer don't hold the same parameters
     */
    public Trainer(Sequential model, Loss loss, Optimizer optimizer) {
        this.model = RunChecks.requireNonNull("the model", model);
        this.loss = RunChecks.requireNonNull("the loss", loss);
        this.optimizer = RunChecks.requireNonNull("the optimizer", optimizer);
        RunChecks.requireSameParameters(model, optimizer);
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
     * Where the order of the examples comes from, which differs in each epoch, and what layers such as Dropout draw.
     *
     * @param seed any number; 0 unless set otherwise
     * @return this
     */
    public Trainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Whether each epoch puts the examples in a new order.
     *
     * @param shuffle true unless set otherwise; false for data that must stay in order
     * @return this
     */
    public Trainer shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /**
     * A set to evaluate the model on after each epoch; it never trains on it.
     *
     * @param data validation or test set
     * @return this
     */
    public Trainer validation(Dataset data) {
        this.validation = Optional.of(RunChecks.requireNonNull("the validation data", data));
        return this;
    }

    /**
     * Something to measure besides the loss.
     *
     * @param metric one more metric
     * @return this
     */
    public Trainer metric(Metric metric) {
        metrics.add(RunChecks.requireNonNull("a metric", metric));
        return this;
    }

    /**
     * Something that wants to know what happens.
     *
     * @param listener one more listener
     * @return this
     */
    public Trainer listener(TrainingListener listener) {
        listeners.add(RunChecks.requireNonNull("a listener", listener));
        return this;
    }

    /**
     * Makes the next {@link #fit} resume a run instead of starting a new one. In the end weights and history have the
     * same bits as if it had never been stopped. {@link #epochs} is still how often to go through the data in all; it
     * may be larger than before. The learning rate is that of the checkpoint.
     *
     * @param checkpoint of a trainer with the same model, loss, optimizer, seed and batch size
     * @return this
     */
    public Trainer resumeFrom(Checkpoint checkpoint) {
        this.checkpoint = Optional.of(RunChecks.requireNonNull("the checkpoint", checkpoint));
        return this;
    }

    /**
     * Trains. A second call is another run with its own history. It starts from the parameters and the optimizer as
     * they are, and continues with the next orders, so two runs of 3 epochs give the same weights as one of 6. (The
     * optimizer's count of its steps says which order comes next.)
     *
     * <p>If the thread is interrupted, training ends after the current step, as if it had been the last. The method
     * returns what was finished, and the thread's interrupt flag stays set.
     *
     * <p>An exception that a dataset, a metric or a listener throws comes out as it is. The steps before it stay made:
     * parameters and optimizer are as the last of them left them.
     *
     * @param training the examples to learn from
     * @return loss and scores of every epoch and every step
     * @throws IllegalArgumentException if model, loss, metrics and data don't fit together, or are not those of the
     *                                  checkpoint
     * @throws DivergedException        if a number becomes NaN or infinite
     */
    public History fit(Dataset training) {
        TrainingRun inProgress = new TrainingRun(predictor(training), optimizer, training, metrics, validation, listeners);
        inProgress.setting("batch size", batchSize);
        inProgress.setting("seed", seed);
        inProgress.setting("order", shuffle ? "shuffled" : "of the data");
        Batches batches = shuffle ? Batches.shuffled(training, batchSize, seed) : Batches.inOrder(training, batchSize);
        checkpoint.ifPresent(inProgress::restore);
        last = Optional.of(inProgress);
        inProgress.start(epochs, batches.batchesPerEpoch());
        checkpoint.ifPresent(from -> listeners.forEach(listener -> listener.restore(from)));
        checkpoint = Optional.empty();
        History history = fit(inProgress, batches);
        listeners.forEach(listener -> listener.ended(history));
        return history;
    }

    private History fit(TrainingRun training, Batches all) {
        int before = optimizer.stepCount() - training.history().steps().size();
        int firstOrder = (int) (((long) before + all.batchesPerEpoch() - 1) / all.batchesPerEpoch());
        Batches batches = all.from(firstOrder + training.epochs(), training.batches());
        while (!isStopped(training) && training.epochs() < epochs) {
            for (Batch batch : batches) {
                // What is drawn in a step depends on the seed and its number alone, so that a training can be resumed.
                Random random = new Random(Seeds.derive(Seeds.derive(seed, DRAWS), optimizer.stepCount()));
                ForwardPass pass = model.forward(batch.inputs(), random);
                BackwardPass back = pass.backward(training.gradient(batch, pass));
                training.step(batch, pass, back);
                if (Thread.currentThread().isInterrupted()) {
                    return training.history();
                }
            }
        }
        return training.history();
    }

    private boolean isStopped(TrainingRun training) {
        return training.epochs() > 0 && training.batches() == 0
                && listeners.stream().anyMatch(TrainingListener::shouldStop);
    }

    /**
     * Evaluates the model on data that it doesn't train on.
     *
     * @param data examples of the task that it was trained for; only read
     * @return loss, metrics and everything else that follows from one pass over them
     * @throws IllegalArgumentException if model, loss and data don't fit together, or the last training was about other
     *                                  classes
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public Evaluation evaluate(Dataset data) {
        return last.map(training -> training.evaluate(data)).orElseGet(() -> predictor(data).evaluate(data));
    }

    /**
     * The model with its loss, and the names and the scaler of the data that the last {@link #fit} trained it with.
     *
     * @return the predictor; without names or scaler if nothing was trained yet
     */
    public Predictor predictor() {
        return last.map(TrainingRun::predictor).orElseGet(() -> Predictor.of(model, loss));
    }

    /** The model, its loss, and the names and scales of what it is trained with. */
    Predictor predictor(Dataset training) {
        return new Predictor(model, loss, RunChecks.requireNonNull("the training data", training).names(),
                training.scaler());
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
