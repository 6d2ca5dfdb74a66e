// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;

import java.util.function.Function;

/** What there is to learn. */
enum Data {

    XOR(2, "ToyData.xor()", s -> ToyData.xor()),
    AND(2, "ToyData.and()", s -> ToyData.and()),
    OR(2, "ToyData.or()", s -> ToyData.or()),
    CIRCLES(2, "ToyData.circles(%s, %s, seed)", s -> ToyData.circles(s.points(), s.noise(), s.seed())),
    MOONS(2, "ToyData.moons(%s, %s, seed)", s -> ToyData.moons(s.points(), s.noise(), s.seed())),
    BLOBS(2, "ToyData.blobs(%s, 2, %s, seed)", s -> ToyData.blobs(s.points(), 2, s.noise(), s.seed())),
    BLOBS3(3, "ToyData.blobs(%s, 3, %s, seed)", s -> ToyData.blobs(s.points(), 3, s.noise(), s.seed())),
    SPIRAL(2, "ToyData.spiral(%s, 2, %s, seed)", s -> ToyData.spiral(s.points(), 2, s.noise(), s.seed())),
    SPIRAL3(3, "ToyData.spiral(%s, 3, %s, seed)", s -> ToyData.spiral(s.points(), 3, s.noise(), s.seed())),
    /** Set by clicking, or from a file. */
    OWN(0, "", s -> s.own().dataset());

    private final int classes;
    private final String code;
    private final Function<Setup, Dataset> dataset;

    Data(int classes, String code, Function<Setup, Dataset> dataset) {
        this.classes = classes;
        this.code = code;
        this.dataset = dataset;
    }

    /** Whether every possible input is among the examples, so that there is nothing left to be tested on. */
    boolean isTruthTable() {
        return this == XOR || this == AND || this == OR;
    }

    int classes(Setup setup) {
        return this == OWN ? setup.own().classes().size() : classes;
    }

    Dataset dataset(Setup setup) {
        return dataset.apply(setup);
    }

    /** The same in Java. */
    String code(Setup setup) {
        return this == OWN ? setup.own().code() : String.format(code, setup.points(), setup.noise());
    }
}
