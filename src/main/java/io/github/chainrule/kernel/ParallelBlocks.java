// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Shares a product among the caller and threads of the JDK's common pool. */
final class ParallelBlocks {

    private ParallelBlocks() {
    }

    /** Each thread takes the next block until none is left: so no thread waits for one that is late. */
    static void compute(List<Block> blocks, int threads, Consumer<Block> product) {
        AtomicInteger nextBlock = new AtomicInteger();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            for (int b = nextBlock.getAndIncrement(); b < blocks.size(); b = nextBlock.getAndIncrement()) {
                product.accept(blocks.get(b));
            }
        });
    }
}
