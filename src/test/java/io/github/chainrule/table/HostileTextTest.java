// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.Mutants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** What a damaged file could make of an encoder: it fits, or it is refused. */
    @Test
    void an_encoder_of_any_texts_is_refused_or_encodes_finite_numbers() throws IOException {
        Map<String, Object> row = Map.of();
        Mutants.read(bytes -> {
            String[] texts = new String(bytes, StandardCharsets.UTF_8).split(";", -1);
            try {
                TableEncoder encoder = new TableEncoder(List.of(new TableEncoder.ColumnEncoding(texts[0],
                        List.of(texts).subList(Math.min(2, texts.length), texts.length), MissingValues.FILL,
                        texts.length > 1 ? texts[1] : "")), List.of("y"), List.of());
                assertThat(Arrays.stream(encoder.encodeRow(row)).filter(Double::isFinite))
                        .hasSize(encoder.names().features().size());
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }, 5000, utf8("age;29.7"), utf8("age;-1.5E-7"), utf8("port;C;C;Q;S"));
    }
}
