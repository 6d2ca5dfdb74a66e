package io.github.chainrule.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.matrix.Matrix;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {

    private static int[] digitsOf(Task task) {
        return IntStream.range(0, 10).filter(task::isAbout).toArray();
    }

    /** The targets of the digits 0 to 9, written over nines. */
    private static Matrix targets(Task task) {
        Matrix targets = Matrix.zeros(10, task.targetSize()).map(x -> 9);
        for (int digit = 0; digit < 10; digit++) {
            task.writeTarget(digit, targets.values(), digit);
        }
        return targets;
    }

    @Test
    void the_second_digit_is_class_one() {
        Task task = Task.of("8v3");

        assertThat(digitsOf(task)).containsExactly(3, 8);
        assertThat(task.classOf(8)).isZero();
        assertThat(task.classOf(3)).isOne();
        assertThat(targets(task).get(8, 0)).isEqualTo(0.0);
        assertThat(targets(task).get(3, 0)).isEqualTo(1.0);
        assertThat(task.classNames()).containsExactly("8", "3");
    }

    @Test
    void against_the_rest_the_digit_is_class_one() {
        Task task = Task.of("7vRest");

        assertThat(digitsOf(task)).hasSize(10);
        assertThat(targets(task)).isEqualTo(Matrix.column(0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
        assertThat(task.classNames()).containsExactly("rest", "7");
    }

    @Test
    void even_digits_are_class_one() {
        Task task = Task.of("even");

        assertThat(digitsOf(task)).hasSize(10);
        assertThat(targets(task)).isEqualTo(Matrix.column(1, 0, 1, 0, 1, 0, 1, 0, 1, 0));
        assertThat(task.classNames()).containsExactly("odd", "even");
    }

    @Test
    void ten_has_a_single_one_in_the_place_of_the_digit() {
        Task task = Task.of("ten");

        assertThat(digitsOf(task)).hasSize(10);
        assertThat(targets(task)).isEqualTo(Matrix.oneHot(10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(task.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @ParameterizedTest
    @CsvSource({"0V1, 0v1", "7VREST, 7vRest", "7vrest, 7vRest", "EVEN, even", "Ten, ten"})
    void upper_and_lower_case_are_the_same(String given, String name) {
        assertThat(Task.of(given).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0v10", "01", "av1", "0v1 ", "10vRest", "vRest", "odd", "-1v2"})
    void an_unknown_task_is_refused_with_a_list_of_the_tasks(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Task.of(name)).withMessage("unknown task \"" + name
                + "\". The tasks are: 0v1 (or any two digits; the second is class 1), 7vRest (or any digit; it is class"
                + " 1, all others are class 0), even (even digits are class 1, odd ones class 0) and ten (each digit is"
                + " a class).");
    }

    @Test
    void a_digit_against_itself_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Task.of("0v0")).withMessage("task 0v0: a digit can't be"
                + " told from itself. Choose two different ones, for instance 0v1.");
        assertThatIllegalArgumentException().isThrownBy(() -> Task.of("9V9"))
                .withMessageStartingWith("task 9v9: ").withMessageEndingWith("for instance 9v0.");
    }
}
