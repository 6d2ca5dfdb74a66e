// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.Trainer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * What watching costs: 2-8-8-1 on 500 points, trained by a program, and trained while a page asks for 30 pictures a
 * second. Both in turn, several times; the medians are compared, by the clock and by the training thread's own time.
 *
 * <pre>
 *   mvn -q -Pbench test-compile
 *   java -cp target/classes:target/test-classes io.github.chainrule.playground.WatchedTraining
 * </pre>
 */
public final class WatchedTraining {

    private static final int ROUNDS = 11;
    private static final int BETWEEN_LOOKS = 33;
    private static final String SETUP = "data=circles&points=500&test=0&hidden=8,8&batch=10";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private WatchedTraining() {
    }

    private record Time(double clock, double thread) {
    }

    /** Measures, and prints the medians in seconds for 100,000 steps. */
    public static void main(String[] args) throws InterruptedException {
        double[][] alone = new double[2][ROUNDS];
        double[][] watched = new double[2][ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            Time a = alone();
            Time w = watched();
            if (round >= 0) {
                alone[0][round] = a.clock;
                alone[1][round] = a.thread;
                watched[0][round] = w.clock;
                watched[1][round] = w.thread;
            }
        }
        print("by the clock", median(alone[0]), median(watched[0]));
        print("by its thread", median(alone[1]), median(watched[1]));
    }

    private static Time alone() {
        Setup setup = Setup.parse(SETUP);
        Dataset data = Examples.of(setup).training();
        Sequential model = Network.of(setup);
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(),
                setup.rule().optimizer(model.parameters(), setup.rate(), setup.decay()))
                .epochs(Lesson.MOST_STEPS / 50).batchSize(setup.batch()).seed(setup.seed()).listener(new Diagnosis());
        long start = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        trainer.fit(data);
        return new Time(System.nanoTime() - start, THREADS.getCurrentThreadCpuTime() - cpu);
    }

    private static Time watched() throws InterruptedException {
        try (Lesson lesson = new Lesson(Setup.parse(SETUP))) {
            lesson.look();
            long id = lesson.thread().getId();
            long cpu = THREADS.getThreadCpuTime(id);
            long start = System.nanoTime();
            lesson.gate().play(0);
            Snapshot snapshot = lesson.look();
            while (snapshot.state() == Gate.State.PLAYING) {
                View.look(lesson, snapshot);
                lesson.gate().awaitPause(BETWEEN_LOOKS);
                snapshot = lesson.look();
            }
            return new Time(System.nanoTime() - start, THREADS.getThreadCpuTime(id) - cpu);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String what, double alone, double watched) {
        System.out.printf(Locale.ROOT, "%s: alone %.3f s, watched %.3f s, %+.1f %%%n", what, alone / 1e9, watched / 1e9,
                100 * (watched / alone - 1));
    }
}
