// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedsTest {

    /** The JDK's own SplitMix64 is another implementation of the same formulas. */
    @Test
    void the_seeds_are_the_numbers_of_splitmix64() {
        for (long seed : new long[] {0, 42, -7, Long.MAX_VALUE}) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int index = 0; index < 5; index++) {
                assertThat(Seeds.derive(seed, index)).isEqualTo(random.nextLong());
            }
        }
    }

    @Test
    void neighboring_seeds_start_far_apart() {
        assertThat(IntStream.range(0, 100).map(i -> new Random(i).nextInt(64)).distinct().count()).isLessThan(40);
        assertThat(IntStream.range(0, 100).map(i -> new Random(Seeds.derive(1, i)).nextInt(64)).distinct().count())
                .isGreaterThan(40);
        assertThat(IntStream.range(0, 100).map(i -> new Random(Seeds.derive(i, 0)).nextInt(64)).distinct().count())
                .isGreaterThan(40);
    }
}
