// SPDX-License-Identifier: Apache-2.0
/**
 * Examples for a network: where they come from, and how they are handed out in batches.
 *
 * <p>A {@link io.github.chainrule.data.Dataset} holds examples, {@link io.github.chainrule.data.Batches} hands them
 * out, shuffled anew each epoch, and a {@link io.github.chainrule.data.Batch} is what one step of the optimizer sees.
 * {@link io.github.chainrule.data.ToyData} has some that you can draw.
 *
 * <p>It takes five steps from a file of your own to a dataset. Whatever is learned from data is learned from the
 * training part alone, and used for every row that the network ever sees:
 *
 * {@snippet :
 * Table table = Table.read(Path.of("iris.csv")).withClassTarget("species");       // 1. rows and named columns
 * Split<Table> split = Split.of(table, 0.2, 42);                          // 2. to learn from, and to test on
 * TableEncoder encoder = TableEncoder.fit(split.training());              // 3. categories and gaps
 * Dataset training = encoder.encode(split.training());                    // 4. numbers, as they were measured
 * Scaler scaler = Scaler.standard(training);                              // 5. numbers of size 1
 * trainer.fit(scaler.transform(training));
 * trainer.evaluate(scaler.transform(encoder.encode(split.test())));
 * }
 *
 * <p>The results are as good as those of scikit-learn's {@code MLPClassifier} and {@code MLPRegressor}: both learn from
 * the same rows, encoded and scaled in the same way, with the same layers, rate, batches and epochs, and ten seeds each
 * ({@code src/bench/peers/tables.py}).
 *
 * <table class="striped">
 *   <caption>On rows that were not learned from: mean ± standard deviation over ten seeds, scikit-learn 1.2</caption>
 *   <thead>
 *     <tr><th scope="col">data</th><th scope="col">network</th><th scope="col">measure</th>
 *         <th scope="col">Chainrule</th>
 *         <th scope="col">scikit-learn</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">irises</th><td>4-10-3</td><td>accuracy</td><td>0.970 ± 0.029</td><td>0.973 ± 0.026</td></tr>
 *     <tr><th scope="row">passengers, with gaps and categories</th><td>12-8-1</td><td>accuracy</td>
 *         <td>0.748 ± 0.044</td><td>0.748 ± 0.038</td></tr>
 *     <tr><th scope="row">diabetes</th><td>10-16-1</td><td>R²</td><td>0.463 ± 0.062</td><td>0.449 ± 0.069</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>Nothing in this package knows about networks.
 */
package io.github.chainrule.data;
