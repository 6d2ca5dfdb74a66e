// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.playground.Playground.Arguments;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The program around the page. */
class PlaygroundTest {

    @Test
    void a_setup_is_given_by_its_name_or_by_a_link() {
        assertThat(Arguments.parse("xor-stuck").setup()).startsWith("#data=xor&").contains("hidden=2&", "&seed=1",
                "&lesson=xor-stuck");
        assertThat(Arguments.parse("http://127.0.0.1:8642/#data=moons").setup()).startsWith("#data=moons&")
                .contains("&points=200&");
        assertThat(Arguments.parse("--no-browser", "--port", "0", "hidden=1,2")).isEqualTo(
                new Arguments("#" + Setup.parse("hidden=1,2"), 0, false));
        assertThat(Arguments.parse()).isEqualTo(new Arguments("", Playground.PORT, true));
    }

    @Test
    void wrong_arguments_are_refused() {
        assertThatThrownBy(() -> Arguments.parse("xor-stick")).hasMessage("setup: expected"
                + " one of first, one-neuron, too-large-steps, all-zero, xor-stuck, on-paper,"
                + " one-path, two-paths, way-back, sixteen-relus, own-pace, three-outputs, spiral,"
                + " overfitting, twelve-sigmoids, one-leaky-neuron,"
                + " riddle, got \"xor-stick\".");
        assertThatThrownBy(() -> Arguments.parse("--port", "70000")).hasMessage(
                "--port: expected a whole number from 0 to 65535, got \"70000\".");
        assertThatThrownBy(() -> Arguments.parse("--port")).hasMessageEndingWith("from 0 to 65535, got \"\".");
        assertThatThrownBy(() -> Arguments.parse("--fast")).hasMessageEndingWith("riddle, got \"--fast\".");
    }

    @Test
    void help_names_every_setup_and_its_chapter() {
        for (Preset preset : Preset.values()) {
            assertThat(Playground.help()).contains(Text.label(preset)).contains(preset.chapter.isEmpty() ? ""
                    : "(chapter " + preset.chapter + ")");
        }
        assertThat(Playground.help().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIRST")
    void the_chapter_that_a_setup_belongs_to_says_how_to_open_it(Preset preset) throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/io/github/chainrule/walkthrough", preset.chapter + ".java")))
                .contains(" mvn -q compile exec:exec -Dchapter=Playground -Dargs=" + Text.label(preset) + "\n");
    }

    @Test
    void the_set_ups_are_in_the_order_of_the_course_and_every_chapter_has_one() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String chapters = readme.substring(readme.indexOf("The chapters are"), readme.indexOf("If you teach"));

        List<String> all = Pattern.compile("`(\\w+)`").matcher(chapters).results().map(match -> match.group(1))
                .toList();

        assertThat(all).hasSize(15).containsSubsequence(
                Arrays.stream(Preset.values()).skip(1).map(preset -> preset.chapter).distinct().toList());
        assertThat(Arrays.stream(Preset.values()).skip(1).map(preset -> preset.chapter).distinct()).hasSize(15);
    }

    @ParameterizedTest
    @CsvSource({"Linux, xdg-open", "Mac OS X, open", "Windows 11, rundll32"})
    void each_system_has_its_own_way_to_open_a_browser(String system, String program) {
        assertThat(Playground.browserCommand(system, "http://127.0.0.1:1/")).startsWith(program)
                .endsWith("http://127.0.0.1:1/");
    }

    /** The way in which the README starts it, without Maven; and on the module path, where the server is optional. */
    @Test
    void it_is_started_like_a_chapter_and_prints_where_it_is() throws IOException, InterruptedException {
        Process process = start("-cp", "target/classes", "io.github.chainrule.walkthrough.Contents", "playground");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).matches("The playground is at http://127\\.0\\.0\\.1:\\d+/");
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void where_ipv6_comes_first_the_printed_address_answers_too() throws IOException, InterruptedException {
        Process process = start("-Djava.net.preferIPv6Addresses=true", "-cp", "target/classes",
                "io.github.chainrule.playground.Playground");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String address = out.readLine().replace("The playground is at ", "");
            assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString()).body()).contains("<title>");
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void without_the_module_of_the_server_it_says_what_to_add() throws IOException, InterruptedException {
        Process process = start("--limit-modules", "java.base", "-cp", "target/classes",
                "io.github.chainrule.playground.Playground");
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(),
                StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("The playground needs the JDK's module jdk.httpserver: start java with"
                    + " --add-modules jdk.httpserver.");
        }
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void help_ends_with_status_0_and_wrong_arguments_with_2() throws IOException, InterruptedException {
        String main = "io.github.chainrule.playground.Playground";
        assertThat(output(0, start("-cp", "target/classes", main, "--help"))).isEqualTo(Playground.help());
        assertThat(output(2, start("-cp", "target/classes", main, "--fast")))
                .endsWith(" riddle, got \"--fast\". (--help lists the options)" + System.lineSeparator());
    }

    @Test
    void without_the_page_s_files_it_says_how_they_get_there(@TempDir Path folder) throws IOException,
            InterruptedException {
        Path from = Path.of("target/classes/io");
        try (Stream<Path> classes = Files.walk(from)) {
            for (Path file : classes.filter(path -> path.toString().endsWith(".class")).toList()) {
                Path to = folder.resolve("io").resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }

        assertThat(output(1, start("-cp", folder.toString(), "io.github.chainrule.playground.Playground")))
                .startsWith("no server could be started on this machine: the playground's file files.txt isn't beside");
    }

    private static String output(int status, Process process) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(status);
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroy();
        }
    }

    /** On Windows the program that opens one is found without a path. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void where_no_browser_is_found_the_address_is_enough() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", "target/classes", "io.github.chainrule.playground.Playground", "--port", "0");
        builder.environment().put("PATH", "target");
        Process process = builder.redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("The playground is at ");
            assertThat(out.readLine()).isEqualTo("End it with Ctrl-C or on the page: Save, End the playground.");
            assertThat(out.readLine()).isEqualTo("No browser was found: open that address in one.");
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(List.of(arguments));
        builder.command().addAll(List.of("--no-browser", "--port", "0"));
        return builder.redirectErrorStream(true).start();
    }
}
