/**
 * Examples for a network: where they come from, and how they are handed out in batches.
 *
 * <p>A {@link io.github.chainrule.data.Dataset} holds examples, {@link io.github.chainrule.data.Batches} deals them
 * out, shuffled anew each epoch, and a {@link io.github.chainrule.data.Batch} is what one step of the optimizer sees.
 * Nothing here uses the network.
 */
package io.github.chainrule.data;
