// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Parameter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Builds the folder of static files: the course, if its Javadoc is there, and in it the playground for the browser. */
final class Site {

    private static final Path SCRIPTS = Path.of("src", "web", "js");
    /** Nothing asks another host: what the server's headers say, where there is only a file. */
    private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            + " script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
            + " worker-src 'self'; base-uri 'none'; form-action 'none'\">\n";
    private static final String TOKEN = "<meta name=\"token\" content=\"{{token}}\">\n";
    private static final String COURSE = "../io/github/chainrule/walkthrough/{chapter}.html";

    private final Path root;
    private final Path folder;

    private Site(Path root) throws IOException {
        this.root = root;
        this.folder = Files.createDirectories(root.resolve("playground"));
    }

    /**
     * Builds it.
     *
     * @param args the folder, and that of the Javadoc, which needn't be there
     */
    public static void main(String[] args) throws IOException, TeaVMToolException {
        Site site = new Site(Path.of(args[0]));
        site.compile();
        boolean course = Files.exists(Path.of(args[1], "index.html"));
        site.writePage(course);
        site.writeDigits();
        if (course) {
            site.copyCourse(Path.of(args[1]));
        }
    }

    private void compile() throws TeaVMToolException {
        TeaVMTool tool = new TeaVMTool();
        tool.setMainClass(Engine.class.getName());
        tool.setTargetDirectory(folder.toFile());
        tool.setTargetFileName("library.js");
        tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
        // FULL is twice as large: it copies methods to where they are called.
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setObfuscated(!Boolean.getBoolean("readable"));
        tool.setAssertionsRemoved(true);
        tool.setClassLoader(Site.class.getClassLoader());
        tool.generate();
        List<Problem> problems = tool.getProblemProvider().getSevereProblems();
        for (Problem problem : problems) {
            DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
            problem.render(text);
            System.err.println(text.getText() + " at " + problem.getLocation().getMethod() + " "
                    + problem.getLocation().getSourceLocation());
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the library uses what TeaVM doesn't have: see above.");
        }
    }

    private void writePage(boolean course) throws IOException {
        for (String name : Page.names()) {
            write(name, Page.text(name));
        }
        String index = Files.readString(folder.resolve("index.html"));
        index = index.replace(TOKEN, POLICY);
        if (!index.contains(POLICY)) {
            throw new IllegalStateException("index.html: expected " + TOKEN);
        }
        write("index.html", course ? index.replaceFirst("(<meta name=\"course\"\\s+content=\")[^\"]*", "$1" + COURSE)
                : index);
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                write(script.getFileName().toString(), Files.readString(script));
            }
        }
    }

    /** Without what only a reader of the source needs: comments on lines of their own, and indents. */
    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), name.endsWith(".html") ? text
                : text.replaceAll("(?m)^\\s*(//.*|/\\*\\*.*\\*/)$", "").replaceAll("(?m)^\\s+", ""));
    }

    /** The weights after the main job, as little-endian doubles. */
    private void writeDigits() throws IOException {
        List<Parameter> parameters = new DigitNetwork().train().parameters();
        int count = parameters.stream().mapToInt(parameter -> parameter.value().values().length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Parameter parameter : parameters) {
            for (double weight : parameter.value().values()) {
                bytes.putDouble(weight);
            }
        }
        Files.write(folder.resolve("digits.bin"), bytes.array());
    }

    /** The front page leads to the playground, and each command that starts it becomes a link, too. */
    private void copyCourse(Path javadoc) throws IOException {
        try (Stream<Path> files = Files.walk(javadoc)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = javadoc.relativize(file).toString();
                Path copy = root.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                String up = "../".repeat(copy.getNameCount() - root.getNameCount() - 1);
                if (name.equals("index.html")) {
                    Files.writeString(copy, Files.readString(copy).replace(
                            "go quiet\" href=\"io/github/chainrule/playground/package-summary.html",
                            "go quiet\" href=\"playground/index.html"));
                } else if (name.matches("io.*(walkthrough|playground).[^/\\\\]*\\.html")) {
                    Files.writeString(copy, Files.readString(copy).replaceAll(
                            "mvn -q compile exec:exec -Dchapter=Playground( -Dargs=([a-z0-9-]+))?(?=\\s*[\n<])",
                            "$0\n  <a href=\"" + up + "playground/index.html#$2\">opens here, without Java</a>"));
                }
            }
        }
    }
}
