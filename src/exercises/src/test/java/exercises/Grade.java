// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Adds the points up and prints them when all tests have run. What isn't written yet is skipped. */
final class Grade implements TestExecutionExceptionHandler, AfterTestExecutionCallback {

    private static final Namespace HERE = Namespace.create(Grade.class);

    /** The points of one task. */
    private static final class Task {
        private int reached;
        private int possible;
        private boolean failed;
        private String missing;

        private String state() {
            return reached == possible ? "done" : failed ? "not right yet, see the messages" : missing;
        }
    }

    /** Lives as long as the test run, and is closed at its end. */
    private static final class Sheet implements AutoCloseable {

        private final SortedMap<String, Task> tasks = new TreeMap<>();

        synchronized void enter(String name, int points, Optional<Throwable> problem) {
            Task task = tasks.computeIfAbsent(name, n -> new Task());
            task.possible += points;
            task.reached += problem.isEmpty() ? points : 0;
            boolean skipped = problem.filter(TestAbortedException.class::isInstance).isPresent();
            task.failed |= problem.isPresent() && !skipped;
            if (skipped && task.missing == null) {
                task.missing = problem.get().getMessage();
            }
        }

        @Override
        public void close() {
            StringBuilder text = new StringBuilder("\nPoints\n");
            int reached = 0;
            int possible = 0;
            String next = null;
            for (var entry : tasks.entrySet()) {
                Task task = entry.getValue();
                text.append(String.format("  %-26s %2d of %2d   %s%n", entry.getKey(), task.reached, task.possible,
                        task.state()));
                reached += task.reached;
                possible += task.possible;
                next = next == null && task.reached < task.possible ? entry.getKey() : next;
            }
            text.append(String.format("  %-26s %2d of %2d%n", "Total", reached, possible));
            text.append(next == null ? "All done.\n" : "Next: " + next + ", in src/main/java/exercises.\n");
            System.out.print(text);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable problem) throws Throwable {
        if (problem instanceof NotWrittenYet) {
            throw new TestAbortedException(problem.getMessage());
        }
        if (problem instanceof AssertionError) {
            throw problem;
        }
        throw new AssertionError(ending(problem), problem);
    }

    /** {@return how the code ended if it didn't return, in a student's words, and where} */
    static String ending(Throwable problem) {
        if (problem instanceof TimeoutException) {
            return "Your code takes too long" + place(problem) + ". Is there a loop that never ends?";
        }
        String message = problem.getMessage() == null ? "" : ": " + problem.getMessage().replaceFirst("\\.$", "");
        String text = "Your code ended with " + problem.getClass().getSimpleName() + message + place(problem) + ".";
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
        Sheet sheet = context.getRoot().getStore(HERE).computeIfAbsent(Sheet.class, key -> new Sheet(), Sheet.class);
        Points points = context.getRequiredTestMethod().getAnnotation(Points.class);
        sheet.enter(name(context.getRequiredTestClass()), points == null ? 0 : points.value(),
                context.getExecutionException());
    }

    /** {@code Task01MatrixProduct} of {@code Task01Test}: what the task is about. */
    private static String name(Class<?> test) {
        TaskName name = test.getAnnotation(TaskName.class);
        return name == null ? test.getSimpleName() : name.value();
    }
}
