// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.exercises.Kit.Outcome;
import io.github.chainrule.exercises.Solutions.Solution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit that lecturers hand out: its stubs, its worked solutions, and what it says of the usual slips. */
@Tag("long")
class ExerciseKitTest {

    private static final Path PAGE = Path.of("src", "main", "javadoc", "io", "github", "chainrule", "walkthrough",
            "doc-files", "lecturers.html");

    @TempDir
    private static Path classes;

    private static Kit kit;
    private static Solutions solutions;
    private static Map<String, String> stubs;
    private static Path stubClasses;
    private static Path solvedClasses;
    private static Path testClasses;
    private static final Map<Solution, Path> slipClasses = new HashMap<>();

    @BeforeAll
    static void compile() throws IOException {
        kit = new Kit(classes);
        solutions = Solutions.read(Path.of("src/test/resources/exercises/solutions.txt"));
        stubs = Kit.mainSources();
        stubClasses = kit.compile("stubs", stubs);
        Map<String, String> solved = new TreeMap<>();
        stubs.forEach((file, source) -> solved.put(file, solutions.solved(file, source, null)));
        solvedClasses = kit.compile("solved", solved);
        testClasses = kit.compile("tests", Kit.testSources(), stubClasses);
        compileSlips();
    }

    /** One of each task at a time: calling the compiler takes longer than what it does for one. */
    private static void compileSlips() throws IOException {
        Map<String, List<Solution>> left = new TreeMap<>();
        solutions.wrong().forEach(slip -> left.computeIfAbsent(slip.file(), file -> new ArrayList<>()).add(slip));
        for (int round = 0; !left.isEmpty(); round++) {
            Map<String, String> sources = new TreeMap<>();
            for (List<Solution> slips : left.values()) {
                Solution slip = slips.get(0);
                sources.put(slip.file(), solutions.solved(slip.file(), stubs.get(slip.file()), slip));
            }
            Path together = kit.compile("wrong-" + round, sources, solvedClasses);
            for (List<Solution> slips : left.values()) {
                Solution slip = slips.remove(0);
                slipClasses.put(slip, Kit.only(slip.file(), together));
            }
            left.values().removeIf(List::isEmpty);
        }
    }

    static List<String> tasks() throws IOException {
        return Kit.mainSources().keySet().stream().filter(file -> file.startsWith("Task")).toList();
    }

    /** There are as many tasks as the kit's page says, so that no test above runs through an empty list. */
    @Test
    void there_are_twenty_tasks() throws IOException {
        assertThat(tasks()).hasSize(20);
    }

    /** Students have the module's exported packages; on the class path the compiler would let more through. */
    @Test
    void the_kit_uses_only_what_the_module_exports() throws IOException {
        String module = Files.readString(Path.of("src/main/java/module-info.java"));
        Map<String, String> sources = new TreeMap<>(stubs);
        sources.putAll(Kit.testSources());

        assertThat(Pattern.compile("import (?:static )?(io\\.github\\.chainrule\\.[a-z]+)")
                .matcher(String.join("\n", sources.values())).results().map(match -> match.group(1))).isNotEmpty()
                .allSatisfy(used -> assertThat(module).contains("exports " + used + ";"));
    }

    static List<Solution> slips() throws IOException {
        return Solutions.read(Path.of("src/test/resources/exercises/solutions.txt")).wrong();
    }

