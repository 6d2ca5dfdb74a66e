// SPDX-License-Identifier: Apache-2.0
/**
 * The engine: products on plain arrays. {@code Kernel} says what a product is, in three loops, and all else here
 * computes the same numbers, faster:
 *
 * <pre>
 *   Kernel              the textbook's loops, and the contract
 *   KernelSelector      chooses one, once
 *   ProductDispatcher   with zeros or without, in one piece or in blocks (Block)
 *   SimdKernel          SIMD: SimdMicrokernel, SimdAxpy
 *   ScalarKernel        plain Java: ScalarMicrokernel, RankFourUpdate
 *   SparseKernel        skips zeros, in plain Java; SimdSparseKernel with SIMD
 *   SparseMatrix        what a reader fills instead of an array: blocks without the zeros between them
 * </pre>
 *
 * <p>Where a call goes, with {@code -Dchainrule.kernel=textbook}: {@code Linear.forward}, {@code Matrix.timesPlusRow},
 * {@code Kernel.times}. For a batch of MNIST with SIMD: {@code Linear.forward}, {@code Matrix.timesPlusRow},
 * {@code ProductDispatcher.timesSkippingZeros}, {@code SimdSparseKernel.times}, over a {@code SparseMatrix}.
 *
 * <p>What was measured, tried and rejected is in {@code src/bench/README.md}.
 */
package io.github.chainrule.kernel;
