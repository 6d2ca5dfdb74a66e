// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.matrix.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a beginner starts with: a file for JBang, its catalog, and the course as a notebook. */
class BeginTest {

    private static final Path FOLDER = Path.of("src", "begin");
    private static final Path CLASSES = Path.of(Matrix.class.getProtectionDomain().getCodeSource().getLocation()
            .getPath());

    @TempDir
    private Path folder;

    private Class<?> compiled(String name) throws Exception {
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-cp",
                CLASSES.toString(), "-d", folder.toString(), FOLDER.resolve(name + ".java").toString());
        assertThat(status).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, BeginTest.class.getClassLoader()).loadClass(name);
    }

    private static String version() throws Exception {
        return Pattern.compile("<artifactId>chainrule</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(Path.of("pom.xml"))).results().findFirst().orElseThrow().group(1);
    }

    @Test
    void the_single_file_names_this_version_and_learns_xor() throws Exception {
        assertThat(Files.readString(FOLDER.resolve("Xor.java")))
                .contains("\n//DEPS io.github.chainrule:chainrule:" + version() + "\n");
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            Method main = compiled("Xor").getMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("step 1000  loss 0.00").contains("Matrix (4 x 1)");
    }

    /** JBang's template copies the file under the name that it is given. */
    @Test
    void the_single_file_compiles_under_any_name() throws Exception {
        Path net = Files.copy(FOLDER.resolve("Xor.java"), folder.resolve("Net.java"));

        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", CLASSES.toString(), "-d",
                folder.toString(), net.toString())).isZero();
    }

    @Test
    void the_catalog_names_files_and_classes_that_are_there() throws Exception {
        String catalog = Files.readString(Path.of("jbang-catalog.json"));

        assertThat(Pattern.compile("\"(?:script-ref|\\{filename})\": \"(src/[^\"]+)\"").matcher(catalog).results()
                .map(file -> Path.of(file.group(1)))).hasSize(2).allMatch(Files::exists);
        assertThat(Pattern.compile("\"main\": \"([^\"]+)\"").matcher(catalog).results().map(main -> main.group(1)))
                .hasSize(2).allSatisfy(main -> assertThat(Class.forName(main)).hasDeclaredMethods("main"));
        assertThat(Pattern.compile("chainrule:([\\d.]+[^\"]*)\"").matcher(catalog).results()
                .map(found -> found.group(1))).hasSize(2).allMatch(version()::equals);
    }

    /** The chapters that take seconds run; of the others jshell compiles the cell, which is the same but for a name. */
    @Test
    void the_notebooks_cells_are_what_jshell_takes() throws Exception {
        List<String> quick = List.of("HandCalculation", "AutomaticDifferentiation", "ChainRule");
        List<String> code = new ArrayList<>();
        for (Object cell : (List<?>) compiled("Notebook").getMethod("cells").invoke(null)) {
            RecordComponent[] parts = cell.getClass().getRecordComponents();
            String source = (String) parts[1].getAccessor().invoke(cell);
            if ((boolean) parts[0].getAccessor().invoke(cell)) {
                code.add(source);
            }
            assertThat(source.contains("{@") || source.contains("doc-files/")).as(source.substring(0, Math.min(60,
                    source.length()))).isFalse();
        }
        assertThat(code).hasSizeGreaterThan(15);
        assertThat(code.remove(0)).startsWith("%maven io.github.chainrule:chainrule:" + version());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JShell shell = JShell.builder().out(new PrintStream(out, true, StandardCharsets.UTF_8)).build()) {
            shell.addToClasspath(CLASSES.toString());
            for (String cell : code) {
                boolean runs = cell.startsWith("import") || quick.stream().anyMatch(cell::startsWith);
                run(shell, runs ? cell : "Runnable later = () -> " + cell);
            }
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a0");
    }

    private static void run(JShell shell, String cell) {
        String left = cell;
        while (!left.isBlank()) {
            var next = shell.sourceCodeAnalysis().analyzeCompletion(left);
            for (SnippetEvent event : shell.eval(next.source())) {
                assertThat(event.status()).as(cell).isIn(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);
                assertThat(event.exception()).as(cell).isNull();
            }
            left = next.remaining();
        }
    }
}
