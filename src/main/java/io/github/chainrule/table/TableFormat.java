// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table as it is printed: what the columns are called and hold, and the first rows. */
record TableFormat(String source, Table table) {

    private static final int MAX_ROWS = 8;
    private static final int MAX_COLUMNS = 10;
    private static final int MAX_WIDTH = 24;

    @Override
    public String toString() {
        List<Column> columns = table.columns();
        List<Column> shown = columns.subList(0, Math.min(MAX_COLUMNS, columns.size()));
        int rows = Math.min(MAX_ROWS, table.rowCount());
        boolean gaps = columns.stream().anyMatch(column -> column.missingCount() > 0);
        List<StringBuilder> lines = Stream.generate(StringBuilder::new).limit(rows + (gaps ? 3 : 2)).toList();
        for (Column column : shown) {
            add(lines, cells(column, rows, gaps), column.isNumeric());
        }
        StringBuilder text = new StringBuilder(source + ": " + table.rowCount()
                + (table.rowCount() == 1 ? " row" : " rows")
                + (table.targets().isEmpty() ? "" : ", to predict: "
                + table.targets().stream().map(Column::name).collect(Collectors.joining(", "))) + "\n");
        lines.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        if (rows < table.rowCount()) {
            text.append("  ... ").append(table.rowCount() - rows).append(" more rows\n");
        }
        if (shown.size() < columns.size()) {
            text.append("  ... ").append(columns.size() - shown.size()).append(" more columns, the last of them ")
                    .append(columns.get(columns.size() - 1)).append('\n');
        }
        return text.toString();
    }

    /** A column's name, its kind, how many values are missing if any column lacks some, and its fields. */
    private static List<String> cells(Column column, int rows, boolean gaps) {
        List<String> cells = new ArrayList<>(List.of(column.name(), column.kind()));
        if (gaps) {
            cells.add(column.missingCount() == 0 ? "" : column.missingCount() + " missing");
        }
        IntStream.range(0, rows).mapToObj(column::text).forEach(cells::add);
        return cells.stream().map(TableFormat::shortened).toList();
    }

    /** Adds a column on the right, numbers under each other's last digit. */
    private static void add(List<StringBuilder> lines, List<String> cells, boolean numbers) {
        int width = cells.stream().mapToInt(String::length).max().orElseThrow();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(width - cells.get(i).length());
            lines.get(i).append("  ").append(numbers ? padding + cells.get(i) : cells.get(i) + padding);
        }
    }

    private static String shortened(String cell) {
        String text = Printable.printable(cell);
        return text.length() > MAX_WIDTH ? text.substring(0, MAX_WIDTH - 3) + "..." : text;
    }
}
