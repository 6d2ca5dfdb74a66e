package io.github.chainrule.walkthrough;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A table of {@link VanishingGradient}: a row for each network, a column for each number of hidden layers. */
record DepthTable(PrintStream out) {

    private static final int[] DEPTHS = {2, 4, 6, 8, 10, 12};

    void print(BiFunction<DeepNetwork, Integer, String> cell) {
        row("hidden layers", depth -> String.valueOf(depth));
        for (DeepNetwork network : DeepNetwork.values()) {
            row(network.toString(), depth -> cell.apply(network, depth));
        }
    }

    void row(String name, IntFunction<String> cell) {
        out.printf("  %-18s%s%n", name, Arrays.stream(DEPTHS).mapToObj(depth -> String.format("%9s", cell.apply(depth)))
                .collect(Collectors.joining()));
    }
}
