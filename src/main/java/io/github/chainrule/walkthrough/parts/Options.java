// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A chapter's command line: {@code --name value}, {@code --name=value}, or {@code --name} alone for a switch.
 * {@code -h} is short for {@code --help}.
 */
public final class Options {

    static final String PICTURES = "pictures";
    private static final int WIDTH = 80;
    private static final String INDENT = " ".repeat(29);

    private record Option(String placeholder, String value, String help) {
    }

    private final Map<String, Option> known = new LinkedHashMap<>();
    private final Map<String, String> given = new LinkedHashMap<>();

    /** A wrong option; the message is one line for the user. */
    public static final class WrongOptionException extends Exception {
        private static final long serialVersionUID = 1;

        public WrongOptionException(String message) {
            super(message + " (--help shows all options)");
        }
    }

    public Options() {
        flag("help", "show this and end");
    }

    public Options option(String name, String placeholder, String defaultValue, String help) {
        known.put(name, new Option(placeholder, defaultValue, help));
        return this;
    }

    public Options flag(String name, String help) {
        known.put(name, new Option("", "", help));
        return this;
    }

    /** Adds {@code --pictures FOLDER}. */
    public Options pictures() {
        return option(PICTURES, "FOLDER", "target/pictures", "where to save the pictures");
    }

    /** {@return the same options, with what is given in arguments} */
    public Options parse(String... args) throws WrongOptionException {
        Options parsed = new Options();
        parsed.known.putAll(known);
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("-h")) {
                parsed.given.put("help", "true");
                continue;
            }
            if (!args[i].startsWith("--")) {
                throw new WrongOptionException("'" + args[i] + "' is no option: options begin with --");
            }
            int equals = args[i].indexOf('=');
            String name = equals < 0 ? args[i].substring(2) : args[i].substring(2, equals);
            Option option = known.get(name);
            if (option == null) {
                throw new WrongOptionException("there is no option --" + name);
            }
            boolean takesValue = !option.placeholder.isEmpty();
            if (takesValue && equals < 0 && i + 1 == args.length) {
                throw new WrongOptionException("--" + name + " needs a value, " + option.placeholder);
            }
            if (!takesValue && equals >= 0) {
                throw new WrongOptionException("--" + name + " takes no value");
            }
            parsed.given.put(name, !takesValue ? "true" : equals >= 0 ? args[i].substring(equals + 1) : args[++i]);
        }
        return parsed;
    }

    /** What was given, as one would type it. */
    @SuppressWarnings("NullAway")    // what isn't known was refused
    public String given() {
        return given.entrySet().stream().map(option -> "--" + option.getKey()
                + (known.get(option.getKey()).placeholder.isEmpty() ? ""
                : " " + option.getValue().replaceFirst("^.* .*$", "'$0'"))).collect(Collectors.joining(" "));
    }

    public boolean has(String flag) {
        return given.containsKey(flag);
    }

    @SuppressWarnings("NullAway")    // only a program's own options are asked for
    public String text(String name) {
        return given.getOrDefault(name, known.get(name).value);
    }

    public int positive(String name) throws WrongOptionException {
        return positive(name, text(name));
    }

    public int[] positives(String name) throws WrongOptionException {
        String[] parts = text(name).split(",", -1);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = positive(name, parts[i].strip());
        }
        return numbers;
    }

    private int positive(String name, String text) throws WrongOptionException {
        return number(name, text, Integer::valueOf, n -> n >= 1, "a whole number of at least 1");
    }

    public long integer(String name) throws WrongOptionException {
        return number(name, text(name), Long::valueOf, n -> true, "a whole number");
    }

    public double positiveDouble(String name) throws WrongOptionException {
        return number(name, text(name), Double::valueOf, n -> n > 0 && Double.isFinite(n), "a number above 0");
    }

    private <N> N number(String name, String text, Function<String, N> parse, Function<N, Boolean> ok, String expected)
            throws WrongOptionException {
        try {
            N number = parse.apply(text);
            if (ok.apply(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, in the user's words
        }
        throw new WrongOptionException("--" + name + " must be " + expected + ", not '" + text + "'");
    }

    /** All options as a table, in lines of at most 80 characters. */
    public String help() {
        StringBuilder text = new StringBuilder();
        known.forEach((name, option) -> {
            StringBuilder line = new StringBuilder(String.format("  --%-24s", name + " " + option.placeholder));
            for (String word : (option.help + (option.value.isEmpty() ? "" : " (" + option.value + ")")).split(" ")) {
                if (line.length() + 1 + word.length() > WIDTH) {
                    text.append(line).append(System.lineSeparator());
                    line = new StringBuilder(INDENT.substring(1));
                }
                line.append(' ').append(word);
            }
            text.append(line).append(System.lineSeparator());
        });
        return text.toString();
    }
}
