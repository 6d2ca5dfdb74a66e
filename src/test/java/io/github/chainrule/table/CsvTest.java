// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading rows and fields, and the messages about what isn't one. */
class CsvTest {

    private static final CsvFormat COMMA = CsvFormat.comma();

    @TempDir
    private Path folder;

    private static List<List<String>> rows(String text, CsvFormat format) {
        return new CsvParser("t", text, format).rows().stream().map(CsvParser.Row::fields).toList();
    }

    private static ThrowableAssertAlternative<?> refused(String text, CsvFormat format) {
        return assertThatIllegalArgumentException().isThrownBy(() -> Table.parse(text, format));
    }

    @Test
    void fields_stand_between_separators() {
        assertThat(rows("a,b\n1, 2 \n", COMMA)).containsExactly(List.of("a", "b"), List.of("1", "2"));
        assertThat(rows("a\tb c\td", CsvFormat.separatedBy('\t'))).containsExactly(List.of("a", "b c", "d"));
        assertThat(rows("a;b,c", CsvFormat.separatedBy(';'))).containsExactly(List.of("a", "b,c"));
        assertThat(rows("1 2 3", CsvFormat.separatedBy(' '))).containsExactly(List.of("1", "2", "3"));
        assertThat(rows(",a,,", COMMA)).containsExactly(List.of("", "a", "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_may_end_in_three_ways_and_the_last_needs_no_end(String end) {
        String text = String.join(end, "a,b", "", "\"1" + end + "2\",3", "4,5");
        List<CsvParser.Row> rows = new CsvParser("t", text, COMMA).rows();

        assertThat(rows).extracting(CsvParser.Row::fields)
                .containsExactly(List.of("a", "b"), List.of("1" + end + "2", "3"), List.of("4", "5"));
        assertThat(rows).extracting(CsvParser.Row::line).containsExactly(1, 3, 5);
        assertThat(new CsvParser("t", text + end, COMMA).rows()).isEqualTo(rows);
    }

    @Test
    void quoted_fields_are_taken_as_they_are() {
        assertThat(rows("\"a,b\",\" c \",\"say \"\"hi\"\"\",\"\"", COMMA))
                .containsExactly(List.of("a,b", " c ", "say \"hi\"", ""));
        assertThat(rows("a, \"b\" ,5\" pipe", COMMA)).containsExactly(List.of("a", "b", "5\" pipe"));
    }

    @Test
    void a_byte_order_mark_does_not_belong_to_the_first_name() throws IOException {
        Path file = Files.writeString(folder.resolve("bom.csv"), "\uFEFFa,b\n1,2\n");

        assertThat(Table.read(file).columns()).extracting(Column::name).containsExactly("a", "b");
    }

    @Test
    void a_header_gives_names_and_without_one_they_can_be_given() {
        Table table = Table.parse("1,2\n3,4\n", COMMA.withoutHeader("a", "b"));

        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(table.column("b").number(1)).isEqualTo(4);
        assertThat(Table.parse("1,2\n3,4\n", COMMA.withoutHeader()).columns()).extracting(Column::name)
                .containsExactly("c1", "c2");
        assertThat(Table.parse("made by\nx\ra,b\n1,2", COMMA.withSkippedLines(2)).columns()).extracting(Column::name)
                .containsExactly("a", "b");
    }

    @Test
    void numbers_may_have_a_decimal_comma() {
        Table table = Table.parse("a;b\n1,5;-2e3\n,5;7", CsvFormat.separatedBy(';').withDecimalComma());

        assertThat(table.column("a").number(0)).isEqualTo(1.5);
        assertThat(table.column("a").number(1)).isEqualTo(0.5);
        assertThat(table.column("b").number(0)).isEqualTo(-2000);
        for (String field : new String[] {"1.500", ".5"}) {
            Table points = Table.parse("a\n2,5\n" + field, CsvFormat.separatedBy(';').withDecimalComma());
            assertThat(points.column("a").isNumeric()).as(field).isFalse();
        }
    }

    @Test
    void other_encodings_can_be_read_and_a_wrong_one_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("l.csv"), "stra\u00dfe\n\u00e4\n", StandardCharsets.ISO_8859_1);

        assertThat(Table.read(file, COMMA.withCharset(StandardCharsets.ISO_8859_1)).column("stra\u00dfe").text(0))
                .isEqualTo("\u00e4");
        assertThatIOException().isThrownBy(() -> Table.read(file)).withMessage(file + ": this isn't text in UTF-8. Use"
                + " CsvFormat's withCharset(...), for instance with StandardCharsets.ISO_8859_1.");
    }

