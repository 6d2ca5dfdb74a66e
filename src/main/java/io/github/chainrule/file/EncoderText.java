// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.data.RowEncoder;
import io.github.chainrule.internal.Json;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.TableEncoder;
import io.github.chainrule.table.TableEncoder.ColumnEncoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a file describes a table's columns: for each its name, what to do where a value is missing, its categories. */
final class EncoderText {
    private static final String COLUMN = "column.";
    private static final int CATEGORIES = 3;

    private EncoderText() {
    }

    static void put(RowEncoder encoder, Map<String, String> metadata) {
        if (!(encoder instanceof TableEncoder table)) {
            throw new IllegalArgumentException("ModelFile: the encoder is one of your own, " + encoder.getClass()
                    .getName() + ", which a file can't hold. Save the model without it: new Predictor(p.model(),"
                    + " p.loss(), p.names(), p.scaler()).");
        }
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnEncoding column = table.columns().get(i);
            metadata.put(Safetensors.KEY + COLUMN + i, Json.quote(Stream.concat(Stream.of(column.column(),
                    column.missing().name(), column.fill()), column.categories().stream()).toList()));
        }
    }

    static Optional<RowEncoder> encoder(Safetensors file) throws IOException {
        List<ColumnEncoding> columns = new ArrayList<>();
        while (file.metadata().containsKey(Safetensors.KEY + COLUMN + columns.size())) {
            String key = COLUMN + columns.size();
            List<String> texts = file.texts(key);
            if (texts.size() < CATEGORIES) {
                throw file.damaged(Safetensors.KEY + key + " is incomplete.");
            }
            columns.add(new ColumnEncoding(texts.get(0), texts.subList(CATEGORIES, texts.size()),
                    MissingValues.valueOf(texts.get(1)), texts.get(2)));
        }
        return columns.isEmpty() ? Optional.empty()
                : Optional.of(new TableEncoder(columns, file.texts("targets"), file.texts("classes")));
    }
}
