// SPDX-License-Identifier: Apache-2.0
/**
 * A network in the browser: change it, watch it learn, and open any of its numbers down to the chain rule. It is a
 * program, not API: only how it is started, and the links to its pages, stay the same from release to release.
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground
 * </pre>
 *
 * <p>The library's own {@link io.github.chainrule.training.Trainer} does the training, on a separate thread. The same
 * settings in a program give the same bits, and you can copy that program from the page. The page is plain HTML, CSS
 * and JavaScript. The server is the JDK's, in the module {@code jdk.httpserver}; programs that only use the library
 * don't need it.
 *
 * <p>A {@code Setup} says what is trained on what; its text is the part of the address after the {@code #}. A
 * {@code Lesson} trains it. A {@code Gate} lets its steps through, and hands out a {@code Snapshot} between two of
 * them. The {@code Server} answers the page once the {@code Guard} has let its request in.
 */
package io.github.chainrule.playground;
