// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.TrainingRun;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A setup that is being trained. It makes steps when it is asked to, and otherwise stands still: the page's clock
 * drives it.
 */
final class Lesson {

    /** A diagnosis keeps a few megabytes for this many steps; few people will watch more. */
    static final int MAX_STEPS = 100_000;
    /** The goal is watched after each epoch, and after so many steps of one. */
    private static final int WATCHED = 10;

    /** What may become of it. */
    enum State { READY, ENDED, FAILED }

    final Setup setup;
    /** What is to be reached, unless other data were chosen. */
    final Optional<Goal> goal;
    final Examples examples;
    final Network network;
    final Diagnosis diagnosis = new Diagnosis();
    final Batches batches;
    private final Random random;
    private final Optimizer optimizer;
    private final TrainingRun run;
    private Iterator<Batch> epoch = Collections.emptyIterator();
    /** The model before the last step that began with numbers. */
    private Sequential before;

    /** The loss of each step. */
    LossCurve curve = new LossCurve();
    /** That of the held-back examples, after each epoch. */
    LossCurve testCurve = new LossCurve();
    /** The mean of each epoch's steps. */
    final LossCurve means = new LossCurve();
    private double sum;
    State state = State.READY;
    int steps;
    /** After how many steps it was changed last. */
    int first;
    /** Whether something other than the setup's own steps has changed the weights. */
    boolean edited;
    /** What was opened on the page, which is what some lessons are about. */
    final Set<String> opened = new HashSet<>();
    /** After how many steps its goal was seen to be reached; it stays reached. */
    Optional<Integer> reached = Optional.empty();

    /**
     * Begins, before the first step.
     *
     * @throws IllegalArgumentException if the setup can't be trained
     */
    Lesson(Setup setup) {
        this.setup = setup;
        this.goal = setup.lesson.filter(of -> Setup.parse(of.setup).data.equals(setup.data)).map(of -> of.goal);
        this.examples = Examples.of(setup);
        this.random = new Random(setup.seed);
        random.nextDouble();        // hardly differs between neighboring seeds
        this.network = new Network(setup, examples, random);
        this.optimizer = setup.rule.value().of(network.model.parameters(), setup.rate,
                setup.shrinkage > 0 ? 0 : setup.decay);
        this.batches = Batches.shuffled(examples.training(), setup.batch, setup.seed);
        this.run = new TrainingRun(network.model, setup.loss, optimizer, examples.training(), diagnosis);
        this.before = network.model.copy();
    }

    /** Continues with the weights of another lesson with the same network. */
    Lesson(Setup setup, Lesson from) {
        this(setup);
        restore(from.network.model);
        if (setup.rule.equals(from.setup.rule) && setup.decay == from.setup.decay) {
            optimizer.restore(from.optimizer.state());
            optimizer.setLearningRate(setup.rate);
        }
        curve = from.curve;
        testCurve = from.testCurve;
        first = from.steps;
        steps = first;
        edited = from.edited || steps > 0;
        reached = setup.lesson.equals(from.setup.lesson) ? from.reached : Optional.empty();
        opened.addAll(from.opened);
    }

    /**
     * Makes steps, at least one if it can.
     *
     * @param count  how many at most
     * @param isOver when to stop
     * @return how many were made
     */
    int make(int count, BooleanSupplier isOver) {
        int begin = steps;
        while (steps < begin + count && state == State.READY && (steps == begin || !isOver.getAsBoolean())) {
            epoch = epoch.hasNext() ? epoch : batches.iterator();
            step(epoch.next(), true);
        }
        return steps - begin;
    }

    private void step(Batch batch, boolean isOfEpoch) {
        try {
            ForwardPass forward = network.model.forward(batch.inputs(), random);
            BackwardPass backward = forward.backward(setup.loss.gradient(forward.output(), batch.targets()));
            before = Double.isFinite(setup.loss.value(forward.output(), batch.targets())) ? network.model.copy()
                    : before;
            double value = run.step(batch, forward, backward).scores().loss();
            if (setup.shrinkage > 0) {
                network.model.parameters().forEach(p -> p.setValue(p.value().map(v ->
                        Math.signum(v) * Math.max(0, Math.abs(v) - setup.shrinkage))));
            }
            curve.add(steps++, value);
            sum += isOfEpoch ? value : 0;
            if (isOfEpoch && !epoch.hasNext()) {
                means.add(steps, sum / batches.batchesPerEpoch());
                sum = 0;
                examples.test().ifPresent(test -> testCurve.add(steps, run.evaluate(test).loss()));
            }
            state = steps - first == MAX_STEPS ? State.ENDED : state;
            if (!epoch.hasNext() || steps % WATCHED == 0) {
                watch();
            }
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            state = State.FAILED;
            restore(before);
        }
    }

    private void restore(Sequential from) {
        Iterator<Parameter> values = from.parameters().iterator();
        network.model.parameters().forEach(parameter -> parameter.setValue(values.next().value()));
    }

    /** Makes a step with one example only, as the page plays it slowly. */
    void stepWith(int example) {
        step(examples.example(example), false);
        edited = true;
    }

    Score score() {
        return Score.of(network, Examples.all(examples.training()));
    }

    Optional<Score> testScore() {
        return examples.test().map(test -> Score.of(network, Examples.all(test)));
    }

    /** The loss of all training examples, or of those that are held back: NaN without any. */
    double loss(boolean heldBack) {
        return heldBack ? testScore().map(Score::loss).orElse(Double.NaN) : score().loss();
    }

    /** Sees whether the goal is reached. No look does: how many there are depends on the machine. */
    void watch() {
        reached = reached.or(() -> goal.filter(of -> of.of(this, score()).part() >= 1).map(of -> steps));
    }
}
