// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** An ONNX file read back by the format's description, and computed with plain loops: for the tests. */
final class OnnxInterpreter {

    /** A message: field number to values, each a Long, a Float or bytes. */
    record Message(Map<Integer, List<Object>> fields) {

        static Message of(byte[] bytes) {
            Map<Integer, List<Object>> fields = new HashMap<>();
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                long key = varint(in);
                Object value = switch ((int) key & 7) {
                    case 0 -> varint(in);
                    case 2 -> {
                        byte[] block = new byte[Math.toIntExact(varint(in))];
                        in.get(block);
                        yield block;
                    }
                    case 5 -> in.getFloat();
                    default -> throw new AssertionError("kind " + (key & 7));
                };
                fields.computeIfAbsent((int) (key >> 3), f -> new ArrayList<>()).add(value);
            }
            return new Message(fields);
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0;; shift += 7) {
                byte b = in.get();
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }

        List<Object> all(int field) {
            return fields.getOrDefault(field, List.of());
        }

        long number(int field) {
            return (Long) all(field).get(0);
        }

        List<String> texts(int field) {
            return all(field).stream().map(b -> new String((byte[]) b, StandardCharsets.UTF_8)).toList();
        }

        String text(int field) {
            return texts(field).get(0);
        }

        List<Message> messages(int field) {
            return all(field).stream().map(b -> of((byte[]) b)).toList();
        }

        Message message(int field) {
            return messages(field).get(0);
        }
    }

    private record Value(int rows, int cols, double[] values) {
        double get(int i, int j) {
            return values[(rows == 1 ? 0 : i) * cols + (cols == 1 ? 0 : j)];
        }
    }

    private final Message graph;

    OnnxInterpreter(byte[] bytes) {
        graph = Message.of(bytes).message(7);
    }

    double[] run(int rows, double... x) {
        Map<String, Value> values = new HashMap<>();
        values.put("x", new Value(rows, x.length / rows, x));
        graph.messages(5).forEach(tensor -> values.put(tensor.text(8), value(tensor)));
        for (Message node : graph.messages(1)) {
            List<Value> in = node.texts(1).stream().map(values::get).toList();
            values.put(node.text(2), compute(node, in));
        }
        return values.get("y").values();
    }

    private static Value value(Message tensor) {
        ByteBuffer raw = ByteBuffer.wrap((byte[]) tensor.all(9).get(0)).order(ByteOrder.LITTLE_ENDIAN);
        List<Object> dims = tensor.all(1);
        int cols = dims.isEmpty() ? 1 : Math.toIntExact((Long) dims.get(dims.size() - 1));
        int rows = dims.size() < 2 ? 1 : Math.toIntExact((Long) dims.get(0));
        double[] values = new double[rows * cols];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.number(2) == 11 ? raw.getDouble() : raw.getFloat();
        }
        if (raw.hasRemaining()) {
            throw new AssertionError("more numbers than the shape has");
        }
        return new Value(rows, cols, values);
    }

    private static Value compute(Message node, List<Value> in) {
        Value x = in.get(0);
        return switch (node.text(4)) {
            case "Gemm" -> gemm(x, in.get(1), in.get(2));
            case "Relu" -> map(x, v -> Math.max(v, 0));
            case "Sigmoid" -> map(x, v -> 1 / (1 + Math.exp(-v)));
            case "Tanh" -> map(x, Math::tanh);
            case "LeakyRelu" -> {
                float alpha = (Float) node.message(5).all(2).get(0);
                yield map(x, v -> v > 0 ? v : alpha * v);
            }
            case "Identity" -> x;
            case "Add" -> columns(x, in.get(1), Double::sum);
            case "Sub" -> columns(x, in.get(1), (a, b) -> a - b);
            case "Mul" -> columns(x, in.get(1), (a, b) -> a * b);
            case "Div" -> columns(x, in.get(1), (a, b) -> a / b);
            case "Max", "Min" -> {
                double[] result = new double[x.values().length];
                for (int i = 0; i < result.length; i++) {
                    double a = x.values()[i];
                    double b = in.get(1).values()[i];
                    result[i] = node.text(4).equals("Max") ? Math.max(a, b) : Math.min(a, b);
                }
                yield new Value(x.rows(), x.cols(), result);
            }
            case "Softmax" -> softmax(x);
            default -> throw new AssertionError(node.text(4));
        };
    }

    private static Value map(Value x, DoubleUnaryOperator f) {
        return new Value(x.rows(), x.cols(), Arrays.stream(x.values()).map(f).toArray());
    }

    /** Each row with the same numbers, or each number with the same one. */
    private static Value columns(Value x, Value numbers, DoubleBinaryOperator f) {
        double[] y = new double[x.values().length];
        for (int i = 0; i < y.length; i++) {
            y[i] = f.applyAsDouble(x.values()[i], numbers.get(0, i % x.cols()));
        }
        return new Value(x.rows(), x.cols(), y);
    }

    private static Value gemm(Value x, Value w, Value b) {
        double[] y = new double[x.rows() * w.cols()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < w.cols(); j++) {
                double sum = b.get(0, j);
                for (int k = 0; k < w.rows(); k++) {
                    sum += x.get(i, k) * w.values()[k * w.cols() + j];
                }
                y[i * w.cols() + j] = sum;
            }
        }
        return new Value(x.rows(), w.cols(), y);
    }

    private static Value softmax(Value x) {
        double[] y = new double[x.values().length];
        for (int i = 0; i < x.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < x.cols(); j++) {
                sum += Math.exp(x.get(i, j));
            }
            for (int j = 0; j < x.cols(); j++) {
                y[i * x.cols() + j] = Math.exp(x.get(i, j)) / sum;
            }
        }
        return new Value(x.rows(), x.cols(), y);
    }
}
