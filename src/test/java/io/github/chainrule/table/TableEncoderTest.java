// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
                + " column \"age\": the value is missing. Leave such rows out with withoutMissing(\"age\"), or fit the"
                + " encoder with MissingValues.FILL or MissingValues.FILL_AND_FLAG.");
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
        TableEncoder encoder = TableEncoder.fit(training, Map.of("age", MissingValues.FILL_AND_FLAG, "port", MissingValues.FILL_AND_FLAG));

        assertThat(encoder.names().features())
                .containsExactly("age", "age missing", "port=C", "port=S", "port missing", "sex=f", "sex=m");
        assertThat(encoder.inputs(gap)).isEqualTo(Matrix.of(
                new double[] {30, 1, 0, 0, 1, 0, 1}, new double[] {25, 0, 1, 0, 0, 1, 0}));
    }

    @Test
    void what_is_learned_ignores_gaps_and_the_first_of_two_frequent_categories_is_taken() {
        Table gaps = Table.parse("x,c,y\n1,b,1\n,a,2\n4,,3\nNA,b,4\n,a,5", COMMA).withNumericTargets("y");

        assertThat(TableEncoder.fit(gaps, MissingValues.FILL).features()).extracting(TableEncoder.ColumnEncoding::fill)
                .containsExactly("2.5", "a");
    }

    @Test
    void the_order_of_columns_and_further_ones_do_not_matter() {
        Table other = Table.parse("sex,shoe,port,age\nm,42,C,7", COMMA);

        assertThat(TableEncoder.fit(training).inputs(other)).isEqualTo(Matrix.row(7, 1, 0, 0, 1));
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encodeRow(Map.of("age", Double.NaN, "port", "S", "sex", "f")))
                .withMessage("column \"age\": expected a number, got \"NaN\".");
    }

    @Test
    void what_was_never_seen_is_refused_with_its_place() {
        TableEncoder encoder = TableEncoder.fit(training);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.inputs(Table.parse("age,port,sex\n1,C,f\n1,\"X\n\",f", COMMA)))
                .withMessage("the text, line 3, column \"port\": \"X\\n\" is none of the categories that were learned:"
                        + " [C, S].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.inputs(Table.parse("age,port,sex\n1,C,f\nold,S,f", COMMA)))
                .withMessage("the text, line 3, column \"age\": expected a number, got \"old\".");
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.inputs(Table.parse("age,sex\n1,f", COMMA)))
                .withMessage("the text: there is no column \"port\". The columns are [age, sex].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(Table.parse("age,port,sex,survived\n1,C,f,\n1,C,m,1", COMMA)))
                .withMessage("the text, line 2, column \"survived\": the value to be predicted is missing. Leave such"
                        + " rows out with withoutMissing(\"survived\").");
    }

    @Test
    void a_table_without_a_target_can_not_be_learned_from() {
        assertThatIllegalArgumentException().isThrownBy(() -> TableEncoder.fit(Table.parse("a\n1", COMMA)))
                .withMessage("TableEncoder: which column is to be predicted? Say so with the table's classes(...) or"
                        + " quantity(...).");
        assertThatIllegalArgumentException().isThrownBy(() -> TableEncoder.fit(training, Map.of("Age", MissingValues.FILL)))
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableEncoder.fit(Table.parse(text.toString(), COMMA).withNumericTargets("y")))
                .withMessage("TableEncoder: the column \"name\" has 20 categories in 20 rows, too many to learn"
                        + " anything from. Leave it out with without(\"name\"); if it should be numbers,"
                        + " asNumbers(\"name\") says which field isn't.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableEncoder.fit(Table.parse("x,y\n,1\n,2", COMMA).withNumericTargets("y"), MissingValues.FILL))
                .withMessage("column \"x\": no row has a value that could be learned from. Leave the column out with"
                        + " without(\"x\").");
    }

    @Test
    void the_text_can_be_read() {
        Table odd = Table.parse("\"a,b\",c,y\n1.1,\" x \",p\n2.3,\"q\"\"\n\",q\n,,r", COMMA).withClassTarget("y");
        TableEncoder encoder = TableEncoder.fit(odd, MissingValues.FILL_AND_FLAG);

        assertThat(TableEncoder.parse(encoder.toString())).isEqualTo(encoder);
        assertThat(TableEncoder.fit(training, Map.of("age", MissingValues.FILL))).hasToString("""
                number,age,FILL,30.0
                category,port,REJECT,"",C,S
                category,sex,REJECT,"",f,m
                classes,survived,0,1""");
        TableEncoder quantity = TableEncoder.fit(training.withNumericTargets("age"));
        assertThat(quantity.toString()).endsWith("\nquantity,age");
        assertThat(TableEncoder.parse(quantity.toString())).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"number,age,FILL,30\nnumber,x", "number,age,FILL", "words,age,FILL,30\nquantity,y",
        "number,age,MAYBE,30\nquantity,y", "number,age\nquantity,y", "classes,y,0", "quantity",
                "quantity,y\nquantity,y",
        "category,port,FILL,C\nquantity,y", "number,x,FILL,1,a\nquantity,y",
        "number,x,FILL,1\nquantity,y,more"})
    void text_that_is_none_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TableEncoder.parse(text))
                .withMessageMatching("TableEncoder, line \\d: expected (classes or quantity|number or category) and"
                        + " what follows it, got \".*\"\\.");
    }

    @Test
    void what_should_be_there_depends_on_the_line() {
        assertThatIllegalArgumentException().isThrownBy(() -> TableEncoder.parse("words,age\nquantity,y"))
                .withMessage("TableEncoder, line 1: expected number or category and what follows it, got"
                        + " \"words,age\".");
        assertThatIllegalArgumentException().isThrownBy(() -> TableEncoder.parse("number,age,FILL,30\nnumber,x"))
                .withMessage("TableEncoder, line 2: expected classes or quantity and what follows it, got"
                        + " \"number,x\".");
    }

    @Test
    void no_text_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TableEncoder.parse(""))
                .withMessage("TableEncoder: expected a line for each column, got nothing.");
    }
}
