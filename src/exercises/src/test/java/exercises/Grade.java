// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Says in a student's words how a test ended, each hint once, and enters it on the sheet of points. */
final class Grade implements TestExecutionExceptionHandler, AfterTestExecutionCallback {

    private static final Namespace HERE = Namespace.create(Grade.class);
    private static final String HINT = "\n  Hint: ";
    private static final String ENDING = "Your code ended with ";

    /** The hints that one task has given, and the places where its code ended with an exception. */
    private static final class Hints {

        private final Set<String> given = new HashSet<>();

        String once(String message) {
            int start = message.indexOf(HINT);
            int ending = message.indexOf(ENDING);
            if (start < 0 && ending >= 0) {
                String place = message.substring(ending).replaceFirst("(?s): .*(?=, in line)", "");
                return given.add(place) ? message : message.substring(0, ending) + "Your code ended as above.";
            }
            return start < 0 || given.add(message.substring(start)) ? message
                    : message.substring(0, start) + "\n  The hint is the one above.";
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable problem) throws Throwable {
        if (problem instanceof NotWrittenYet) {
            throw new TestAbortedException(problem.getMessage());
        }
        Hints hints = context.getRoot().getStore(HERE).computeIfAbsent(task(context), name -> new Hints(),
                Hints.class);
        boolean told = problem instanceof AssertionError;
        String message = hints.once(String.valueOf(told ? problem.getMessage() : ending(problem)));
        throw told && message.equals(problem.getMessage()) ? problem : new AssertionError(message,
                told ? null : problem);
    }

    /** {@return how the code ended if it didn't return, in a student's words, and where} */
    static String ending(Throwable problem) {
        if (problem instanceof TimeoutException) {
            return "Your code takes too long" + place(problem) + ". Is there a loop that never ends?";
        }
        String message = problem.getMessage() == null ? "" : ": " + problem.getMessage().replaceFirst("\\.$", "");
        String text = ENDING + problem.getClass().getSimpleName() + message + place(problem) + ".";
        return problem instanceof IndexOutOfBoundsException ? text + "\n  Each index must end at the length of its own"
                + " dimension: with <, not <=; are two of them exchanged?"
                : problem instanceof StackOverflowError ? text + "\n  A method calls itself, and never stops." : text;
    }

    /** Where in the student's file that was. */
    private static String place(Throwable problem) {
        return Stream.iterate(problem, e -> e != null, Throwable::getCause)
                .flatMap(e -> Arrays.stream(e.getStackTrace()))
                .filter(call -> call.getClassName().matches("exercises\\.Task\\d\\d(?!\\w*Test\\b).*")).findFirst()
                .map(call -> ", in line " + call.getLineNumber() + " of " + call.getFileName()).orElse("");
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Points points = context.getRequiredTestMethod().getAnnotation(Points.class);
        sheet(context).enter(task(context), context.getRequiredTestClass(), new Sheet.Result(
                context.getRequiredTestMethod().getName().replace('_', ' '), points == null ? 0 : points.value(),
                context.getExecutionException().filter(TestAbortedException.class::isInstance).isPresent(),
                context.getExecutionException().map(problem -> String.valueOf(problem.getMessage())).orElse("")));
    }

    static Sheet sheet(ExtensionContext context) {
        return context.getRoot().getStore(HERE).computeIfAbsent(Sheet.class, key -> new Sheet(), Sheet.class);
    }

    /** {@code Task01MatrixProduct} of {@code Task01Test}: what the task is about. */
    private static String task(ExtensionContext context) {
        TaskName name = context.getRequiredTestClass().getAnnotation(TaskName.class);
        return name == null ? context.getRequiredTestClass().getSimpleName() : name.value();
    }
}
