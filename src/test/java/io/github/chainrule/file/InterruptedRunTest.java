// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.EarlyStopping;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever ends a run, its last finished epoch is in the file, and the run resumes from it with the bits of one that was
 * never stopped. {@code -Dchainrule.interrupts=10000} interrupts that many runs at random instants.
 */
class InterruptedRunTest {

    private static final int INTERRUPTS = Integer.getInteger("chainrule.interrupts", 30);
    private static final int EPOCHS = 3;
    private static final int SIZE = 4;

    @TempDir
    Path folder;
    private Path numbers;
    private Path file;
    private final List<Checkpoint> expected = new ArrayList<>();
    private List<Matrix> end = List.of();
    /** Counts every call of the code of a user: of dataset, layer, loss, metric and listener. */
    private int points;
    private Runnable atPoint = () -> { };

    @BeforeEach
    void trainUndisturbed() throws IOException {
        numbers = folder.resolve("numbers");
        file = folder.resolve("checkpoint");
        ByteBuffer bytes = ByteBuffer.allocate(3 * SIZE * Double.BYTES);
        new Random(5).doubles(3 * SIZE).forEach(bytes::putDouble);
        Files.write(numbers, bytes.array());
        Sequential model = network(1);
        trainer(model).listener(new OwnListener("last")).listener(new TrainingListener() {
            @Override
            public void checkpointReady(Supplier<Checkpoint> checkpoint) {
                expected.add(checkpoint.get());
            }
        }).fit(new Channelled());
        end = weights(model);
    }

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private void point() {
        points++;
        atPoint.run();
    }

    /** Reads through a channel, which an interrupt closes. */
    private final class Channelled implements Dataset {

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public int inputSize() {
            return 2;
        }

        @Override
        public int targetSize() {
            return 1;
        }

        @Override
        public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
            point();
            try (FileChannel channel = FileChannel.open(numbers)) {
                for (int r = 0; r < length; r++) {
                    ByteBuffer row = ByteBuffer.allocate(3 * Double.BYTES);
                    channel.read(row, (long) indices[offset + r] * row.capacity());
                    row.flip();
                    inputs.set(r, 0, row.getDouble());
                    inputs.set(r, 1, row.getDouble());
                    targets.set(r, 0, row.getDouble());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class OwnLayer implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            point();
            return x.map(v -> 2 * v);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            point();
            return dy.map(v -> 2 * v);
        }
    }

    private final class OwnLoss implements Loss {

        private final Loss squares = new MeanSquaredError();

        @Override
        public double value(Matrix outputs, Matrix targets) {
            point();
            return squares.value(outputs, targets);
        }

        @Override
        public Matrix gradient(Matrix outputs, Matrix targets) {
            point();
            return squares.gradient(outputs, targets);
        }

        @Override
        public String toString() {
            return "OwnLoss";
        }
    }

    private final class OwnMetric implements Metric {

        @Override
        public String name() {
            return "first";
        }

        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(Matrix predictions, Matrix targets) {
            point();
            return predictions.get(0, 0);
        }
    }

    private final class OwnListener implements TrainingListener {

        private final String name;

        OwnListener(String name) {
            this.name = name;
        }

        @Override
        public void started(Plan plan) {
            point();
        }

        @Override
        public void beforeUpdate(StepEvent event) {
            point();
        }

        @Override
        public void afterUpdate(StepEvent event) {
            point();
        }

        @Override
        public void epochEnded(History.Epoch epoch) {
            point();
        }

        @Override
        public void checkpointReady(Supplier<Checkpoint> checkpoint) {
            point();
        }

        @Override
        public Map<String, List<Matrix>> state() {
            return Map.of(name, List.of(Matrix.row(7)));
        }

        @Override
        public boolean shouldStop() {
            point();
            return false;
        }

        @Override
        public void ended(History history) {
            point();
        }

        @Override
        public void closed() {
            point();
        }
    }

    private Sequential network(long seed) {
        Random random = new Random(seed);
        return new Sequential(new Linear(2, 3, random), new OwnLayer(), new Dropout(0.3), new Linear(3, 1, random));
    }

    private Trainer trainer(Sequential model) {
        return new Trainer(model, new OwnLoss(), new Adam(model.parameters(), 0.01)).epochs(EPOCHS).batchSize(2).seed(3)
                .metric(new OwnMetric()).validation(new Channelled()).listener(new EarlyStopping(EPOCHS))
                .listener(new OwnListener("first"));
    }

    private CheckpointWriter writer(Duration pause) {
        return new CheckpointWriter(file).atMostEvery(pause).saveBest(folder.resolve("best"));
    }

