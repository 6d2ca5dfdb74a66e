// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a text file of rows and columns is written.
 *
 * {@snippet :
 * CsvFormat.comma();                                              // a,b,c with a header
 * CsvFormat.separatedBy(';').withDecimalComma();                  // 3,5;1,4 as some spreadsheets write it
 * CsvFormat.comma().withoutHeader("length", "width", "species");
 * CsvFormat.separatedBy('\t').withMissingValues("-", "unknown");
 * }
 *
 * <p>A field in double quotes may contain separators and line breaks, and two double quotes stand for one. Spaces
 * around a field don't count, unless it is quoted. An empty field is a missing value, and so are NA, NaN and ?. Blank
 * lines are skipped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class CsvFormat {

    final char separator;
    final boolean header;
    /** Used where there is no header; then empty for names made from the column's number. */
    final List<String> names;
    final char decimal;
    final int skipped;
    final Charset charset;
    private final Set<String> missing;

    private CsvFormat(char separator, boolean header, List<String> names, char decimal, int skipped, Charset charset,
            Set<String> missing) {
        this.separator = separator;
        this.header = header;
        this.names = names;
        this.decimal = decimal;
        this.skipped = skipped;
        this.charset = Objects.requireNonNull(charset, "CsvFormat: charset is null.");
        this.missing = missing;
    }

    /** {@return fields separated by commas, column names in the first line, and numbers such as 3.5, in UTF-8} */
    public static CsvFormat comma() {
        return separatedBy(',');
    }

    /**
     * Fields with another separator.
     *
     * @param separator such as {@code ';'} or {@code '\t'}
     * @return column names in the first line, and numbers such as 3.5, in UTF-8
     * @throws IllegalArgumentException if it is a quote or a line break
     */
    public static CsvFormat separatedBy(char separator) {
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("CsvFormat: a quote or a line break can't separate fields.");
        }
        return new CsvFormat(separator, true, List.of(), '.', 0, StandardCharsets.UTF_8, Set.of("NA", "NaN", "?"));
    }

    /**
     * The same format without column names in the first line.
     *
     * @param names a name for each column; none for c1, c2, c3, …
     * @return a new format
     */
    public CsvFormat withoutHeader(String... names) {
        return new CsvFormat(separator, false, List.of(names), decimal, skipped, charset, missing);
    }

    /**
     * The same format with numbers such as 3,5.
     *
     * @return a new format
     */
    public CsvFormat withDecimalComma() {
        return new CsvFormat(separator, header, names, ',', skipped, charset, missing);
    }

    /**
     * The same format, skipping lines before the header.
     *
     * @param lines how many
     * @return a new format
     */
    public CsvFormat withSkippedLines(int lines) {
        return new CsvFormat(separator, header, names, decimal, lines, charset, missing);
    }

    /**
     * The same format in another encoding.
     *
     * @param charset such as {@code StandardCharsets.ISO_8859_1}
     * @return a new format
     */
    public CsvFormat withCharset(Charset charset) {
        return new CsvFormat(separator, header, names, decimal, skipped, charset, missing);
    }

    /**
     * The same format with other signs for a missing value. An empty field is always one.
     *
     * @param signs such as {@code "-"}, in place of NA, NaN and ?
     * @return a new format
     */
    public CsvFormat withMissingValues(String... signs) {
        return new CsvFormat(separator, header, names, decimal, skipped, charset,
                Set.copyOf(List.of(signs)));
    }

    boolean isMissing(String field) {
        return field.isEmpty() || missing.contains(field);
    }

    /** {@return what differs from file to file, as in {@code fields separated by ';', with a header}} */
    @Override
    public String toString() {
        return "fields separated by '" + Printable.printable(String.valueOf(separator)) + "', "
                + (header ? "with a header" : "without a header")
                + (decimal == '.' ? "" : ", numbers such as 3" + decimal + "5") + (skipped == 0 ? "" : ", after "
                + skipped + " lines") + (charset.name().equals("UTF-8") ? ""
                : ", in " + charset);
    }
}
