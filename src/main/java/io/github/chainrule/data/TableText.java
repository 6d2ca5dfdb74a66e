package io.github.chainrule.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A table as it is printed: what the columns are called and hold, and the first rows. */
final class TableText {

    private static final int MAX_ROWS = 8;
    private static final int MAX_COLUMNS = 10;
    private static final int MAX_WIDTH = 24;

    private final String source;
    private final Table table;

    TableText(String source, Table table) {
        this.source = source;
        this.table = table;
    }

    @Override
    public String toString() {
        List<Column> columns = table.columns();
        List<Column> shown = columns.subList(0, Math.min(MAX_COLUMNS, columns.size()));
        int rows = Math.min(MAX_ROWS, table.size());
        List<StringBuilder> lines = new ArrayList<>();
        for (int i = 0; i < rows + 2; i++) {
            lines.add(new StringBuilder());
        }
        for (Column column : shown) {
            add(lines, column);
        }
        StringBuilder text = new StringBuilder(source + ": " + table.size() + (table.size() == 1 ? " row" : " rows")
                + table.target().map(target -> ", to predict: " + target.name()).orElse("") + "\n");
        lines.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        if (rows < table.size()) {
            text.append("  ... ").append(table.size() - rows).append(" more rows\n");
        }
        if (shown.size() < columns.size()) {
            text.append("  ... ").append(columns.size() - shown.size()).append(" more columns, the last of them ")
                    .append(columns.get(columns.size() - 1)).append('\n');
        }
        return text.toString();
    }

    /** Adds a column on the right: its name, its kind, and its fields. */
    private static void add(List<StringBuilder> lines, Column column) {
        Function<Integer, String> cell = i -> shortened(
                i == 0 ? column.name() : i == 1 ? column.kind() : column.text(i - 2));
        int width = 0;
        for (int i = 0; i < lines.size(); i++) {
            width = Math.max(width, cell.apply(i).length());
        }
        for (int i = 0; i < lines.size(); i++) {
            String padding = " ".repeat(width - cell.apply(i).length());
            lines.get(i).append("  ").append(column.isNumber() ? padding + cell.apply(i) : cell.apply(i) + padding);
        }
    }

    private static String shortened(String cell) {
        String text = Checks.printable(cell);
        return text.length() > MAX_WIDTH ? text.substring(0, MAX_WIDTH - 3) + "..." : text;
    }
}
