// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures as SVG, from the library alone: curves, bars, decision boundaries, images, confusion matrices and the
 * network itself; and sketches, for what is none of these.
 *
 * <p>Every {@link io.github.chainrule.plot.Picture} is text: {@code svg()} returns it, for use inside an HTML page, and
 * {@code save(file)} writes it. They share one look: colours that colour-blind eyes can tell apart, in light, in dark
 * and on paper; 600 units wide, and legible at half that size; a title and a description for screen readers.
 *
 * <p>In all pictures blue is negative, class 0 or right; orange is positive, class 1 or wrong; and zero has the colour
 * of the paper.
 */
package io.github.chainrule.plot;
