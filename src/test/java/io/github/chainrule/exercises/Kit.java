// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.exercises;

import io.github.chainrule.matrix.Matrix;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.opentest4j.TestAbortedException;

/** The kit as students have it: compiles its files with some of them changed, and runs its tests. */
final class Kit {

    static final Path FOLDER = Path.of("src", "exercises");
    private static final Path MAIN = FOLDER.resolve("src/main/java/exercises");
    private static final Path TESTS = FOLDER.resolve("src/test/java/exercises");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final Path classes;
    /** Opened once: it takes longer than compiling a task. */
    private final StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null);

    /** How a test ended: with a message if it failed, and skipped if something isn't written yet. */
    record Outcome(String test, int points, boolean skipped, String message) {

        boolean passed() {
            return !skipped && message.isEmpty();
        }
    }

    Kit(Path classes) {
        this.classes = classes;
    }

    static Map<String, String> mainSources() throws IOException {
        return sources(MAIN);
    }

    static Map<String, String> testSources() throws IOException {
        return sources(TESTS);
    }

    private static Map<String, String> sources(Path folder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }

    /** Compiles sources into a folder of their own, on top of what is in {@code below}. */
    Path compile(String name, Map<String, String> sources, Path... below) throws IOException {
        Path out = Files.createDirectories(classes.resolve(name));
        List<Path> path = new ArrayList<>(List.of(below));
        Stream.of(Matrix.class, Test.class, Testable.class, TestAbortedException.class).map(used -> Path.of(used
                .getProtectionDomain().getCodeSource().getLocation().getPath())).forEach(path::add);
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new SimpleJavaFileObject(
                URI.create("string:///exercises/" + file + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        }));
        StringWriter messages = new StringWriter();
        boolean done = COMPILER.getTask(messages, files, null, List.of("-d", out.toString(),
                "-Xlint:all,-processing", "-XDstringConcat=inline", "--release", "17", "-proc:none",
                "-classpath",
                String.join(java.io.File.pathSeparator, path.stream().map(Path::toString).toList())), null, units)
                .call();
        if (!done) {
            throw new IllegalStateException(name + " doesn't compile:\n" + messages);
        }
        return out;
    }

    /** Copies what was compiled of one source file into a folder of its own. */
    static Path only(String file, Path compiled) throws IOException {
        Path out = compiled.resolveSibling(compiled.getFileName() + "-" + file);
        Path to = Files.createDirectories(out.resolve("exercises"));
        try (Stream<Path> files = Files.list(compiled.resolve("exercises"))) {
            for (Path each : files.toList()) {
                if (each.getFileName().toString().matches(Pattern.quote(file) + "(\\$.*)?\\.class")) {
                    Files.copy(each, to.resolve(each.getFileName()));
                }
            }
        }
        return out;
    }

    /** Runs a class of tests as JUnit would, on the classes in the given folders; the first ones win. */
    static List<Outcome> run(String test, Path... folders) {
        return run(List.of(test), folders);
    }

    static List<Outcome> run(List<String> tests, Path... folders) {
        try (URLClassLoader loader = new URLClassLoader(Arrays.stream(folders).map(Kit::url).toArray(URL[]::new),
                Kit.class.getClassLoader())) {
            List<Outcome> outcomes = new ArrayList<>();
            for (String test : tests) {
                Class<?> type = loader.loadClass("exercises." + test);
                for (Method method : type.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Test.class)) {
                        outcomes.add(outcome(type, method));
                    }
                }
            }
            return outcomes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome outcome(Class<?> tests, Method method) throws ReflectiveOperationException {
        int points = 0;
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Points")) {
                Method value = annotation.annotationType().getDeclaredMethod("value");
                value.setAccessible(true);
                points = (int) value.invoke(annotation);
            }
        }
        method.setAccessible(true);
        var constructor = tests.getDeclaredConstructor();
        constructor.setAccessible(true);
        try {
            method.invoke(constructor.newInstance());
            return new Outcome(method.getName(), points, false, "");
        } catch (InvocationTargetException e) {
            Throwable problem = e.getCause();
            boolean skipped = problem.getClass().getSimpleName().equals("NotWrittenYet");
            return new Outcome(method.getName(), points, skipped, skipped ? "" : String.valueOf(problem.getMessage()));
        }
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
