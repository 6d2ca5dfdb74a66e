// SPDX-License-Identifier: Apache-2.0
package org.teavm.classlib.impl.text;

import org.teavm.jso.JSBody;

/** Stands in for TeaVM's class of that name: see {@link DoubleAnalyzer}. */
public final class DoubleSynthesizer {

    private DoubleSynthesizer() {
    }

    /** {@return the number with these digits} */
    public static double synthesizeDouble(long mantissa, int exponent, boolean negative) {
        double size = number(mantissa + "e" + (exponent - 18));
        return negative ? -size : size;
    }

    @JSBody(params = "text", script = "return Number(text);")
    private static native double number(String text);
}
