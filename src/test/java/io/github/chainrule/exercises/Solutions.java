// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.exercises;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The worked solutions and the wrong ones, which stand in for single lines of the files that are handed out. */
record Solutions(List<Solution> all) {

    private static final Pattern HEAD = Pattern.compile("== (\\w+), ([^:]+): (?:right|wrong, ([^>]+) > (.+))");

    /** A body for one method; {@code slip} and {@code hint} are empty if it is right. */
    record Solution(String file, String method, String slip, String hint, String body) {

        boolean isRight() {
            return slip.isEmpty();
        }

        /** The file with this body in place of the line that says that it isn't written yet. */
        String in(String source) {
            Pattern line = Pattern.compile("(?m)^ *throw new NotWrittenYet\\(\"" + method + "\"\\);$");
            Matcher matcher = line.matcher(source);
            if (!matcher.find()) {
                throw new IllegalStateException(file + ": there is no line for " + method);
            }
            return source.substring(0, matcher.start()) + body.stripTrailing() + source.substring(matcher.end());
        }

        @Override
        public String toString() {
            return file + ", " + method + (isRight() ? "" : ", " + slip);
        }
    }

    static Solutions read(Path file) throws IOException {
        List<Solution> all = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        Matcher head = null;
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add("== End, end: right");
        for (String line : lines) {
            Matcher next = HEAD.matcher(line);
            if (next.matches()) {
                if (head != null) {
                    all.add(new Solution(head.group(1), head.group(2), head.group(3) == null ? "" : head.group(3),
                            head.group(4) == null ? "" : head.group(4), body.toString()));
                }
                head = next;
                body.setLength(0);
            } else if (head != null) {
                body.append(line).append('\n');
            }
        }
        return new Solutions(all);
    }

    List<Solution> right() {
        return all.stream().filter(Solution::isRight).toList();
    }

    List<Solution> wrong() {
        return all.stream().filter(solution -> !solution.isRight()).toList();
    }

    /** A file with everything right, but for one method where {@code instead} is given. */
    String solved(String file, String source, Solution instead) {
        String text = source;
        for (Solution solution : right()) {
            if (solution.file().equals(file)) {
                boolean replaced = instead != null && instead.method().equals(solution.method());
                text = (replaced ? instead : solution).in(text);
            }
        }
        return text;
    }
}
