// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;


import io.github.chainrule.internal.AtomicFile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A picture as SVG, which every browser draws: sharp at any size, in light and dark, on screen and on paper.
 *
 * {@snippet :
 * Picture picture = new LineChart("Loss").axes("step", "loss").line("training", losses);
 * picture.save(Path.of("loss.svg"));                                        // a file of its own
 * String page = "<!doctype html><title>My run</title>" + picture.svg();     // or inside a page
 * }
 *
 * <p>It is as wide as what it stands in. Nothing in it refers to anything outside it, and its classes and ids begin
 * with {@code cr-}, so that several can stand in one page.
 */
public interface Picture {

    /**
     * The picture as one {@code <svg>} element. The same picture always gives the same text.
     *
     * @return the element, with its title, its description and its style inside
     * @throws IllegalStateException if there is nothing to draw, or the parts don't fit together
     */
    String svg();

    /**
     * Writes the picture to a file. It is written beside its place and then moved into it, so that a file that was
     * there before stays whole if anything fails.
     *
     * @param file where to, such as {@code Path.of("loss.svg")}; a folder that is missing is made
     * @throws IOException           if it can't be written; the message says where and why
     * @throws IllegalStateException if there is nothing to draw, or the parts don't fit together
     */
    default void save(Path file) throws IOException {
        AtomicFile.write(file, svg());
    }
}
