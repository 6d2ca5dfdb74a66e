// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.chainrule.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A project of one's own, from a file to a prediction, in a program of at most 30 lines.
 *
 * <p>The files: R. A. Fisher's irises (1936; in the public domain) and the 442 diabetes patients of Efron, Hastie,
 * Johnstone and Tibshirani, "Least Angle Regression" (2004), both as scikit-learn ships them; and 400 passengers of a
 * ship that never was, drawn at random for this test.
 */
@Isolated("it takes System.out for itself")
class TablesTest {

    private static final Path PROGRAMS = Path.of("src/test/java/io/github/chainrule/examples");

    /** A program as the class that holds its main method shows it. */
    private interface Program {
        void run(String[] args) throws Exception;
    }

    private static String printed(Program program) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);     // the programs print as their reader writes numbers
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run(new String[0]);
        } finally {
            System.setOut(out);
            Locale.setDefault(locale);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Iris", "Passengers", "Diabetes"})
    void a_program_has_at_most_30_lines_below_its_license(String name) throws IOException {
        assertThat(Files.readAllLines(PROGRAMS.resolve(name + ".java"))).hasSizeLessThanOrEqualTo(31)
                .first(STRING).startsWith("// SPDX");
    }

    @Test
    void irises_are_told_apart() throws Exception {
        assertThat(printed(Iris::main)).contains("(30 of 30 correct)").endsWith("\nsetosa (0.9999)\n");
    }

    @Test
    void passengers_with_gaps_are_told_apart_better_than_by_the_larger_class() throws Exception {
        assertThat(printed(Passengers::main)).contains("(70 of 100 correct)").endsWith("\n1 (0.9585)\n");
    }

    @Test
    void a_quantity_is_predicted_as_it_was_measured() throws Exception {
        assertThat(printed(Diabetes::main)).contains("\nR2 0.623\n").endsWith("\nprogression 226.3\n");
    }

    @Test
    void a_table_can_be_looked_at() throws IOException {
        assertThat(Table.read(Path.of("src/test/resources/passengers.csv")).without("name").withClassTarget("survived"))
                .hasToString("""
                src/test/resources/passengers.csv: 400 rows, to predict: survived
                  survived       class  sex                  age  relatives    fare  port
                  2 categories  number  2 categories      number     number  number  3 categories
                                                      71 missing                     3 missing
                  1                  1  male                  35          3   53.95  S
                  0                  3  male                  23          2    7.20  S
                  0                  3  male                  17          0    7.30  S
                  0                  1  female                55          0   63.06  S
                  0                  3  male                  34          0    5.67  C
                  1                  1  male                  17          4   56.21  S
                  0                  3  male                              4    7.79  S
                  1                  2  female                39          0   25.38  S
                  ... 392 more rows
                """);
    }
}
