// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.mnist.ImageDataset;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Digits drawn with letters, for a terminal: two pixels from top to bottom make one character. */
public final class DigitText {

    /** From background to ink. */
    private static final String RAMP = " .:-=+*#%@";

    private DigitText() {
    }

    /**
     * The images that the model is most wrong about, or least confident about, side by side, each with its prediction.
     * A ninth at each edge, which is empty in MNIST, is cut off, so that three fit.
     */
    public static String hardest(Evaluation evaluation, ImageDataset data, int count) {
        List<Outcome> hardest = evaluation.hardest(count);
        return sideBySide(hardest.stream().map(DigitText::caption).toList(),
                hardest.stream().map(example -> lines(data.pixels(example.index()), data.imageWidth(),
                        data.imageHeight() / 9 / 2, data.imageWidth() / 9)).toList());
    }

    /** A whole image. */
    public static String of(double[] pixels, int cols) {
        return String.join("\n", lines(pixels, cols, 0, 0)).replaceAll(" +(?=\n|$)", "") + "\n";
    }

    private static List<String> caption(Outcome example) {
        Prediction answer = example.prediction();
        return List.of((example.isCorrect() ? "right: " : "WRONG: ") + answer.className(),
                String.format(Locale.ROOT, "p = %.4f, image %d", answer.probability(answer.className()),
                        example.index()));
    }

    /** Without the lines at top and bottom, and the columns on the left and the right. */
    private static List<String> lines(double[] pixels, int cols, int top, int left) {
        int count = pixels.length / cols / 2;
        return IntStream.range(top, count - top).mapToObj(row -> IntStream.range(left, cols - left)
                .mapToObj(col -> letter((pixels[2 * row * cols + col] + pixels[(2 * row + 1) * cols + col]) / 2))
                .collect(Collectors.joining())).toList();
    }

    private static String letter(double ink) {
        int i = (int) Math.min(RAMP.length() - 1, ink * RAMP.length());
        return RAMP.substring(i, i + 1);
    }

    private static String sideBySide(List<List<String>> captions, List<List<String>> pictures) {
        int width = Stream.of(captions, pictures).flatMap(List::stream).flatMap(List::stream)
                .mapToInt(String::length).max().orElse(0);
        return Stream.of(captions, pictures).flatMap(blocks -> IntStream.range(0, blocks.get(0).size())
                .mapToObj(row -> blocks.stream().map(block -> String.format("%-" + width + "s", block.get(row)))
                        .collect(Collectors.joining("    ")).stripTrailing() + "\n")).collect(Collectors.joining());
    }
}
