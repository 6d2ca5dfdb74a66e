// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Named.named;

import io.github.chainrule.internal.Versioned;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all optimizers promise. */
class EveryOptimizerTest {

    /** How one is made; the learning rate is what all have in common. */
    interface Maker {
        Optimizer bind(List<Parameter> parameters, double learningRate);
    }

    static Stream<Named<Maker>> makers() {
        return Stream.of(
                named("Sgd", Sgd::new),
                named("Sgd with momentum", (p, rate) -> new Sgd(p, rate).momentum(0.9).weightDecay(0.01)),
                named("Adam", Adam::new),
                named("Adam with decoupled weight decay", (p, rate) -> new Adam(p, rate).decoupledWeightDecay(0.01)));
    }

    private final Parameter weight =
            Parameters.withGradient("weight", Matrix.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}),
                    Matrix.of(new double[] {0.1, 0.2, 0.3}, new double[] {0.4, 0.5, 0.6}));
    private final Parameter bias = Parameters.withGradient("bias", Matrix.row(7, 8, 9), Matrix.row(0.7, 0.8, 0.9));
    private final Matrix weightBefore = weight.value().copy();
    private final Matrix biasBefore = bias.value().copy();

    private void assertNothingChanged() {
        assertThat(weight.value()).isEqualTo(weightBefore);
        assertThat(bias.value()).isEqualTo(biasBefore);
    }

    @ParameterizedTest
    @MethodSource("makers")
    void step_changes_each_parameter_against_its_gradient_and_leaves_the_gradient_alone(Maker maker) {
        Matrix gradient = weight.gradient().copy();
        maker.bind(List.of(weight, bias), 0.1).step();
        for (int i = 0; i < weight.size(); i++) {
            assertThat(weight.value().values()[i]).isLessThan(weightBefore.values()[i]);
        }
        for (int i = 0; i < bias.size(); i++) {
            assertThat(bias.value().values()[i]).isLessThan(biasBefore.values()[i]);
        }
        assertThat(weight.gradient()).isEqualTo(gradient);
    }

    @ParameterizedTest
    @MethodSource("makers")
    void step_before_any_backward_pass_is_refused_and_nothing_changed(Maker maker) {
        Parameter fresh = new Parameter("weight", Matrix.row(1, 2));
        Optimizer optimizer = maker.bind(List.of(bias, fresh), 0.1);
        assertThatThrownBy(optimizer::step).isInstanceOf(IllegalStateException.class)
                .hasMessage("%s.step: the gradient of weight (1 x 2) is NaN everywhere. Either no backward pass has"
                        + " reached it: call forward.backward(loss.gradient(...)) first, and make the optimizer with"
                        + " model.parameters() of this very model, not of a copy. Or the loss itself was NaN. No"
                        + " parameter was changed.", optimizer.getClass().getSimpleName());
        assertThat(fresh.value()).isEqualTo(Matrix.row(1, 2));
        assertNothingChanged();
    }

    @ParameterizedTest
    @MethodSource("makers")
    void one_gradient_entry_that_is_not_finite_is_refused_and_nothing_changed_at_all(Maker maker) {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            bias.gradient().set(0, 2, wrong);
            Optimizer optimizer = maker.bind(List.of(weight, bias), 0.1);
            assertThatThrownBy(optimizer::step).isInstanceOf(NonFiniteGradientException.class).hasMessage("%s.step: the"
                    + " gradient of bias (1 x 3) is %s at row 0, column 2. Try a smaller learning rate, and inputs"
                    + " scaled to about [0, 1]. No parameter was changed.", optimizer.getClass().getSimpleName(), wrong)
                    .extracting(e -> ((NonFiniteGradientException) e).parameter()).isSameAs(bias);
            assertNothingChanged();
        }
    }

    @ParameterizedTest
    @MethodSource("makers")
    void a_refused_step_is_not_remembered(Maker maker) {
        Parameter other = Parameters.withGradient("other", weight.value().copy(), weight.gradient());
        Optimizer refusedOnce = maker.bind(List.of(weight), 0.1);
        weight.gradient().set(1, 1, Double.NaN);
        assertThatThrownBy(refusedOnce::step).hasMessageContaining("is NaN at row 1, column 1.");
        weight.gradient().set(1, 1, 0.5);
        refusedOnce.step();
        refusedOnce.step();

        Optimizer never = maker.bind(List.of(other), 0.1);
        never.step();
        never.step();
        assertThat(weight.value()).isEqualTo(other.value());
    }

    @ParameterizedTest
    @MethodSource("makers")
    void a_gradient_is_used_once(Maker maker) {
        Versioned.markGradientComputed(weight);
        Optimizer optimizer = maker.bind(List.of(weight), 0.1);
        optimizer.step();
        Matrix after = weight.value().copy();
        assertThatThrownBy(optimizer::step).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has changed since its gradient was computed");
        assertThat(weight.value()).isEqualTo(after);
    }

    @Test
    void the_first_of_several_entries_that_are_not_finite_is_named() {
        bias.gradient().set(0, 0, Double.POSITIVE_INFINITY);
        bias.gradient().set(0, 2, Double.NaN);
        assertThatThrownBy(new Sgd(List.of(bias), 0.1)::step).hasMessageContaining("is Infinity at row 0, column 0.");
    }

    @ParameterizedTest
    @MethodSource("makers")
    void no_parameters_are_refused(Maker maker) {
        assertThatIllegalArgumentException().isThrownBy(() -> maker.bind(List.of(), 0.1))
                .withMessageMatching("(Sgd|Adam): there are no parameters to update\\."
                        + " Pass model\\.parameters\\(\\) of a model with at least one Linear\\.");
    }

    @Test
    void a_list_or_a_parameter_that_is_null_is_named() {
        assertThatNullPointerException().isThrownBy(() -> new Adam(null, 0.1))
                .withMessage("Adam: parameters is null. Pass model.parameters().");
        assertThatNullPointerException().isThrownBy(() -> new Sgd(Collections.singletonList(null), 0.1))
                .withMessage("Sgd: a parameter is null.");
    }

    @ParameterizedTest
    @MethodSource("makers")
    void the_same_parameter_twice_is_refused(Maker maker) {
        assertThatIllegalArgumentException().isThrownBy(() -> maker.bind(List.of(weight, bias, weight), 0.1))
                .withMessageMatching("(Sgd|Adam): a parameter was passed twice,"
                        + " and would be updated twice in each step\\. Pass each one once\\.");
    }

    @ParameterizedTest
    @MethodSource("makers")
    void two_parameters_that_look_alike_are_two(Maker maker) {
        Parameter twin = Parameters.withGradient("weight", weight.value().copy(), weight.gradient());
        maker.bind(List.of(weight, twin), 0.1).step();
        assertThat(twin.value()).isEqualTo(weight.value()).isNotEqualTo(weightBefore);
    }

    @ParameterizedTest
    @MethodSource("makers")
    void a_learning_rate_that_is_not_above_0_is_refused(Maker maker) {
        for (double rate : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> maker.bind(List.of(weight), rate))
                    .withMessageMatching("(Sgd|Adam): the learning rate is \\Q" + rate
                            + "\\E; expected a number above 0, such as 0\\.001\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("makers")
    void a_list_that_is_changed_later_changes_nothing(Maker maker) {
        List<Parameter> list = new ArrayList<>(List.of(weight, bias));
        Optimizer optimizer = maker.bind(list, 0.1);
        list.clear();
        optimizer.step();
        assertThat(optimizer.parameters()).containsExactly(weight, bias);
        assertThat(bias.value()).isNotEqualTo(biasBefore);
    }

    @ParameterizedTest
    @MethodSource("makers")
    void it_tells_its_parameters_and_its_learning_rate(Maker maker) {
        Optimizer optimizer = maker.bind(List.of(weight, bias), 0.25);
        assertThat(optimizer.parameters()).containsExactly(weight, bias);
        assertThat(optimizer.learningRate()).isEqualTo(0.25);
        assertThat(optimizer.toString()).startsWith(optimizer.getClass().getSimpleName() + "(0.25");
        assertThat(optimizer.stepCount()).isZero();
    }

    @Test
    void the_text_names_the_options_that_were_set() {
        List<Parameter> p = List.of(weight);
        assertThat(new Sgd(p, 0.25).momentum(0).weightDecay(0)).hasToString("Sgd(0.25)");
        assertThat(new Sgd(p, 0.25).momentum(0.9).weightDecay(0.01))
                .hasToString("Sgd(0.25, momentum 0.9, weight decay 0.01)");
        assertThat(new Adam(p, 0.25).weightDecay(0)).hasToString("Adam(0.25)");
        assertThat(new Adam(p, 0.25).weightDecay(0.01)).hasToString("Adam(0.25, weight decay 0.01)");
        assertThat(new Adam(p, 0.25).decoupledWeightDecay(0.01)).hasToString("Adam(0.25, decoupled weight decay 0.01)");
        assertThat(new Adam(p, 0.25).betas(0.8, 0.99).epsilon(1e-6))
                .hasToString("Adam(0.25, beta1 0.8, beta2 0.99, epsilon 1.0E-6)");
    }

    @Test
    void of_two_kinds_of_weight_decay_the_one_that_was_set_last_holds() {
        assertThat(new Adam(List.of(weight), 0.25).decoupledWeightDecay(0.01).weightDecay(0.02))
                .hasToString("Adam(0.25, weight decay 0.02)");
    }

    @Test
    void an_option_is_refused_after_the_first_step() {
        Sgd sgd = new Sgd(List.of(weight), 0.25);
        Adam adam = new Adam(List.of(bias), 0.25);
        sgd.step();
        adam.step();
        assertRefusedState(() -> sgd.momentum(0.9), "Sgd: momentum was set to 0.9 after step 1, but options are fixed"
                + " from the first step on. Set it where the optimizer is made.");
        assertThatThrownBy(() -> sgd.weightDecay(0.1)).hasMessageStartingWith("Sgd: weightDecay was set to 0.1");
        assertThatThrownBy(() -> adam.betas(0.5, 0.9)).hasMessageStartingWith("Adam: beta1 was set to 0.5");
        assertThatThrownBy(() -> adam.epsilon(0.1)).hasMessageStartingWith("Adam: epsilon was set to 0.1");
        assertThatThrownBy(() -> adam.weightDecay(0.1)).hasMessageStartingWith("Adam: weightDecay was set to 0.1");
        assertThatThrownBy(() -> adam.decoupledWeightDecay(0.1)).isInstanceOf(IllegalStateException.class);
        assertThat(sgd).hasToString("Sgd(0.25)");
        assertThat(adam).hasToString("Adam(0.25)");
    }

    @ParameterizedTest
    @MethodSource("makers")
    void a_learning_rate_that_is_set_is_that_of_the_next_step(Maker maker) {
        Optimizer changed = maker.bind(List.of(weight), 0.1);
        changed.setLearningRate(0.5);
        changed.step();
        Parameter other = Parameters.withGradient("other", weightBefore.copy(), weight.gradient());
        maker.bind(List.of(other), 0.5).step();
        assertThat(weight.value()).isEqualTo(other.value());
        assertThat(changed.learningRate()).isEqualTo(0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> changed.setLearningRate(0)).withMessageMatching(
                "(Sgd|Adam): the learning rate is 0\\.0; expected a number above 0, such as 0\\.001\\.");
    }

    @ParameterizedTest
    @MethodSource("makers")
    void what_is_kept_and_restored_goes_on_with_the_same_bits(Maker maker) {
        Optimizer whole = maker.bind(List.of(weight, bias), 0.1);
        whole.step();
        whole.setLearningRate(0.05);
        whole.step();
        Optimizer.State state = whole.state();
        Parameter w = Parameters.withGradient("weight", weight.value().copy(), weight.gradient());
        Parameter b = Parameters.withGradient("bias", bias.value().copy(), bias.gradient());
        whole.step();
        whole.step();

        Optimizer resumed = maker.bind(List.of(w, b), 0.1);
        resumed.restore(state);
        assertThat(resumed.stepCount()).isEqualTo(2);
        assertThat(resumed.learningRate()).isEqualTo(0.05);
        assertThat(resumed.state()).isEqualTo(state);
        resumed.step();
        resumed.step();
        assertThat(w.value()).isEqualTo(weight.value());
        assertThat(b.value()).isEqualTo(bias.value());
        assertThat(resumed.state()).isEqualTo(whole.state()).isNotEqualTo(state);
    }

    @Test
    void memory_goes_by_the_letters_of_the_formula() {
        Adam adam = new Adam(List.of(weight, bias), 0.1);
        adam.step();
        Optimizer.State state = adam.state();
        assertThat(state.buffers()).containsOnlyKeys("m", "v");
        assertThat(state.buffers().get("m").get(1)).isEqualTo(bias.gradient().map(g -> (1 - 0.9) * g));
        assertThat(state.buffers().get("v").get(1)).isEqualTo(bias.gradient().map(g -> (1 - 0.999) * g * g));
        assertThat(new Sgd(List.of(weight), 0.1).state().buffers()).containsOnlyKeys("m");
    }

    @Test
    void a_state_of_another_optimizer_or_another_model_is_refused_and_nothing_changed() {
        Adam adam = new Adam(List.of(weight, bias), 0.1);
        adam.step();
        Optimizer.State before = adam.state();
        assertRefused(() -> adam.restore(new Sgd(List.of(weight, bias), 0.1).state()), "Adam.restore: expected the"
                + " buffers {m=[(2 x 3), (1 x 3)], v=[(2 x 3), (1 x 3)]}, got {m=[(2 x 3), (1 x 3)]} after 0 steps. Is"
                + " the state of another kind of optimizer or model?");
        assertRefused(() -> adam.restore(new Adam(List.of(bias, weight), 0.1).state()), "Adam.restore: expected the"
                + " buffers {m=[(2 x 3), (1 x 3)], v=[(2 x 3), (1 x 3)]}, got {m=[(1 x 3), (2 x 3)], v=[(1 x 3), (2 x"
                + " 3)]} after 0 steps. Is the state of another kind of optimizer or model?");
        assertThatIllegalArgumentException().isThrownBy(
                () -> adam.restore(new Optimizer.State(0, -1, before.buffers())))
                .withMessageContaining("the learning rate is -1.0");
        assertThat(adam.state()).isEqualTo(before);
    }

    @Test
    void clipping_keeps_the_direction_over_all_parameters_and_tells_the_length() {
        Parameter three = Parameters.withGradient("three", Matrix.row(0), Matrix.row(3));
        Parameter four = Parameters.withGradient("four", Matrix.row(0), Matrix.row(-4));
        Sgd sgd = new Sgd(List.of(three, four), 1);
        assertThat(sgd.clipGradients(5.1)).isEqualTo(5);
        assertThat(three.gradient()).isEqualTo(Matrix.row(3));
        assertThat(sgd.clipGradients(1)).isEqualTo(5);
        assertThat(three.gradient().get(0, 0)).isEqualTo(3 * (1 / (5 + 1e-6)));
        assertThat(four.gradient().get(0, 0)).isEqualTo(-4 * (1 / (5 + 1e-6)));
    }

    @Test
    void clipping_copes_with_squares_that_would_overflow() {
        Parameter huge = Parameters.withGradient("huge", Matrix.row(0, 0), Matrix.row(3e200, -4e200));
        assertThat(new Sgd(List.of(huge), 1).clipGradients(10)).isCloseTo(5e200, withinPercentage(1e-10));
        assertThat(huge.gradient().values()).containsExactly(new double[] {6, -8}, within(1e-12));
    }

    @Test
    void clipping_refuses_what_is_not_finite_and_lengths_that_are_not_above_0() {
        Sgd sgd = new Sgd(List.of(weight, bias), 1);
        assertRefused(() -> sgd.clipGradients(0), "Sgd: maxNorm is 0.0; expected a number above 0, such as 1.");
        bias.gradient().set(0, 1, Double.POSITIVE_INFINITY);
        Matrix gradient = weight.gradient().copy();
        assertThatThrownBy(() -> sgd.clipGradients(0.1)).isInstanceOf(NonFiniteGradientException.class)
                .hasMessageStartingWith("Sgd.clipGradients: the gradient of bias (1 x 3) is Infinity at row 0,"
                + " column 1");
        assertThat(weight.gradient()).isEqualTo(gradient);
    }
}
