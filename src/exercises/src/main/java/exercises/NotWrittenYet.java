// SPDX-License-Identifier: Apache-2.0
package exercises;

/** Stands where your code will stand. Replace the whole line {@code throw new NotWrittenYet(...)}. */
public final class NotWrittenYet extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Code that isn't there yet.
     *
     * @param what which method
     */
    public NotWrittenYet(String what) {
        super(what + " isn't written yet");
    }
}
