// SPDX-License-Identifier: Apache-2.0
/**
 * Layers in a chain, and what they compute for one batch. {@link io.github.chainrule.model.BackwardPass} is the main
 * idea of the library: back-propagation in a dozen lines.
 *
 * <p>These exceptions report a number that is NaN or infinite, or a missing gradient:
 *
 * <table class="striped">
 *   <caption>Which exception when</caption>
 *   <thead><tr><th scope="col">what</th><th scope="col">where</th><th scope="col">exception</th></tr></thead>
 *   <tbody>
 *   <tr><td>the input isn't finite</td><td>{@code model.forward}</td><td>{@code IllegalArgumentException}</td></tr>
 *   <tr><td>the output isn't</td><td>{@code loss.value}, {@code loss.gradient}</td>
 *       <td>{@code IllegalArgumentException}</td></tr>
 *   <tr><td>a hidden layer's result isn't, or the parameters have changed since</td><td>{@code forward.backward}</td>
 *       <td>{@code IllegalStateException}</td></tr>
 *   <tr><td>a gradient isn't finite, or no pass has computed it</td><td>{@code optimizer.step}</td>
 *       <td>{@code NonFiniteGradientException}</td></tr>
 *   <tr><td>a gradient was used already</td><td>{@code optimizer.step}</td><td>{@code IllegalStateException}</td></tr>
 *   <tr><td>what the optimizer remembers has overflowed</td><td>{@code optimizer.step}</td>
 *       <td>{@code ArithmeticException}</td></tr>
 *   <tr><td>any of these in {@code Trainer} or {@code TrainingRun}</td><td>with epoch, batch and layer</td>
 *       <td>{@code DivergedException}</td></tr>
 *   </tbody>
 * </table>
 */
package io.github.chainrule.model;
