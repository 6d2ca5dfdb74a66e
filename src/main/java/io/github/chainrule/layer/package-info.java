/**
 * Functions with their derivatives: each layer's forward computation stands next to its gradient, in one short file.
 *
 * <p>Start with {@link io.github.chainrule.layer.Sigmoid}, then read {@link io.github.chainrule.layer.Linear}. How
 * layers are chained is in {@link io.github.chainrule.model}.
 */
package io.github.chainrule.layer;
