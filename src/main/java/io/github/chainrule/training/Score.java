package io.github.chainrule.training;

import java.util.Locale;

/**
 * A sum and how many entries it is over: hits and examples, for an accuracy. Sums are added, and means are not, so a
 * short last batch weighs what it should.
 *
 * @param sum   the sum over the entries
 * @param count how many entries
 */
public record Score(double sum, long count) {

    /** The score of nothing. */
    public static final Score ZERO = new Score(0, 0);

    /**
     * Both together.
     *
     * @param other another score
     * @return sums and counts added up
     */
    public Score plus(Score other) {
        return new Score(sum + other.sum, count + other.count);
    }

    /** {@return sum / count; NaN when the count is 0} */
    public double mean() {
        return sum / count;
    }

    /** {@return the mean with four digits, as in {@code 0.9995}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f", mean());
    }
}
