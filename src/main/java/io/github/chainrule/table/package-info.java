// SPDX-License-Identifier: Apache-2.0
/**
 * From a CSV file to examples for a network: columns, categories and missing values.
 *
 * <p>It takes five steps. Whatever is learned from data is learned from the training set only, and used for every row
 * that the network ever sees:
 *
 * {@snippet :
 * Table table = Table.read(Path.of("iris.csv")).withClassTarget("species");   // 1. rows and named columns
 * Split<Table> tables = table.split(0.2, 42);                                 // 2. to learn from, and to test on
 * TableEncoder encoder = TableEncoder.fit(tables.training());                 // 3. categories and missing values
 * Split<Dataset> raw = tables.map(encoder::encode);                           // 4. numbers as measured
 * Split<Dataset> scaled = raw.map(Scaler.standard(raw.training())::transform);    // 5. on a common scale
 * trainer.fit(scaled.training());
 * trainer.evaluate(scaled.test());
 * }
 *
 * <p>The results are as good as those of scikit-learn's {@code MLPClassifier} and {@code MLPRegressor}: both learn from
 * the same rows, encoded and scaled in the same way, with the same layers, rate, batches and epochs, and ten seeds each
 * ({@code src/bench/peers/tables.py}).
 *
 * <table class="striped">
 *   <caption>On rows that weren't trained on: mean ± standard deviation over ten seeds, scikit-learn 1.9.1</caption>
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
 *     <tr><th scope="row">diabetes, five folds</th><td>10-16-1</td><td>R²</td>
 *         <td>0.470 ± 0.009</td><td>0.453 ± 0.015</td></tr>
 *     <tr><th scope="row">wine, five folds</th><td>13-16-3</td><td>accuracy</td>
 *         <td>0.975 ± 0.004</td><td>0.975 ± 0.005</td></tr>
 *     <tr><th scope="row">breast cancer, five folds</th><td>30-16-1</td><td>accuracy</td>
 *         <td>0.976 ± 0.003</td><td>0.973 ± 0.004</td></tr>
 *   </tbody>
 * </table>
 */
package io.github.chainrule.table;
