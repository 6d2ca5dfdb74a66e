// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house: which package stands on which, and what no source file may do. */
class StructureTest {

    /** From the ground floor to the roof: a package knows only those before it. */
    private static final List<String> FLOORS = List.of("kernel", "internal", "matrix", "layer", "loss", "optimizer",
            "model", "data", "table", "mnist", "evaluation", "training", "inspect", "file", "plot", "playground", "parts",
            "walkthrough");
    /** The engine, what several packages share, and the chapters' inner room: the module doesn't export them. */
    private static final List<String> NOT_EXPORTED = List.of("kernel", "internal", "parts");

    /** Those that need the module with SIMD; all others load without it. */
    private static final List<String> VECTOR_FILES = List.of("kernel/Simd.java", "kernel/SimdKernel.java",
            "kernel/SimdAxpy.java", "kernel/SimdMicrokernel.java", "kernel/SimdSparseKernel.java");

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path LIBRARY = SOURCES.resolve(Path.of("io", "github", "chainrule"));
    private static final List<String> CORE = List.of("layer", "loss", "optimizer", "model");
    private static final int MAX_LINES_OF_CODE = 250;
    private static final int MAX_COLUMNS = 120;

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\".*?\"\"\"", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"(?:\\\\.|[^\"\\\\\\n])*\"");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)", Pattern.MULTILINE);
    /** A package within another counts as a floor of its own, by its last name. */
    private static final Pattern PACKAGE =
            Pattern.compile("\\bio\\.github\\.chainrule\\.(?:[a-z]+\\.)*([a-z]+)\\b");
    private static final Pattern NO_CODE = Pattern.compile("^(package|import) ");
    private static final Pattern EXPORT = Pattern.compile("exports io\\.github\\.chainrule\\.(\\w+);");

    private static List<Source> sources;

    private record Source(String floor, String name, String text) {

        static Source read(Path path) {
            try {
                return new Source(path.getParent().getFileName().toString(), path.getFileName().toString(),
                        Files.readString(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Comments, blank lines, imports and packages don't count. */
        long linesOfCode() {
            return withoutComments().lines().filter(line -> !line.isBlank() && !NO_CODE.matcher(line).find()).count();
        }

        String withoutComments() {
            return COMMENT.matcher(text).replaceAll("");
        }

        String code() {
            return STRING.matcher(TEXT_BLOCK.matcher(withoutComments()).replaceAll("")).replaceAll("");
        }

        List<String> imports() {
            return found(IMPORT, text);
        }

        boolean contains(String word) {
            return text.contains(word);
        }

        @Override
        public String toString() {
            return floor + "/" + name;
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @BeforeAll
    static void readSources() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARY)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).map(Source::read).toList();
        }
    }

    @Test
    void there_are_sources_to_look_at() {
        Source matrix = sources.stream().filter(source -> source.toString().equals("matrix/Matrix.java")).findFirst()
                .orElseThrow();
        assertThat(sources).hasSizeGreaterThan(60);
        assertThat(matrix.imports()).contains("java.util.Arrays");
        assertThat(found(PACKAGE, matrix.code())).contains("kernel");
        assertThat(STRING.matcher(matrix.withoutComments()).results().map(MatchResult::group))
                .contains("\"Matrix.of: rows is null.\"");
    }

    @Test
    void each_package_knows_only_those_below_it() {
        for (Source source : sources) {
            assertThat(FLOORS).as("the package of %s", source).contains(source.floor());
            int floor = FLOORS.indexOf(source.floor());
            assertThat(found(PACKAGE, source.code())).as("the packages that %s knows", source)
                    .isSubsetOf(FLOORS.subList(0, floor + 1));
        }
    }

    @Test
    void nothing_is_imported_but_java_and_the_library_itself() {
        for (Source source : sources) {
            boolean vector = VECTOR_FILES.contains(source.toString());
            assertThat(source.imports()).as("the imports of %s", source).allMatch(name -> name.startsWith("java.")
                    || name.startsWith("io.github.chainrule.")
                    || vector && name.startsWith("jdk.incubator.vector.")
                    || source.floor().equals("playground") && name.startsWith("com.sun.net.httpserver."));
        }
    }

    @Test
    void only_the_vector_kernel_names_the_incubator_in_code() {
        assertThat(sources.stream().filter(source -> source.code().contains("jdk.incubator")).map(Source::toString))
                .containsExactlyInAnyOrderElementsOf(VECTOR_FILES);
    }

    @Test
    void the_module_exports_exactly_the_packages_that_there_are_but_the_inner_rooms() throws IOException {
        TreeSet<String> packages = new TreeSet<>(sources.stream().map(Source::floor).toList());
        packages.removeAll(NOT_EXPORTED);

        assertThat(found(EXPORT, Files.readString(SOURCES.resolve("module-info.java"))))
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void each_package_says_what_it_is_for() {
        for (String floor : new TreeSet<>(sources.stream().map(Source::floor).toList())) {
            assertThat(sources).as("the package %s", floor).anyMatch(source ->
                    source.toString().equals(floor + "/package-info.java") && source.contains("/**"));
        }
    }

    @Test
    void a_source_file_has_at_most_250_lines_of_code_and_as_many_of_explanation_as_it_needs() {
        for (Source source : sources) {
            assertThat(source.linesOfCode()).as("lines of code of %s", source)
                    .isLessThanOrEqualTo(MAX_LINES_OF_CODE);
        }
    }

    /** It is what a student reads in one sitting. */
    @Test
    void the_core_has_at_most_1150_lines_of_code() {
        assertThat(sources.stream().filter(source -> CORE.contains(source.floor())).mapToLong(Source::linesOfCode).sum())
                .isLessThanOrEqualTo(1150);
    }

    @Test
    void a_line_has_at_most_120_characters() {
        for (Source source : sources) {
            assertThat(source.text().lines().filter(line -> line.length() > MAX_COLUMNS)).as("%s", source).isEmpty();
        }
    }

    @Test
    void comments_and_imports_do_not_count_as_code() {
        assertThat(new Source("a", "A.java", "package a;\n\nimport b.B;\n\n/**\n * Text.\n */\nclass A { // why\n}\n")
                .linesOfCode()).isEqualTo(2);
    }

    @Test
    void there_is_no_reflection_no_service_loading_and_no_setting_of_properties() {
        for (String word : List.of("java.lang.reflect", "ServiceLoader", "System.setProperty")) {
            assertThat(sources.stream().filter(source -> source.contains(word))).as(word).isEmpty();
        }
    }

    /** A tag can be moved to code that would then run with the key to a release. */
    @Test
    void each_action_of_a_workflow_is_pinned_by_its_commit() throws IOException {
        for (Path folder : List.of(Path.of(".github", "workflows"), Path.of("src", "exercises", ".github"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file).lines().filter(line -> line.contains("uses:")))
                            .as("%s", file).isNotEmpty().allMatch(line -> line.matches(".*@[0-9a-f]{40} # v[0-9.]+"));
                }
            }
        }
    }

    /** But for those that the README and a chapter show word for word. */
    @Test
    void each_source_file_says_its_license_in_its_first_lines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> sources = files.filter(file -> file.toString().matches(".*\\.(java|js|py|css)"))
                    .filter(file -> !file.toString().replace('\\', '/')
                            .matches(".*(snippet-files|src/it/student|readme/Survivors.java|readme/Xor.java).*")).toList();
            assertThat(sources).hasSizeGreaterThan(400);
            for (Path file : sources) {
                assertThat(Files.readString(file).lines().limit(3)).as("%s", file)
                        .anyMatch(line -> line.contains("SPDX-License-Identifier: Apache-2.0"));
            }
        }
    }

    /** Many consoles would print a question mark for anything else. */
    @Test
    void what_users_read_is_ascii() {
        for (Source source : sources) {
            assertThat(STRING.matcher(source.withoutComments()).results().map(MatchResult::group))
                    .as("string literals of %s", source)
                    .allMatch(literal -> literal.chars().allMatch(c -> c < 128));
        }
    }
}
