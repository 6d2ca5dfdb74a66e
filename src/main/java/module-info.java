// SPDX-License-Identifier: Apache-2.0
/** A multi-layer perceptron you can read, in plain Java, with nothing underneath it. */
module io.github.chainrule {
    // For the playground alone: the library itself needs nothing but java.base.
    requires static jdk.httpserver;

    exports io.github.chainrule.matrix;
    exports io.github.chainrule.layer;
    exports io.github.chainrule.loss;
    exports io.github.chainrule.optimizer;
    exports io.github.chainrule.model;
    exports io.github.chainrule.data;
    exports io.github.chainrule.table;
    exports io.github.chainrule.mnist;
    exports io.github.chainrule.evaluation;
    exports io.github.chainrule.training;
    exports io.github.chainrule.inspect;
    exports io.github.chainrule.file;
    exports io.github.chainrule.plot;
    exports io.github.chainrule.playground;
    exports io.github.chainrule.walkthrough;
}
