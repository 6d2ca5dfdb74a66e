// SPDX-License-Identifier: Apache-2.0
/**
 * Matrices, and the checks of their shapes.
 *
 * <p>{@link io.github.chainrule.matrix.Matrix} is all that most programs see.
 * {@link io.github.chainrule.matrix.Checks} has the checks that layers and losses make,
 * {@link io.github.chainrule.matrix.Backend} says what the products run on.
 *
 * <h2>Where a product ends</h2>
 *
 * <p>Follow a layer down, from {@code Linear.forward} to {@code Matrix.timesPlusRow}, and you arrive at three loops in
 * {@code kernel/Kernel.java}. They are all that a product is, and {@code -Dchainrule.kernel=textbook} runs them:
 *
 * <pre>
 *   for (int i = 0; i &lt; rows; i++) {
 *       for (int j = 0; j &lt; cols; j++) {
 *           double sum = initial[j];
 *           for (int k = 0; k &lt; inner; k++) {
 *               sum = Math.fma(a[i * inner + k], b[k * cols + j], sum);     // sum + a[i][k]·b[k][j]
 *           }
 *           c[i * cols + j] = sum;
 *       }
 *   }
 * </pre>
 *
 * <p>Otherwise the package {@code kernel} computes several of these sums at a time, but each as written here, from its
 * first term to its last. So all kernels give the same bits.
 *
 * <h2>Why it is fast</h2>
 *
 * <ul>
 *   <li><b>SIMD across columns.</b> A vector holds neighboring columns of the result, so each sum stays in its lane.
 *   <li><b>Register blocking.</b> Eight or sixteen vectors of sums stay in registers: each loaded value takes part in
 *       several.
 *   <li><b>Packed panels.</b> Columns of a wide matrix are copied side by side first, as many as the cache holds.
 *   <li><b>Threads share blocks of a large product</b>, and none waits for a late one.
 *   <li><b>Zeros are skipped.</b> Four of five pixels of MNIST are zero, and the reader knows which
 *       ({@link io.github.chainrule.matrix.SparseByteRows}). A batch's matrix holds the others, and writes its array
 *       when one is asked for. Once a program has called {@code values()}, the array is the matrix for good.
 *   <li><b>Batches are read while the model trains</b>, on a thread of their own.
 *   <li><b>Little is allocated</b>: the batch and all gradients are overwritten.
 *   <li><b>Nothing is computed without need</b>: the first layer's input gradient, a third of the multiplications for
 *   MNIST, only if asked for.
 * </ul>
 *
 * <p>What was measured, tried and rejected, with numbers, is in {@code src/bench/README.md}.
 */
package io.github.chainrule.matrix;
