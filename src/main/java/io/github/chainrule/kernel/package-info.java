// SPDX-License-Identifier: Apache-2.0
/**
 * The engine: products on plain arrays. {@code Kernel} says what a product is, in three loops, and all else here is the
 * same numbers, faster:
 *
 * <pre>
 *   Kernel              the textbook's loops, and the contract
 *   KernelSelector      chooses one, once
 *   ProductDispatcher   with zeros or without, in one piece or in blocks (Block, ParallelBlocks)
 *   SimdKernel          SIMD: SimdMicrokernel, SimdAxpy
 *   ScalarKernel        plain Java: ScalarMicrokernel, RankFourUpdate
 *   SparseKernel        skips zeros, in plain Java; SimdSparseKernel with SIMD
 *   SparseMatrix        what a reader fills instead of an array: blocks without the zeros between them
 * </pre>
 *
 * <p>A call goes from {@code Linear.forward} through {@code Matrix.timesPlusRow} to {@code Kernel.times}: three files,
 * if {@code -Dchainrule.kernel=textbook} runs. For a batch of MNIST it goes from {@code Matrix} to
 * {@code ProductDispatcher.timesSkippingZeros} and {@code SimdSparseKernel.times}, four files, with {@code SparseMatrix}
 * and {@code Simd} beside them.
 *
 * <p>What was measured, tried and rejected is in {@code src/bench/README.md}.
 */
package io.github.chainrule.kernel;
