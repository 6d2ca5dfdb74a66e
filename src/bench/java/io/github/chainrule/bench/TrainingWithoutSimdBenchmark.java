// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.bench;

import org.openjdk.jmh.annotations.Fork;

/** The same on plain Java. */
@Fork(value = 1, jvmArgsAppend = "-Dchainrule.kernel=scalar")
public class TrainingWithoutSimdBenchmark extends TrainingBenchmark {
}
