// SPDX-License-Identifier: Apache-2.0
package browser;

import java.util.Set;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** The JDK's classes that one of the same name in a package below {@code browser} stands in for. */
public final class Substitutes extends SimpleSubstitutionPolicy {

    private static final Set<String> NAMES = Set.of("java.lang.Runtime", "java.lang.StrictMath",
            "java.util.Formatter", "java.util.Random", "java.util.StringJoiner", "java.util.concurrent.ForkJoinPool");

    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(NAMES::contains).packagePrefix("browser.");
    }
}
