package io.github.chainrule.matrix;

/** Hands a product to the kernel. */
final class Products {

    private Products() {
    }

    static void times(int rows, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        Kernels.kernel().times(0, rows, inner, cols, a, b, start, c);
    }

    static void transposeTimes(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        Kernels.kernel().transposeTimes(0, rows, rows, inner, cols, a, b, c);
    }
}
