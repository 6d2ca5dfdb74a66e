// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A training run in progress. It checks that its parts belong together, and makes one step after another. It gives a
 * loop written by hand everything that a {@link Trainer} has; the trainer's own loop uses it, too.
 *
 * {@snippet :
 * Diagnosis diagnosis = new Diagnosis();
 * TrainingRun training = new TrainingRun(model, loss, adam, train, diagnosis);
 *
 * for (Batch batch : batches) {
 *     ForwardPass pass = model.forward(batch.inputs());
 *     BackwardPass back = pass.backward(loss.gradient(pass.output(), batch.targets()));
 *     training.step(batch, pass, back);       // adam.step(), the loss, and a look at everything
 * }
 * System.out.println(training.evaluate(test));
 * System.out.print(diagnosis);
 * }
 *
 * <p>An epoch ends when as many examples have been seen as the data has. All weights are the same bits as without it.
 */
public final class TrainingRun {

    private final Predictor predictor;
    private final Optimizer optimizer;
    private final Dataset data;
    private final List<Metric> metrics;
    private final Optional<Dataset> validation;
    private final List<TrainingListener> listeners;
    private final List<History.Epoch> epochs = new ArrayList<>();
    private final List<History.Step> steps = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final EpochTotals tally;
    private long epochStart;

    /**
     * A training for a loop written by hand. Its listeners see 0 as the number of epochs: not known.
     *
     * @param model     what is trained
     * @param loss what is to become small
     * @param optimizer what makes it small; made with {@code model.parameters()}
     * @param data      the examples to learn from
     * @param listeners what wants to know what happens, such as a diagnosis
     * @throws IllegalArgumentException if model, loss, optimizer and data don't fit together
     */
    public TrainingRun(Sequential model, Loss loss, Optimizer optimizer, Dataset data, TrainingListener... listeners) {
        this(new Predictor(model, loss, RunChecks.requireNonNull("the training data", data).names(), data.scaler()),
                optimizer, data, List.of(), Optional.empty(), List.of(listeners));
        start(0, 0);
    }

    TrainingRun(Predictor predictor, Optimizer optimizer, Dataset data, List<Metric> metrics,
             Optional<Dataset> validation, List<TrainingListener> listeners) {
        RunChecks.requireSameParameters(predictor.model(), RunChecks.requireNonNull("the optimizer", optimizer));
        predictor.requireCompatible(data, "training");
        validation.ifPresent(set -> predictor.requireCompatible(set, "validation"));
        this.predictor = predictor;
        this.optimizer = optimizer;
        this.data = data;
        this.metrics = List.copyOf(metrics);
        this.validation = validation;
        this.listeners = List.copyOf(listeners);
        this.tally = new EpochTotals(predictor, metrics, data);
        this.epochStart = System.nanoTime();
    }

    void start(int epochs, int batches) {
        TrainingListener.Plan plan = new TrainingListener.Plan(predictor, optimizer, data, epochs, batches, metrics,
                validation.isPresent());
        listeners.forEach(listener -> listener.started(plan));
    }

    /**
     * {@code loss.gradient(pass.output(), batch.targets())}, where the way back begins. It also notices if the output
     * is no longer finite; and if the loss refuses a target, it says which example of the data that belongs to.
     *
     * @param batch the examples; only read
     * @param pass  the model's way forward with them
     * @return dL/da_K, in the shape of the output; a new matrix
     * @throws DivergedException        if the output has become NaN or infinite
     * @throws IllegalArgumentException if the loss refuses output or targets
     */
    public Matrix gradient(Batch batch, ForwardPass pass) {
        Objects.requireNonNull(batch, "Training.gradient: batch is null.");
        Objects.requireNonNull(pass, "Training.gradient: pass is null.");
        return told(() -> {
            requireFinite(pass);
            try {
                return predictor.loss().gradient(pass.output(), batch.targets());
            } catch (IllegalArgumentException e) {
                throw RunChecks.located(e, predictor.loss(), data);
            }
        });
    }

