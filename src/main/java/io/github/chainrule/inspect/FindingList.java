// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the rules have found. */
final class FindingList {

    private final List<Finding> all = new ArrayList<>();

    void add(Kind kind, String format, Object... arguments) {
        all.add(new Finding(kind, String.format(Locale.ROOT, format, arguments)));
    }

    /** Whether there is one of these kinds. */
    boolean hasAny(Set<Kind> kinds) {
        return all.stream().anyMatch(finding -> kinds.contains(finding.kind()));
    }

    /** Causes before effects, and no effect whose cause is there. */
    List<Finding> causes() {
        Set<Kind> explained = EnumSet.noneOf(Kind.class);
        all.forEach(finding -> explained.addAll(finding.kind().effects()));
        return all.stream().filter(finding -> !explained.contains(finding.kind()))
                .sorted(Comparator.comparing(Finding::kind)).toList();
    }
}
