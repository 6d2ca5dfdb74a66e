// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.IOException;

/** A place where IDX files are. */
interface IdxSource {

    /**
     * Opens a file.
     *
     * @param name its name without {@code .gz}
     * @throws java.io.FileNotFoundException if it isn't there; the message says what to do
     */
    IdxStream open(String name) throws IOException;
}
