// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples in the Javadoc compile; those of the core stand in a test, too, which looks at what they compute. */
class SnippetsTest {

    private static final Path LIBRARY = Path.of("src", "main", "java", "io", "github", "chainrule");
    private static final Pattern BEGIN = Pattern.compile("\\{@snippet :\\R");
    private static final Pattern MARGIN = Pattern.compile("^ *\\* ?", Pattern.MULTILINE);
    private static final List<String> PACKAGES = List.of("matrix", "layer", "loss", "optimizer", "model", "data",
            "table", "mnist", "evaluation", "training", "inspect", "file", "plot");
    private static final Path EXAMPLES = Path.of("src", "test", "java", "io", "github", "chainrule", "examples");
    /** What examples may use without declaring it. */
    private static final String GIVEN = """
            Sequential model;
            Loss loss;
            Optimizer optimizer, adam;
            Trainer trainer;
            ImageDataset train, training, validation, test;
            Dataset data, dataset;
            Table table;
            Split<Dataset> split;
            Batches batches;
            Matrix inputs, targets;
            Linear linear;
            Evaluation evaluation;
            Predictor predictor;
            TrainingRun run;
            Comparison comparison;
            double[] losses;
            int steps;
            String name;
            Path file, folder;

            static class MyLayer implements Layer {
                public Matrix forward(Matrix x) {
                    return x;
                }

                public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
                    return dy;
                }
            }

            static class PReLU extends MyLayer {
            }
            """;

    /** All examples, by where they stand. */
    private static Map<String, String> snippets() throws IOException {
        Map<String, String> snippets = new TreeMap<>();
        try (Stream<Path> files = Files.walk(LIBRARY)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                BEGIN.matcher(text).results().forEach(begin -> snippets.put(LIBRARY.relativize(file) + " at "
                        + text.substring(0, begin.start()).lines().count(), body(text, begin.end())));
            }
        }
        return snippets;
    }

    /** As far as the brace that closes it. */
    private static String body(String text, int from) {
        int open = 1;
        int to = from;
        while (open > 0) {
            open += text.charAt(to) == '{' ? 1 : text.charAt(to) == '}' ? -1 : 0;
            to++;
        }
        return MARGIN.matcher(text.substring(from, to - 1)).replaceAll("");
    }

    @ParameterizedTest
    @CsvSource({"layer, LayerExamplesTest", "loss, LossExamplesTest", "optimizer, OptimizerExamplesTest",
            "model, ModelExamplesTest"})
    void the_examples_of_the_core_are_those_of_its_tests(String room, String test) throws IOException {
        String tested = withoutIndentation(Files.readString(EXAMPLES.resolve(test + ".java")));
        Map<String, String> snippets = snippets();
        snippets.keySet().removeIf(where -> !where.startsWith(room));

        assertThat(snippets).isNotEmpty().allSatisfy(
                (where, snippet) -> assertThat(tested).contains(withoutIndentation(snippet)));
        try (Stream<Path> files = Files.list(LIBRARY.resolve(room))) {
            assertThat(files).allSatisfy(file -> assertThat(file).content().doesNotContain("{@snippet file="));
        }
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(line -> line.strip().replaceFirst("^static class", "class"))
                .collect(Collectors.joining("\n"));
    }

    private static JavaFileObject source(int number, String where, String snippet) {
        String imports = PACKAGES.stream().map(p -> "import io.github.chainrule." + p + ".*;\n")
                .collect(Collectors.joining());
        String text = imports + "import io.github.chainrule.matrix.Checks;\nimport java.nio.file.Path;\nimport java.util.*;\n/* " + where.replace('\\', '/')
                + " */\nclass Example" + number + " {\n" + GIVEN + "void example() throws Exception {\n" + snippet
                + "}\n}\n";
        return new SimpleJavaFileObject(URI.create("string:///Example" + number + ".java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    @Test
    void every_example_compiles(@TempDir Path folder) throws IOException {
        Map<String, String> snippets = snippets();
        List<JavaFileObject> sources = new ArrayList<>();
        snippets.forEach((where, snippet) -> sources.add(source(sources.size(), where, snippet)));
        StringWriter messages = new StringWriter();

        boolean done = ToolProvider.getSystemJavaCompiler().getTask(messages, null, null, List.of("-d",
                folder.toString(), "-proc:none", "-classpath", Path.of("target", "classes").toString()), null, sources)
                .call();

        assertThat(done).as("%s%nof%n%s", messages, String.join("\n", snippets.keySet())).isTrue();
        assertThat(snippets).hasSizeGreaterThan(30);
    }
}
