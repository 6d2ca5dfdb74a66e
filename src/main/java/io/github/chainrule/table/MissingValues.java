// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

/** What a {@link TableEncoder} does where a table has no value. */
public enum MissingValues {

    /** It refuses the row, and says where it is. */
    REJECT,

    /** It takes the mean of the training rows for a number, and the most frequent category for a category. */
    FILL,

    /**
     * It tells the network in an extra column, 1 where the value is missing and 0 elsewhere. A number is filled with
     * the mean of the training rows; no category is set.
     */
    FILL_AND_FLAG
}
