/**
 * The course: short chapters, each a small program to run and a text to read.
 *
 * <p>You need Java and school calculus (what a derivative is), and nothing about neural networks. At the end you can
 * explain back-propagation at a blackboard. A chapter takes ten to twenty minutes. Read them in this order: each
 * explains the words that the next one uses.
 *
 * {@course contents}
 *
 * <p>Every chapter is a class with a {@code main}. In a clone of the project, with JDK 17 or newer and Maven,
 *
 * <pre>
 *   mvn -q compile exec:exec -Dchapter=LinearSeparability
 * </pre>
 *
 * <p>runs one in under ten seconds, and {@code -Dargs=--help} lists its options. The code in the texts is the very code
 * that runs, and a test compares the outputs and pictures in them with what the programs print and draw today.
 *
 * <p>Begin with {@link io.github.chainrule.walkthrough.LinearSeparability}.
 */
package io.github.chainrule.walkthrough;
