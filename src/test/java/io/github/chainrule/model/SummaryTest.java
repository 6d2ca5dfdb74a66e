package io.github.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private final Random random = new Random(42);

    private Summary summaryOf784To16To1() {
        return Summary.of(new Sequential(new Linear(784, 16, random), new ReLU(),
                new Linear(16, 1, random), new Sigmoid()));
    }

    @Test
    void there_is_a_line_for_each_layer() {
        Summary summary = summaryOf784To16To1();
        assertThat(summary.parameters()).isEqualTo(12_577);
        assertThat(summary.lines()).containsExactly(
                new Summary.Line(0, "Linear(784, 16)", 784, 16, 12_560),
                new Summary.Line(1, "ReLU", 16, 16, 0),
                new Summary.Line(2, "Linear(16, 1)", 16, 1, 17),
                new Summary.Line(3, "Sigmoid", 1, 1, 0));
    }

    @Test
    void the_text_is_a_table() {
        assertThat(summaryOf784To16To1().toString().lines()).containsExactly(
                "       layer                        in             out  parameters",
                "    0  Linear(784, 16)    (batch, 784)     (batch, 16)      12,560",
                "    1  ReLU                (batch, 16)     (batch, 16)           0",
                "    2  Linear(16, 1)       (batch, 16)      (batch, 1)          17",
                "    3  Sigmoid              (batch, 1)      (batch, 1)           0",
                "       total                                                12,577");
    }

    @Test
    void an_activation_in_front_has_the_size_of_the_layer_behind_it() {
        assertThat(Summary.of(new Sequential(new Tanh(), new Linear(3, 2, random))).lines()).containsExactly(
                new Summary.Line(0, "Tanh", 3, 3, 0),
                new Summary.Line(1, "Linear(3, 2)", 3, 2, 8));
    }

    @Test
    void where_any_number_of_columns_will_do_the_table_says_so() {
        Summary summary = Summary.of(new Sequential(new Tanh()));
        assertThat(summary.lines()).containsExactly(new Summary.Line(0, "Tanh", 0, 0, 0));
        assertThat(summary.toString().lines()).containsExactly(
                "       layer              in             out  parameters",
                "    0  Tanh     (batch, any)    (batch, any)           0",
                "       total                                           0");
    }
}
