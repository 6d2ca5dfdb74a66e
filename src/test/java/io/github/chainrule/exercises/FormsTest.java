// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The points as graders read them, whole files: <a
 * href="https://gradescope-autograders.readthedocs.io/en/latest/specs/">Gradescope's results.json</a>, and <a
 * href="https://vpl.dis.ulpgc.es/documentation/vpl-4.4.2/">VPL</a>'s block of comments with a grade after it.
 */
class FormsTest {

    /** Two tasks: a test that passed, one that failed with a message that would be a grade, and one not written. */
    private static final String PROBE = """
            package exercises;
            import java.util.*;
            public final class Probe {
                static final class ATest {
                    @Points(2) void a() { }
                    @Points(1) void b() { }
                }
                static final class BTest {
                    @Points(3) void c() { }
                }
                private static List<Sheet.Task> tasks() {
                    return List.of(
                            new Sheet.Task("Task01MatrixProduct", List.of(new Sheet.Result("a square", 2, false, ""),
                                    new Sheet.Result("other shapes", 1, false,
                                    "got \\"1\\\\2\\"\\n  \\u03b7\\n--|>\\nGrade :=>> 100")), Set.of(ATest.class)),
                            new Sheet.Task("Task02Activations", List.of(new Sheet.Result("relu", 3, true,
                                    "relu\\n isn't written yet")), Set.of(BTest.class)));
                }
                public static Map<String, String> forms(Map<String, String> environment) {
                    return Forms.of(tasks(), environment);
                }
                public static String text(Set<String> handedOut) {
                    return Sheet.text(tasks(), handedOut);
                }
                public static String done(Set<String> handedOut) {
                    return Sheet.text(List.of(new Sheet.Task("Task02Activations", List.of(new Sheet.Result("relu", 3,
                            false, "")), Set.of(BTest.class))), handedOut);
                }
            }
            """;

    @TempDir
    private static Path classes;

    private static Class<?> probe;

    @BeforeAll
    static void compile() throws IOException, ReflectiveOperationException {
        Kit kit = new Kit(classes);
        Path main = kit.compile("main", Kit.mainSources());
        Path tests = kit.compile("tests", Kit.testSources(), main);
        Path own = kit.compile("probe", Map.of("Probe", PROBE), main, tests);
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader(new URL[] {own.toUri().toURL(), tests.toUri().toURL(),
            main.toUri().toURL()}, FormsTest.class.getClassLoader());
        probe = loader.loadClass("exercises.Probe");
    }

    @SuppressWarnings("unchecked")
    private static String form(String file, Map<String, String> environment) throws ReflectiveOperationException {
        return ((Map<String, String>) probe.getMethod("forms", Map.class).invoke(null, environment)).get(file);
    }

    @Test
    void gradescope_reads_results_json() throws ReflectiveOperationException {
        assertThat(form("results.json", Map.of())).isEqualTo("""
                {
                  "score": 2,
                  "output": "2 of 6 points",
                  "tests": [
                    {"number": "1.1", "name": "Task01MatrixProduct: a square", "score": 2, "max_score": 2, \
                "status": "passed", "output": "", "visibility": "visible"},
                    {"number": "1.2", "name": "Task01MatrixProduct: other shapes", "score": 0, "max_score": 1, \
                "status": "failed", "output": "got \\"1\\\\2\\"\\u000a  \\u03b7\\u000a--|>\\u000aGrade :=>> 100", \
                "visibility": "visible"},
                    {"number": "2.1", "name": "Task02Activations: relu", "score": 0, "max_score": 3, \
                "status": "failed", "output": "relu\\u000a isn't written yet", "visibility": "visible"}
                  ]
                }
                """);
    }

    @Test
    void vpl_reads_its_lines_and_no_message_becomes_a_grade() throws ReflectiveOperationException {
        assertThat(form("vpl.txt", Map.of("VPL_GRADEMAX", "10"))).isEqualTo("""
                <|--
                -Task01MatrixProduct: 2 of 3, not right yet, see the messages
                >other shapes
                >got "1\\2"
                >  \u03b7
                >--|>
                >Grade :=>> 100
                -Task02Activations: 0 of 3, relu isn't written yet
                --|>
                Grade :=>> 3.33
                """);
        assertThat(form("vpl.txt", Map.of())).endsWith("\nGrade :=>> 33.33\n");
        // VPL itself takes the last line of this kind, wherever it stands.
        assertThat(Pattern.compile("(?m)^Grade :=>>(.*)$").matcher(form("vpl.txt", Map.of())).results()
                .map(grade -> grade.group(1))).containsExactly(" 33.33");
    }

    @Test
    void people_and_any_runner_of_commands_read_the_summary() throws ReflectiveOperationException {
        assertThat(form("summary.md", Map.of())).isEqualTo("""
                | task | points | of | |
                |---|---:|---:|---|
                | Task01MatrixProduct | 2 | 3 | not right yet, see the messages |
                | Task02Activations | 0 | 3 | relu isn't written yet |
                | **Total** | 2 | 6 | |
                """);
    }

    @Test
    void all_is_done_only_when_all_tasks_are() throws ReflectiveOperationException {
        Method done = probe.getMethod("done", Set.class);

        assertThat((String) done.invoke(null, Set.of("Task02Activations"))).endsWith("\nAll done.\n");
        assertThat((String) done.invoke(null, Set.of("Task01MatrixProduct", "Task02Activations")))
                .endsWith("\nDone, of what was run. All tasks: mvn -q test\n");
        assertThat((String) probe.getMethod("text", Set.class).invoke(null, Set.of())).isEqualTo("""

                Points
                  Task01MatrixProduct         2 of  3   not right yet, see the messages
                  Task02Activations           0 of  3   relu isn't written yet
                  Total                       2 of  6
                Next: Task01MatrixProduct, in src/main/java/exercises.
                """);
    }

    /** Artemis knows a test of JUnit's XML by its name only. */
    @Test
    void no_two_tests_have_the_same_name() throws IOException {
        assertThat(Kit.testSources().values().stream().flatMap(source -> Pattern.compile("@Test\\s[^{]*?void (\\w+)\\(")
                .matcher(source).results().map(test -> test.group(1)))).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    }

    /** What a hand-in may change is what the grader takes, and no test or helper is in it. */
    @Test
    void a_grader_takes_the_tasks_and_nothing_else_of_the_kit() throws IOException {
        Path kit = Kit.FOLDER;
        List<String> taken = Files.readAllLines(kit.resolve("grading/handed-in")).stream()
                .filter(line -> !line.startsWith("#")).toList();

        assertThat(taken).containsExactly("src/main/java/exercises/Task*.java", "table.csv", "report.md");
        assertThat(Kit.testSources().keySet()).isNotEmpty().allMatch(name -> Files.notExists(kit.resolve(
                "src/main/java/exercises/" + name + ".java")));
        assertThat(Files.readString(kit.resolve(".github/workflows/grade.yml")))
                .contains("kit/grading/grade handed-in");
        for (String file : List.of("README.md", ".github/workflows/grade.yml", "grading/grade")) {
            assertThat(Files.readString(kit.resolve(file))).doesNotContainPattern(
                    Pattern.compile("github classroom", Pattern.CASE_INSENSITIVE));
        }
    }
}
