package io.github.chainrule.data;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads each batch when it is asked for. */
final class SequentialIterator implements Iterator<Batch> {

    private final BatchReader epoch;
    private int dealt;
    private Batch buffer;

    SequentialIterator(BatchReader epoch) {
        this.epoch = epoch;
    }

    @Override
    public boolean hasNext() {
        return dealt < epoch.batches();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw allDealt(epoch);
        }
        buffer = epoch.read(dealt, buffer);
        dealt++;
        return buffer;
    }

    static NoSuchElementException allDealt(BatchReader epoch) {
        return new NoSuchElementException("Batches: all " + epoch.batches() + " batches of this epoch were dealt out."
                + " Call iterator() for the next epoch.");
    }
}