    private static String testOf(String task) {
        return task.substring(0, "Task01".length()) + "Test";
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void what_is_not_written_yet_is_skipped_and_gives_no_points(String task) {
        assertThat(Kit.run(testOf(task), stubClasses, testClasses)).isNotEmpty().allMatch(Outcome::skipped);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void a_worked_solution_gets_all_points(String task) {
        assertThat(Kit.run(testOf(task), solvedClasses, testClasses)).isNotEmpty().allSatisfy(outcome -> {
            assertThat(outcome.message()).isEmpty();
            assertThat(outcome.skipped()).isFalse();
            assertThat(outcome.points()).isPositive();
        });
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void a_task_can_be_solved_alone(String task) throws IOException {
        Path alone = Kit.only(task, solvedClasses);

        assertThat(Kit.run(testOf(task), alone, stubClasses, testClasses)).isNotEmpty().allMatch(Outcome::passed);
        List<String> others = tasks().stream().filter(other -> !other.equals(task)).map(ExerciseKitTest::testOf)
                .toList();
        assertThat(Kit.run(others, alone, stubClasses, testClasses)).hasSizeGreaterThan(others.size())
                .allMatch(Outcome::skipped);
    }

    @ParameterizedTest
    @MethodSource("slips")
    void a_slip_gets_its_own_hint_and_no_other(Solution slip) {
        List<String> messages = Kit.run(testOf(slip.file()), slipClasses.get(slip), solvedClasses, testClasses).stream()
                .filter(outcome -> !outcome.passed()).map(Outcome::message).toList();

        assertThat(messages).as("failures of %s", slip).isNotEmpty();
        assertThat(messages).as("hints for %s", slip).anyMatch(message -> message.contains(slip.hint()));
        assertThat(messages).as("for any terminal").allMatch(message -> message.chars().allMatch(c -> c < 128));
        assertThat(messages.stream().filter(message -> message.contains("Hint: ")))
                .as("hints for %s", slip).allMatch(message -> message.contains(slip.hint()));
    }

    @Test
    void every_task_has_at_least_ten_slips() throws IOException {
        assertThat(tasks()).allSatisfy(task -> assertThat(solutions.wrong().stream()
                .filter(slip -> slip.file().equals(task))).hasSizeGreaterThanOrEqualTo(10));
    }

    @Test
    void the_points_in_the_readme_are_those_of_the_tests() throws IOException {
        String readme = Files.readString(Kit.FOLDER.resolve("README.md"));
        for (String task : tasks()) {
            int points = Kit.run(testOf(task), stubClasses, testClasses).stream().mapToInt(Outcome::points).sum();
            assertThat(readme).containsPattern(Pattern.quote("`" + task + "`:") + "[^|]*\\| " + points + " \\|");
        }
    }

    /** The tables on the page for lecturers are made of the slips; the message shows what they should be. */
    @Test
    void the_page_for_lecturers_lists_every_slip() throws IOException {
        String[] folds = Files.readString(PAGE).replace("\r\n", "\n").split("<summary>");
        assertThat(folds).hasSize(1 + tasks().size());
        for (int k = 1; k < folds.length; k++) {
            String task = String.format(Locale.ROOT, "Task%02d", k);
            List<Solution> slips = solutions.wrong().stream().filter(slip -> slip.file().startsWith(task)).toList();
            String rows = slips.stream().map(slip -> "<tr><td>" + html(slip.slip()) + "</td><td>" + html(slip.hint())
                    + "</td></tr>\n").collect(Collectors.joining());
            assertThat(folds[k]).startsWith(k + " ").contains(": " + slips.size() + " slips</summary>\n",
                    "<tbody>\n" + rows + "</tbody>");
        }
    }

    /** Each task is set in one week, and what the plan names is there. */
    @Test
    void the_plan_for_twelve_weeks_sets_each_task_once() throws IOException {
        String plan = Files.readString(PAGE.resolveSibling("twelve-weeks.html"));
        List<String[]> weeks = Pattern.compile("(?s)<tr><td>\\d+</td>.*?</tr>").matcher(plan).results()
                .map(week -> week.group().split("</td>\\s*<td>")).toList();

        assertThat(weeks).hasSize(12);
        assertThat(weeks.stream().flatMap(week -> Pattern.compile(", ").splitAsStream(week[4])).map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
        String presets = Files.readString(Path.of("src/main/java/io/github/chainrule/playground/Preset.java"));
        assertThat(Pattern.compile("<code>([a-z]+(?:-[a-z]+)*)</code>").matcher(String.join("", weeks.stream()
                .map(week -> week[3]).toList())).results().map(name -> name.group(1))).isNotEmpty().allSatisfy(name ->
                assertThat(presets).contains(name.toUpperCase(Locale.ROOT).replace('-', '_') + "("));
        assertThat(Pattern.compile("\\.\\./([A-Z]\\w+)\\.html").matcher(plan).results().map(link -> link.group(1)))
                .isNotEmpty().allSatisfy(chapter -> assertThat(Path.of("src/main/java/io/github/chainrule/walkthrough",
                        chapter + ".java")).exists());
    }

    /** The lines to put in order are those of solutions, and the wrong ones those of slips that change one line. */
    @Test
    void the_lines_to_put_in_order_are_those_of_solutions_and_slips() throws IOException {
        StringBuilder puzzles = new StringBuilder("[\n");
        for (String method : List.of("Task01MatrixProduct, times", "Task06TwoLayers, gradients", "Task08Adam, step",
                "Task09Xor, train")) {
            List<String> right = lines(solutions.right().stream().filter(s -> s.toString().equals(method)).findFirst()
                    .orElseThrow());
            List<String> wrong = new ArrayList<>();
            for (Solution slip : solutions.wrong()) {
                List<String> lines = lines(slip);
                int[] other = IntStream.range(0, Math.min(lines.size(), right.size()))
                        .filter(i -> !lines.get(i).equals(right.get(i))).toArray();
                if (slip.toString().startsWith(method + ",") && lines.size() == right.size() && other.length == 1) {
                    wrong.add("[" + json(lines.get(other[0])) + ", " + json(slip.hint()) + "]");
                }
            }
            puzzles.append("[\"").append(method.split(",")[0]).append("\", [").append(String.join(", ",
                    right.stream().map(ExerciseKitTest::json).toList())).append("], [")
                    .append(String.join(", ", wrong)).append("]],\n");
        }
        puzzles.replace(puzzles.length() - 2, puzzles.length(), "\n]");
        assertThat(Files.readString(PAGE.resolveSibling("lines-in-order.html")).replace("\r\n", "\n"))
                .contains(puzzles);
    }

    private static List<String> lines(Solution solution) {
        return solution.body().strip().lines().map(String::strip).toList();
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c") + '"';
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
