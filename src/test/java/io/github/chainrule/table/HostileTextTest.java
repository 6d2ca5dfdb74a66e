// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.Mutants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(3600)
class HostileTextTest {

    private static final String SHIPS = """
            name,length,"flag, or none",sunk
            "Titanic",269.1,"GB",yes
            Vasa,69,SE,yes
            "the ""Fram""\",39.0,NO,no

            Beagle,27.5,,no
            """;

    /** Texts in a program are refused otherwise than files. */
    private static <T> T parsed(byte[] bytes, Function<String, T> parse) throws IOException {
        try {
            return parse.apply(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_damaged_table_is_read_or_refused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.csv");
        Mutants.read(bytes -> {
            Files.write(file, bytes);
            Table table = Table.read(file);
            for (Column column : table.columns()) {
                for (int row = 0; row < table.rowCount(); row++) {
                    assertThat(!column.isNumeric() || column.isMissing(row) || Double.isFinite(column.number(row)))
                            .as("%s in row %d", column, row).isTrue();
                }
            }
        }, 1000, utf8(SHIPS), utf8("\ufeffa,b\r\n1,2\r\n-3e-7,\u00e4\r\n"));
    }

    @Test
    void a_damaged_encoder_is_read_or_refused() throws IOException {
        Table table = Table.parse(SHIPS, CsvFormat.comma());
        Mutants.read(bytes -> {
            TableEncoder encoder = parsed(bytes, TableEncoder::parse);
            assertThat(TableEncoder.parse(encoder.toString())).isEqualTo(encoder);
        }, 1000, utf8(TableEncoder.fit(table.withClassTarget("sunk").without("name"), MissingValues.FILL_AND_FLAG).toString()),
                utf8(TableEncoder.fit(table.withNumericTargets("length"), MissingValues.FILL).toString()));
    }
}
