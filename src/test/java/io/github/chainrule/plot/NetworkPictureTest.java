// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetworkPictureTest {

    private static Picture picture(Sequential model, Names names) {
        return Picture.network("Network", new Predictor(model, new MeanSquaredError(), names, Optional.empty()));
    }

    private static Drawn drawn(Sequential model) {
        return Drawn.of(picture(model, Names.NONE));
    }

    @Test
    void a_small_network_has_a_circle_for_each_neuron_and_each_weight_on_its_line() {
        Sequential model = new Sequential(new Linear(Matrix.column(0.5, -2), Matrix.row(0)), new ReLU());
        Drawn drawn = drawn(model);
        assertThat(drawn.all("path", "cr-pos-edge")).hasSize(1);
        assertThat(drawn.all("path", "cr-neg-edge")).singleElement()
                .extracting(e -> e.getAttribute("style")).isEqualTo("stroke-width:5.00px;stroke-opacity:1.00");
        assertThat(drawn.all("path", "cr-node")).hasSize(2);
        assertThat(drawn.texts()).contains("x\u2080", "x\u2081", "0.5", "\u22122", "2 inputs", "1 output", "ReLU")
                .doesNotContain("2 shown");
        assertThat(drawn.description()).isEqualTo("A network: 2; 1, ReLU. Lines are weights, blue below zero and orange"
                + " above; the largest size is 2.");
    }

    @Test
    void of_a_wide_layer_the_neurons_with_the_largest_weights_are_shown() {
        Linear wide = new Linear(784, 17, new Random(1));
        wide.weight().value().set(500, 16, 10);
        Linear next = new Linear(17, 1, new Random(2));
        next.weight().value().set(16, 0, 0);
        Drawn drawn = drawn(new Sequential(wide, new ReLU(), next));
        assertThat(drawn.texts()).contains("784 inputs", "12 shown", "\u22ee", "x\u2085\u2080\u2080", "17 neurons");
        assertThat(drawn.all("path", "cr-edge")).hasSize(12 * 12 + 12).extracting(e -> e.getAttribute("style"))
                .contains("stroke-width:5.00px;stroke-opacity:1.00");
    }

    @Test
    void inputs_and_outputs_have_the_names_of_the_features_and_classes() {
        Drawn drawn = Drawn.of(picture(Gallery.untrained(2, 3), Names.NONE.withFeatures("a", "<b>")
                .withClasses("cat", "dog", "<c>")));
        assertThat(drawn.texts()).contains("a", "<b>", "cat", "dog", "<c>");
        double circle = Double.parseDouble(drawn.all("path", "cr-node").get(1).getAttribute("d").substring(1)
                .split(" ")[0]);
        assertThat(drawn.all("text").stream().filter(text -> text.text().equals("cat")))
                .allMatch(text -> Double.parseDouble(text.getAttribute("x")) > circle);
    }

    @Test
    void the_only_output_for_two_classes_has_the_name_of_class_1() {
        assertThat(Drawn.of(picture(Gallery.untrained(2, 1), Names.NONE.withClasses("no", "yes"))).texts())
                .contains("yes").doesNotContain("no");
    }

    @Test
    void all_weights_may_be_zero() {
        assertThat(drawn(new Sequential(new Linear(Matrix.zeros(2, 2), Matrix.zeros(1, 2)))).all("path", "cr-pos-edge"))
                .hasSize(4);
    }

    @Test
    void models_that_can_not_be_drawn_and_weights_that_are_not_finite_are_refused() {
        assertRefused(() -> drawn(new Sequential(new ReLU())), "Picture.network \"Network\": Sequential(ReLU)"
                + " has no weights to draw; expected a Linear layer.");
        Layer[] layers = Stream.generate(() -> new Linear(1, 1, new Random(1))).limit(25).toArray(Layer[]::new);
        assertRefused(() -> drawn(new Sequential(layers)), "Picture.network \"Network\": more than 24 Linear"
                + " layers side by side can't be seen. Draw a part of the model.");
        assertThat(drawn(new Sequential(Arrays.copyOf(layers, 24))).description()).startsWith("A network: 1; 1; 1");
        Sequential model = new Sequential(new Linear(Matrix.column(1, Double.NaN), Matrix.row(0)));
        assertRefused(() -> drawn(model), "Picture.network \"Network\": a weight is NaN at index 1; expected finite numbers."
                + " Omit the value, or find its cause: a run that diverged, or a division by 0.");
    }
}
