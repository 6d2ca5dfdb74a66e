// SPDX-License-Identifier: Apache-2.0
/**
 * A look inside: why a gradient is what it is, whether it is right, how it flows, and why training fails.
 *
 * <p>Begin with {@link io.github.chainrule.inspect.ChainRuleTrace} on a network of two inputs, two hidden units and one
 * output, and follow its numbers with paper and pencil. Then choose by your
 * question:
 *
 * <table class="striped">
 *   <caption>Which question is answered where</caption>
 *   <thead>
 *     <tr><th scope="col">question</th><th scope="col">class</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">Where does each gradient come from, and what does back-propagation save?</th>
 *         <td>{@link io.github.chainrule.inspect.ChainRuleTrace}, one pass written out</td></tr>
 *     <tr><th scope="row">Are the gradients right, even those of a layer of my own?</th>
 *         <td>{@link io.github.chainrule.inspect.GradientCheck}, against numeric derivatives</td></tr>
 *     <tr><th scope="row">Do they reach the first layer, and how far do the weights move?</th>
 *         <td>{@link io.github.chainrule.inspect.GradientFlow}, figures of each layer during training</td></tr>
 *     <tr><th scope="row">Why doesn't it learn?</th>
 *         <td>{@link io.github.chainrule.inspect.Diagnosis}, in sentences, and only if something is wrong</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>The last two are listeners of a {@link io.github.chainrule.training.Trainer}, cheap enough to leave on. None of
 * them changes a bit of the result.
 */
package io.github.chainrule.inspect;
