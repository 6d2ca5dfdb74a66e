// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Splits a text into rows and fields. */
final class CsvParser {

    private static final char QUOTE = '"';

    private final String source;
    private final String text;
    private final char separator;
    private int position;
    private int line = 1;

    /**
     * A row and where it begins.
     *
     * @param line   the number of its first line in the file, from 1
     * @param fields without quotes and spaces around them
     */
    record Row(int line, List<String> fields) {
    }

    CsvParser(String source, String text, CsvFormat format) {
        this.source = source;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.separator = format.separator;
        for (int i = 0; i < format.skipped; i++) {
            skipLine();
        }
    }

    /** All rows that aren't blank. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        while (position < text.length()) {
            Row row = new Row(line, row());
            if (row.fields().size() > 1 || !row.fields().get(0).isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> row() {
        List<String> fields = new ArrayList<>();
        fields.add(field(1));
        while (position < text.length() && text.charAt(position) == separator) {
            position++;
            fields.add(field(fields.size() + 1));
        }
        if (position < text.length()) {
            lineBreak();
        }
        return fields;
    }

    private String field(int column) {
        skipSpaces();
        return position < text.length() && text.charAt(position) == QUOTE ? quotedField(column)
                : until(this::endsField).strip();
    }

    private String quotedField(int column) {
        int startLine = line;
        StringBuilder field = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (endsLine(c)) {
                int start = position;
                lineBreak();
                field.append(text, start, position);
            } else if (c != QUOTE) {
                field.append(c);
                position++;
            } else if (position + 1 < text.length() && text.charAt(position + 1) == QUOTE) {
                field.append(QUOTE);
                position += 2;
            } else {
                position++;
                skipSpaces();
                String rest = until(this::endsField);
                if (!rest.isEmpty()) {
                    throw new IllegalArgumentException(source + ", line " + line + ", column " + column + ": "
                            + shown(rest) + " follows the closing quote. A quote that is part of a field must be"
                            + " doubled.");
                }
                return field.toString();
            }
        }
        throw new IllegalArgumentException(source + ", line " + startLine + ", column " + column
                + ": the quote before " + shown(field.toString()) + " is never closed. A quote that is part of a field"
                + " must be doubled, and the field quoted.");
    }

    private void skipSpaces() {
        until(c -> c != ' ' || separator == ' ');
    }

    private void skipLine() {
        until(CsvParser::endsLine);
        if (position < text.length()) {
            lineBreak();
        }
    }

    /** Reads up to the end of the text, or a character that ends what is read. */
    private String until(IntPredicate end) {
        int start = position;
        while (position < text.length() && !end.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean endsField(int c) {
        return c == separator || endsLine(c);
    }

    private static boolean endsLine(int c) {
        return c == '\n' || c == '\r';
    }

    /** One of LF, CR LF and CR. */
    private void lineBreak() {
        position += text.startsWith("\r\n", position) ? 2 : 1;
        line++;
    }

    /** A field as messages show it. */
    static String shown(String field) {
        return QUOTE + Printable.field(field) + QUOTE;
    }
}
