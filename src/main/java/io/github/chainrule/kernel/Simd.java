// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of the processor's full width. */
final class Simd {

    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Columns that are computed at once. */
    static final int PANEL = 2 * LANES;

    private Simd() {
    }

    static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    static void store(DoubleVector v0, DoubleVector v1, int distance, double[] c, int offset) {
        v0.intoArray(c, offset);
        v1.intoArray(c, offset + distance);
    }
}
