// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.readme;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws the moving picture of the README and of the documentation's front page: a network of 2-8-8-1 learns two spirals.
 * After {@code mvn compile}, this makes it anew:
 *
 * <pre>
 *   java -cp target/classes src/test/java/io/github/chainrule/readme/Spiral.java
 * </pre>
 */
public final class Spiral {

    static final Path FILE = Path.of("src/main/javadoc/io/github/chainrule/walkthrough/doc-files/spiral.svg");
    private static final int STEPS = 800;
    private static final int FRAMES = 36;
    private static final int GRID = 42;
    private static final double SECONDS = 9.4;
    private static final double[] LEVELS = {0.1, 0.3, 0.5, 0.7, 0.9};
    private static final int[] WIDTHS = {2, 8, 8, 1};
    private static final double[] X = {432, 560, 688, 806};

    private final Matrix points;
    private final Matrix targets;
    private final double extent;
    private final Sequential model;
    private final Loss loss = new BinaryCrossEntropy();
    private final List<Double> losses = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    private Spiral() {
        Dataset data = ToyData.spiral(200, 2, 0.02, 1);
        points = Matrix.zeros(200, 2);
        targets = Matrix.zeros(200, 1);
        data.read(IntStream.range(0, 200).toArray(), 0, 200, points, targets);
        extent = 1.18 * Arrays.stream(points.values()).map(Math::abs).max().orElseThrow();
        Random random = new Random(1);
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k + 1 < WIDTHS.length; k++) {
            layers.add(new Linear(WIDTHS[k], WIDTHS[k + 1], random));
            layers.add(k + 2 < WIDTHS.length ? new Tanh() : new Sigmoid());
        }
        model = new Sequential(layers.toArray(Layer[]::new));
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, draw());
        System.out.println(FILE + ": " + Files.size(FILE) + " bytes");
    }

    /** The picture as text; the same on every machine. */
    static String draw() {
        return new Spiral().film();
    }

    /** More frames at the beginning, where more happens. */
    private static int stepOf(int frame) {
        return (int) Math.round(STEPS * Math.pow((double) frame / (FRAMES - 1), 1.7));
    }

    private String film() {
        head();
        Optimizer adam = new Adam(model.parameters(), 0.03);
        int step = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            for (; step < stepOf(frame); step++) {
                ForwardPass pass = model.forward(points);
                losses.add(loss.value(pass.output(), targets));
                pass.backward(loss.gradient(pass.output(), targets));
                adam.step();
            }
            frame(frame, step);
        }
        still();
        return svg.append("</svg>\n").toString();
    }

    private void frame(int frame, int step) {
        Matrix p = model.output(points);
        double now = loss.value(p, targets);
        long right = IntStream.range(0, 200).filter(i -> p.get(i, 0) > 0.5 == targets.get(i, 0) > 0.5).count();
        add("<g class=\"f%s\" style=\"animation-delay:%.2fs\"><g class=\"a\">", frame == FRAMES - 1 ? " last" : "",
                0.17 * frame);
        plane();
        add("</g>");
        weights();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < losses.size(); i += Math.max(1, losses.size() / 110)) {
            line.append(String.format(Locale.ROOT, "%s%.0f %.1f", i == 0 ? "M" : "L", 432 + 374.0 * i / STEPS,
                    344 - 110 * Math.min(0.8, losses.get(i))));
        }
        add("%s<circle class=\"o\" cx=\"%.0f\" cy=\"%.1f\" r=\"3.5\"/>", losses.isEmpty() ? "" : "<path class=\"l\" d=\"" + line
                + "\"/>", 432 + 374.0 * step / STEPS, 344 - 110 * Math.min(0.8, now));
        add("<text class=\"n e\" x=\"806\" y=\"248\">step %d \u00b7 loss %.3f \u00b7 %d of 200 correct</text></g>%n", step, now,
                right);
    }

    /** The plane in six colors: for each level the cells above it, as runs of a row. */
    private void plane() {
        Matrix grid = Matrix.zeros(GRID * GRID, 2);
        for (int i = 0; i < GRID * GRID; i++) {
            grid.set(i, 0, extent * (2.0 * (i % GRID + 0.5) / GRID - 1));
            grid.set(i, 1, extent * (1 - 2.0 * (Math.floorDiv(i, GRID) + 0.5) / GRID));
        }
        Matrix p = model.output(grid);
        for (double level : LEVELS) {
            StringBuilder path = new StringBuilder();
            for (int row = 0; row < GRID; row++) {
                for (int col = 0; col < GRID; col++) {
                    int from = col;
                    while (col < GRID && p.get(row * GRID + col, 0) > level) {
                        col++;
                    }
                    if (col > from) {
                        path.append('M').append(from).append(' ').append(row).append('h').append(col - from).append("v1h")
                                .append(from - col).append('z');
                    }
                }
            }
            add("<path d=\"%s\"/>", path);
        }
    }

    private static double y(int layer, int j) {
        return 102 + (j - (WIDTHS[layer] - 1) / 2.0) * (WIDTHS[layer] == 2 ? 48 : 24);
    }

    private void weights() {
        StringBuilder[] paths = new StringBuilder[6];
        for (int k = 0; k < 3; k++) {
            Matrix w = ((Linear) model.layers().get(2 * k)).weight().value();
            for (int i = 0; i < w.rows(); i++) {
                for (int j = 0; j < w.cols(); j++) {
                    double size = Math.abs(w.get(i, j));
                    int kind = (w.get(i, j) < 0 ? 0 : 3) + (size < 0.5 ? 0 : size < 1.5 ? 1 : 2);
                    paths[kind] = paths[kind] == null ? new StringBuilder() : paths[kind];
                    paths[kind].append(String.format(Locale.ROOT, "M%.0f %.0fL%.0f %.0f", X[k], y(k, i), X[k + 1],
                            y(k + 1, j)));
                }
            }
        }
        for (int kind = 0; kind < 6; kind++) {
            if (paths[kind] != null) {
                add("<path class=\"w w%d\" d=\"%s\"/>", kind, paths[kind]);
            }
        }
    }

    /** What doesn't move: axes, names, points and neurons. */
    private void still() {
        add("<path class=\"ax\" d=\"M432 256v88h374\"/>");
        String[] names = {"2 inputs", "8 neurons", "8 neurons", "1 output"};
        for (int k = 0; k < 4; k++) {
            add("<text class=\"m c\" x=\"%.0f\" y=\"212\">%s</text>", X[k] + (k == 3 ? -14 : k == 0 ? 4 : 0), names[k]);
            for (int j = 0; j < WIDTHS[k]; j++) {
                add("<circle class=\"u\" cx=\"%.0f\" cy=\"%.0f\" r=\"%d\"/>", X[k], y(k, j), k % 3 == 0 ? 8 : 6);
            }
        }
        for (int i = 0; i < 200; i++) {
            double x = 184 + 170 * points.get(i, 0) / extent;
            double y = 184 - 170 * points.get(i, 1) / extent;
            add(targets.get(i, 0) == 0 ? "<circle class=\"pt p0\" cx=\"%.0f\" cy=\"%.0f\" r=\"3.9\"/>"
                    : "<path class=\"pt p1\" d=\"M%.0f %.0fl4.4 7.6h-8.8z\"/>", x, targets.get(i, 0) == 0 ? y : y - 5);
        }
        add("%n");
    }

    private void head() {
        add("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 830 368" width="830" role="img" aria-labelledby="t d">
                <title id="t">A network learns to tell two spirals apart</title>
                <desc id="d">Left: the plane, colored by what the network predicts, while it learns from 200 points. Right: its \
                weights, and the loss falling.</desc>
                <style>
                text{font:14px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1f2328}.m{fill:#59636e}
                .e{text-anchor:end}.c{text-anchor:middle;font-size:13px}.n{font-variant-numeric:tabular-nums}
                .pp{fill:#fff}.z{fill:#8db9e2}.a{transform:translate(14px,14px) scale(8.0952)}.a :nth-child(1){fill:#c1d9f0}
                .a :nth-child(2){fill:#eaf2fa}.a :nth-child(3){fill:#fdefe2}.a :nth-child(4){fill:#f8d3b1}.a :nth-child(5){fill:#efad75}
                .w{fill:none;stroke-linecap:round}.w0,.w1,.w2{stroke:#1f78c8;stroke-dasharray:5 3}.w3,.w4,.w5{stroke:#dc6400}
                .w0,.w3{stroke-width:.7px;stroke-opacity:.35}.w1,.w4{stroke-width:1.5px;stroke-opacity:.55}
                .w2,.w5{stroke-width:2.6px;stroke-opacity:.85}.u{fill:#fff;stroke:#1f2328;stroke-width:1.3}
                .p0{fill:#0060a8}.p1{fill:#c04e00}.pt{stroke:#fff;stroke-width:1}.ax{stroke:#8c959f;fill:none}
                .l{stroke:#1f2328;stroke-width:2;fill:none;stroke-linejoin:round}.o{stroke:#1f2328;fill:none}
                .f{visibility:hidden;animation:k %1$.2fs step-end infinite}.f.last{animation-name:q}
                @keyframes k{0%%{visibility:visible}%2$.3f%%{visibility:hidden}}
                @keyframes q{0%%{visibility:visible}%3$.3f%%{visibility:hidden}}
                @media (prefers-color-scheme:dark){text{fill:#e6e9ed}.m{fill:#a5afba}.pp,.u{fill:#15181d}.z{fill:#1c568a}
                .a :nth-child(1){fill:#1b3c5b}.a :nth-child(2){fill:#1a2633}.a :nth-child(3){fill:#33241a}.a :nth-child(4){fill:#63381a}
                .a :nth-child(5){fill:#96511a}.p0{fill:#79c2f5}.p1{fill:#ff9d57}.pt{stroke:#15181d}.u,.l,.o{stroke:#e6e9ed}.ax{stroke:#77828d}
                .w0,.w1,.w2{stroke:#56a5ea}.w3,.w4,.w5{stroke:#ff8b3d}}
                @media (prefers-reduced-motion:reduce){.f{animation:none}.f.last{visibility:visible}}
                @media print{.f{animation:none}.f.last{visibility:visible}}
                </style><rect class="pp" width="830" height="368" rx="6"/><rect class="z" x="14" y="14" width="340" height="340"/>
                <text class="m" x="432" y="248">loss</text>
                """, SECONDS, 100 * 0.17 / SECONDS, 100 * (SECONDS - 0.17 * (FRAMES - 1)) / SECONDS);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values).replace("\r\n", "\n"));
    }
}
