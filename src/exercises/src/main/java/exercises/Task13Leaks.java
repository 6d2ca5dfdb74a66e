// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 13: find the leaks. A leak is anything that the model can use in the test but won't have later.
 *
 * <p>First read this program and say which line leaks:
 *
 * <pre>
 *    1   Table table = Table.read(Path.of("passengers.csv")).withClassTarget("survived");
 *    2   Table known = table.without("name", "ticket");
 *    3   TableEncoder encoder = TableEncoder.fit(known);
 *    4   Split&lt;Dataset&gt; sets = encoder.encode(known).split(0.2, 0.2, 42);
 *    5   Scaler scaler = Scaler.standard(sets.training());
 *    6   Split&lt;Dataset&gt; scaled = sets.map(scaler::transform);
 *    7   Trainer trainer = new Trainer(model, loss, adam).epochs(100).seed(42);
 *    8   trainer.validation(scaled.validation()).listener(new EarlyStopping(5));
 *    9   trainer.fit(scaled.training());
 *   10   System.out.println(trainer.evaluate(scaled.test()));
 * </pre>
 *
 * <p>{@code TableEncoder.fit} collects the categories, and the mean that fills a missing age.
 *
 * <p>Then write two searches that find leaks in any data: rows of the test set that are in the training set as well,
 * and the column that gives the target away. Such a column was often written down after the fact, like the number of
 * the lifeboat. Its correlation with the target, r, is near 1 or −1; a column of equal numbers has none, and counts as
 * 0:
 *
 * <pre>
 *   r = Σᵢ (x[i] − mean x)·(t[i] − mean t) / √( Σᵢ (x[i] − mean x)² · Σᵢ (t[i] − mean t)² )
 * </pre>
 */
public final class Task13Leaks {

    private Task13Leaks() {
    }

    /** {@return the number of the line that leaks} */
    public static int leakingLine() {
        throw new NotWrittenYet("leakingLine");
    }

    /**
     * Finds test rows that were seen in training.
     *
     * @param training rows of numbers; don't change them
     * @param test     rows of numbers; don't change them
     * @return the indices of the test rows that equal a training row, each once, in ascending order
     */
    public static int[] twins(double[][] training, double[][] test) {
        throw new NotWrittenYet("twins");
    }

    /**
     * Finds the column that gives the target away.
     *
     * @param x rows of numbers; don't change them
     * @param t the target of each row; don't change them
     * @return the index of the column whose r is farthest from 0
     */
    public static int giveaway(double[][] x, double[] t) {
        throw new NotWrittenYet("giveaway");
    }
}
