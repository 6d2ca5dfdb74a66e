/**
 * Programs to run and to read: start with {@link io.github.chainrule.walkthrough.BinaryMnist}, the lecture's network.
 */
package io.github.chainrule.walkthrough;
