// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.walkthrough.AutomaticDifferentiation.Value;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it sets the default locale")
class AutomaticDifferentiationTest {

    private final ChapterText page =
            new ChapterText(AutomaticDifferentiation.class, AutomaticDifferentiation.CHAPTER::run);

    private static double slope(Function<Value, Value> formula, double x) {
        Value value = new Value(x);
        formula.apply(value).backward();
        return value.gradient;
    }

    private static double numeric(Function<Value, Value> formula, double x) {
        return (formula.apply(new Value(x + 1e-5)).number - formula.apply(new Value(x - 1e-5)).number) / 2e-5;
    }

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        page.assertShowsWhatTheProgramDoes(folder);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2.5})
    void slopes_of_formulas_are_the_numeric_ones(double x) {
        List<Function<Value, Value>> formulas = List.of(v -> v.times(v).plus(v), Value::sigmoid, Value::minusLn,
                v -> v.times(v).times(v), v -> v.sigmoid().times(v.sigmoid()).plus(v.minusLn().times(v)));
        for (Function<Value, Value> formula : formulas) {
            assertThat(slope(formula, x)).isCloseTo(numeric(formula, x), within(1e-8));
        }
    }

    /** A value hands back only when it is complete: here each is used twice by the next, forty times over. */
    @Test
    void the_work_does_not_double_with_each_value_that_is_used_twice() {
        assertThat(slope(x -> {
            Value v = x;
            for (int i = 0; i < 40; i++) {
                v = v.plus(v);
            }
            return v;
        }, 1)).isEqualTo(Math.pow(2, 40));
    }

    @Test
    void the_gradients_of_the_network_on_paper_are_the_library_s() {
        Value[] w = AutomaticDifferentiation.values(PaperNetwork.model().parameters().stream()
                .flatMapToDouble(p -> Arrays.stream(p.value().values())));
        Value[] a0 = AutomaticDifferentiation.values(DoubleStream.of(PaperNetwork.input().values()));
        AutomaticDifferentiation.loss(a0, w).backward();
        ChainRuleTrace trace = ChainRuleTrace.of(PaperNetwork.model(), PaperNetwork.loss(), PaperNetwork.input(),
                PaperNetwork.target());

        assertThat(Arrays.stream(w).mapToDouble(v -> v.gradient).toArray()).containsExactly(
                List.of("dL/dW0", "dL/db0", "dL/dW2", "dL/db2").stream()
                        .flatMapToDouble(name -> Arrays.stream(trace.product(name).value().values())).toArray(),
                within(1e-15));
    }

    /** The first exercise: of the paths of y = x * x + x only the one that is walked last would count. */
    @Test
    void without_adding_up_the_slope_would_be_3() {
        Value x = new Value(3);
        double gradient = 0;
        for (Value value : List.of(x.times(x).plus(x), x.times(x))) {
            for (int i = 0; i < value.inputs.length; i++) {
                gradient = value.inputs[i] == x ? value.slopes[i] : gradient;
            }
        }
        assertThat(gradient).isEqualTo(3);
        assertThat(page.text()).contains("the slope would be 3 instead of 7");
    }
}
