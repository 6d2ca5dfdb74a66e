// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.TrainingRun;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A set-up that is being trained. It makes steps when it is asked to, and otherwise stands still: the page's clock
 * drives it.
 */
final class Lesson {

    /** What a diagnosis keeps of these steps are a few megabytes; more is more than anyone watches. */
    static final int MAX_STEPS = 100_000;

    /** What may become of it. */
    enum State { READY, ENDED, FAILED }

    private final Setup setup;
    private final Examples examples;
    private final Random random;
    private final Network network;
    private final Optimizer optimizer;
    private final Batches batches;
    private final Diagnosis diagnosis = new Diagnosis();
    private final TrainingRun run;
    private Iterator<Batch> epoch = Collections.emptyIterator();

    private LossCurve curve = new LossCurve();
    private LossCurve testCurve = new LossCurve();
    /** The mean loss of each epoch. */
    private final LossCurve means = new LossCurve();
    private final Jumps jumps = new Jumps();
    private double sum;
    private State state = State.READY;
    private String message = "";
    private int first;
    private int steps;
    private int epochs;
    private boolean edited;
    private final Set<String> opened = new HashSet<>();
    private Optional<Integer> reached = Optional.empty();

    /** The parameters before the last update, and before the one before it: numbers, if those now are none. */
    private List<Matrix> before;
    private List<Matrix> longBefore;

    /**
     * Begins, before the first step.
     *
     * @throws IllegalArgumentException if the set-up can't be trained
     */
    Lesson(Setup setup) {
        this.setup = setup;
        this.examples = Examples.of(setup);
        this.random = Network.random(setup);
        this.network = new Network(setup, examples, random);
        this.optimizer = setup.rule().optimizer(network.model().parameters(), setup.rate(), setup.decay());
        this.batches = Batches.shuffled(examples.training(), setup.batch(), setup.seed());
        this.run = new TrainingRun(network.model(), network.predictor().loss(), optimizer, examples.training(),
                diagnosis);
        this.before = network.model().parameters().stream().map(p -> p.value().copy()).toList();
        this.longBefore = before.stream().map(Matrix::copy).toList();
    }

    /** Goes on with the weights of another one, whose network is the same. */
    Lesson(Setup setup, Lesson from) {
        this(setup);
        restore(from.network.model().parameters().stream().map(Parameter::value).toList());
        if (setup.rule() == from.setup.rule() && setup.decay() == from.setup.decay()) {
            optimizer.restore(from.optimizer.state());
            optimizer.setLearningRate(setup.rate());
        }
        curve = from.curve;
        testCurve = from.testCurve;
        first = from.steps;
        steps = from.steps;
        epochs = from.epochs;
        edited = from.edited || steps > 0;
        reached = setup.lesson().equals(from.setup.lesson()) ? from.reached : Optional.empty();
    }

    /**
     * Makes steps, at least one if it can.
     *
     * @param count    how many at most
     * @param toEpoch  whether to stop where an epoch ends
     * @param deadline when to stop, in {@code System.nanoTime()}
     * @return how many were made
     */
    int make(int count, boolean toEpoch, long deadline) {
        int made = 0;
        while (made < count && state == State.READY && (made == 0 || System.nanoTime() - deadline < 0)) {
            step();
            made++;
            if (toEpoch && !epoch.hasNext()) {
                break;
            }
        }
        return made;
    }

    private void step() {
        if (!epoch.hasNext()) {
            epoch = batches.iterator();
        }
        Batch batch = epoch.next();
        Loss loss = network.predictor().loss();
        try {
            ForwardPass forward = network.model().forward(batch.inputs(), random);
            BackwardPass backward = forward.backward(loss.gradient(forward.output(), batch.targets()));
            remember();
            double value = run.step(batch, forward, backward).scores().loss();
            curve.add(steps, value);
            jumps.add(value);
            sum += value;
            steps++;
            if (!epoch.hasNext()) {
                endEpoch();
            }
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            fail();
        }
        if (state == State.READY && steps - first == MAX_STEPS) {
            state = State.ENDED;
            message = "These were " + Text.count(MAX_STEPS) + " steps, the most there can be. Start again to go on"
                    + " playing.";
        }
    }

    private void endEpoch() {
        epochs++;
        means.add(steps, sum / batches.batchesPerEpoch());
        sum = 0;
        examples.test().ifPresent(test -> testCurve.add(steps, run.evaluate(test).loss()));
    }

    private void remember() {
        List<Matrix> oldest = longBefore;
        longBefore = before;
        before = oldest;
        List<Parameter> parameters = network.model().parameters();
        for (int i = 0; i < oldest.size(); i++) {
            System.arraycopy(parameters.get(i).value().values(), 0, oldest.get(i).values(), 0, parameters.get(i).size());
        }
    }

    private void restore(List<Matrix> values) {
        List<Parameter> parameters = network.model().parameters();
        for (int i = 0; i < values.size(); i++) {
            parameters.get(i).setValue(values.get(i).copy());
        }
    }

    private void fail() {
        state = State.FAILED;
        message = "In step " + Text.count(steps + 1L) + " something became too large to be a number. This is the last"
                + " state with numbers.";
        restore(before);
        if (Double.isNaN(score().loss())) {
            restore(longBefore);
        }
    }

    /** Makes a step with one example only, as the page plays it slowly. */
    void stepWith(int example) {
        Dataset one = training(example);
        Loss loss = network.predictor().loss();
        ForwardPass forward = network.model().forward(Examples.inputs(one), random);
        forward.backward(loss.gradient(forward.output(), Examples.targets(one)));
        optimizer.step();
        steps++;
        edited = true;
    }

    /** Changes a weight by hand. */
    void set(int layer, int from, int to, double value) {
        network.set(layer, from, to, value);
        edited = true;
    }

    /** One example, in a dataset; those held back are counted on. */
    Dataset training(int example) {
        int size = examples.training().size();
        return example < size ? examples.training().subset(example)
                : examples.test().orElseThrow(() -> new IllegalArgumentException("there is no example " + example
                + "; expected 0 to " + (size - 1) + ".")).subset(example - size);
    }

    Score score() {
        return Score.of(network, examples.training());
    }

    Optional<Score> testScore() {
        return examples.test().map(test -> Score.of(network, test));
    }

    /** Remembers that something was opened, which is what some lessons are about. */
    void open(String what) {
        opened.add(what);
    }

    boolean wasOpened(String what) {
        return opened.contains(what);
    }

    /** After how many steps the lesson's goal was seen to be reached; it stays reached. */
    Optional<Integer> reached(Score score) {
        if (reached.isEmpty() && setup.lesson().filter(lesson -> lesson.goal.part(this, score) >= 1).isPresent()) {
            reached = Optional.of(steps);
        }
        return reached;
    }

    Setup setup() {
        return setup;
    }

    Examples examples() {
        return examples;
    }

    Network network() {
        return network;
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    LossCurve curve() {
        return curve;
    }

    LossCurve testCurve() {
        return testCurve;
    }

    LossCurve means() {
        return means;
    }

    /** Whether all examples make one step, so that its loss should fall with each. */
    boolean hasFullBatches() {
        return batches.batchesPerEpoch() == 1;
    }

    Jumps jumps() {
        return jumps;
    }

    State state() {
        return state;
    }

    String message() {
        return message;
    }

    int steps() {
        return steps;
    }

    int epochs() {
        return epochs;
    }

    /** Whether something other than the set-up's own steps has changed the weights. */
    boolean isEdited() {
        return edited;
    }
}
