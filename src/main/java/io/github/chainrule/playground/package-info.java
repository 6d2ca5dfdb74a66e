// SPDX-License-Identifier: Apache-2.0
/**
 * A network in the browser: change it, watch it learn, and open any of its numbers down to the chain rule. It is a
 * program, not API: only how it is started, and the links to its pages, stay the same from release to release.
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=Playground
 * </pre>
 *
 * <p>The page is plain HTML, CSS and JavaScript, and its clock sets the pace: it asks a {@code Lesson} to make n steps,
 * and then what it looks like. A lesson has no thread. All the page's requests go through one function, text in and
 * text out: {@code Api.answer}. The {@code Server}, which is the JDK's, in the module {@code jdk.httpserver}, only
 * carries them, once the {@code Guard} has let them in; programs that only use the library don't need it.
 *
 * <p>A {@code Setup} says what is trained on what; its text is the part of the address after the {@code #}. The library
 * trains it, in a {@link io.github.chainrule.training.TrainingRun}. The same settings in a program give the same bits
 * after any number of steps, and you can copy that program from the page. {@code Words} says what is wrong, and
 * {@code Advice} tries what may help before the page offers it. The lessons on the page's path are the {@code Preset}s;
 * each has a {@code Goal}.
 */
package io.github.chainrule.playground;
