// SPDX-License-Identifier: Apache-2.0
/**
 * A network in the browser: change it, watch it learn, and open any of its numbers down to the chain rule.
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground
 * </pre>
 *
 * <p>What trains is the library's own {@link io.github.chainrule.training.Trainer}, on a thread of its own: the same
 * settings in a program give the same bits, and the page has that program ready to be copied. The page is plain HTML,
 * CSS and JavaScript; the server is the JDK's own, in the module {@code jdk.httpserver}, which nobody needs who only
 * uses the library.
 *
 * <p>A {@code Setup} says what is trained on what; its text is the address after the {@code #}. A {@code Lesson} trains
 * it, a {@code Gate} in its training lets the steps through, and gives out a {@code Snapshot} between two of them. The
 * {@code Server} answers the page, after the {@code Guard} has let its request in.
 */
package io.github.chainrule.playground;
