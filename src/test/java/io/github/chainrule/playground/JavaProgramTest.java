// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.model.Sequential;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be taken away: the program that does the same, the model, the picture. */
@Isolated("it takes System.out for itself and sets the default locale")
class JavaProgramTest {

    @TempDir
    private Path folder;

    private Sequential compileAndRun(String program) throws Exception {
        Path source = Files.writeString(folder.resolve("Playground.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(null, null, null, "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-d",
                folder.toString(), "-cp", "target/classes", source.toString());
        assertThat(status).as(program).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method train = loader.loadClass("Playground").getDeclaredMethod("train");
            train.setAccessible(true);
            PrintStream out = System.out;
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
            try {
                return (Sequential) train.invoke(null);
            } finally {
                System.setOut(out);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data=xor&rate=0.05",
            "data=spiral3&points=90&noise=0.05&scale=true&hidden=8,4&activation=leaky&initial=he&dropout=0.25"
                    + "&rule=momentum&decay=0.001&batch=7&seed=123456789",
            "data=moons&points=50&test=0.5&hidden=&goal=logits&rule=sgd&rate=0.0001&initial=zero",
            "data=own&own=0,1e-7,0;-3.25,4,1;2,2,2;1,1,0;5,6,1;-1,7,2&test=0.5&features=a%22%2Bb,%C3%A4"
                    + "&classes=%5C,%0A!,*%2F&goal=squares&activation=none"})
    void the_program_compiles_without_a_warning_and_gives_the_same_bits(String text) throws Exception {
        try (Lesson lesson = new Lesson(Setup.parse(text))) {
            for (int epoch = 0; epoch < 3; epoch++) {
                lesson.gate().epoch();
                lesson.gate().awaitPause(20_000);
            }
            Snapshot snapshot = lesson.look();
            Sequential own = compileAndRun(new String(View.program(lesson, snapshot).content(),
                    StandardCharsets.UTF_8));

            assertThat(snapshot.epochs()).isEqualTo(3);
            for (int i = 0; i < own.parameters().size(); i++) {
                assertThat(snapshot.model().parameters().get(i).value().values())
                        .isEqualTo(own.parameters().get(i).value().values());
            }
        }
    }

    @Test
    void the_program_is_the_same_in_every_locale() {
        Setup setup = Setup.parse("data=moons&points=50&rate=0.0001&seed=12345");
        String program = JavaProgram.of(setup, 3);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(JavaProgram.of(setup, 3)).isEqualTo(program).contains("epochs(3)", "12345L", "moons(50, ");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** A method of a Java class has at most 64 KB. */
    @Test
    void as_many_points_as_there_may_be_fit_into_a_program() throws Exception {
        String points = IntStream.range(0, Points.MOST).mapToObj(i -> i / 7.0 + "," + i / 13.0 + "," + i % 4)
                .collect(Collectors.joining(";"));
        Setup setup = Setup.parse("data=own&test=0&hidden=&classes=a,b,c,d&own=" + points);

        assertThat(compileAndRun(JavaProgram.of(setup, 1)).parameterCount()).isEqualTo(12);
    }

    @Test
    void the_model_comes_back_from_its_file_with_the_same_bits() throws IOException {
        try (Lesson lesson = new Lesson(Setup.parse("data=moons&hidden=3"))) {
            Snapshot snapshot = lesson.look();
            Path file = Files.write(folder.resolve("model.safetensors"), View.model(lesson, snapshot).content());
            Predictor loaded = ModelFile.load(file);

            assertThat(loaded.predict(0.3, 0.7).value())
                    .isEqualTo(lesson.predictor(snapshot).predict(0.3, 0.7).value());
        }
    }

    @Test
    void the_picture_is_an_svg_whose_names_are_escaped() {
        try (Lesson lesson = new Lesson(Setup.parse(
                "data=own&own=0,0,0;1,1,1&test=0&classes=%3Cscript%3E,b&features=%3Ca%3E,y"))) {
            String svg = new String(View.picture(lesson, lesson.look()).content(),
                    StandardCharsets.UTF_8);

            assertThat(svg).startsWith("<svg").contains("&lt;script").doesNotContain("<script").doesNotContain("<a>");
        }
    }
}
