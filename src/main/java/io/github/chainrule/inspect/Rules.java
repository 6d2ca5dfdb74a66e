// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;

import java.util.List;
import java.util.Locale;

/** When to say what: looks at what was seen, and adds findings. */
interface Rules {

    /** Little can be said of fewer examples. */
    int MIN_EXAMPLES = 20;

    List<Finding> findings();

    default void add(Kind kind, String format, Object... arguments) {
        findings().add(new Finding(kind, String.format(Locale.ROOT, format, arguments)));
    }
}
