// SPDX-License-Identifier: Apache-2.0
/**
 * Fifty usual mistakes, each made on purpose: what the library says of it, word for word where it matters. They come
 * from watching new users. What a test here doesn't show:
 *
 * <ul>
 *   <li>20, a batch size above the number of examples, is no mistake: it makes one batch of them all.</li>
 *   <li>36, the jar with MNIST is missing: {@code MnistTest.a_missing_jar_shows_the_dependency_to_add}, and a project
 *   of its own, {@code src/it/without-digits}.</li>
 *   <li>43, one {@code Random} that several threads draw from: not to be known. A layer is given a generator and asks
 *   it for numbers; who else asks it, and when, the generator doesn't tell. The numbers are as random as any, so that
 *   nothing in the network is unusual; that another run has others, one run can't see.</li>
 * </ul>
 *
 * <p>47 are reported here. A loop written by hand hears of those in data, model and judgement as soon as it has a
 * {@code TrainingRun}, one line. What isn't reported, even so:
 *
 * <ul>
 *   <li>16, {@code step()} is never called, or after the loop over the batches instead of in it: gradients may be
 *   looked at without a step, as in saliency maps.</li>
 *   <li>19, swapped arguments of a loss without a {@code TrainingRun}: two columns of numbers don't say which is
 *   which.</li>
 *   <li>34, not the batches but their matrices are kept in a list: a matrix doesn't know whose it is.</li>
 * </ul>
 *
 * <p>The same was tried once more in other forms, with other sizes, layers, losses, optimizers and tables in place of
 * images, with a {@code Trainer} and by hand, and so were mistakes that aren't among the fifty: those for which
 * something had to be mended are in {@code NeighboursTest}. Not to be known are:
 *
 * <ul>
 *   <li>a loop without any optimizer: a loop that only looks at gradients has none either;</li>
 *   <li>data that was scaled by hand, and isn't when one example is asked about: a {@code Scaler} would be known;</li>
 *   <li>dropout drawn in a prediction, by {@code forward(x, random)}: it may be wanted;</li>
 *   <li>class numbers under a squared error with one output: they may be a quantity, such as a grade;</li>
 *   <li>one column that is a million times smaller than the others: a rare pixel looks the same;</li>
 *   <li>another seed, batch or epoch than was meant.</li>
 * </ul>
 */
package io.github.chainrule.mistakes;
