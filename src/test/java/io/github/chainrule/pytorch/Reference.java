// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import io.github.chainrule.matrix.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The numbers that PyTorch gave, by name: {@code #} begins a comment, otherwise there are blocks of
 *
 * <pre>
 *   tensor NAME ROWS COLS
 *   v v v …                  ROWS lines of COLS numbers
 * </pre>
 */
final class Reference {

    private final String file;
    private final Map<String, Matrix> tensors;

    private Reference(String file, Map<String, Matrix> tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    /** Reads one of the files that lie in the root of the test resources. */
    static Reference load(String file) {
        try (InputStream in = Reference.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalStateException("there is no test resource " + file);
            }
            return new Reference(file, read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Matrix> read(BufferedReader in) throws IOException {
        Map<String, Matrix> tensors = new LinkedHashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.startsWith("#")) {
                String[] head = line.split(" ");
                if (head.length != 4 || !head[0].equals("tensor")) {
                    throw new IOException("expected \"tensor NAME ROWS COLS\", got " + line);
                }
                tensors.put(head[1], readEntries(in, Integer.parseInt(head[2]), Integer.parseInt(head[3])));
            }
        }
        return tensors;
    }

    private static Matrix readEntries(BufferedReader in, int rows, int cols) throws IOException {
        Matrix m = Matrix.zeros(rows, cols);
        for (int i = 0; i < rows; i++) {
            StringTokenizer numbers = new StringTokenizer(in.readLine());
            if (numbers.countTokens() != cols) {
                throw new IOException("row " + i + ": expected " + cols + " numbers, got " + numbers.countTokens());
            }
            for (int j = 0; j < cols; j++) {
                m.set(i, j, Double.parseDouble(numbers.nextToken()));
            }
        }
        return m;
    }

    /** A tensor as it stands in the file; a copy. */
    Matrix get(String name) {
        Matrix m = tensors.get(name);
        if (m == null) {
            throw new IllegalArgumentException(file + " has no tensor " + name + "; it has " + tensors.keySet());
        }
        return m.copy();
    }

    /** A tensor of a single number. */
    double number(String name) {
        Matrix m = get(name);
        if (m.values().length != 1) {
            throw new IllegalArgumentException(file + ": " + name + " is no single number but " + m.shape());
        }
        return m.get(0, 0);
    }

    /** What belongs to a weight. PyTorch stores it as (out, in), Chainrule as (in × out). */
    Matrix weight(String name) {
        return get(name).transpose();
    }
}
