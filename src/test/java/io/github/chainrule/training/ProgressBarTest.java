// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it sets the default locale and takes System.out for itself")
class ProgressBarTest {

    private static final Dataset DATA = Toy.circle(40, 3);

    private final Sequential model = Toy.network(1);

    private static String printed(Consumer<PrintStream> program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            program.accept(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static String onStandardOutput(Runnable program) {
        PrintStream before = System.out;
        try {
            return printed(out -> {
                System.setOut(out);
                program.run();
            });
        } finally {
            System.setOut(before);
        }
    }

    private TrainingListener.Plan plan(int epochs) {
        return new TrainingListener.Plan(Predictor.of(model, new MeanSquaredError()),
                new Sgd(model.parameters(), 0.1), Toy.circle(3, 1), epochs, 3, List.of(),
                Optional.of(Toy.circle(3, 2)), List.of());
    }

    private static Scores result(double loss, int hits) {
        return new Scores(10, loss, Map.of("accuracy", hits / 10.0));
    }

    private static History.Epoch epoch(int number, Optional<Scores> validation) {
        return new History.Epoch(number, result(0.123456, 9), validation, Duration.ofMillis(1239));
    }

    private TrainingListener.StepEvent step(int batch) {
        Matrix x = Matrix.zeros(1, 2);
        ForwardPass forward = model.forward(x);
        BackwardPass backward = forward.backward(Matrix.zeros(1, 1));
        return new TrainingListener.StepEvent(new Batch(x, Matrix.zeros(1, 1)), forward, backward,
                new History.Step(1, batch, result(2.5, 4)));
    }

    private ProgressBar started(PrintStream out, boolean animated, int epochs) {
        ProgressBar bar = new ProgressBar(out, animated);
        bar.started(plan(epochs));
        return bar;
    }

    @Test
    void without_animation_an_epoch_is_one_line() {
        String text = printed(out -> {
            ProgressBar bar = started(out, false, 12);
            bar.afterUpdate(step(1));
            bar.epochEnded(epoch(3, Optional.empty()));
            bar.epochEnded(epoch(12, Optional.of(result(0.5, 10))));
        });

        assertThat(text).isEqualTo("""
                epoch  3/12  loss 0.1235  accuracy 0.9000  1.24 s
                epoch 12/12  loss 0.1235  accuracy 0.9000  val loss 0.5000  val accuracy 1.0000  1.24 s
                """);
    }

    @Test
    void without_metrics_there_is_the_loss_alone() {
        String text = printed(out -> {
            ProgressBar bar = new ProgressBar(out, false);
            bar.started(plan(1));
            bar.epochEnded(new History.Epoch(1, new Scores(10, 0.123456, Map.of()), Optional.empty(),
                    Duration.ofMillis(1239)));
        });

        assertThat(text).isEqualTo("epoch 1/1  loss 0.1235  1.24 s\n");
    }

    @Test
    void a_bar_grows_with_the_batches() {
        String text = printed(out -> started(out, true, 2).afterUpdate(step(1)));

        assertThat(text)
                .isEqualTo("\repoch 1/2  [======              ]  1/3  loss 2.5000  accuracy 0.4000");
    }

    @Test
    void the_line_of_an_epoch_takes_the_place_of_its_bar() {
        String text = printed(out -> {
            ProgressBar bar = started(out, true, 2);
            bar.afterUpdate(step(3));
            bar.epochEnded(epoch(1, Optional.empty()));
        });

        assertThat(text).startsWith("\repoch 1/2  [====================]  3/3 ").endsWith("\n");
        assertThat(screen(text)).isEqualTo("epoch 1/2  loss 0.1235  accuracy 0.9000  1.24 s\n");
    }

    /** What can be seen after each carriage return has gone back to the left. */
    private static String screen(String text) {
        StringBuilder screen = new StringBuilder();
        for (String line : text.split("\n")) {
            StringBuilder seen = new StringBuilder();
            for (String frame : line.split("\r")) {
                seen.replace(0, Math.min(frame.length(), seen.length()), frame);
            }
            screen.append(seen.toString().stripTrailing()).append('\n');
        }
        return screen.toString();
    }

    @Test
    void a_bar_moves_too_seldom_to_cost_anything() {
        String text = printed(out -> {
            ProgressBar bar = started(out, true, 1);
            TrainingListener.StepEvent step = step(1);
            for (int i = 0; i < 10_000; i++) {
                bar.afterUpdate(step);
            }
        });

        assertThat(text.chars().filter(c -> c == '\r').count()).isBetween(1L, 1_000L);
    }

    @Test
    void a_whole_training_leaves_one_line_per_epoch_with_animation_and_without() {
        for (boolean animated : new boolean[] {true, false}) {
            String text = printed(out -> fit(new ProgressBar(out, animated)));

            assertThat(text.contains("\r")).isEqualTo(animated);
            assertThat(text).matches("(?s).* s *\n");     // blanks where a frame was longer
            assertThat(screen(text).lines()).hasSize(2).allMatch(line -> line.matches(
                    "epoch [12]/2  loss 0\\.\\d{4}  val loss 0\\.\\d{4}  \\d+\\.\\d\\d s"));
        }
    }

    private void fit(TrainingListener... listeners) {
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01)).epochs(2)
                .batchSize(4).validation(DATA);
        for (TrainingListener listener : listeners) {
            trainer.listener(listener);
        }
        trainer.fit(DATA);
    }

    @Test
    void numbers_look_the_same_everywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            String text = printed(out -> started(out, false, 12).epochEnded(epoch(3, Optional.empty())));
            assertThat(text).isEqualTo("epoch  3/12  loss 0.1235  accuracy 0.9000  1.24 s\n");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void by_default_a_bar_is_on_standard_output() {
        assertThat(onStandardOutput(() -> fit(new ProgressBar()))).contains("epoch 1/2  ", "epoch 2/2  ");
    }

    @Test
    void where_there_is_no_console_no_bar_moves() {
        assumeThat(System.console()).isNull();
        assertThat(onStandardOutput(() -> fit(new ProgressBar()))).startsWith("epoch 1/2  ").doesNotContain("\r");
    }

    @Test
    void without_a_listener_nothing_is_printed() {
        assertThat(onStandardOutput(this::fit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"17, '', xterm, true", "21, '', '', true", "21, jdk.internal.le, dumb, false",
            "22, '', xterm, false", "22, jdk.internal.le, xterm, false", "22, java.base, xterm, true",
            "24, '', xterm, false", "24, java.base, xterm, true", "24, java.base, dumb, false", "25, '', xterm, true"})
    void a_console_is_a_terminal_unless_the_jdk_gives_everybody_one_or_it_is_dumb(int jdk, String jdkConsole,
                                                                                  String term, boolean is) {
        assertThat(ProgressBar.isTerminal(jdk, jdkConsole, term)).isEqualTo(is);
    }

    @Test
    void a_frame_is_seen_at_once_whatever_the_stream_keeps_back() {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintStream keeping = new PrintStream(new BufferedOutputStream(seen), false, StandardCharsets.UTF_8);

        started(keeping, true, 2).afterUpdate(step(1));

        assertThat(seen.toString(StandardCharsets.UTF_8)).startsWith("\repoch 1/2  [======");
    }

    @Test
    void its_text_is_its_name() {
        assertThat(new ProgressBar()).hasToString("ProgressBar");
    }
}
