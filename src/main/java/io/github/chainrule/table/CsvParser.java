// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.util.ArrayList;
import java.util.List;

/** Parts a text into rows and fields. */
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
        this.separator = format.separator();
        for (int i = 0; i < format.skipped(); i++) {
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
        if (position < text.length() && text.charAt(position) == QUOTE) {
            return quotedField(column);
        }
        int start = position;
        while (!atEndOfField()) {
            position++;
        }
        return text.substring(start, position).strip();
    }

    private String quotedField(int column) {
        int startLine = line;
        StringBuilder field = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n' || c == '\r') {
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
                requireEndOfField(column);
                return field.toString();
            }
        }
        throw new IllegalArgumentException(source + ", line " + startLine + ", column " + column
                + ": the quote before " + shown(field.toString()) + " is never closed. A quote that is part of a field"
                + " must be doubled, and the field quoted.");
    }

    private void requireEndOfField(int column) {
        skipSpaces();
        if (!atEndOfField()) {
            int start = position;
            while (!atEndOfField()) {
                position++;
            }
            throw new IllegalArgumentException(source + ", line " + line + ", column " + column + ": "
                    + shown(text.substring(start, position)) + " follows the closing quote. A quote that is part of a"
                    + " field must be doubled.");
        }
    }

    private boolean atEndOfField() {
        if (position == text.length()) {
            return true;
        }
        char c = text.charAt(position);
        return c == separator || c == '\n' || c == '\r';
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ' && separator != ' ') {
            position++;
        }
    }

    private void skipLine() {
        while (position < text.length() && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
            position++;
        }
        if (position < text.length()) {
            lineBreak();
        }
    }

    /** One of LF, CR LF and CR. */
    private void lineBreak() {
        position += text.startsWith("\r\n", position) ? 2 : 1;
        line++;
    }

    /** A field as messages show it. */
    static String shown(String field) {
        String text = Printable.printable(field);
        return QUOTE + (text.length() > 40 ? text.substring(0, 37) + "..." : text) + QUOTE;
    }

    /** A field as it can be written, so that it is read as it was. */
    static String quoted(String field) {
        boolean plain = field.strip().equals(field) && field.chars().noneMatch(c -> c == QUOTE || c == ','
                || c == '\n' || c == '\r');
        return plain && !field.isEmpty() ? field : QUOTE + field.replace("\"", "\"\"") + QUOTE;
    }
}
