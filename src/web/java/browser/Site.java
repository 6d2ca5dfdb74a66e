// SPDX-License-Identifier: Apache-2.0
package browser;

import java.io.File;
import java.nio.file.Path;

import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Builds the folder of static files: the playground, compiled for the browser, and the course if there is one. */
public final class Site {

    private Site() {
    }

    /** Builds it in the folder that the argument names. */
    public static void main(String[] args) throws Exception {
        compile(Path.of(args[0]).toFile());
    }

    private static void compile(File folder) throws Exception {
        TeaVMTool tool = new TeaVMTool();
        tool.setMainClass("io.github.chainrule.playground.Engine");
        tool.setTargetDirectory(folder);
        tool.setTargetFileName("engine.js");
        tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
        tool.setOptimizationLevel(TeaVMOptimizationLevel.FULL);
        tool.setObfuscated(!Boolean.getBoolean("readable"));
        tool.setAssertionsRemoved(true);
        tool.setClassLoader(Site.class.getClassLoader());
        tool.generate();
        for (Problem problem : tool.getProblemProvider().getSevereProblems()) {
            DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
            problem.render(text);
            System.err.println(text.getText() + " at " + problem.getLocation().getMethod() + " " + problem.getLocation()
                    .getSourceLocation());
        }
        if (!tool.getProblemProvider().getSevereProblems().isEmpty()) {
            System.exit(1);
        }
    }
}
