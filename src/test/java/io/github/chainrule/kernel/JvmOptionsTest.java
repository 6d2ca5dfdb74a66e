// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of the products are those of a JVM, so each of these tests starts one. */
class JvmOptionsTest {

    private static final String SIMD = "--add-modules=jdk.incubator.vector";

    /** What {@link PrintedBits} printed, or how it failed. */
    private record Run(int exitCode, String output) {

        List<String> lines() {
            return output.lines().filter(line -> !line.startsWith("WARNING")).toList();
        }
    }

    private static Run java(boolean bits, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", root(KernelSelector.class) + File.pathSeparator + root(PrintedBits.class),
                PrintedBits.class.getName()));
        command.addAll(bits ? List.of("bits") : List.of());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends: %s", command, output).isTrue();
        return new Run(process.exitValue(), output);
    }

    /** The folder or jar in which a class lies. */
    private static Path root(Class<?> type) {
        try {
            Path file = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
            for (String ignored : type.getName().split("\\.")) {
                file = file.getParent();
            }
            return file;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "7"})
    void neither_the_number_of_threads_nor_SIMD_changes_a_bit(String threads) throws Exception {
        String bits = String.valueOf(PrintedBits.hash());
        String option = "-Dchainrule.threads=" + threads;
        assertThat(java(true, SIMD, "-Dchainrule.kernel=simd", option).lines()).containsExactly(bits);
        assertThat(java(true, "-Dchainrule.kernel=scalar", option).lines()).containsExactly(bits);
    }

    @Test
    void the_textbook_gives_the_same_bits() throws Exception {
        assertThat(java(true, "-Dchainrule.kernel=textbook").lines())
                .containsExactly(String.valueOf(PrintedBits.hash()));
        assertThat(java(false, "-Dchainrule.kernel=textbook").lines()).containsExactly("textbook, three loops");
    }

    /** As in a future JDK, whose vectors have another API: here one with nothing in it. */
    @Test
    void where_the_vectors_of_the_JDK_are_others_it_is_plain_Java_and_the_description_says_so(@TempDir Path folder)
            throws Exception {
        String patch = "--patch-module=jdk.incubator.vector=";
        Path source = folder.resolve("jdk/incubator/vector/DoubleVector.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package jdk.incubator.vector; public abstract class DoubleVector { }");
        Path classes = folder.resolve("classes");
        int exitCode = ToolProvider.getSystemJavaCompiler().run(null, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), "-proc:none", SIMD, patch + folder, "-d", classes.toString(),
                source.toString());
        assertThat(exitCode).isZero();

        assertThat(java(false, SIMD, patch + classes).lines()).containsExactly("scalar; no SIMD, because this JVM's"
                + " jdk.incubator.vector isn't the one that the library knows (VerifyError)");
        assertThat(java(true, SIMD, patch + classes).lines()).containsExactly(String.valueOf(PrintedBits.hash()));
        Run run = java(true, SIMD, patch + classes, "-Dchainrule.kernel=simd");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("Error");
    }

    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64", disabledReason = "elsewhere HotSpot insists")
    void without_a_fused_multiply_add_the_description_warns() throws Exception {
        String warning = "; this processor offers the JVM no fused multiply-add: products take several hundred times as"
                + " long as on one that does";
        assertThat(java(false, "-XX:-UseFMA").output()).contains(warning);
        assertThat(java(false, "-XX:+UseFMA").output()).isNotEmpty().doesNotContain(warning);
        assertThat(java(false, "-XX:-UseFMA", "-Dchainrule.kernel=scalar", "-Xint").output()).contains(warning);
        assertThat(java(false, "-XX:+UseFMA", "-Dchainrule.kernel=scalar", "-Xint").output()).doesNotContain(warning);
    }

    @Test
    void with_the_module_it_is_SIMD_and_without_it_the_description_says_how_to_get_it() throws Exception {
        assertThat(java(false, SIMD).lines()).singleElement().asString().matches("SIMD, \\d+ doubles at a time");
        assertThat(java(false).lines()).containsExactly("scalar; for SIMD add the JVM option --add-modules"
                + " jdk.incubator.vector");
        assertThat(java(false, SIMD, "-Dchainrule.kernel=scalar").lines()).containsExactly("scalar");
    }

    @Test
    void where_vectors_would_be_interpreted_it_is_plain_Java() throws Exception {
        assertThat(java(false, SIMD, "-Xint").lines()).containsExactly("scalar");
    }

    @Test
    void asking_for_SIMD_where_it_cannot_run_fails_loudly() throws Exception {
        Run run = java(false, "-Dchainrule.kernel=simd");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("-Dchainrule.kernel=simd needs the module jdk.incubator.vector, which this"
                + " JVM was started without. Add the JVM option --add-modules jdk.incubator.vector.");
    }

    @Test
    void an_option_that_does_not_exist_fails_loudly() throws Exception {
        assertThat(java(false, "-Dchainrule.kernel=gpu").output())
                .contains("-Dchainrule.kernel=gpu: expected auto, textbook, scalar or simd.");
        Run run = java(true, "-Dchainrule.threads=0");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("-Dchainrule.threads=0: expected a whole number from 1 to 9999.");
    }

    @Test
    void two_of_the_products_are_large_enough_to_be_shared() {
        assertThat(PrintedBits.SIZES).filteredOn(s -> (long) s.rows() * s.inner() * s.cols() >= ProductDispatcher.PARALLEL_THRESHOLD)
                .hasSize(2);
    }
}
