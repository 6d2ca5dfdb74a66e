// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A formula twice: in letters, as in {@code a0 * W0 + b0}, and with the numbers filled in. */
final class Expression {

    /** Letters with their number or matrix; or a sign with none, which is the same in both. */
    private record Term(String letters, List<String> numbers) {
    }

    private final List<Term> terms = new ArrayList<>();
    private boolean filled = true;

    /** What is the same in both. */
    Expression sign(String sign) {
        terms.add(new Term(sign, List.of()));
        return this;
    }

    /** A letter for a matrix. */
    Expression matrix(String letters, Matrix value) {
        terms.add(new Term(letters, box(value)));
        return this;
    }

    /** A letter for a single number. */
    Expression number(String letters, String number) {
        terms.add(new Term(letters, List.of(number)));
        return this;
    }

    /** A letter for something that can't be shown as one matrix, such as the derivative of a layer of your own. */
    Expression unknown(String letters) {
        filled = false;
        return sign(letters);
    }

    String letters() {
        return terms.stream().map(Term::letters).collect(Collectors.joining());
    }

    /**
     * The numbers, those of a matrix one row below the other, and what comes out.
     *
     * @return lines from top to bottom; where they would be wider than {@code width}, the rest goes below
     */
    List<String> numbers(Matrix result, int width) {
        List<List<String>> blocks = new ArrayList<>();
        String sign = "= ";
        if (filled && !terms.isEmpty()) {
            for (Term term : terms) {
                if (term.numbers.isEmpty()) {
                    sign += term.letters;
                } else {
                    blocks.add(beside(List.of(List.of(sign), term.numbers)));
                    sign = "";
                }
            }
            sign += " = ";
        }
        blocks.add(beside(List.of(List.of(sign), box(result))));
        List<String> lines = new ArrayList<>();
        List<List<String>> row = new ArrayList<>();
        for (List<String> block : blocks) {
            if (!row.isEmpty() && beside(row).get(0).length() + block.get(0).length() > width) {
                lines.addAll(beside(row));
                row.clear();
            }
            row.add(block);
        }
        lines.addAll(beside(row));
        return lines;
    }

    private static List<String> beside(List<List<String>> blocks) {
        int height = blocks.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>(Collections.nCopies(height, ""));
        for (List<String> block : blocks) {
            for (int i = 0; i < height; i++) {
                lines.set(i, lines.get(i) + (i < block.size() ? block.get(i) : " ".repeat(block.get(0).length())));
            }
        }
        return lines;
    }

    /** A matrix as one line for each row, all of the same length: {@code [ 0.5  -0.1 ]}. */
    private static List<String> box(Matrix m) {
        List<String> texts = NumberFormatter.texts(m);
        int width = texts.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < m.rows(); i++) {
            List<String> row = texts.subList(i * m.cols(), (i + 1) * m.cols());
            lines.add(row.stream().map(text -> " ".repeat(width - text.length()) + text)
                    .collect(Collectors.joining("  ", "[ ", " ]")));
        }
        return lines;
    }
}
