// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures as SVG, from the library alone: curves, bars, decision boundaries, images, confusion matrices and the
 * network itself; sketches, for anything else; and a report of a training run on one page.
 *
 * <p>Every {@link io.github.chainrule.plot.Picture} is text: {@code svg()} returns it, for use inside an HTML page, and
 * {@code save(file)} writes it. They share one look: colors that color-blind eyes can tell apart, in light, in dark
 * and on paper; 600 units wide, and legible at half that size; a title and a description for screen readers.
 *
 * <p>One color means one thing: blue is negative or class 0, orange is positive or class 1, and zero has the color of
 * the paper; green goes forward, plum back. In learning curves ink is training, gray its noise, and dashes what the
 * model wasn't trained on; in a confusion matrix mistakes have a frame.
 */
package io.github.chainrule.plot;