    @Test
    void what_is_no_file_is_refused() {
        Path missing = folder.resolve("no.csv");

        assertThatThrownBy(() -> Table.read(missing)).isInstanceOf(FileNotFoundException.class)
                .hasMessage(missing + ": there is no such file.");
        assertThatThrownBy(() -> Table.read(Path.of("data", "no.csv"))).hasMessage(Path.of("data", "no.csv")
                + ": there is no such file in " + Path.of("data").toAbsolutePath() + ".");
        assertFails(() -> Table.read(folder), folder + ": this is a folder, not a file.");
    }

    /** Root may read everything. */
    @Test
    void a_file_that_may_not_be_read_is_called_so() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file)).isTrue();

        assertThatIOException().isThrownBy(() -> Table.read(file)).withMessage(file + ": this program may not read"
                + " the file. Give it permission, or copy the file to a place of your own.");
    }

    /** A folder that may not be entered can hold anything. Root may enter all. */
    @Test
    void a_file_that_may_not_be_looked_for_is_not_called_missing() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeThat(locked.toFile().setExecutable(false) && !Files.isExecutable(locked)).isTrue();

        assertThatIOException().isThrownBy(() -> Table.read(locked.resolve("a.csv")))
                .withMessageStartingWith(locked.resolve("a.csv") + ": this program may not read the file.");
    }

    @Test
    void a_quote_that_is_never_closed_text_after_a_closing_one_and_a_quote_between_fields_are_refused() {
        refused("a,b\n1,2\n3,\"4\n5,6\n", COMMA).withMessage("the text, line 3, column 2: the quote before"
                + " \"4\\n5,6\\n\" is never closed. A quote that is part of a field must be doubled, and the field"
                + " quoted.");
        refused("a,b\n\"1\" 2,3\n", COMMA).withMessage("the text, line 2, column 1: \"2\" follows the closing quote. A"
                + " quote that is part of a field must be doubled.");
        assertRefused(() -> CsvFormat.separatedBy('"'), "CsvFormat: a quote or a line break can't separate fields.");
    }

    @Test
    void a_row_with_another_number_of_fields_is_refused() throws IOException {
        refused("a,b\n1,2\n\n3\n", COMMA).withMessage("the text, line 4: expected 2 fields, one for each of [a, b], got"
                + " 1: \"3\".");
        refused("a,b\n1,2,3\n", COMMA).withMessageContaining("line 2: expected 2 fields, one for each of [a, b], got 3:"
                + " \"1,2,3\".");
        Path file = Files.writeString(folder.resolve("f.csv"), "a,b\n1\n");
        assertThatIOException().isThrownBy(() -> Table.read(file)).withMessageStartingWith(file + ", line 2: expected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a,b~1;2 | ;", "a,b~;2 | ;", "cultivar;region~1,5;2,5 | ;",
        "1\t2~3\t4 | \\t"})
    void another_separator_is_recognized(String text, String separator) {
        refused(text.replace('~', '\n'), text.startsWith("1") ? COMMA.withoutHeader("a", "b") : COMMA)
                .withMessageEndingWith(" If fields are separated by '" + separator + "', use CsvFormat.separatedBy('"
                        + separator + "').");
    }

    @Test
    void lines_above_the_header_are_recognized() {
        refused("# wines of 1991\n\na,b\n1,2\n", COMMA).withMessage("the text, line 3: expected 1 field, one for each"
                + " of [# wines of 1991], got 2: \"a,b\". If this line is the header, skip what is above it with"
                + " CsvFormat's withSkippedLines(2).");
        assertThat(Table.parse("# wines of 1991\n\na,b\n1,2\n", COMMA.withSkippedLines(2)).rowCount()).isEqualTo(1);
    }

    @Test
    void files_of_other_kinds_are_recognized() throws IOException {
        Path file = folder.resolve("w.csv");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 0});
        assertThatIOException().isThrownBy(() -> Table.read(file)).withMessage(file + ": this is a zip file, as"
                + " spreadsheets are. Save the sheet as CSV, and read that.");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8});
        assertFails(() -> Table.read(file), file + ": this is compressed with gzip. Unpack it first.");
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            Files.writeString(file, "\ufeffa,b\n1,2\n", charset);
            assertThatIOException().isThrownBy(() -> Table.read(file)).withMessage(file + ": this is text in UTF-16."
                    + " Use"
                    + " CsvFormat's withCharset(StandardCharsets.UTF_16).");
            assertThat(Table.read(file, COMMA.withCharset(StandardCharsets.UTF_16)).columns())
                    .extracting(Column::name).containsExactly("a", "b");
        }
    }

    /** A sparse file: no array can hold it, whatever memory there is. */
    @Test
    void a_file_that_does_not_fit_into_memory_is_refused() throws IOException {
        Path file = folder.resolve("huge.csv");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(3L << 30);
        }
        assertThatIOException().isThrownBy(() -> Table.read(file)).withMessage(file + ": the table of 3221225472 bytes"
                + " doesn't fit into the " + Runtime.getRuntime().maxMemory() + " bytes that Java may use. Give it"
                + " more,"
                + " as java -Xmx16g does, or split the file.");
    }

    @Test
    void a_row_in_the_place_of_a_header_is_recognized() {
        refused("5.1,3.5,setosa\n4.9,3.0,setosa\n", COMMA).withMessage("the text, line 1: expected the columns' names,"
                + " got [5.1, 3.5, setosa]. If the file has no header, use CsvFormat's withoutHeader(...); if there"
                + " are lines above it, skip them with withSkippedLines(1).");
        refused("5.1,setosa\n4.9,setosa\n", COMMA).withMessageContaining("got [5.1, setosa].");
        assertThat(Table.parse("area,rooms,1990\n80,3,200\n", COMMA).rowCount()).isEqualTo(1);
    }

    @Test
    void names_that_are_none_and_a_text_without_rows_are_refused() {
        refused("a,,b\n1,2,3\n", COMMA).withMessage("the text, line 1, column 2: the column has no name. Give it one,"
                + " or name all columns with CsvFormat's withSkippedLines(1).withoutHeader(...).");
        refused("a,b,a\n1,2,3\n", COMMA).withMessage("the text, line 1, column 3: the name \"a\" appears twice."
                + " Name all columns with CsvFormat's withSkippedLines(1).withoutHeader(...).");
        refused("", COMMA).withMessage("the text: there is no row.");
        refused("about this file", COMMA.withSkippedLines(2)).withMessage("the text: there is no row.");
        refused("a,b\n", COMMA).withMessage("the text: the file has a header but no rows. If its first line is data,"
                + " use CsvFormat.comma().withoutHeader().");
    }

    @Test
    void of_a_long_field_the_first_characters_are_shown() {
        String forty = "0123456789".repeat(4);

        refused("a,b\n" + forty + "\n", COMMA).withMessageEndingWith("got 1: \"" + forty + "\".");
        refused("a,b\n" + forty + "!\n", COMMA)
                .withMessageEndingWith("got 1: \"0123456789012345678901234567890123456...\".");
    }

    @Test
    void a_format_says_what_it_is() {
        assertThat(COMMA).hasToString("fields separated by ',', with a header");
        assertThat(CsvFormat.separatedBy('\t').withDecimalComma().withoutHeader().withSkippedLines(3)
                .withCharset(StandardCharsets.ISO_8859_1)).hasToString("fields separated by '\\t', without a header,"
                + " numbers such as 3,5, after 3 lines, in ISO-8859-1");
    }
}
