// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a parameter knows about its value and its gradient: how often the value has changed, which value the gradient
 * belongs to, and whether a trainer is at work on it. Passes, optimizers and trainers ask here, so a reader of
 * {@code Parameter} sees only value and gradient.
 */
public abstract class Versioned {

    private int version;
    /** The version that the gradient belongs to; below 0 until a backward pass has computed one. */
    private int gradientVersion = -1;
    private final AtomicBoolean isInTraining = new AtomicBoolean();

    /** Called when the value has changed. */
    protected final void countChange() {
        version++;
    }

    /** {@return how often the value has changed: once in each step of an optimizer} */
    public final int version() {
        return version;
    }

    /** Records that a trainer begins or ends; returns whether that changes anything. */
    public static boolean setInTraining(Versioned parameter, boolean inTraining) {
        return parameter.isInTraining.compareAndSet(!inTraining, inTraining);
    }

    /** Records that a backward pass has computed the gradient. */
    public static void markGradientComputed(Versioned parameter) {
        parameter.gradientVersion = parameter.version;
    }

    /** Whether the value has changed since the gradient was computed; false if none ever was. */
    public static boolean isGradientStale(Versioned parameter) {
        return parameter.gradientVersion >= 0 && parameter.gradientVersion != parameter.version;
    }
}
