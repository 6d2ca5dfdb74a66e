// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.Steps;
import io.github.chainrule.data.Split;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final String PEOPLE = """
            name,age,class,port,survived
            "Berg, Anna",29,1,S,1
            Carl,,3,C,0
            Dora,4.5,2,NA,1
            Emil,61,3,S,0
            """;

    private final Table people = Table.parse(PEOPLE, CsvFormat.comma());

    @Test
    void columns_of_numbers_and_of_categories_are_told_apart() {
        assertThat(people.columns()).extracting(Column::toString).containsExactly("name: 4 categories",
                "age: number, 1 missing", "class: number", "port: 2 categories, 1 missing", "survived: number");
        assertThat(people.column("age").number(2)).isEqualTo(4.5);
        assertThat(people.column("age").isMissing(1)).isTrue();
        assertThat(people.column("port").categories()).containsExactly("C", "S");
        assertThat(people.column("name").text(0)).isEqualTo("Berg, Anna");
        assertThat(Table.parse("a\nNA\n?\n", CsvFormat.comma()).column("a")).hasToString("a: 0 categories, 2 missing");
        assertThat(Table.parse("a\n-\n?\n", CsvFormat.comma().withMissingValues("-", "-")).column("a").categories())
                .containsExactly("?");
    }

    @Test
    void what_only_looks_like_a_number_is_none() {
        for (String field : new String[] {"1d", "0x10", "Infinity", "1e999", "1 000", "--1", ".", "1e"}) {
            assertThat(Table.parse("a\n" + field, CsvFormat.comma()).column("a").isNumeric()).as(field).isFalse();
        }
        for (String field : new String[] {"1", "-1.5", "+.5", "2.", "1e-5", "1E+5"}) {
            assertThat(Table.parse("a\n" + field, CsvFormat.comma()).column("a").isNumeric()).as(field).isTrue();
        }
    }

    @Test
    void categories_that_are_numbers_are_sorted_by_value_and_others_as_text() {
        assertThat(Table.parse("a\n10\n9\n9\n1", CsvFormat.comma()).asCategories("a").column("a").categories())
                .containsExactly("1", "9", "10");
        assertThat(Table.parse("a\nb\nB\n10\n9", CsvFormat.comma()).column("a").categories())
                .containsExactly("10", "9", "B", "b");
    }

    @Test
    void it_is_printed_with_kinds_and_first_rows() {
        assertThat(people.withClassTarget("survived")).hasToString("""
                the text: 4 rows, to predict: survived
                  name                age   class  port          survived
                  4 categories     number  number  2 categories  2 categories
                                1 missing          1 missing
                  Berg, Anna           29       1  S             1
                  Carl                          3  C             0
                  Dora                4.5       2  NA            1
                  Emil                 61       3  S             0
                """);
    }

    @Test
    void of_a_large_table_only_a_part_is_printed() {
        String row = String.join(",", IntStream.range(0, 14).mapToObj(j -> "x" + j).toList()) + "\n";
        Table large = Table.parse(row + row.replace("x3", "line\nbreak").replace("x4", "y".repeat(30)).repeat(20)
                .replace("line\nbreak", "\"line\nbreak\""), CsvFormat.comma());

        assertThat(Table.parse("a\n" + "z".repeat(24), CsvFormat.comma()).toString()).contains("z".repeat(24));
        assertThat(large.toString().lines()).hasSize(13);
        assertThat(large.toString()).contains("line\\nbreak", "y".repeat(21) + "...  ").endsWith("""
                  ... 12 more rows
                  ... 4 more columns, the last of them x13: 1 category
                """);
    }

    @Test
    void columns_can_be_removed() {
        assertThat(people.without("age", "name").columns()).extracting(Column::name)
                .containsExactly("class", "port", "survived");
        assertThat(people.withClassTarget("survived").without("survived").targets()).isEmpty();
        assertThat(people.withClassTarget("survived").without("age").targets()).hasSize(1);
    }

    @Test
    void rows_can_be_chosen_and_keep_the_categories_of_the_file() {
        Table one = people.subset(3);

        assertThat(one.rowCount()).isEqualTo(1);
        assertThat(one.column("age").number(0)).isEqualTo(61);
        assertThat(one.column("port").categories()).containsExactly("C", "S");
    }

    @Test
    void rows_that_were_chosen_keep_their_gaps_and_their_lines() {
        Table two = people.subset(3, 1);

        assertThat(two.column("age").isMissing(0)).isFalse();
        assertThat(two.column("age").isMissing(1)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> two.asNumbers("port"))
                .withMessageStartingWith("the text, line 5, column \"port\": expected a number, got \"S\".");
    }

    @Test
    void rows_that_are_not_there_can_not_be_chosen() {
        assertRefused(people::subset, "subset: expected at least one index, got none.");
        assertThatThrownBy(() -> people.subset(0, 4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("subset: indices[1] is 4, but indices run from 0 to 3.");
    }

    @Test
    void rows_with_missing_values_can_be_left_out() {
        assertThat(people.withoutRowsMissing().column("name").text(1)).isEqualTo("Emil");
        assertThat(people.withoutRowsMissing("age").rowCount()).isEqualTo(3);
        assertThat(people.withoutRowsMissing("name")).satisfies(table -> assertThat(table.rowCount()).isEqualTo(4));
        assertRefused(() -> Table.parse("a,b,whole\n1,,3\n,2,4", CsvFormat.comma()).withoutRowsMissing(), "the text:"
                + " each row has a missing value. Remove columns with without(...) first: [a: number, 1 missing, b:"
                + " number, 1 missing].");
    }

    @Test
    void it_is_split_by_the_classes_of_its_target() {
        StringBuilder text = new StringBuilder("x,y\n");
        IntStream.range(0, 50).forEach(i -> text.append(i).append(i < 40 ? ",no\n" : ",yes\n"));
        Split<Table> split = Table.parse(text.toString(), CsvFormat.comma()).withClassTarget("y").split(0.2, 0.2, 3);

        for (Table part : new Table[] {split.validation(), split.test()}) {
            assertThat(IntStream.range(0, part.rowCount()).filter(i -> part.column("y").text(i).equals("yes")).count())
                    .isEqualTo(2);
            assertThat(part.rowCount()).isEqualTo(10);
        }
        assertThat(split.training().rowCount()).isEqualTo(30);
    }

    /** A fifth of each class. If rows were merely drawn, some of twenty seeds would miss it. */
    @Test
    void two_parts_have_their_share_of_each_class_too() {
        StringBuilder text = new StringBuilder("x,y\n");
        IntStream.range(0, 50).forEach(i -> text.append(i).append(i < 40 ? ",no\n" : ",yes\n"));
        Table table = Table.parse(text.toString(), CsvFormat.comma()).withClassTarget("y");
        for (int seed = 0; seed < 20; seed++) {
            Table test = table.split(0.2, seed).test();

            assertThat(IntStream.range(0, test.rowCount()).mapToObj(test.column("y")::text)).hasSize(10)
                    .filteredOn("yes"::equals).hasSize(2);
        }
    }

    @Test
    void a_column_that_is_not_there_is_refused() {
        String message = "the text: there is no column \"Age\". The columns are [name, age, class, port, survived].";

        assertThatIllegalArgumentException().isThrownBy(() -> people.column("Age")).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> people.without("Age")).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> people.withClassTarget("Age")).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> people.withoutRowsMissing("Age")).withMessage(message);
    }

    @Test
    void a_field_that_is_no_number_is_shown_with_its_place() {
        Table typo = Table.parse("a,b\n1,x\n\n2O,y\n3,z", CsvFormat.comma());

        assertRefused(() -> typo.asNumbers("a"), "the text, line 4, column \"a\": expected a number, got \"2O\". If"
                + " that means a missing value, use CsvFormat's withMissingValues(...).");
        assertThatIllegalArgumentException().isThrownBy(() -> typo.withNumericTargets("b"))
                .withMessageStartingWith("the text, line 2, column \"b\": expected a number, got \"x\".");
        assertRefused(() -> Table.parse("a;b\n1,5;2", CsvFormat.separatedBy(';')).asNumbers("a"), "the text, line 2,"
                + " column \"a\": expected a number, got \"1,5\". If that is a decimal comma, use CsvFormat's"
                + " withDecimalComma().");
    }

    /** Otherwise the first target would silently become an input, from which the second is predicted too well. */
    @Test
    void a_second_target_is_refused_and_several_numeric_ones_are_named_at_once() {
        assertThat(people.withNumericTargets("age", "class").targets()).extracting(Column::name)
                .containsExactly("age", "class");
        assertRefused(() -> people.withNumericTargets("age").withNumericTargets("class"), "the text: the table has the"
                + " target [age] already. Name all numeric targets at once: withNumericTargets(\"a\", \"b\"); or"
                + " start from the table without a target.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> people.withNumericTargets("age").withClassTarget("survived"))
                .withMessageStartingWith("the text: the table has the target [age] already.");
    }

    /** Each character is looked at a few times at most, however many there are. */
    @ParameterizedTest
    @ValueSource(strings = {"%sx", "%s.%<sx", "-%s.%<se%<sx", ".%se+"})
    void a_long_number_takes_a_time_that_is_linear_in_its_length(String form) {
        Steps.assertLinear(Column.NUMBER, form);
    }

    @Test
    void messages_stay_short_however_many_columns_there_are() {
        String names = IntStream.range(0, 100_000).mapToObj(j -> "column" + j).collect(Collectors.joining(","));
        Table wide = Table.parse(names + "\n" + "1,".repeat(99_999) + "1\n", CsvFormat.comma());

        assertThatIllegalArgumentException().isThrownBy(() -> wide.column("x")).withMessage("the text: there is no"
                + " column \"x\". The columns are [column0, column1, column2, ... (100000)].");
        assertRefused(() -> Table.parse(names + "\n1", CsvFormat.comma()), "the text, line 2: expected 100000 fields,"
                + " one for each of [column0, column1, column2, ... (100000)], got 1: \"1\".");
    }

    @Test
    void a_number_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> people.column("age").number(1)).isInstanceOf(IllegalStateException.class)
                .hasMessage("column \"age\", row 1: expected a number, got a missing value.");
        assertThatThrownBy(() -> people.column("name").number(3))
                .hasMessage("column \"name\", row 3: expected a number, got \"Emil\".");
    }
}
