/**
 * The course: ten short chapters, each a small program to run and a text to read.
 *
 * <p>You need Java and school calculus (what a derivative is), and nothing about neural networks. At the end you can
 * explain back-propagation at a blackboard. A chapter takes ten to twenty minutes. Read them in this order: each
 * explains the words that the next one uses.
 *
 * <table class="striped">
 *   <caption>Contents</caption>
 *   <thead>
 *     <tr><th scope="col"></th><th scope="col">chapter</th><th scope="col">its question</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>1</td><th scope="row">{@link io.github.chainrule.walkthrough.LinearSeparability}</th>
 *         <td>What can a single neuron learn, and why not XOR?</td></tr>
 *     <tr><td>2</td><th scope="row">{@link io.github.chainrule.walkthrough.XorProblem}</th>
 *         <td>How does a hidden layer solve it, and how often does the training fail?</td></tr>
 *     <tr><td>3</td><th scope="row">{@link io.github.chainrule.walkthrough.HandCalculation}</th>
 *         <td>What exactly does a network calculate? Every number, on paper.</td></tr>
 *     <tr><td>4</td><th scope="row">{@link io.github.chainrule.walkthrough.ChainRule}</th>
 *         <td>If functions follow one another, how does the last number move with the first?</td></tr>
 *     <tr><td>5</td><th scope="row">{@link io.github.chainrule.walkthrough.Backpropagation}</th>
 *         <td>How does one get all gradients for little more than the price of one?</td></tr>
 *     <tr><td>6</td><th scope="row">{@link io.github.chainrule.walkthrough.BinaryMnist}</th>
 *         <td>Does it work on real handwriting? The lecture's program, beside the same in PyTorch.</td></tr>
 *     <tr><td>7</td><th scope="row">{@link io.github.chainrule.walkthrough.HiddenNeurons}</th>
 *         <td>What do hidden neurons learn, and how many are enough?</td></tr>
 *     <tr><td>8</td><th scope="row">{@link io.github.chainrule.walkthrough.VanishingGradient}</th>
 *         <td>Why do deep networks learn badly, and what helps?</td></tr>
 *     <tr><td>9</td><th scope="row">{@link io.github.chainrule.walkthrough.OwnLayer}</th>
 *         <td>How does one write a layer that isn't there, and check it?</td></tr>
 *     <tr><td>10</td><th scope="row">{@link io.github.chainrule.walkthrough.Quiz}</th>
 *         <td>What do you know now? Fifteen questions.</td></tr>
 *   </tbody>
 * </table>
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