    /** The file is that of the last finished epoch; what is resumed from it ends as if nothing had happened. */
    private void requireNothingLost(int finished, String when) throws IOException {
        atPoint = () -> { };
        Thread.interrupted();
        if (finished == 0) {
            assertThat(file).as(when).hasContent("an older one");
            return;
        }
        Checkpoint saved = CheckpointFile.load(file);
        Checkpoint last = expected.get(finished - 1);
        assertThat(saved.history().epochs()).as(when).hasSize(finished);
        assertThat(saved.parameters()).as(when).isEqualTo(last.parameters());
        assertThat(saved.optimizer()).as(when).isEqualTo(last.optimizer());
        assertThat(saved.listenerState()).as(when).isEqualTo(last.listenerState());
        Sequential resumed = network(2);
        trainer(resumed).listener(new OwnListener("last")).resumeFrom(saved).fit(new Channelled());
        assertThat(weights(resumed)).as(when).isEqualTo(end);
    }

    private static List<Matrix> weights(Sequential model) {
        return model.parameters().stream().map(p -> p.value().copy()).toList();
    }

    /** Counts the finished epochs of a run that throws instead of returning its history. */
    private static final class Finished implements TrainingListener {

        private int epochs;

        @Override
        public void epochEnded(History.Epoch epoch) {
            epochs = epoch.number();
        }
    }

    private int run(Duration pause, Class<? extends Throwable> expected) throws IOException {
        Files.writeString(file, "an older one");
        points = 0;
        Finished finished = new Finished();
        try {
            trainer(network(1)).listener(writer(pause)).listener(new OwnListener("last")).listener(finished)
                    .fit(new Channelled());
        } catch (RuntimeException | Error e) {
            assertThat(e).isInstanceOf(expected);
        }
        return finished.epochs;
    }

    private enum Event { INTERRUPT, EXCEPTION, ERROR }

    /** A run has some hundred points at which it calls a user's code. */
    @ParameterizedTest
    @EnumSource
    void at_whatever_point_it_happens_the_last_finished_epoch_is_saved(Event event) throws IOException {
        run(Duration.ZERO, AssertionError.class);
        int all = points;
        assertThat(all).isGreaterThan(80);
        for (int i = 1; i <= all; i++) {
            int at = i;
            atPoint = () -> {
                if (points == at) {
                    happen(event);
                }
            };
            // In turn: each epoch is saved at once, or only when the run is left.
            int finished = run(i % 2 == 0 ? Duration.ZERO : Duration.ofHours(1), event == Event.INTERRUPT
                    ? UncheckedIOException.class : event == Event.EXCEPTION ? IllegalStateException.class
                    : AssertionError.class);
            requireNothingLost(finished, event + " at point " + i + " of " + all);
        }
    }

    private static void happen(Event event) {
        switch (event) {
            case INTERRUPT -> Thread.currentThread().interrupt();
            case EXCEPTION -> throw new IllegalStateException("a user's mistake");
            default -> throw new AssertionError("a user's mistake");
        }
    }

    /** Any instant will do, so it doesn't matter which ones these are. */
    @Test
    void at_whatever_instant_another_thread_interrupts_it_the_last_finished_epoch_is_saved() throws Exception {
        Random random = new Random();
        long shortest = 10_000_000;
        int early = 0;
        for (int i = 0; i < INTERRUPTS; i++) {
            Thread training = Thread.currentThread();
            long nanos = (long) (shortest * random.nextDouble());
            long start = System.nanoTime();
            Thread interrupter = new Thread(() -> {
                LockSupport.parkNanos(nanos);
                training.interrupt();
            });
            interrupter.start();
            int finished = run(i % 2 == 0 ? Duration.ZERO : Duration.ofHours(1), UncheckedIOException.class);
            long took = System.nanoTime() - start;
            joinUninterruptibly(interrupter);
            early += finished < EPOCHS ? 1 : 0;
            shortest = finished < EPOCHS ? shortest : Math.min(shortest, took);
            requireNothingLost(finished, "interrupted after " + nanos + " ns");
        }
        if (INTERRUPTS > 30) {
            System.out.println(INTERRUPTS + " interrupts, " + early + " of them before the end; runs lost: 0");
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        while (thread.isAlive()) {
            Thread.interrupted();
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_600_000})
    void what_was_finished_before_a_run_diverged_is_saved(long pauseMillis) throws IOException {
        Sequential model = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)));
        Dataset one = Dataset.of(Matrix.column(1), Matrix.column(0));
        TrainingListener ruin = new TrainingListener() {
            @Override
            public void epochEnded(History.Epoch epoch) {
                if (epoch.number() == 2) {
                    model.parameters().get(0).value().set(0, 0, 1e200);
                    model.parameters().get(0).markChanged();
                }
            }
        };
        Trainer trainer = new Trainer(model, new MeanSquaredError(), new Adam(model.parameters(), 0.01)).epochs(9)
                .listener(new CheckpointWriter(file).atMostEvery(Duration.ofMillis(pauseMillis))).listener(ruin);

        assertThat(catchThrowable(() -> trainer.fit(one))).isInstanceOf(DivergedException.class);
        assertThat(CheckpointFile.load(file).history().epochs()).hasSize(2);
    }
}
