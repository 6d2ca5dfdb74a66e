// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {

    private static final int OUT = -1;

    @Test
    void the_second_label_of_a_pair_is_class_one() {
        Task task = Task.pair(8, 3);

        assertThat(task.classOfLabel()).containsExactly(OUT, OUT, OUT, 1, OUT, OUT, OUT, OUT, 0, OUT);
        assertThat(task.classNames()).containsExactly("8", "3");
        assertThat(task).hasToString("8 against 3");
    }

    @Test
    void against_the_rest_the_label_is_class_one() {
        Task task = Task.oneVsRest(7);

        assertThat(task.classOfLabel()).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
        assertThat(task).hasToString("rest against 7");
    }

    @Test
    void even_digits_are_class_one_and_all_classes_are_the_labels() {
        assertThat(Task.evenVsOdd().classOfLabel()).containsExactly(1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
        assertThat(Task.evenVsOdd()).hasToString("odd against even");
        assertThat(Task.allClasses().classOfLabel()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Task.allClasses()).hasToString("0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
    }

    @Test
    void groups_may_leave_labels_out() {
        Task task = Task.of(new Task.Group("round", 0, 6, 8), new Task.Group("straight", 1, 7),
                new Task.Group("4", 4));

        assertThat(task.classOfLabel()).containsExactly(0, 1, OUT, OUT, 2, OUT, 0, 1, 0, OUT);
        assertThat(task).hasToString("round, straight, 4");
    }

    @Test
    void equal_groups_make_equal_tasks() {
        assertThat(Task.pair(0, 1)).isEqualTo(Task.of(new Task.Group("0", 0), new Task.Group("1", 1)))
                .hasSameHashCodeAs(Task.pair(0, 1)).isNotEqualTo(Task.pair(1, 0));
    }

    /** A label that has a group for itself is called by its name, unless the group was given another. */
    @Test
    void names_of_labels_become_names_of_classes() {
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

        assertThat(Task.pair(0, 9).classNames(names)).containsExactly("a", "j");
        assertThat(Task.oneVsRest(7).classNames(names)).containsExactly("rest", "h");
        assertThat(Task.of(new Task.Group("zero", 0), new Task.Group("1", 1, 2)).classNames(names))
                .containsExactly("zero", "1");
    }

    @Test
    void a_label_against_itself_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Task.pair(9, 9)).withMessage("Task: a label"
                + " can't be told from itself, got 9 against 9. Choose two different ones, such as Task.pair(9, 0).");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void a_label_out_of_range_is_refused(int label) {
        assertThatIllegalArgumentException().isThrownBy(() -> Task.pair(0, label)).withMessage("Task: the group \""
                + label + "\" has the label " + label + ", but labels are counted from 0 to 9.");
    }

    @Test
    void groups_that_are_no_classes_are_refused() {
        Task.Group low = new Task.Group("low", 0, 1);
        assertRefused(() -> Task.of(low), "Task: expected at least two groups to tell apart, got 1.");
        assertRefused(() -> Task.of(low, new Task.Group("low", 2)), "Task: two groups are called \"low\".");
        assertThatIllegalArgumentException().isThrownBy(() -> Task.of(low, new Task.Group("high", 9, 1)))
                .withMessage("Task: the label 1 appears twice. An image of it can belong to one class only.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Task.Group("none"))
                .withMessage("Task: the group \"none\" has no label. Name at least one, from 0 to 9.");
        assertRefused(() -> new Task.Group(" ", 3), "Task: the group of the labels [3] has a blank name.");
    }
}
