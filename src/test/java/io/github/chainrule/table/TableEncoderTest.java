// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableEncoderTest {

    private static final CsvFormat COMMA = CsvFormat.comma();

    private final Table training = Table.parse("""
            age,port,sex,survived
            20,S,f,1
            30,C,m,0
            40,S,m,0
            """, COMMA).withClassTarget("survived");

    private static Batch all(Dataset data) {
        return Batches.inOrder(data, data.size()).iterator().next();
    }

    @Test
    void numbers_are_inputs_and_categories_one_input_each() {
        Dataset data = TableEncoder.fit(training).encode(training);

        assertThat(data.names()).isEqualTo(new Names(List.of("age", "port=C", "port=S", "sex=f", "sex=m"),
                List.of("0", "1"), List.of("survived")));
        assertThat(all(data).inputs()).isEqualTo(Matrix.of(new double[] {20, 0, 1, 1, 0},
                new double[] {30, 1, 0, 0, 1}, new double[] {40, 0, 1, 0, 1}));
        assertThat(all(data).targets()).isEqualTo(Matrix.column(1, 0, 0));
    }

    @Test
    void more_than_two_classes_are_one_hot_and_a_quantity_is_itself() {
        Table table = Table.parse("x,y\n1,b\n2,c\n3,a\n4,b", COMMA);
        TableEncoder classes = TableEncoder.fit(table.withClassTarget("y"));
        TableEncoder quantity = TableEncoder.fit(table.withNumericTargets("x"));

        assertThat(all(classes.encode(table)).targets()).isEqualTo(Matrix.oneHot(3, 1, 2, 0, 1));
        assertThat(classes.names().classes()).containsExactly("a", "b", "c");
        assertThat(all(quantity.encode(table)).targets()).isEqualTo(Matrix.column(1, 2, 3, 4));
        assertThat(quantity.names()).isEqualTo(new Names(List.of("y=a", "y=b", "y=c"), List.of(), List.of("x")));
    }

    @Test
    void missing_values_are_refused_unless_it_is_said_what_to_do() {
        Table gap = Table.parse("age,port,sex\n20,S,f\n\n,C,m", COMMA);
        TableEncoder encoder = TableEncoder.fit(training);

        assertThatIllegalArgumentException().isThrownBy(() -> encoder.inputs(gap)).withMessage("the text, line 4,"
                + " column \"age\": the value is missing. Remove such rows with withoutRowsMissing(\"age\"), or fit"
                + " the encoder with MissingValues.FILL or MissingValues.FILL_AND_FLAG.");
    }

    @Test
    void missing_values_are_filled_from_the_training_part() {
        Table gap = Table.parse("age,port,sex\n,,\n25,C,f", COMMA);

        assertThat(TableEncoder.fit(training, MissingValues.FILL).inputs(gap))
                .isEqualTo(Matrix.of(new double[] {30, 0, 1, 0, 1}, new double[] {25, 1, 0, 1, 0}));
    }

    @Test
    void missing_values_are_marked_in_columns_of_their_own() {
        Table gap = Table.parse("age,port,sex\n,,m\n25,C,f", COMMA);
        TableEncoder encoder = TableEncoder.fit(training,
                Map.of("age", MissingValues.FILL_AND_FLAG, "port", MissingValues.FILL_AND_FLAG));

        assertThat(encoder.names().features())
                .containsExactly("age", "age missing", "port=C", "port=S", "port missing", "sex=f", "sex=m");
        assertThat(encoder.inputs(gap)).isEqualTo(Matrix.of(
                new double[] {30, 1, 0, 0, 1, 0, 1}, new double[] {25, 0, 1, 0, 0, 1, 0}));
    }

    @Test
    void what_is_learned_ignores_gaps_and_the_first_of_two_frequent_categories_is_taken() {
        Table gaps = Table.parse("x,c,y\n1,b,1\n,a,2\n4,,3\nNA,b,4\n,a,5", COMMA).withNumericTargets("y");

        assertThat(TableEncoder.fit(gaps, MissingValues.FILL).columns()).extracting(TableEncoder.ColumnEncoding::fill)
                .containsExactly("2.5", "a");
    }

    @Test
    void the_order_of_columns_and_further_ones_do_not_matter() {
        Table other = Table.parse("sex,shoe,port,age\nm,42,C,7", COMMA);

        assertThat(TableEncoder.fit(training).inputs(other)).isEqualTo(Matrix.row(7, 1, 0, 0, 1));
    }

    /** In processor time, of which 50,000 columns took ten times as much when each was looked for among all. */
    @Test
    void many_columns_take_a_time_that_grows_no_faster_than_they() {
        String names = IntStream.range(0, 50_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Table table = Table.parse(names + "\n" + "1,".repeat(49_999) + "1\n", CsvFormat.comma());
        String[] targets = names.substring(3).split(",");
        Map<String, Integer> row = Stream.of(targets).collect(Collectors.toMap(name -> name, name -> 1));
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        long start = processor.getCurrentThreadCpuTime();
        TableEncoder.fit(table.withNumericTargets(targets));
        TableEncoder.fit(table.withNumericTargets("c0")).encodeRow(row);

        assertThat(processor.getCurrentThreadCpuTime() - start).isLessThan(2_000_000_000);
    }

    @Test
    void a_single_row_can_be_encoded() {
        TableEncoder encoder = TableEncoder.fit(training, Map.of("age", MissingValues.FILL));
        Map<String, Object> unknown = new HashMap<>();
        unknown.put("port", "C");
        unknown.put("sex", "m");
        unknown.put("age", null);

        assertThat(encoder.encodeRow(Map.of("age", 25, "port", "S", "sex", "f"))).containsExactly(25, 0, 1, 1, 0);
        assertThat(encoder.encodeRow(Map.of("age", "2.5", "port", "S", "sex", "f"))).containsExactly(2.5, 0, 1, 1, 0);
        assertThat(encoder.encodeRow(unknown)).containsExactly(30, 1, 0, 0, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encodeRow(Map.of("Age", 25)))
                .withMessage("TableEncoder: there is no column \"Age\". The columns are [age, port, sex].");
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encodeRow(Map.of("age", 25, "sex", "f")))
                .withMessageStartingWith("column \"port\": the value is missing.");
        assertRefused(() -> encoder.encodeRow(Map.of("age", Double.NaN, "port", "S", "sex", "f")), "column \"age\":"
                + " expected a number, got \"NaN\".");
    }

    @Test
    void what_was_never_seen_is_refused_with_its_place() {
        TableEncoder encoder = TableEncoder.fit(training);

        assertRefused(() -> encoder.inputs(Table.parse("age,port,sex\n1,C,f\n1,\"X\n\",f", COMMA)), "the text, line 3,"
                + " column \"port\": \"X\\n\" isn't one of the categories in the training set: [C, S].");
        assertRefused(() -> encoder.inputs(Table.parse("age,port,sex\n1,C,f\nold,S,f", COMMA)), "the text, line 3,"
                + " column \"age\": expected a number, got \"old\".");
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.inputs(Table.parse("age,sex\n1,f", COMMA)))
                .withMessage("the text: there is no column \"port\". The columns are [age, sex].");
        assertRefused(() -> encoder.encode(Table.parse("age,port,sex,survived\n1,C,f,\n1,C,m,1", COMMA)), "the text,"
                + " line 2, column \"survived\": the value to be predicted is missing. Remove such rows with"
                + " withoutRowsMissing(\"survived\").");
    }

    @Test
    void a_table_without_a_target_can_not_be_learned_from() {
        assertRefused(() -> TableEncoder.fit(Table.parse("a\n1", COMMA)), "TableEncoder: the table has no target."
                + " Call the table's withClassTarget(...) or withNumericTargets(...).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableEncoder.fit(training, Map.of("Age", MissingValues.FILL)))
                .withMessageStartingWith("the text: there is no column \"Age\".");
    }

    /** Ten may differ in every row. More than that must come twice on average. */
    @ParameterizedTest
    @CsvSource({"10, 10, true", "11, 21, false", "11, 22, true"})
    void many_categories_need_many_rows(int categories, int rows, boolean learned) {
        StringBuilder text = new StringBuilder("c,y\n");
        IntStream.range(0, rows).forEach(i -> text.append("c").append(i % categories).append(",1\n"));
        Table table = Table.parse(text.toString(), COMMA).withNumericTargets("y");

        if (learned) {
            assertThat(TableEncoder.fit(table).names().features()).hasSize(categories);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> TableEncoder.fit(table))
                    .withMessageContaining("has 11 categories in 21 rows, too many to learn anything from.");
        }
    }

    @Test
    void a_column_that_teaches_nothing_is_refused() {
        StringBuilder text = new StringBuilder("name,y\n");
        IntStream.range(0, 20).forEach(i -> text.append("name ").append(i).append(',').append(i).append('\n'));
        assertRefused(() -> TableEncoder.fit(Table.parse(text.toString(), COMMA).withNumericTargets("y")),
                "TableEncoder: the column \"name\" has 20 categories in 20 rows, too many to learn anything from."
                + " Remove it with without(\"name\"); if it should be numbers, asNumbers(\"name\") says which field"
                + " isn't.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableEncoder.fit(Table.parse("x,y\n,1\n,2", COMMA).withNumericTargets("y"),
                        MissingValues.FILL))
                .withMessage("column \"x\": no row has a value to learn from. Remove the column with"
                        + " without(\"x\").");
    }

    @Test
    void several_numeric_targets_have_a_column_each() {
        Table table = Table.parse("x,price,area\n1,2,3\n4,5,6", COMMA).withNumericTargets("price", "area");
        Dataset data = TableEncoder.fit(table).encode(table);

        assertThat(data.names()).isEqualTo(new Names(List.of("x"), List.of(), List.of("price", "area")));
        assertThat(all(data).targets()).isEqualTo(Matrix.of(new double[] {2, 3}, new double[] {5, 6}));
        assertThat(all(data).inputs()).isEqualTo(Matrix.column(1, 4));
    }

    @Test
    void a_table_without_its_target_is_refused_and_the_way_to_predict_it_named() {
        assertRefused(() -> TableEncoder.fit(training).encode(training.without("survived")), "the text: there is no"
                + " column \"survived\", the target. For rows whose target isn't known, use encoder.inputs(table).");
    }

    /** An index of -1 would overwrite the input before it; a number that isn't finite would turn weights into NaN. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", value = {"FILL | X | one of [C, S]", "FILL | '' | one of [C,"
            + " S]",
        "FILL_AND_FLAG | X | one of [C, S]", "REJECT | C | nothing, as they are rejected"})
    void a_category_can_only_be_filled_with_a_category(MissingValues missing, String fill, String expected) {
        assertRefused(() -> new TableEncoder.ColumnEncoding("port", List.of("C", "S"), missing, fill), "TableEncoder:"
                + " column \"port\": missing values can't be filled with \"" + fill + "\"; expected " + expected + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "1e999", "abc", "", "Infinity", "1d", "0x1p3", "\u0661"})
    void a_number_can_only_be_filled_with_a_finite_number(String fill) {
        assertRefused(() -> new TableEncoder.ColumnEncoding("age", List.of(), MissingValues.FILL, fill), "TableEncoder:"
                + " column \"age\": missing values can't be filled with \"" + fill + "\"; expected a finite number.");
    }

    @Test
    void a_mean_that_is_too_large_is_not_learned() {
        Table large = Table.parse("x,y\n1e308,1\n1.5e308,2", COMMA).withNumericTargets("y");

        assertRefused(() -> TableEncoder.fit(large, MissingValues.FILL), "TableEncoder: column \"x\": missing values"
                + " can't be filled with \"Infinity\"; expected a finite number.");
    }

    @Test
    void categories_and_columns_come_once() {
        assertRefused(() -> new TableEncoder.ColumnEncoding("port", List.of("C", "C"), MissingValues.REJECT, ""),
                "TableEncoder: column \"port\": a category appears twice: [C, C].");
        TableEncoder.ColumnEncoding age = new TableEncoder.ColumnEncoding("age", List.of(), MissingValues.REJECT, "");
        assertRefused(() -> new TableEncoder(List.of(age, age), List.of("y"), List.of()), "Names: the feature name"
                + " \"age\" appears twice: [age, age].");
    }

    @Test
    void it_says_what_goes_in_and_what_is_predicted() {
        assertThat(TableEncoder.fit(training)).hasToString("TableEncoder: features [age, port=C, port=S, sex=f, sex=m],"
                + " classes [0, 1], target survived");
    }
}
