/**
 * Examples for a network: where they come from, and how they are handed out in batches.
 *
 * <p>A {@link io.github.chainrule.data.Dataset} holds examples, {@link io.github.chainrule.data.Batches} deals them
 * out, shuffled anew each epoch, and a {@link io.github.chainrule.data.Batch} is what one step of the optimizer sees.
 * {@link io.github.chainrule.data.ToyData} has some that can be drawn.
 *
 * <p>From a file of one's own to a dataset it takes five steps. All that is learned from data is learned from the
 * training part, and used for every row that the network ever sees:
 *
 * {@snippet :
 * Table table = Table.read(Path.of("iris.csv")).classes("species");       // 1. rows and named columns
 * Split<Table> split = Split.of(table, 0.2, 42);                          // 2. to learn from, and to be tested on
 * TableEncoder encoder = TableEncoder.fit(split.training());              // 3. categories and gaps
 * Dataset training = encoder.encode(split.training());                    // 4. numbers, as they were measured
 * Scaler scaler = Scaler.standard(training);                              // 5. numbers of size 1
 * trainer.fit(scaler.scale(training));
 * trainer.evaluate(scaler.scale(encoder.encode(split.test())));
 * }
 *
 * <p>Nothing here uses the network.
 */
package io.github.chainrule.data;
