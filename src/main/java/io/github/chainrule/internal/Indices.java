// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.util.Objects;

/** Checks of the numbers by which examples and rows are chosen. */
public final class Indices {

    private Indices() {
    }

    /** The numbers of what to read: {@code length} of them from {@code offset} on, each from 0 to size − 1. */
    public static void requireRange(int[] indices, int offset, int length, int size) {
        Objects.requireNonNull(indices, "read: indices is null.");
        if (offset < 0 || length < 0 || offset > indices.length - length) {
            throw new IndexOutOfBoundsException("read: expected " + length + " indices from offset " + offset
                    + ", but there are " + indices.length + " indices.");
        }
        requireInside("read", indices, offset, length, size);
    }

    /** The numbers of a subset: at least one, each from 0 to size − 1. */
    public static void requireSubset(int[] indices, int size) {
        Objects.requireNonNull(indices, "subset: indices is null.");
        if (indices.length == 0) {
            throw new IllegalArgumentException("subset: expected at least one index, got none.");
        }
        requireInside("subset", indices, 0, indices.length, size);
    }

    private static void requireInside(String method, int[] indices, int offset, int length, int size) {
        for (int i = offset; i < offset + length; i++) {
            if (indices[i] < 0 || indices[i] >= size) {
                throw new IndexOutOfBoundsException(method + ": indices[" + i + "] is " + indices[i] + ", but indices"
                        + " run from 0 to " + (size - 1) + ".");
            }
        }
    }
}
