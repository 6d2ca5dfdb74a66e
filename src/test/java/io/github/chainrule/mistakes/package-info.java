/**
 * Fifty usual mistakes, each made on purpose: what the library says of it, word for word where it matters. They come
 * from watching new users. What a test here doesn't show:
 *
 * <ul>
 *   <li>20, a batch size above the number of examples, is no mistake: it makes one batch of them all.</li>
 *   <li>36, the jar with MNIST is missing: {@code MnistTest.a_missing_jar_shows_the_dependency_to_add}.</li>
 *   <li>43, one {@code Random} that several threads draw from: not to be known. A layer is given a generator and asks it
 *   for numbers; who else asks it, and when, the generator doesn't tell. The numbers are as random as any, so that
 *   nothing in the network is unusual; that another run has others, one run can't see.</li>
 * </ul>
 */
package io.github.chainrule.mistakes;
