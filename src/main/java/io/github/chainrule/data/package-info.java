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
 * Table table = Table.read(Path.of("iris.csv")).classes("species");       // 1. rows and named columns
 * Split<Table> split = Split.of(table, 0.2, 42);                          // 2. to learn from, and to test on
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
