// SPDX-License-Identifier: Apache-2.0

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * How much there is to read: {@code java src/check/Size.java}, at the top of the checkout. Lines of code of each folder
 * with sources, which are all but blank lines, comments, {@code import} and {@code package}; and for each package the
 * public types, and their public and protected methods and constructors, without overrides and record components.
 */
public final class Size {

    private static final Pattern TEXT = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Set<Modifier> VISIBLE = Set.of(Modifier.PUBLIC, Modifier.PROTECTED);

    /** Records have them without saying so. */
    private static final Set<String> OVERRIDES = Set.of("equals", "hashCode", "toString");

    private Size() {
    }

    public static void main(String[] args) throws IOException {
        for (String root : List.of("src/main/java", "src/test/java", "src/bench", "src/check", "src/it",
                "src/exercises")) {
            Map<String, Long> byFolder = new TreeMap<>();
            for (Path file : sources(Path.of(root))) {
                byFolder.merge(root.equals("src/main/java") ? String.valueOf(file.getParent()) : root, lines(file),
                        Long::sum);
            }
            byFolder.forEach((folder, lines) -> System.out.printf("%6d  %s%n", lines, folder));
            if (byFolder.size() > 1) {
                System.out.printf("%6d  %s%n", byFolder.values().stream().mapToLong(n -> n).sum(), root);
            }
        }
        api();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static long lines(Path file) throws IOException {
        String code = TEXT.matcher(Files.readString(file)).replaceAll(token ->
                token.group().startsWith("/") ? "" : Matcher.quoteReplacement(token.group()));
        return code.lines().filter(line -> !line.isBlank() && !line.matches("\\s*(import|package)\\s.*")).count();
    }

    private static void api() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(null, files, null,
                List.of("--add-modules", "jdk.incubator.vector", "--add-reads", "io.github.chainrule=jdk.incubator.vector",
                        "-proc:none", "-Xlint:none"), null,
                files.getJavaFileObjectsFromPaths(sources(Path.of("src/main/java"))));
        Map<String, int[]> counts = new TreeMap<>();
        String exports = Files.readString(Path.of("src/main/java/module-info.java"));
        task.parse();
        for (Element element : task.analyze()) {
            if (element instanceof TypeElement type && type.getEnclosingElement().getKind() == ElementKind.PACKAGE
                    && exports.contains("exports " + type.getEnclosingElement() + ";")) {
                count(type, true, counts.computeIfAbsent(type.getEnclosingElement().toString(), p -> new int[2]),
                        task.getElements());
            }
        }
        System.out.println(" types  members");
        counts.forEach((name, n) -> System.out.printf("%6d %8d  %s%n", n[0], n[1], name));
        for (boolean programs : new boolean[] {true, false}) {
            int[] sum = counts.entrySet().stream()
                    .filter(e -> programs || !e.getKey().matches(".*(playground|walkthrough)"))
                    .map(Map.Entry::getValue).reduce(new int[2], (a, b) -> new int[] {a[0] + b[0], a[1] + b[1]});
            System.out.printf("%6d %8d  %s%n", sum[0], sum[1], programs ? "all" : "all but playground and walkthrough");
        }
    }

    private static void count(TypeElement type, boolean top, int[] counts, Elements elements) {
        if (!type.getModifiers().contains(Modifier.PUBLIC)) {
            return;
        }
        counts[0] += top ? 1 : 0;
        Set<String> components = type.getRecordComponents().stream().map(c -> c.getSimpleName().toString())
                .collect(Collectors.toSet());
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof TypeElement inner) {
                count(inner, false, counts, elements);
            } else if (member instanceof ExecutableElement method && member.getKind() != ElementKind.STATIC_INIT
                    && method.getModifiers().stream().anyMatch(VISIBLE::contains)
                    && elements.getOrigin(method) == Elements.Origin.EXPLICIT
                    && method.getAnnotation(Override.class) == null && !OVERRIDES.contains(method.getSimpleName().toString())
                    && !(method.getParameters().isEmpty() && components.contains(method.getSimpleName().toString()))) {
                counts[1]++;
            }
        }
    }
}
