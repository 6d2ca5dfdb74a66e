/** A multi-layer perceptron you can read, in plain Java, with nothing underneath it. */
module io.github.chainrule {
    exports io.github.chainrule.matrix;
}
