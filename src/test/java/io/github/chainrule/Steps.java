// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many characters a pattern looks at: a measure of time that is the same on every machine. */
public final class Steps {

    private Steps() {
    }

    /** A text that doesn't match takes at most about ten times the steps with ten times the digits. */
    public static void assertLinear(Pattern pattern, String form) {
        long steps = steps(pattern, String.format(form, "1".repeat(2000)));

        assertThat(steps(pattern, String.format(form, "1".repeat(20_000)))).as("%s in %s", pattern, form)
                .isLessThan(11 * steps);
    }

    private static long steps(Pattern pattern, String text) {
        AtomicLong steps = new AtomicLong();
        Matcher matcher = pattern.matcher(new CharSequence() {
            @Override
            public int length() {
                return text.length();
            }

            @Override
            public char charAt(int index) {
                steps.incrementAndGet();
                return text.charAt(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return text.substring(start, end);
            }
        });
        assertThat(matcher.matches()).isFalse();
        for (matcher.reset(); matcher.find();) {
            assertThat(matcher.start()).isLessThan(text.length());
        }
        return steps.get();
    }
}
