// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.History;
import io.github.chainrule.training.TrainingListener;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Stands in a training and lets its steps through: one, an epoch, or all, at a certain pace. Between two of them it
 * gives out snapshots. It waits before an update, when the next gradients are known and the last epoch is finished.
 *
 * <p>While nothing is wanted, a step costs it a comparison and one look at a volatile field.
 */
final class Gate implements TrainingListener {

    /** What a training does. */
    enum State { PAUSED, PLAYING, ENDED, FAILED }

    /** What shall be done next; the step after {@code steps} others, or in the next epoch, is not made any more. */
    private record Order(int steps, boolean epoch, int pace) {
    }

    /** Between two diagnoses of a training that goes on, in nanoseconds. */
    private static final long DIAGNOSIS = 300_000_000;

    /** How much time that was lost is made up for, in nanoseconds. */
    private static final long LOST_TIME = 50_000_000;

    private final Sequential model;
    private final Diagnosis diagnosis;

    // What the training's thread alone uses.
    private final LossCurve training = new LossCurve();
    private final LossCurve test = new LossCurve();
    private Optional<StepEvent> event = Optional.empty();
    private int steps;
    private int epochs;
    private int freeUntil;
    private int goal;
    private int lastEpoch;
    private long period;
    private long nextStep;
    private List<GradientFlow.LayerStatistics> flow = List.of();
    private List<String> findings = List.of();
    private List<String> notes = List.of();
    private int diagnosedSteps = -1;
    private long diagnosedAt;

    // What others ask for, in this object's monitor.
    private volatile boolean wanted = true;
    private State state = State.PAUSED;
    private String message = "";
    private Optional<Order> order = Optional.empty();
    private Optional<CompletableFuture<Snapshot>> asked = Optional.empty();
    private boolean closed;

    /** In the training of a model, after a diagnosis, which must be notified first. */
    Gate(Sequential model, Diagnosis diagnosis) {
        this.model = model;
        this.diagnosis = diagnosis;
    }

    // What others ask for.

    void play(int stepsPerSecond) {
        order(new Order(Integer.MAX_VALUE, false, stepsPerSecond));
    }

    void pause() {
        order(new Order(0, false, 0));
    }

    void step(int count) {
        order(new Order(count, false, 0));
    }

    void epoch() {
        order(new Order(Integer.MAX_VALUE, true, 0));
    }

    private synchronized void order(Order order) {
        if (state == State.PAUSED || state == State.PLAYING) {
            this.order = Optional.of(order);
            state = State.PLAYING;
            wanted = true;
            notifyAll();
        }
    }

    /** What the training looks like before its next step. */
    synchronized CompletableFuture<Snapshot> look() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("this training has ended."));
        }
        CompletableFuture<Snapshot> answer = asked.orElseGet(CompletableFuture::new);
        asked = Optional.of(answer);
        wanted = true;
        notifyAll();
        return answer;
    }

    /** Waits until the training stands still. */
    synchronized void awaitPause(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        while (state == State.PLAYING && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    /** Ends the training for good. */
    synchronized void close() {
        closed = true;
        wanted = true;
        asked.ifPresent(look -> look.completeExceptionally(new IllegalStateException("this training has ended.")));
        notifyAll();
    }

    // What the training tells.

    @Override
    public void beforeUpdate(StepEvent event) {
        this.event = Optional.of(event);
        training.add(steps, event.step().scores().loss());
        if (steps >= freeUntil || wanted) {
            letThrough();
        }
        this.event = Optional.empty();
    }

    @Override
    public void afterUpdate(StepEvent event) {
        steps++;
    }

    @Override
    public void epochEnded(History.Epoch epoch) {
        epochs = epoch.number();
        epoch.validation().ifPresent(result -> test.add(steps, result.loss()));
    }

    @Override
    public void ended(History history) {
        stop(State.ENDED, String.format(Locale.ROOT, "These were %,d steps, the most there can be. Start again to go on"
                + " playing.", steps));
    }

    @Override
    public void diverged(DivergedException exception) {
        stop(State.FAILED, Text.message(exception));
    }

    /** Says why there will be no more steps, and gives out snapshots until it is closed. */
    synchronized void stop(State last, String why) {
        state = last;
        message = why;
        notifyAll();
        letThrough();
    }

    private synchronized void letThrough() {
        while (!closed) {
            // Whatever comes from now on sets it again, in this monitor.
            wanted = false;
            obey();
            asked.ifPresent(look -> look.complete(snapshot()));
            asked = Optional.empty();
            long nanoseconds = state == State.PLAYING ? waiting(System.nanoTime()) : 0;
            if (state == State.PLAYING && nanoseconds == 0) {
                return;
            }
            try {
                wait(nanoseconds / 1_000_000, (int) (nanoseconds % 1_000_000));
            } catch (InterruptedException e) {
                close();
            }
        }
        // The trainer ends after this step.
        Thread.currentThread().interrupt();
    }

    /** How many nanoseconds are left until the next step; the step counts as made if it is 0. */
    private long waiting(long now) {
        if (now < nextStep) {
            return nextStep - now;
        }
        nextStep = Math.max(nextStep, now - LOST_TIME) + period;
        return 0;
    }

    private void obey() {
        // Without a step that comes next there is nothing to be ordered any more.
        int epoch = event.map(next -> next.step().epoch()).orElse(0);
        order.ifPresent(next -> {
            goal = (int) Math.min(Integer.MAX_VALUE, (long) steps + next.steps);
            lastEpoch = next.epoch ? epoch : Integer.MAX_VALUE;
            period = next.pace == 0 ? 0 : 1_000_000_000L / next.pace;
            nextStep = System.nanoTime();
        });
        order = Optional.empty();
        if (state == State.PLAYING && (steps >= goal || epoch > lastEpoch)) {
            state = State.PAUSED;
            notifyAll();
        }
        freeUntil = state == State.PLAYING && period == 0 && lastEpoch == Integer.MAX_VALUE ? goal : steps;
    }

    private Snapshot snapshot() {
        event.ifPresent(next -> flow = GradientFlow.of(next.forward(), next.backward())
                .measurements().get(0).layers());
        boolean due = state != State.PLAYING || System.nanoTime() - diagnosedAt > DIAGNOSIS;
        if (steps != diagnosedSteps && due) {
            findings = diagnosis.findings().stream().map(Diagnosis.Finding::toString).toList();
            notes = findings.isEmpty() ? diagnosis.notes() : List.of();
            diagnosedSteps = steps;
            diagnosedAt = System.nanoTime();
        }
        return new Snapshot(state, message, steps, epochs, Network.copy(model),
                training.points(), test.points(), flow, findings, notes);
    }
}
