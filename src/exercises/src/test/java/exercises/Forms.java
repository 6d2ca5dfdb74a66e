// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The points in the forms that graders read: {@code results.json} for Gradescope, {@code vpl.txt} for Moodle's VPL, and
 * {@code summary.md} for people. Each is a whole file. JUnit's own XML is Maven's, in {@code target/surefire-reports}.
 */
final class Forms {

    private Forms() {
    }

    /** {@return the texts by the names of their files; VPL gives its highest grade in the environment} */
    static Map<String, String> of(List<Sheet.Task> tasks, Map<String, String> environment) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("results.json", gradescope(tasks));
        forms.put("vpl.txt", vpl(tasks, Double.parseDouble(environment.getOrDefault("VPL_GRADEMAX", "100"))));
        forms.put("summary.md", summary(tasks));
        return forms;
    }

    private static String gradescope(List<Sheet.Task> tasks) {
        List<String> tests = new ArrayList<>();
        for (Sheet.Task task : tasks) {
            int number = 0;
            for (Sheet.Result result : task.results()) {
                tests.add(String.format(Locale.ROOT, "    {\"number\": \"%d.%d\", \"name\": %s, \"score\": %d,"
                        + " \"max_score\": %d, \"status\": \"%s\", \"output\": %s, \"visibility\": \"visible\"}",
                        Integer.parseInt(task.name().replaceFirst("^\\D*(\\d*).*$", "0$1")), ++number,
                        json(task.name() + ": " + result.test()), result.reached(), result.points(),
                        result.passed() ? "passed" : "failed", json(result.message())));
            }
        }
        return String.format(Locale.ROOT, "{%n  \"score\": %d,%n  \"output\": %s,%n  \"tests\": [%n%s%n  ]%n}%n",
                reached(tasks), json(reached(tasks) + " of " + possible(tasks) + " points"),
                String.join(",\n", tests)).replace("\r\n", "\n");
    }

    /** VPL makes a line that begins with - a title, and shows one with > unchanged: no message can become a grade. */
    private static String vpl(List<Sheet.Task> tasks, double highest) {
        StringBuilder text = new StringBuilder("<|--\n");
        for (Sheet.Task task : tasks) {
            text.append(String.format("-%s: %d of %d, %s%n", task.name(), task.reached(), task.possible(),
                    task.state()));
            task.results().stream().filter(r -> !r.passed() && !r.skipped()).forEach(r -> (r.test() + "\n"
                    + r.message()).lines().forEach(line -> text.append('>').append(line).append('\n')));
        }
        return text.append(String.format(Locale.ROOT, "--|>%nGrade :=>> %.2f%n",
                highest * reached(tasks) / Math.max(1, possible(tasks)))).toString().replace("\r\n", "\n");
    }

    private static String summary(List<Sheet.Task> tasks) {
        return tasks.stream().map(task -> String.format("| %s | %d | %d | %s |%n", task.name(), task.reached(),
                task.possible(), task.state())).collect(Collectors.joining("", "| task | points | of | |\n"
                + "|---|---:|---:|---|\n", "| **Total** | " + reached(tasks) + " | " + possible(tasks) + " | |\n"))
                .replace("\r\n", "\n");
    }

    private static int reached(List<Sheet.Task> tasks) {
        return tasks.stream().mapToInt(Sheet.Task::reached).sum();
    }

    private static int possible(List<Sheet.Task> tasks) {
        return tasks.stream().mapToInt(Sheet.Task::possible).sum();
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            json.append(c == '"' || c == '\\' ? "\\" + c : c < 32 || c > 126 ? String.format("\\u%04x", (int) c)
                    : String.valueOf(c));
        }
        return json.append('"').toString();
    }
}
