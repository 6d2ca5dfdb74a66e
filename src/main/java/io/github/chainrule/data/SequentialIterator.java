// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import java.util.Iterator;

/** Reads each batch when it is asked for. */
final class SequentialIterator implements Iterator<Batch> {

    private final BatchReader reader;
    private int dealt;
    private Batch current = BatchReader.noBuffer();

    SequentialIterator(BatchReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        return dealt < reader.batches();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw reader.allDealt();
        }
        current.end();
        current = reader.read(dealt, current);
        dealt++;
        return current;
    }
}
