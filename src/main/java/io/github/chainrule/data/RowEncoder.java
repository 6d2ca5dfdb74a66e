// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import java.util.Map;

/**
 * Turns a row of a table, by the names of its columns, into the inputs of a network. A dataset hands on the one that it
 * was made with, so that a predictor can use it for new rows.
 */
public interface RowEncoder {

    /** {@return what the inputs, the classes and the targets are called} */
    Names names();

    /**
     * The inputs of a single row, unscaled.
     *
     * @param row a number or a text for each column
     * @return one number for each input
     * @throws IllegalArgumentException if a column isn't known, or its value can't be encoded
     */
    double[] encodeRow(Map<String, ?> row);
}
