// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That something is refused, with the whole message. */
public final class Refusals {

    private Refusals() {
    }

    public static void assertRefused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(call).withMessage(message);
    }

    public static void assertRefusedState(ThrowingCallable call, String message) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(call).withMessage(message);
    }

    public static void assertFails(ThrowingCallable call, String message) {
        assertThatExceptionOfType(IOException.class).isThrownBy(call).withMessage(message);
    }
}