    /** Tells the listeners of a training that breaks off. */
    private <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (DivergedException e) {
            e.remember(history());
            listeners.forEach(listener -> listener.diverged(e));
            throw e;
        }
    }

    /**
     * Computes a batch's loss, updates the parameters, and tells the listeners: in place of {@code optimizer.step()}.
     *
     * @param batch the examples; only read
     * @param pass  the model's way forward with them
     * @param back  the way back from the loss's gradient: the parameters hold their own gradients
     * @return where in the training this was, and the loss before the update
     * @throws DivergedException        if a number has become NaN or infinite
     * @throws IllegalArgumentException if another model made the pass, or it isn't this batch's
     * @throws IllegalStateException    if the loss's gradient was asked for with its arguments swapped
     */
    public History.Step step(Batch batch, ForwardPass pass, BackwardPass back) {
        Objects.requireNonNull(batch, "Training.step: batch is null.");
        Objects.requireNonNull(pass, "Training.step: pass is null.");
        Objects.requireNonNull(back, "Training.step: back is null.");
        return told(() -> {
            requireFinite(pass);
            double value = predictor.loss().value(pass.output(), batch.targets());
            DivergenceMessage.Position place = place();
            if (!Double.isFinite(value)) {
                throw DivergenceMessage.ofLoss(pass, predictor.loss(), value, optimizer, place);
            }
            if (steps.isEmpty()) {
                RunChecks.requireOneStep(predictor.model(), predictor.loss(), batch, pass, back);
            }
            History.Step step = new History.Step(place.epoch(), place.batch(), tally.add(batch, pass.output(), value));
            update(new TrainingListener.StepEvent(batch, pass, back, step), place);
            steps.add(step);
            if (tally.isFull()) {
                endEpoch(place);
            }
            listeners.forEach(listener -> listener.stepEnded(this::checkpoint));
            return step;
        });
    }

    private void requireFinite(ForwardPass pass) {
        if (!pass.isFinite()) {
            throw DivergenceMessage.inOutput(pass, optimizer, place());
        }
    }

    private DivergenceMessage.Position place() {
        return new DivergenceMessage.Position(epochs.size() + 1, tally.batches() + 1);
    }

    private void update(TrainingListener.StepEvent event, DivergenceMessage.Position place) {
        for (TrainingListener listener : listeners) {
            listener.beforeUpdate(event);
        }
        try {
            optimizer.step();
        } catch (NonFiniteGradientException e) {
            DivergedException diverged = DivergenceMessage.ofGradient(event.forward(), e.parameter(), optimizer, place);
            diverged.initCause(e);
            throw diverged;
        } catch (ArithmeticException e) {
            DivergedException diverged = new DivergedException(place + ": " + e.getMessage());
            diverged.initCause(e);
            throw diverged;
        }
        for (TrainingListener listener : listeners) {
            listener.afterUpdate(event);
        }
    }

    private void endEpoch(DivergenceMessage.Position place) {
        Duration time = elapsed();
        int number = place.epoch();
        DivergenceMessage.requireFiniteParameters(predictor.model(), optimizer, place);
        Scores result = finite(tally.result(), "epoch " + number);
        History.Epoch done = new History.Epoch(number, result, validated(number), time);
        epochs.add(done);
        listeners.forEach(listener -> listener.epochEnded(done));
        tally.clear();
        epochStart = System.nanoTime();
    }

    private Optional<Scores> validated(int epoch) {
        String place = "validation after epoch " + epoch;
        try {
            return validation.map(set -> finite(Scores.of(evaluate(set), metrics), place));
        } catch (DivergedException e) {
            throw e;
        } catch (ArithmeticException e) {
            throw DivergenceMessage.ofMean(place, String.valueOf(e.getMessage()), optimizer);
        }
    }

    private Scores finite(Scores result, String place) {
        if (!Double.isFinite(result.loss())) {
            throw DivergenceMessage.ofMean(place, "the mean loss, " + predictor.loss() + ", is " + result.loss(), optimizer);
        }
        return result;
    }

    /**
     * Tries the model on data that it isn't trained on, and tells the listeners.
     *
     * @param data examples of the same task; only read
     * @return loss, metrics and everything else that follows from one pass over them
     * @throws IllegalArgumentException if they don't fit the model, or have other classes than the training data
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public Evaluation evaluate(Dataset data) {
        Objects.requireNonNull(data, "Training.evaluate: data is null.");
        Evaluation evaluation = predictor.evaluate(data);
        listeners.forEach(listener -> listener.evaluated(evaluation));
        return evaluation;
    }

    /**
     * All that it takes to go on later.
     *
     * @return a checkpoint; what it holds is copied
     * @throws IllegalStateException if two listeners call what they remember by the same name
     */
    public Checkpoint checkpoint() {
        Map<String, List<Matrix>> memory = new TreeMap<>();
        for (TrainingListener listener : listeners) {
            listener.state().forEach((name, matrices) -> {
                if (memory.put(name, matrices.stream().map(Matrix::copy).toList()) != null) {
                    throw new IllegalStateException("checkpoint: two listeners remember something called " + name
                            + ". One of each kind is enough for a training run.");
                }
            });
        }
        return new Checkpoint(settings(), predictor.model().parameters().stream().map(p -> p.value().copy()).toList(),
                optimizer.state(), history(), new Checkpoint.UnderWay(elapsed(), tally.outputs(), tally.targets()),
                memory);
    }

    /**
     * Goes on where a checkpoint was made, in a loop written by hand; {@link io.github.chainrule.data.Batches#from}
     * gives it the batches that are left. The learning rate is what it was then.
     *
     * @param checkpoint of a training of the same model, loss, optimizer and data; only read
     * @throws IllegalArgumentException if it is of another one; then nothing has been changed
     * @throws IllegalStateException    if this run has made steps already
     */
    public void resumeFrom(Checkpoint checkpoint) {
        restore(checkpoint);
        listeners.forEach(listener -> listener.restore(checkpoint));
    }

    /** Without telling the listeners. */
    void restore(Checkpoint checkpoint) {
        if (!steps.isEmpty()) {
            throw new IllegalStateException("resume: this run has made " + steps.size()
                    + " steps already. Make a new one, and resume before its first step.");
        }
        Optimizer.State state = checkpoint.optimizer();
        double learningRate = optimizer.learningRate();
        optimizer.setLearningRate(state.learningRate());   // which is a part of the optimizer's text
        Map<String, String> here = settings();
        optimizer.setLearningRate(learningRate);
        RunChecks.requireSameSettings(checkpoint.settings(), here);
        RunChecks.requireShapes("the", checkpoint.parameters(), predictor.model().parameters());
        tally.resume(checkpoint);
        optimizer.restore(state);
        checkpoint.restoreTo(predictor.model());
        epochs.addAll(checkpoint.history().epochs());
        steps.addAll(checkpoint.history().steps());
        epochStart = System.nanoTime() - checkpoint.underWay().time().toNanos();
    }

    private Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("model", predictor.model().toString());
        all.put("loss", predictor.loss().toString());
        all.put("optimizer", optimizer.toString());
        all.put("training data", text(data));
        all.put("validation data", validation.map(TrainingRun::text).orElse("none"));
        all.put("metrics", metrics.stream().map(Metric::name).toList().toString());
        return all;
    }

    private static String text(Dataset data) {
        return data.size() + " examples of " + data.inputSize() + " numbers, " + data.names().targets()
                + (data.names().hasClasses() ? " " + data.names().classes() : "");
    }

    /** Something that must be the same when the training goes on. */
    void setting(String name, Object value) {
        settings.put(name, String.valueOf(value));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - epochStart);
    }

    /** How many epochs are finished. */
    int epochs() {
        return epochs.size();
    }

    /** How many steps have been made of the epoch that isn't. */
    int batches() {
        return tally.batches();
    }

    /** {@return all epochs and steps so far; an epoch that is under way is not among them} */
    public History history() {
        return new History(epochs, steps);
    }

    /** {@return model, loss and what the training data's numbers are called} */
    public Predictor predictor() {
        return predictor;
    }

    /** {@return what is trained and how far it is} */
    @Override
    public String toString() {
        return "Training(" + predictor + ", " + predictor.loss() + ", " + optimizer + "): " + history();
    }
}
