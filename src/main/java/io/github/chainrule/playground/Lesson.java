// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.Trainer;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A set-up that is being trained, on a thread of its own, by the library's trainer. */
final class Lesson implements AutoCloseable {

    /** What a history keeps of so many steps are a few megabytes; more is more than anybody looks at. */
    static final int MOST_STEPS = 100_000;
    private static final int PATIENCE_MILLISECONDS = 30_000;

    private final Setup setup;
    private final Examples examples;
    private final Predictor start;
    private final Gate gate;
    private final Surfaces surfaces;
    private final Thread thread;

    /**
     * Begins, and waits before the first step.
     *
     * @throws IllegalArgumentException if the set-up can't be trained
     */
    Lesson(Setup setup) {
        this.setup = setup;
        this.examples = Examples.of(setup);
        Sequential model = Network.of(setup);
        Loss loss = setup.goal().loss(setup.classes());
        this.start = new Predictor(model, loss, examples.training().names(), examples.training().scaler());
        this.surfaces = new Surfaces(examples);
        Diagnosis diagnosis = new Diagnosis();
        this.gate = new Gate(model, diagnosis);
        int batches = (examples.training().size() - 1) / setup.batch() + 1;
        Trainer trainer = new Trainer(model, loss,
                setup.rule().optimizer(model.parameters(), setup.rate(), setup.decay()))
                .epochs((MOST_STEPS - 1) / batches + 1).batchSize(setup.batch()).seed(setup.seed())
                .listener(diagnosis).listener(gate);
        examples.test().ifPresent(trainer::validation);
        thread = new Thread(() -> train(trainer), "chainrule-playground-lesson");
        thread.setDaemon(true);
        thread.start();
    }

    private void train(Trainer trainer) {
        try {
            trainer.fit(examples.training());
        } catch (DivergedException e) {
            // the gate has said it
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            gate.stop(Gate.State.FAILED, Text.message(e));
        }
    }

    /** The thread that trains. */
    Thread thread() {
        return thread;
    }

    Setup setup() {
        return setup;
    }

    Examples examples() {
        return examples;
    }

    Surfaces surfaces() {
        return surfaces;
    }

    Gate gate() {
        return gate;
    }

    /** The training as it is now; one that stands still until then, if it is about to. */
    Snapshot look() {
        try {
            return gate.look().get(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the training.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the training doesn't answer. Start again.", e);
        }
    }

    /** The network of a snapshot, with the meaning of its output. */
    Predictor predictor(Snapshot snapshot) {
        return new Predictor(snapshot.model(), start.loss(), start.names(), start.scaler());
    }

    @Override
    public void close() {
        gate.close();
    }
}
