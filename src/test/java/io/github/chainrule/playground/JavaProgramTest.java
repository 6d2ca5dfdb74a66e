// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.model.Sequential;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The program that does the same as the page. */
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
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()},
                getClass().getClassLoader())) {
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

    /** After any number of steps, not only where an epoch ends. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"data=xor&rate=0.05 | 13", "lesson=xor-stuck&data=xor&hidden=2&seed=1 | 1",
            "data=spiral3&points=90&noise=0.05&scale=true&hidden=8,4&activation=leaky&initial=he&dropout=0.25"
                    + "&rule=momentum&decay=0.001&batch=7&seed=123456789 | 23",
            "data=moons&points=50&test=0.5&hidden=&goal=logits&rule=sgd&rate=0.0001&initial=zero | 7",
            "data=hills&points=40&inputs=x1,x2x2,sinx1&rule=adamw&decay=0.1&noise=0.3 | 11",
            "data=circles&points=30&inputs=x1x1,x2x2&hidden= | 5", "on-paper | 3",
            "data=moons&points=50&penalty=l1&decay=0.05&rule=sgd&rate=0.1&hidden=3 | 23",
            "data=own&own=0,1e-7,0;-3.25,4,1;2,2,2;1,1,0;5,6,1;-1,7,2&test=0.5&features=a%22%2Bb,%C3%A4"
                    + "&classes=%5C,%0A!,*%2F&goal=squares&activation=none | 4"})
    void the_program_compiles_without_a_warning_and_gives_the_same_bits(String text, int steps) throws Exception {
        Lesson lesson = LessonTest.played(text, steps);
        Sequential own = compileAndRun(JavaProgram.of(lesson.setup, lesson.steps));

        for (int i = 0; i < own.parameters().size(); i++) {
            assertThat(lesson.network.model.parameters().get(i).value().values())
                    .isEqualTo(own.parameters().get(i).value().values());
        }
    }

    @Test
    void the_program_is_the_same_in_every_locale() {
        Setup setup = Setup.parse("data=moons&points=50&rate=0.0001&seed=12345");
        String program = JavaProgram.of(setup, 3);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(JavaProgram.of(setup, 3)).isEqualTo(program).contains("step < 3", "12345L", "moons(50, ")
                    .doesNotContain("setValue");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** A method of a Java class has at most 64 KB. */
    @Test
    void as_many_points_as_there_may_be_fit_into_a_program() throws Exception {
        String points = IntStream.range(0, Points.MAX).mapToObj(i -> i / 7.0 + "," + i / 13.0 + "," + i % 4)
                .collect(Collectors.joining(";"));
        Setup setup = Setup.parse("data=own&test=0&hidden=&classes=a,b,c,d&own=" + points);

        assertThat(compileAndRun(JavaProgram.of(setup, 1)).parameterCount()).isEqualTo(12);
    }
}
