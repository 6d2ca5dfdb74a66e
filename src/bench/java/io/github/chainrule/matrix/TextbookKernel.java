package io.github.chainrule.matrix;

/** The triple loop of the textbook, to compare with. */
final class TextbookKernel implements Kernel {

    @Override
    public void times(int from, int to, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = start[j];
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[i * inner + k], b[k * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    @Override
    public void transposeTimes(int from, int to, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[k * rows + i], b[k * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    @Override
    public boolean allFinite(double[] values) {
        throw new UnsupportedOperationException("not compared");
    }

    @Override
    public String description() {
        return "textbook";
    }
}
