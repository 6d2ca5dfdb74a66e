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
 *   SparseIndex         which entries aren't zero: a CompressedIndex by rows (CSR), another by columns (CSC)
 * </pre>
 *
 * <p>What was measured, tried and rejected is in {@code src/bench/README.md}.
 */
package io.github.chainrule.kernel;
